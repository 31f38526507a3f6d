/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "records.h"
#include "run-weir.h"
#include "weir-stream-cases.h"
#include "weir-stream-log.h"

#include <string.h>

typedef enum
{
  SPLIT_WHOLE,
  SPLIT_BYTES,
  SPLIT_RANDOM,
  N_SPLITS,
} Split;

static void
feed (Weir *weir, const GString *input, Split split)
{
  gsize done = 0;

  if (split == SPLIT_BYTES && input->len > 4096)
    split = SPLIT_RANDOM;
  if (split == SPLIT_WHOLE)
    weir_write_stdin (weir, input->str, input->len, 0, FALSE);
  else if (split == SPLIT_BYTES)
    weir_write_stdin (weir, input->str, input->len, 1, FALSE);
  else
    while (done < input->len)
      {
        gsize piece = (gsize) g_test_rand_int_range (1, 9) * (input->len > 4096 ? 4096 : 1);

        piece = MIN (piece, input->len - done);
        weir_write_stdin (weir, input->str + done, piece, 0, FALSE);
        done += piece;
      }
  weir_write_stdin (weir, NULL, 0, 0, TRUE);
}

static WeirSpan
get_span (const Record *record, const char *key)
{
  const GString *text = record_get (record, key);

  g_assert_nonnull (text);

  return weir_span (text->str, text->len);
}

/* The records in the words of the case files. */
static GString *
log_records (GPtrArray *records)
{
  GString *log = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const Record *record = g_ptr_array_index (records, i);

      if (record_is (record, "type", "event"))
        weir_stream_log_event (log, get_span (record, "event"), get_span (record, "data"), get_span (record, "lastEventId"),
                               WEIR_NOTE_NONE);
      else if (record_is (record, "type", "comment"))
        weir_stream_log_comment (log, get_span (record, "text"));
      else if (record_is (record, "type", "retry"))
        weir_stream_log_retry (log, g_ascii_strtoull (record_get (record, "ms")->str, NULL, 10));
      else if (record_is (record, "type", "end"))
        weir_stream_log_end (log, get_span (record, "lastEventId"),
                             (gsize) g_ascii_strtoull (record_get (record, "unfinishedBytes")->str, NULL, 10));
      else
        g_assert_not_reached ();
    }

  return log;
}

/* What a case expects, without what no record says: blocks that dispatch nothing, notes. */
static GString *
expected_of_records (const WeirStreamCase *stream_case, gboolean *passes_limit)
{
  GString *expected = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (stream_case->expected->str, "\n", -1);

  *passes_limit = FALSE;
  for (char **line = lines; *line != NULL; line++)
    {
      char *last_quote = strrchr (*line, '"');

      if (g_str_has_prefix (*line, "limit "))
        *passes_limit = TRUE;
      if (**line == '\0' || g_str_has_prefix (*line, "none ") || g_str_has_prefix (*line, "odd ") || g_str_has_prefix (*line, "limit "))
        continue;
      if (g_str_has_prefix (*line, "event ") && last_quote != NULL)
        last_quote[1] = '\0';
      g_string_append_printf (expected, "%s\n", *line);
    }

  return expected;
}

static void
check_case (const WeirStreamCase *stream_case, Split split)
{
  const char *const arguments[] = { "decode", NULL };
  g_autoptr (Weir) weir = weir_run (WEIR_RUN_STDIN_PIPE, arguments);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GString) log = NULL;
  g_autoptr (GString) expected = NULL;
  gboolean passes_limit;
  int status;

  expected = expected_of_records (stream_case, &passes_limit);
  if (passes_limit)
    split = SPLIT_WHOLE; /* it may end before it has read all */
  feed (weir, stream_case->input, split);
  status = weir_wait (weir);
  records = records_new (weir_get_stdout (weir));
  log = log_records (records);

  g_test_message ("%s, split %d", stream_case->name, split);
  g_assert_cmpstr (log->str, ==, expected->str);
  g_assert_cmpint (status, ==, passes_limit ? 2 : 0);
  if (passes_limit)
    g_assert_nonnull (strstr (weir_get_stderr (weir), "near byte"));
  else
    g_assert_cmpstr (weir_get_stderr (weir), ==, "");
}

/* Each case once, the kinds of splits in turn; all of them with -m slow. */
static void
test_cases (void)
{
  g_autoptr (GPtrArray) cases = weir_stream_cases_load ();

  g_assert_cmpuint (cases->len, >, 100);
  for (guint i = 0; i < cases->len; i++)
    {
      for (Split split = 0; split < N_SPLITS; split++)
        {
          if (g_test_slow () || split == (Split) (i % N_SPLITS))
            check_case (g_ptr_array_index (cases, i), split);
        }
    }
}

/* Exactly these bytes, with every key in its place. */
static void
test_records (void)
{
  g_autofree char *input = g_test_build_filename (G_TEST_DIST, "cases", "decode", "records.stream", NULL);
  g_autofree char *expected_path = g_test_build_filename (G_TEST_DIST, "cases", "decode", "records.jsonl", NULL);
  g_autofree char *expected = NULL;
  const char *const arguments[] = { "decode", input, NULL };
  g_autoptr (Weir) weir = weir_run (WEIR_RUN_DEFAULT, arguments);

  g_assert_true (g_file_get_contents (expected_path, &expected, NULL, NULL));
  g_assert_cmpint (weir_wait (weir), ==, 0);
  g_assert_cmpstr (weir_get_stdout (weir), ==, expected);
}

static void
test_count (void)
{
  g_autofree char *input = g_test_build_filename (G_TEST_DIST, "cases", "decode", "records.stream", NULL);
  const char *const arguments[] = { "decode", "--output", "count", input, NULL };
  g_autoptr (Weir) weir = weir_run (WEIR_RUN_DEFAULT, arguments);

  g_assert_cmpint (weir_wait (weir), ==, 0);
  g_assert_cmpstr (weir_get_stdout (weir), ==, "5\n");
}

/* A record is there as soon as its block is, although the stream goes on. */
static void
test_at_once (void)
{
  const char *const arguments[] = { "decode", NULL };
  g_autoptr (Weir) weir = weir_run (WEIR_RUN_STDIN_PIPE, arguments);

  weir_write_stdin (weir, "data: one\n\nda", 13, 0, FALSE);
  weir_wait_for (weir, "\"one\"");
  weir_write_stdin (weir, "ta: two\r\r", 9, 0, FALSE);
  weir_wait_for (weir, "\"two\"");
  weir_write_stdin (weir, NULL, 0, 0, TRUE);
  g_assert_cmpint (weir_wait (weir), ==, 0);
}

static void
test_unreadable (void)
{
  const char *const missing[] = { "decode", "/nonexistent/file", NULL };
  const char *const folder[] = { "decode", "/", NULL };
  g_autoptr (Weir) one = weir_run (WEIR_RUN_DEFAULT, missing);
  g_autoptr (Weir) other = weir_run (WEIR_RUN_DEFAULT, folder);

  g_assert_cmpint (weir_wait (one), ==, 2);
  g_assert_nonnull (strstr (weir_get_stderr (one), "/nonexistent/file"));
  g_assert_cmpstr (weir_get_stdout (one), ==, "");
  g_assert_cmpint (weir_wait (other), ==, 2);
}

static void
test_full_output (void)
{
  g_autofree char *input = g_test_build_filename (G_TEST_DIST, "cases", "decode", "records.stream", NULL);
  const char *const arguments[] = { "decode", input, NULL };
  g_autoptr (Weir) weir = weir_run_full (WEIR_RUN_DEFAULT, arguments, NULL, NULL, "/dev/full");

  g_assert_cmpint (weir_wait (weir), ==, 5);
  g_assert_nonnull (strstr (weir_get_stderr (weir), "No space left"));
}

static void
test_closed_output (void)
{
  const char *const arguments[] = { "decode", NULL };
  g_autoptr (Weir) weir = weir_run (WEIR_RUN_STDIN_PIPE | WEIR_RUN_HOLD_STDOUT, arguments);

  weir_close_stdout (weir);
  weir_write_stdin (weir, "data: x\n\n", 9, 0, TRUE);
  g_assert_cmpint (weir_wait (weir), ==, 0);
  g_assert_cmpstr (weir_get_stderr (weir), ==, "");
}

/* 32 MB through a pipe: all of it arrives, and memory stays where it was. */
static void
test_large (void)
{
  const char *const arguments[] = { "decode", "--output", "count", NULL };
  g_autoptr (Weir) weir = weir_run (WEIR_RUN_STDIN_PIPE, arguments);
  g_autoptr (GString) megabyte = g_string_new (NULL);

  while (megabyte->len < 1024 * 1024)
    g_string_append (megabyte, "event: tick\nid: 17\ndata: {\"n\": 1}\n\n");
  for (guint i = 0; i < 32; i++)
    weir_write_stdin (weir, megabyte->str, megabyte->len, 0, i == 31);
  g_assert_cmpint (weir_wait (weir), ==, 0);
  g_assert_cmpuint (g_ascii_strtoull (weir_get_stdout (weir), NULL, 10), ==, 32 * (megabyte->len / 35));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/decode/cases", test_cases);
  g_test_add_func ("/decode/records", test_records);
  g_test_add_func ("/decode/count", test_count);
  g_test_add_func ("/decode/at-once", test_at_once);
  g_test_add_func ("/decode/unreadable", test_unreadable);
  g_test_add_func ("/decode/full-output", test_full_output);
  g_test_add_func ("/decode/closed-output", test_closed_output);
  g_test_add_func ("/decode/large", test_large);

  return g_test_run ();
}
