/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "source-fixture.h"

/* The person stops, cuts, pauses: in every state and from within every report. */

#define EVENT "data: a\n\n"

static void
test_before_start (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  source_fixture_create (fixture);
  weir_event_source_stop (fixture->source);
  g_assert_cmpint (weir_event_source_get_state (fixture->source), ==, WEIR_SOURCE_STOPPED);
  g_assert_cmpuint (fixture->log->lines->len, ==, 0);
}

static void
test_connecting (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  source_fixture_start (fixture);
  g_assert_cmpint (weir_event_source_get_state (fixture->source), ==, WEIR_SOURCE_CONNECTING);
  source_log_stop (fixture->log);
  g_assert_true (source_log_has_line (fixture->log, "ended stopped"));
  source_fixture_run_for (30);
  g_assert_null (raw_server_get_request (fixture->server, 0));
}

/* Stops after the request, with what the server has sent until then. */
static void
check_stop_after (const char *bytes, const char *line, const char *ended)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  source_fixture_add_bytes (fixture, bytes, RAW_HOLD);
  source_fixture_start (fixture);
  source_fixture_run_until_requests (fixture, 1);
  if (line != NULL)
    source_log_run_until_line (fixture->log, line);
  else
    source_fixture_run_for (20);
  source_log_stop (fixture->log);
  g_assert_true (source_log_has_line (fixture->log, ended));
  g_assert_cmpint (weir_event_source_get_state (fixture->source), ==, WEIR_SOURCE_STOPPED);
  source_fixture_run_until_gone (fixture, 0);
  weir_event_source_stop (fixture->source); /* again: nothing */
}

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"

static void
test_waiting_for_the_head (void)
{
  check_stop_after ("", NULL, "ended stopped");
}

static void
test_in_the_head (void)
{
  check_stop_after ("HTTP/1.1 200 OK\r\nContent-", NULL, "ended stopped");
}

static void
test_among_interims (void)
{
  check_stop_after ("HTTP/1.1 103 Early Hints\r\n\r\n", NULL, "ended stopped");
}

static void
test_open (void)
{
  check_stop_after (HEAD "\r\n" EVENT, "event*", "ended stopped 200");
}

static void
test_open_chunked (void)
{
  check_stop_after (HEAD "Transfer-Encoding: chunked\r\n\r\n9\r\n" EVENT "\r\n", "event*", "ended stopped 200");
}

static void
test_open_with_a_length (void)
{
  check_stop_after (HEAD "Content-Length: 1000\r\n\r\n" EVENT, "event*", "ended stopped 200");
}

static void
test_open_unfinished (void)
{
  check_stop_after (HEAD "\r\n" EVENT "data: half", "event*", "ended stopped 200 unfinished 10");
}

static void
test_in_an_error_body (void)
{
  check_stop_after ("HTTP/1.1 404 X\r\nContent-Length: 100\r\n\r\nabc", "head*", "ended stopped 404");
}

static void
test_waiting (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  source_fixture_add_stream (fixture, EVENT, RAW_CLOSE);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "waiting*");
  source_log_stop (fixture->log);
  source_fixture_run_for (150);
  g_assert_cmpuint (raw_server_get_n_connections (fixture->server), ==, 1);
  g_assert_false (source_log_has_line (fixture->log, "ended stopped*"));
}

static void
test_failed (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  source_fixture_add_bytes (fixture, "HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n", RAW_HOLD);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "failed*");
  source_log_stop (fixture->log);
  weir_event_source_cut (fixture->source);
  weir_event_source_reconnect_now (fixture->source);
  g_assert_cmpint (weir_event_source_get_state (fixture->source), ==, WEIR_SOURCE_FAILED);
  source_fixture_run_until_gone (fixture, 0);
}

typedef enum
{
  DO_STOP,
  DO_FREE,
  DO_CUT,
} Deed;

typedef struct
{
  SourceFixture *fixture;
  WeirReportKind kind;
  Deed deed;
  gboolean is_done;
} Trap;

static void
on_report (const WeirReport *report, gpointer user_data)
{
  Trap *trap = user_data;

  if (trap->is_done || report->kind != trap->kind)
    return;

  trap->is_done = TRUE;
  if (trap->deed == DO_CUT)
    {
      weir_event_source_cut (trap->fixture->source);
    }
  else
    {
      trap->fixture->log->is_over = TRUE;
      if (trap->deed == DO_STOP)
        weir_event_source_stop (trap->fixture->source);
      else
        g_clear_pointer (&trap->fixture->source, weir_event_source_free);
    }
}

static const char *const kind_names[] = { "connecting", "redirect", "head",      "open",  "read",    "frame",
                                          "comment",    "retry",    "read done", "ended", "waiting", "failed" };

/* A redirect, a stream with all that can be in one, an end, a failure: every kind of report comes. */
static void
add_everything (SourceFixture *fixture)
{
  source_fixture_add_bytes (fixture, "HTTP/1.1 302 X\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n", RAW_HOLD);
  source_fixture_add_stream (fixture, "retry: 0\n: hi\n: ho\ndata: a\n\n: hey\n\ndata: b\n\n", RAW_CLOSE);
  for (guint i = 0; i < 3; i++)
    source_fixture_add_bytes (fixture, "HTTP/1.1 404 X\r\nContent-Length: 2\r\n\r\nno", RAW_HOLD);
}

static void
test_within (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);
  Trap trap = { source_fixture_new (), number % 12, number / 12, FALSE };
  guint n_lines;

  add_everything (trap.fixture);
  trap.fixture->log->func = on_report;
  trap.fixture->log->func_data = &trap;
  source_fixture_start (trap.fixture);
  while (!trap.is_done)
    g_main_context_iteration (NULL, TRUE);

  if (trap.deed == DO_CUT)
    {
      /* It goes on as after any end. */
      source_log_run_until_line (trap.fixture->log, "failed*");
      source_fixture_free (trap.fixture);
      return;
    }

  n_lines = trap.fixture->log->lines->len;
  g_assert_false (trap.fixture->log->in_attempt);
  for (guint i = 0; i < raw_server_get_n_connections (trap.fixture->server); i++)
    source_fixture_run_until_gone (trap.fixture, i);
  if (trap.kind == WEIR_REPORT_WAITING || trap.kind == WEIR_REPORT_ENDED)
    source_fixture_run_for (130);
  g_assert_cmpuint (trap.fixture->log->lines->len, ==, n_lines);
  source_fixture_free (trap.fixture);
}

static void
test_cut (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  source_fixture_add_stream (fixture, "id: 7\ndata: a\n\ndata: half", RAW_HOLD);
  source_fixture_add_stream (fixture, EVENT, RAW_HOLD);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "event*");
  weir_event_source_cut (fixture->source);
  g_assert_true (source_log_has_line (fixture->log, "ended stopped 200 unfinished 10"));
  g_assert_true (source_log_has_line (fixture->log, "waiting 100 default"));
  source_log_run_until_line (fixture->log, "connecting 2 \"7\"");
  source_fixture_run_until_gone (fixture, 0);
}

static void
test_cut_when_connecting (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  source_fixture_add_stream (fixture, EVENT, RAW_HOLD);
  source_fixture_start (fixture);
  weir_event_source_cut (fixture->source);
  source_log_run_until_line (fixture->log, "connecting 2");
}

/* What the error body has said until then is shown; the decision stands. */
static void
test_cut_in_an_error_body (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  source_fixture_add_bytes (fixture, "HTTP/1.1 404 X\r\nContent-Length: 100\r\n\r\nabc", RAW_HOLD);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "head*");
  weir_event_source_cut (fixture->source);
  g_assert_true (source_log_has_line (fixture->log, "failed status 404"));
  g_assert_true (source_log_has_line (fixture->log, "body \"abc\" cut"));
}

static void
on_event (const WeirReport *report, gpointer user_data)
{
  SourceFixture *fixture = user_data;

  if (report->kind == WEIR_REPORT_READ_DONE)
    weir_event_source_set_paused (fixture->source, TRUE);
}

/* A consumer that cannot keep up says so from within. */
static void
test_paused_from_within (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  RawScript *script = raw_script_new ();

  raw_script_send_text (script, HEAD "\r\n" EVENT);
  raw_script_add (script, RAW_PAUSE, 20);
  raw_script_send_text (script, EVENT);
  raw_script_add (script, RAW_CLOSE, 0);
  raw_server_add (fixture->server, script);
  fixture->log->func = on_event;
  fixture->log->func_data = fixture;
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "event*");
  source_fixture_run_for (60);
  g_assert_cmpuint (fixture->log->n_reads, ==, 1);
  fixture->log->func = NULL;
  weir_event_source_set_paused (fixture->source, FALSE);
  source_log_run_until_line (fixture->log, "ended closed 200");
  g_assert_cmpuint (fixture->log->n_events, ==, 2);
}

static void
test_reconnect_now (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  fixture->options.reconnection_time_us = 3600 * G_TIME_SPAN_SECOND;
  source_fixture_add_stream (fixture, EVENT, RAW_CLOSE);
  source_fixture_add_stream (fixture, EVENT, RAW_HOLD);
  source_fixture_start (fixture);
  weir_event_source_reconnect_now (fixture->source); /* not waiting: nothing */
  source_log_run_until_line (fixture->log, "waiting 3600000 default");
  weir_event_source_reconnect_now (fixture->source);
  weir_event_source_reconnect_now (fixture->source);
  source_log_run_until_line (fixture->log, "connecting 2");
  source_log_run_until_line (fixture->log, "open");
  g_assert_cmpuint (source_log_count (fixture->log, "connecting*"), ==, 2);
}

static void
test_paused (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  fixture->options.silence_timeout_us = 500 * G_TIME_SPAN_MILLISECOND;
  source_fixture_add_stream (fixture, EVENT "data: b\n\n", RAW_CLOSE);
  source_fixture_create (fixture);
  weir_event_source_set_paused (fixture->source, TRUE);
  weir_event_source_start (fixture->source);
  source_log_run_until_line (fixture->log, "open");
  source_fixture_run_for (600);
  g_assert_cmpuint (fixture->log->n_reads, ==, 0);
  g_assert_false (source_log_has_line (fixture->log, "ended*"));
  weir_event_source_set_paused (fixture->source, FALSE);
  source_log_run_until_line (fixture->log, "ended closed 200");
  g_assert_cmpuint (fixture->log->n_events, ==, 2);
}

static gboolean
on_time (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* A reset is not told again and again to somebody who does not read. */
static void
test_paused_and_reset (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  RawScript *script = raw_script_new ();
  guint n_turns = 0;
  gint64 end_us;

  raw_script_send_text (script, HEAD "Transfer-Encoding: chunked\r\n\r\n9\r\n" EVENT "\r\n");
  raw_script_add (script, RAW_HOLD, 0);
  raw_server_add (fixture->server, script);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "event*");
  weir_event_source_set_paused (fixture->source, TRUE);
  raw_server_reset (fixture->server, 0);
  source_fixture_run_for (50);
  end_us = g_get_monotonic_time () + 100 * G_TIME_SPAN_MILLISECOND;
  g_timeout_add (100, on_time, NULL);
  while (g_get_monotonic_time () < end_us)
    {
      g_main_context_iteration (NULL, TRUE);
      n_turns++;
    }
  g_assert_cmpuint (n_turns, <, 20);
  g_assert_false (source_log_has_line (fixture->log, "ended*"));
  weir_event_source_set_paused (fixture->source, FALSE);
  source_log_run_until_line (fixture->log, "ended reset 200");
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
start_and_stop (guint i)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  source_fixture_add_stream (fixture, EVENT, RAW_HOLD);
  source_fixture_start (fixture);
  if (i % 4 == 1)
    source_fixture_run_until_requests (fixture, 1);
  else if (i % 4 == 2)
    source_log_run_until_line (fixture->log, "open");
  else if (i % 4 == 3)
    source_log_run_until_line (fixture->log, "event*");
  source_log_stop (fixture->log);
  if (raw_server_get_request (fixture->server, 0) != NULL)
    source_fixture_run_until_gone (fixture, 0);
}

static void
test_a_thousand_times (void)
{
  guint n_before;

  for (guint i = 0; i < 20; i++)
    start_and_stop (i);
  n_before = count_descriptors ();
  for (guint i = 0; i < 1000; i++)
    start_and_stop (i);
  source_fixture_run_for (20);
  g_assert_cmpuint (count_descriptors (), <=, n_before);
}

int
main (int argc, char **argv)
{
  static const char *const deeds[] = { "stop", "free", "cut" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-source/stop/before the start", test_before_start);
  g_test_add_func ("/event-source/stop/connecting", test_connecting);
  g_test_add_func ("/event-source/stop/waiting for the head", test_waiting_for_the_head);
  g_test_add_func ("/event-source/stop/in the head", test_in_the_head);
  g_test_add_func ("/event-source/stop/among interim responses", test_among_interims);
  g_test_add_func ("/event-source/stop/open", test_open);
  g_test_add_func ("/event-source/stop/open, chunked", test_open_chunked);
  g_test_add_func ("/event-source/stop/open, with a length", test_open_with_a_length);
  g_test_add_func ("/event-source/stop/open, unfinished", test_open_unfinished);
  g_test_add_func ("/event-source/stop/in an error body", test_in_an_error_body);
  g_test_add_func ("/event-source/stop/waiting", test_waiting);
  g_test_add_func ("/event-source/stop/failed", test_failed);
  for (guint i = 0; i < 36; i++)
    {
      g_autofree char *path = g_strdup_printf ("/event-source/%s/from within %s", deeds[i / 12], kind_names[i % 12]);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_within);
    }
  g_test_add_func ("/event-source/cut/open", test_cut);
  g_test_add_func ("/event-source/cut/connecting", test_cut_when_connecting);
  g_test_add_func ("/event-source/reconnect now", test_reconnect_now);
  g_test_add_func ("/event-source/paused", test_paused);
  g_test_add_func ("/event-source/cut/in an error body", test_cut_in_an_error_body);
  g_test_add_func ("/event-source/paused from within", test_paused_from_within);
  g_test_add_func ("/event-source/paused and reset", test_paused_and_reset);
  g_test_add_func ("/event-source/a thousand times", test_a_thousand_times);

  return g_test_run ();
}
