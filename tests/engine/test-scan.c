/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-record-session.h"
#include "weir-recording-value.h"
#include "weir-scan.h"
#include "weir-unit.h"
#include "weir-utf8.h"

#include <glib/gstdio.h>

/* What the rows and the bytes of a window decide is what decoding everything says. */

#define KNOWS_ALL (WEIR_FILTER_KNOWS_NAME | WEIR_FILTER_KNOWS_ID | WEIR_FILTER_KNOWS_TEXT)

typedef struct
{
  WeirRecording *recording;
  WeirRecordSession session;
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("weir-scan-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "a.eventstream", NULL);
  options.path = fixture->path;
  options.keep_body = TRUE;
  fixture->recording = weir_recording_new (&options, &error);
  g_assert_no_error (error);
  weir_record_session_init (&fixture->session, fixture->recording, 11);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  weir_record_session_clear (&fixture->session);
  g_clear_pointer (&fixture->recording, weir_recording_unref);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static WeirRecording *
open_again (const Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  WeirRecording *recording = weir_recording_open (fixture->path, &error);

  g_assert_no_error (error);
  weir_recording_load (recording, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return recording;
}

/* Numbers of the rows that match. */
static GArray *
scan_all (WeirRecording *recording, WeirFilter *filter)
{
  g_autoptr (WeirScan) scan = weir_scan_new (recording, filter);
  GArray *all = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 matches[WEIR_SCAN_ROWS];
  guint64 next = 0;
  gsize n_matches;

  while (next < weir_recording_get_count (recording))
    {
      guint64 from = next;

      next = weir_scan_slice (scan, from, NULL, matches, &n_matches);
      g_assert_cmpuint (next, >, from);
      g_assert_cmpuint (next - from, <=, WEIR_SCAN_ROWS);
      g_array_append_vals (all, matches, (guint) n_matches);
    }
  g_assert_cmpuint (weir_scan_slice (scan, next, NULL, matches, &n_matches), ==, next);
  g_assert_cmpuint (n_matches, ==, 0);

  return all;
}

static void
feed (Fixture *fixture, const char *text)
{
  weir_record_session_read (&fixture->session, weir_span_from_string (text), 1000);
}

static void
feed_zeros (Fixture *fixture, const char *before, const char *after)
{
  g_autoptr (GString) block = g_string_new (before);

  for (guint i = 0; i < 100; i++)
    g_string_append_c (block, '\0');
  g_string_append (block, after);
  weir_record_session_read (&fixture->session, weir_span (block->str, block->len), 1000);
}

/* Rows 0 to 2: connecting, head, open. */
static void
fill (Fixture *fixture)
{
  weir_record_session_connect (&fixture->session);
  feed (fixture, "event: trade\nid: 42\ndata: {\"px\": 1}\n\n");         /* 3 */
  feed (fixture, "data: hello\ndata: world\n\n");                        /* 4 */
  feed (fixture, ": a hello\n");                                         /* 5 */
  feed (fixture, "data: one\n: in between\nretry: 3000\ndata: two\n\n"); /* 6 comment, 7 retry, 8 */
  feed (fixture, "id: 42\n\n");                                          /* 9: no event */
  feed (fixture, ":@ cut hello\n");                                      /* 10: looks like a directive */
  feed_zeros (fixture, "data: raw", "hello\n\n");                        /* 11 */
  feed (fixture, "data: split he");
  feed (fixture, "llo\r\n\r\n");                       /* 12 */
  feed (fixture, "data: \xff\xe4\xbd hello\r\r");      /* 13 */
  feed (fixture, "data:hello\n: hello inside\n\n");    /* 14 comment, 15 */
  feed (fixture, "event: hello\nid: hello\ndata\n\n"); /* 16 */
  feed (fixture, "data: cut off hel");
  weir_record_session_end (&fixture->session, WEIR_REASON_RESET); /* 17 unfinished, 18 ended */
  weir_record_session_wait (&fixture->session, 3000000);          /* 19 */
  weir_record_session_connecting (&fixture->session);             /* 20 */
  weir_record_session_fail (&fixture->session, WEIR_REASON_STATUS, 503, WEIR_SPAN_LITERAL ("say \"hello\"\n")); /* 21 */
}

static const struct
{
  const char *query;
  const char *rows;
} cases[] = {
  { "", "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21" },
  { "hello", "4 5 10 11 12 13 14 15 20 21" },
  { "-hello", "0 1 2 3 6 7 8 9 16 17 18 19" },
  { "hello kind:event", "4 11 12 13 15" },
  { "HELLO", "" },
  { "\"hello\nworld\"", "4" },
  { "\"hello\" world", "4" },
  { "\"lo\ndata\"", "" },
  { "data", "17" },
  { "\": \"", "0 1 3 7 9 17 20" },
  { "\"say \\\"hello\\\"\"", "21" },
  { "\" hello\"", "5 10 12 13 14 20" },
  { "\"\uFFFD\uFFFD hello\"", "13" },
  { "\uFFFD", "13" },
  { "@", "0 10 20" },
  { "\"@ cut\"", "10" },
  { "raw", "11" },
  { "between", "6" },
  { "3000", "7" },
  { "retry", "7" },
  { "event:trade", "3" },
  { "event:h*", "16" },
  { "event:message hello", "4 11 12 13 15" },
  { "-event:message kind:event", "3 16" },
  { "id:42", "3 9" },
  { "id:hello", "16" },
  { "id:4", "" },
  { "-id:42 kind:block", "" },
  { "kind:life", "0 1 2 18 19 20 21" },
  { "kind:comment or kind:retry", "5 6 7 10 14" },
  { "kind:unfinished", "17" },
  { "kind:failed hello", "21" },
  { "127.0.0.1", "0 1 20" },
  { "reset", "18" },
  { "canary", "0 20" },
};

static void
check_queries (WeirRecording *recording)
{
  g_assert_cmpuint (weir_recording_get_count (recording), ==, 22);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirFilter) filter = weir_filter_new (cases[i].query, NULL, NULL, &error);
      g_autoptr (GArray) rows = NULL;
      g_autoptr (GString) text = g_string_new (NULL);

      g_assert_no_error (error);
      rows = scan_all (recording, filter);
      for (guint row = 0; row < rows->len; row++)
        g_string_append_printf (text, "%s%u", row > 0 ? " " : "", (guint) g_array_index (rows, guint64, row));
      g_test_message ("%s: %s", cases[i].query, text->str);
      g_assert_cmpstr (text->str, ==, cases[i].rows);
    }
}

static void
test_queries (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirRecording) again = NULL;

  fill (fixture);
  check_queries (fixture->recording);
  again = open_again (fixture);
  check_queries (again);
}

static void
append_decoded (GString *text, GBytes *bytes)
{
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);

  weir_utf8_append (text, data, n);
}

/* The text that words are looked for in, by code that shares nothing with the scan. */
static GString *
read_text (WeirRecording *recording, guint64 number, const WeirUnit *unit)
{
  GString *text = g_string_new (NULL);

  if (unit->kind == WEIR_ROW_EVENT || unit->kind == WEIR_ROW_COMMENT)
    {
      append_decoded (text, unit->data);
    }
  else if (unit->kind <= WEIR_ROW_RETRY || unit->kind == WEIR_ROW_UNFINISHED)
    {
      append_decoded (text, unit->wire);
      while (unit->kind != WEIR_ROW_UNFINISHED && text->len > 0 && strchr ("\r\n", text->str[text->len - 1]) != NULL)
        g_string_truncate (text, text->len - 1);
    }
  else
    {
      g_autoptr (GBytes) bytes = weir_recording_read (recording, number, NULL);
      g_autofree char *lines = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_auto (GStrv) each = g_strsplit (lines, "\n", -1);

      for (gsize i = 0; each[i] != NULL; i++)
        {
          gboolean is_body = g_str_has_prefix (each[i], ":@ body ") || g_str_has_prefix (each[i], ":@ request-body ");
          g_autoptr (GString) value = g_string_new (NULL);

          if (!g_str_has_prefix (each[i], ":@ "))
            continue;
          if (is_body)
            {
              g_assert_true (weir_value_unquote (weir_span_from_string (strchr (each[i], '"')), value));
              *strchr (each[i], '"') = '\0';
            }
          g_string_append (text, each[i] + 3);
          weir_utf8_append (text, value->str, value->len);
          g_string_append (text, strchr (each[i] + 3, ' ') != NULL ? "\n" : " \n");
        }
    }

  return text;
}

static gboolean
matches_decoded (WeirRecording *recording, WeirFilter *filter, guint64 number)
{
  g_autoptr (WeirUnit) unit = weir_unit_read (recording, number, NULL);
  g_autoptr (GString) text = NULL;
  WeirFilterSubject subject = { .known = KNOWS_ALL };
  g_autofree char *id = NULL;
  gsize n_name = 0;

  g_assert_nonnull (unit);
  text = read_text (recording, number, unit);
  subject.kind = (WeirFilterKind) unit->kind;
  subject.text = weir_span (text->str, text->len);
  if (unit->event != NULL)
    subject.name.data = g_bytes_get_data (unit->event, &n_name);
  subject.name.len = n_name;
  subject.has_id = unit->has_id;
  id = unit->has_id ? weir_recording_dup_last_event_id (recording, number) : NULL;
  subject.id = weir_span_from_string (id);

  return weir_filter_judge (filter, &subject) == WEIR_FILTER_YES;
}

/* A part of some row's text, as it is or in another case, or a letter that comes up everywhere. */
static char *
random_word (WeirRecording *recording, GRand *rand)
{
  guint64 number = (guint64) g_rand_int_range (rand, 0, (gint32) weir_recording_get_count (recording));
  g_autoptr (WeirUnit) unit = weir_unit_read (recording, number, NULL);
  g_autoptr (GString) text = read_text (recording, number, unit);
  g_autoptr (GString) word = g_string_new ("\"");
  glong length;
  glong from;
  const char *p;

  g_string_set_size (text, strlen (text->str)); /* up to a NUL, which cannot be typed */
  length = g_utf8_strlen (text->str, -1);
  if (length == 0 || g_rand_int_range (rand, 0, 8) == 0)
    return g_strdup ("a");
  from = g_rand_int_range (rand, 0, (gint32) length);
  p = g_utf8_offset_to_pointer (text->str, from);
  for (glong n = MIN (length - from, g_rand_int_range (rand, 1, 6)); n > 0; n--, p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character == '"' || character == '\\')
        g_string_append_c (word, '\\');
      g_string_append_unichar (word, g_rand_int_range (rand, 0, 3) == 0 ? g_unichar_tolower (character) : character);
    }
  g_string_append_c (word, '"');

  return g_string_free (g_steal_pointer (&word), FALSE);
}

static char *
random_query (WeirRecording *recording, GRand *rand)
{
  static const char *const others[] = {
    "kind:event", "-kind:event", "kind:life", "event:message", "event:*", "event:a*", "id:1", "id:\"\""
  };
  GString *query = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 1, 4);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *word = random_word (recording, rand);

      if (i > 0)
        g_string_append (query, g_rand_boolean (rand) ? " " : " or ");
      if (g_rand_int_range (rand, 0, 4) == 0)
        g_string_append_c (query, '-');
      switch (g_rand_int_range (rand, 0, 6))
        {
        case 0:
          g_string_append (query, others[g_rand_int_range (rand, 0, G_N_ELEMENTS (others))]);
          break;
        case 1:
          g_string_append_printf (query, "id:%s", word);
          break;
        case 2:
          g_string_append_printf (query, "event:%s", word);
          break;
        default:
          g_string_append (query, word);
        }
    }

  return g_string_free (query, FALSE);
}

static void
compare (WeirRecording *recording, GRand *rand, guint n_queries, guint *n_found)
{
  for (guint i = 0; i < n_queries; i++)
    {
      g_autofree char *query = random_query (recording, rand);
      g_autoptr (WeirFilter) filter = weir_filter_new (query, NULL, NULL, NULL);
      g_autoptr (GArray) rows = NULL;
      guint next = 0;

      /* Kinds and names may contradict each other. */
      if (filter == NULL)
        continue;
      rows = scan_all (recording, filter);
      for (guint64 row = 0; row < weir_recording_get_count (recording); row++)
        {
          gboolean found = next < rows->len && g_array_index (rows, guint64, next) == row;

          if (found != matches_decoded (recording, filter, row))
            {
              WeirRow it;
              g_autoptr (GBytes) bytes = weir_recording_read (recording, row, NULL);
              g_autofree char *unit = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
              g_autofree char *shown = g_strescape (unit, NULL);
              g_autofree char *shown_query = g_strescape (query, NULL);

              weir_recording_get_row (recording, row, &it);
              g_error ("row %u, kind %u, flags %x, “%s” is %s: %s", (guint) row, it.kind, it.flags, shown,
                       found ? "found and should not be" : "not found", shown_query);
            }
          next += found ? 1 : 0;
        }
      *n_found += rows->len > 0 && rows->len < weir_recording_get_count (recording) ? 1 : 0;
    }
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (WeirRecording) again = NULL;
  guint n_found = 0;

  for (guint i = 0; i < 4; i++)
    {
      weir_record_session_live (&fixture->session, 2, 400);
      weir_record_session_connect (&fixture->session);
      feed_zeros (fixture, "id: 1\ndata: a", ": a\nretry: 1\ndata: a\n: a\n\n");
      feed_zeros (fixture, ": a\ndata: a\n", "\n\n: a");
      weir_record_session_end (&fixture->session, WEIR_REASON_EOF);
    }
  compare (fixture->recording, rand, 150, &n_found);
  again = open_again (fixture);
  weir_assert_same_rows (again, fixture->recording);
  compare (again, rand, 150, &n_found);
  g_assert_cmpuint (n_found, >, 150);
}

/* Units longer than a window, next to short ones, with hits at their edges. */
static void
test_windows (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 10, 255 * 1024, 10, 256 * 1024, 257 * 1024, 5 * 1024 * 1024, 10, 10, 100 * 1024, 200 * 1024, 10 };
  g_autoptr (WeirFilter) start = weir_filter_new ("begins", NULL, NULL, NULL);
  g_autoptr (WeirFilter) end = weir_filter_new ("ends kind:event", NULL, NULL, NULL);
  g_autoptr (WeirFilter) both = weir_filter_new ("begins or kind:comment", NULL, NULL, NULL);
  g_autoptr (WeirFilter) neither = weir_filter_new ("begins7", NULL, NULL, NULL);
  const guint n = G_N_ELEMENTS (sizes);

  weir_record_session_connect (&fixture->session);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *filling = g_strnfill (sizes[i], 'x');
      g_autofree char *block = g_strdup_printf (": ends\ndata: begins%u%s\ndata: %sends\n\n", i, filling, filling);

      feed (fixture, block);
    }
  {
    g_autoptr (GArray) starts = scan_all (fixture->recording, start);
    g_autoptr (GArray) ends = scan_all (fixture->recording, end);
    g_autoptr (GArray) all = scan_all (fixture->recording, both);
    g_autoptr (GArray) one = scan_all (fixture->recording, neither);

    g_assert_cmpuint (starts->len, ==, n);
    g_assert_cmpuint (ends->len, ==, n);
    g_assert_cmpuint (all->len, ==, 2 * n);
    g_assert_cmpuint (one->len, ==, 1);
    g_assert_cmpuint (g_array_index (one, guint64, 0), ==, 3 + 2 * 7 + 1);
  }
}

/* Rows that cannot be read do not match, and nothing else is lost with them. */
static void
test_shortened (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirFilter) filter = weir_filter_new ("tick kind:event", NULL, NULL, NULL);
  g_autoptr (WeirFilter) opposite = weir_filter_new ("-tock", NULL, NULL, NULL);
  g_autoptr (GArray) rows = NULL, others = NULL;
  WeirRow row;

  weir_record_session_connect (&fixture->session);
  for (guint i = 0; i < 100; i++)
    feed (fixture, "data: tick\n\n");
  g_assert_true (weir_recording_get_row (fixture->recording, 53, &row));
  g_assert_cmpint (truncate (fixture->path, (off_t) row.offset + 3), ==, 0);
  rows = scan_all (fixture->recording, filter);
  g_assert_cmpuint (rows->len, ==, 50);
  others = scan_all (fixture->recording, opposite);
  g_assert_cmpuint (others->len, ==, 53);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirFilter) filter = weir_filter_new ("tick kind:event", NULL, NULL, NULL);
  g_autoptr (WeirScan) scan = weir_scan_new (fixture->recording, filter);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint64 matches[WEIR_SCAN_ROWS];
  gsize n_matches;

  weir_record_session_connect (&fixture->session);
  feed (fixture, "data: tick\n\n");
  g_cancellable_cancel (cancellable);
  g_assert_cmpuint (weir_scan_slice (scan, 0, cancellable, matches, &n_matches), ==, 0);
  g_assert_cmpuint (n_matches, ==, 0);
  g_assert_cmpuint (weir_scan_slice (scan, 0, NULL, matches, &n_matches), ==, 4);
  g_assert_cmpuint (n_matches, ==, 1);
}

#define ADD(name, func) g_test_add ("/scan/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("queries", test_queries);
  ADD ("random", test_random);
  ADD ("windows", test_windows);
  ADD ("shortened", test_shortened);
  ADD ("cancelled", test_cancelled);

  return g_test_run ();
}
