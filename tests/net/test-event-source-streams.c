/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "source-fixture.h"
#include "weir-stream-cases.h"
#include "weir-stream-log.h"

/* Every case of tests/cases/stream over HTTP: in chunks of random sizes, with a Content-Length, and delimited by the close. */

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"

static void
log_frame (GString *log, const WeirFrame *frame)
{
  if (frame->kind != WEIR_FRAME_BLOCK)
    return;

  if (frame->dispatches)
    weir_stream_log_event (log, frame->event, frame->data, frame->last_event_id, frame->notes);
  else
    weir_stream_log_none (log, frame->event, frame->last_event_id, frame->notes);
}

typedef struct
{
  SourceFixture *fixture;
  GString *log;
  GString *last_event_id;
} Run;

static void
on_report (const WeirReport *report, gpointer user_data)
{
  Run *run = user_data;

  if (report->kind == WEIR_REPORT_FRAME)
    log_frame (run->log, report->frame);
  if (report->kind == WEIR_REPORT_FRAME && report->frame->kind == WEIR_FRAME_BLOCK)
    {
      g_string_truncate (run->last_event_id, 0);
      g_string_append_len (run->last_event_id, report->frame->last_event_id.data, (gssize) report->frame->last_event_id.len);
    }
  else if (report->kind == WEIR_REPORT_COMMENT)
    {
      weir_stream_log_comment (run->log, report->comment.text);
    }
  else if (report->kind == WEIR_REPORT_RETRY)
    {
      weir_stream_log_retry (run->log, report->retry.ms);
    }
  else if (report->kind == WEIR_REPORT_ENDED)
    {
      weir_stream_log_end (run->log, weir_span (run->last_event_id->str, run->last_event_id->len), report->ended.unfinished.len);
    }
}

/* What a case expects, without what only the parser itself tells. */
static char *
dup_expected (const WeirStreamCase *test)
{
  g_auto (GStrv) lines = g_strsplit (test->expected->str, "\n", -1);
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] != '\0' && !g_str_has_prefix (lines[i], "odd "))
        g_string_append_printf (expected, "%s\n", lines[i]);
    }

  return g_strdup (expected->str);
}

static void
run_case (const WeirStreamCase *test, RawScript *script)
{
  Run run = { source_fixture_new (), g_string_new (NULL), g_string_new (NULL) };
  g_autofree char *expected = dup_expected (test);

  raw_script_add (script, RAW_CLOSE, 0);
  raw_server_add (run.fixture->server, script);
  run.fixture->options.policy = WEIR_POLICY_ONCE;
  run.fixture->log->func = on_report;
  run.fixture->log->func_data = &run;
  source_fixture_start (run.fixture);
  source_log_run_until_line (run.fixture->log, "ended *");
  g_assert_cmpstr (run.log->str, ==, expected);
  source_fixture_free (run.fixture);
  g_string_free (run.log, TRUE);
  g_string_free (run.last_event_id, TRUE);
}

static void
test_close (gconstpointer data)
{
  const WeirStreamCase *test = data;
  RawScript *script = raw_script_new ();

  raw_script_send_text (script, HEAD "\r\n");
  raw_script_send (script, test->input->str, test->input->len);
  run_case (test, script);
}

static void
test_length (gconstpointer data)
{
  const WeirStreamCase *test = data;
  RawScript *script = raw_script_new ();
  g_autofree char *head = g_strdup_printf (HEAD "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", test->input->len);

  raw_script_send_text (script, head);
  raw_script_send (script, test->input->str, test->input->len);
  run_case (test, script);
}

static void
test_chunked (gconstpointer data)
{
  const WeirStreamCase *test = data;
  RawScript *script = raw_script_new ();

  raw_script_send_text (script, HEAD "Transfer-Encoding: chunked\r\n\r\n");
  raw_script_add (script, RAW_SPLIT, (guint) g_test_rand_int_range (1, 40));
  for (gsize at = 0; at < test->input->len;)
    {
      gsize wanted = (gsize) g_test_rand_int_range (1, 30);
      gsize n = MIN (test->input->len - at, wanted);
      g_autofree char *size = g_strdup_printf ("%" G_GSIZE_MODIFIER "X\r\n", n);

      raw_script_send_text (script, size);
      raw_script_send (script, test->input->str + at, n);
      raw_script_send_text (script, "\r\n");
      at += n;
    }
  raw_script_send_text (script, "0\r\n\r\n");
  run_case (test, script);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    GTestDataFunc func;
  } framings[] = { { "close", test_close }, { "length", test_length }, { "chunked", test_chunked } };
  g_autoptr (GPtrArray) cases = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  cases = weir_stream_cases_load ();
  for (guint i = 0; i < cases->len; i++)
    {
      const WeirStreamCase *test = g_ptr_array_index (cases, i);

      /* Millions of bytes are the parser's own tests' business. */
      for (guint j = 0; j < G_N_ELEMENTS (framings) && test->input->len < 10000; j++)
        {
          g_autofree char *path = g_strdup_printf ("/streams/%s/%s", framings[j].name, test->name);

          g_test_add_data_func (path, test, framings[j].func);
        }
    }
  status = g_test_run ();

  return status;
}
