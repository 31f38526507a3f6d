/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>
#include <time.h>

#include "source-fixture.h"
#include "weir-limits.h"

/* Much, endless, hostile: what is taken and where it stops. */

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
#define MEBIBYTE (1024u * 1024)

static void
add_big (SourceFixture *fixture, const char *before, const char *filler, gsize n_bytes, const char *after)
{
  RawScript *script = raw_script_new ();
  g_autofree char *bytes = g_malloc (n_bytes);
  gsize n_filler = strlen (filler);

  for (gsize i = 0; i < n_bytes; i += n_filler)
    memcpy (bytes + i, filler, MIN (n_filler, n_bytes - i));
  raw_script_send_text (script, before);
  raw_script_send (script, bytes, n_bytes);
  raw_script_send_text (script, after);
  raw_script_add (script, RAW_HOLD, 0);
  raw_server_add (fixture->server, script);
}

static void
test_line_without_end (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  add_big (fixture, HEAD "\r\ndata: a\n\n", "x", 20 * MEBIBYTE, "");
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "ended limit 200*");
  g_assert_cmpuint (fixture->log->n_events, ==, 1);
  g_assert_cmpuint (fixture->log->n_read_bytes, <=, WEIR_LIMIT_LINE + MEBIBYTE);
  source_log_run_until_line (fixture->log, "connecting 2");
  source_fixture_run_until_gone (fixture, 0);
}

typedef struct
{
  gsize n_data;
  gboolean is_intact;
} Big;

static void
on_big_frame (const WeirReport *report, gpointer user_data)
{
  Big *big = user_data;

  if (report->kind != WEIR_REPORT_FRAME || !report->frame->dispatches)
    return;

  big->n_data = report->frame->data.len;
  big->is_intact = TRUE;
  for (gsize i = 0; i < big->n_data; i++)
    big->is_intact = big->is_intact && report->frame->data.data[i] == 'y';
}

static void
test_event_of_10_mebibytes (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  clock_t start = clock ();
  Big big = { 0 };

  add_big (fixture, HEAD "Transfer-Encoding: chunked\r\n\r\nA00008\r\ndata: ", "y", 10 * MEBIBYTE, "\n\n\r\n0\r\n\r\n");
  fixture->log->func = on_big_frame;
  fixture->log->func_data = &big;
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "ended eof 200");
  /* The processor's time: what else the machine does is no concern. */
  g_assert_cmpint (clock () - start, <, 5 * CLOCKS_PER_SEC);
  g_assert_cmpuint (big.n_data, ==, 10 * MEBIBYTE);
  g_assert_true (big.is_intact);
}

static void
test_interims_without_end (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  add_big (fixture, "", "HTTP/1.1 103 Early Hints\r\n\r\n", 50000000, "");
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "failed limit");
  source_fixture_run_until_gone (fixture, 0);
}

/* libsoup would take all of it before it gives the head. */
static void
test_unauthorized_without_end (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  add_big (fixture, "HTTP/1.1 401 Unauthorized\r\n\r\n", "x", 50 * MEBIBYTE, "");
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "failed status 401");
  source_fixture_run_until_gone (fixture, 0);
}

static GBytes *
compress (const char *filler, gsize n_bytes)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  gsize n_filler = strlen (filler);

  for (gsize i = 0; i < n_bytes; i += n_filler)
    g_assert_true (g_output_stream_write_all (stream, filler, n_filler, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
add_compressed (SourceFixture *fixture, const char *filler, gsize n_bytes)
{
  RawScript *script = raw_script_new ();
  g_autoptr (GBytes) bytes = compress (filler, n_bytes);
  gsize n_compressed;
  const char *compressed = g_bytes_get_data (bytes, &n_compressed);

  fixture->options.decompress = TRUE;
  raw_script_send_text (script, HEAD "Content-Encoding: gzip\r\n\r\n");
  raw_script_send (script, compressed, n_compressed);
  raw_script_add (script, RAW_CLOSE, 0);
  raw_server_add (fixture->server, script);
}

static void
test_gzip_bomb (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  add_compressed (fixture, "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n", 64 * MEBIBYTE);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "ended limit 200");
  g_assert_true (source_log_has_line (fixture->log, "says \"The compressed response expands to more than 200 times its size; *\""));
  g_assert_cmpuint (fixture->log->n_read_bytes, <, 50000000);
}

static void
test_gzip_of_much_that_repeats (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  g_autoptr (GString) filler = g_string_new (NULL);

  /* Numbers that change keep the ratio of a chatty feed: far above a page's, below the limit. */
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (filler, "data: {\"sequence\":%u,\"type\":\"heartbeat\",\"status\":\"everything is as it was before\"}\n\n", i);
  add_compressed (fixture, filler->str, filler->len);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "ended closed 200");
  g_assert_cmpuint (fixture->log->n_events, ==, 20000);
}

/* One stream at full speed gives the others their turn. */
static void
test_fair_turns (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  guint64 most = 0;

  add_big (fixture, HEAD "\r\n", "data: 0123456789012345678901234567890123456789012345678901234567890123456789\n\n", 24 * MEBIBYTE, "");
  source_fixture_create (fixture);
  weir_event_source_set_paused (fixture->source, TRUE);
  weir_event_source_start (fixture->source);
  source_log_run_until_line (fixture->log, "open");
  weir_event_source_set_paused (fixture->source, FALSE);
  while (fixture->log->n_read_bytes < 24 * MEBIBYTE)
    {
      guint64 before = fixture->log->n_read_bytes;

      g_main_context_iteration (NULL, TRUE);
      most = MAX (most, fixture->log->n_read_bytes - before);
    }
  g_assert_cmpuint (most, <=, 2 * (WEIR_LIMIT_TURN_BYTES + WEIR_LIMIT_READ));
}

static void
test_retry_0 (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  gint64 start_us = g_get_monotonic_time ();

  source_fixture_add_stream (fixture, "retry: 0\n\n", RAW_CLOSE);
  raw_server_repeat_last (fixture->server);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "connecting 6*");
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 500 * G_TIME_SPAN_MILLISECOND);
}

#define MANY 40

/* libsoup alone would open two and let the others wait without a word. */
static void
test_many_to_one_host (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  g_autoptr (GPtrArray) logs = g_ptr_array_new_with_free_func ((GDestroyNotify) source_log_free);
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_event_source_free);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/", raw_server_get_port (fixture->server));
  g_autoptr (WeirRequest) request = NULL;

  fixture->options.url = url;
  request = weir_request_new (&fixture->options, NULL);
  source_fixture_add_stream (fixture, "data: a\n\n", RAW_HOLD);
  raw_server_repeat_last (fixture->server);
  for (guint i = 0; i < MANY; i++)
    {
      SourceLog *log = source_log_new ();

      log->source = weir_event_source_new (request, source_log_get_sink (log));
      g_ptr_array_add (logs, log);
      g_ptr_array_add (sources, log->source);
      weir_event_source_start (log->source);
    }
  for (guint i = 0; i < MANY; i++)
    source_log_run_until_line (g_ptr_array_index (logs, i), "event*");
  for (guint i = 0; i < MANY; i++)
    g_assert_cmpint (weir_event_source_get_state (g_ptr_array_index (sources, i)), ==, WEIR_SOURCE_OPEN);
}

/* A burst, then single events: the burst's coalescing must not hold them back. */
static void
test_burst_then_single (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  RawScript *script = raw_script_new ();

  raw_script_send_text (script, HEAD "Transfer-Encoding: chunked\r\n\r\n");
  for (guint i = 0; i < 400; i++)
    {
      raw_script_send_text (script, "9\r\ndata: a\n\n\r\n");
      if (i % 40 == 0)
        raw_script_add (script, RAW_PAUSE, 1);
    }
  for (guint i = 0; i < 5; i++)
    {
      raw_script_add (script, RAW_PAUSE, 10);
      raw_script_send_text (script, "9\r\ndata: b\n\n\r\n");
    }
  raw_script_send_text (script, "0\r\n\r\n");
  raw_script_add (script, RAW_HOLD, 0);
  raw_server_add (fixture->server, script);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "ended eof 200");
  g_assert_cmpuint (fixture->log->n_events, ==, 405);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-source/limits/line without end", test_line_without_end);
  g_test_add_func ("/event-source/limits/event of 10 MiB", test_event_of_10_mebibytes);
  g_test_add_func ("/event-source/limits/interim responses without end", test_interims_without_end);
  g_test_add_func ("/event-source/limits/a 401 without end", test_unauthorized_without_end);
  g_test_add_func ("/event-source/limits/gzip bomb", test_gzip_bomb);
  g_test_add_func ("/event-source/limits/gzip of much that repeats", test_gzip_of_much_that_repeats);
  g_test_add_func ("/event-source/limits/fair turns", test_fair_turns);
  g_test_add_func ("/event-source/limits/many to one host", test_many_to_one_host);
  g_test_add_func ("/event-source/limits/retry 0", test_retry_0);
  g_test_add_func ("/event-source/limits/burst, then single events", test_burst_then_single);

  return g_test_run ();
}
