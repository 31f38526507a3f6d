/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "odd-resolver.h"
#include "source-fixture.h"
#include "test-certificates.h"

/* HTTP/2, opted in, against frames written by hand. */

#define SETTINGS "\x00\x00\x00\x04\x00\x00\x00\x00\x00"
#define SETTINGS_ACK "\x00\x00\x00\x04\x01\x00\x00\x00\x00"
/* :status 200, content-type: text/event-stream */
#define HEADERS "\x00\x00\x15\x01\x04\x00\x00\x00\x01\x88\x0f\x10\x11text/event-stream"
#define EVENT                                                                                                                              \
  "\x00\x00\x09\x00\x00\x00\x00\x00\x01"                                                                                                   \
  "data: a\n\n"
#define END_STREAM "\x00\x00\x00\x00\x01\x00\x00\x00\x01"
#define RST_STREAM "\x00\x00\x04\x03\x00\x00\x00\x00\x01\x00\x00\x00\x02"

static SourceFixture *
create (void)
{
  static const char *const protocols[] = { "h2", NULL };
  SourceFixture *fixture = source_fixture_new ();
  g_autoptr (GTlsCertificate) certificate = test_certificate_load ("server-a.pem");

  raw_server_set_tls (fixture->server, certificate, protocols);
  fixture->url = g_strdup_printf ("https://weir.test:%u/stream", raw_server_get_port (fixture->server));
  fixture->options.insecure = TRUE;
  fixture->options.http2 = TRUE;

  return fixture;
}

/* The script's request is over with the client's preface; its HEADERS come right behind it. */
static RawScript *
create_script (void)
{
  RawScript *script = raw_script_new ();

  raw_script_send (script, SETTINGS SETTINGS_ACK, sizeof (SETTINGS SETTINGS_ACK) - 1);
  raw_script_add (script, RAW_PAUSE, 150);
  raw_script_send (script, HEADERS, sizeof (HEADERS) - 1);
  raw_script_send (script, EVENT, sizeof (EVENT) - 1);
  raw_script_add (script, RAW_PAUSE, 150);

  return script;
}

static void
on_head (const WeirReport *report, gpointer user_data)
{
  if (report->kind == WEIR_REPORT_HEAD)
    g_assert_cmpstr (report->head.http, ==, "2");
}

static void
test_event_and_stop (void)
{
  g_autoptr (SourceFixture) fixture = create ();
  RawScript *script = create_script ();

  raw_script_send (script, EVENT EVENT, sizeof (EVENT EVENT) - 1);
  raw_script_add (script, RAW_HOLD, 0);
  raw_server_add (fixture->server, script);
  fixture->log->func = on_head;
  source_fixture_start (fixture);
  source_log_run_until_lines (fixture->log, 6);
  g_assert_cmpuint (fixture->log->n_events, ==, 3);
  source_fixture_run_for (1100); /* the watchdog looks and finds nothing wrong */
  source_log_stop (fixture->log);
  source_fixture_run_until_gone (fixture, 0);
}

/* It looks like any end through libsoup. */
static void
test_end_of_stream (void)
{
  g_autoptr (SourceFixture) fixture = create ();
  RawScript *script = create_script ();

  raw_script_send (script, END_STREAM, sizeof (END_STREAM) - 1);
  raw_script_add (script, RAW_HOLD, 0);
  raw_server_add (fixture->server, script);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "ended closed 200");
}

/* libsoup keeps it to itself: the silence time-out is what finds it. */
static void
test_reset_of_stream (void)
{
  g_autoptr (SourceFixture) fixture = create ();
  RawScript *script = create_script ();

  raw_script_send (script, RST_STREAM, sizeof (RST_STREAM) - 1);
  raw_script_add (script, RAW_HOLD, 0);
  raw_server_add (fixture->server, script);
  fixture->options.silence_timeout_us = 400 * G_TIME_SPAN_MILLISECOND;
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "event*");
  source_log_run_until_line (fixture->log, "ended *");
  source_log_run_until_line (fixture->log, "waiting 100 default");
}

/* libsoup does not notice by itself. */
static void
check_server_dies (RawAction how)
{
  g_autoptr (SourceFixture) fixture = create ();
  RawScript *script = create_script ();

  raw_script_add (script, how, 0);
  raw_server_add (fixture->server, script);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "event*");
  source_log_run_until_line (fixture->log, "ended *");
  source_log_run_until_line (fixture->log, "connecting 2");
}

static void
test_server_dies (void)
{
  check_server_dies (RAW_CLOSE);
  check_server_dies (RAW_RESET);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  odd_resolver_install ();
  g_test_add_func ("/event-source/http2/event and stop", test_event_and_stop);
  g_test_add_func ("/event-source/http2/end of stream", test_end_of_stream);
  g_test_add_func ("/event-source/http2/reset of stream", test_reset_of_stream);
  g_test_add_func ("/event-source/http2/server dies", test_server_dies);

  return g_test_run ();
}
