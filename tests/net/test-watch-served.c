/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-fixture.h"
#include "source-log.h"

/* Both ends of Weir: the event source on the server. */

typedef struct
{
  ServerFixture *server;
  SourceLog *log;
  WeirEventSource *source;
} Pair;

static void
pair_init (Pair *self, const char *script)
{
  WeirServerOptions options = { .speed = 1, .seed = 1 };

  self->server = fixture_new (&options);
  fixture_add (self->server, "/", script);
  self->log = source_log_new ();
  self->source = NULL;
}

static void
pair_start (Pair *self, WeirRequestOptions options)
{
  g_autofree char *url = weir_server_dup_url (self->server->server);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRequest) request = NULL;

  options.url = url;
  options.proxy = "";
  request = weir_request_new (&options, &error);
  g_assert_no_error (error);
  self->source = weir_event_source_new (request, source_log_get_sink (self->log));
  self->log->source = self->source;
  weir_event_source_start (self->source);
}

static void
pair_clear (Pair *self)
{
  weir_event_source_free (self->source);
  source_log_free (self->log);
  fixture_free (self->server);
}

static void
assert_log (Pair *self, const char *pattern, guint n)
{
  g_autofree char *text = source_log_dup_text (self->log);

  g_test_message ("%s\n%s", text, self->server->log->str);
  g_assert_cmpuint (source_log_count (self->log, pattern), ==, n);
}

static void
assert_served (Pair *self, const char *text)
{
  g_test_message ("%s", self->server->log->str);
  g_assert_nonnull (strstr (self->server->log->str, text));
}

static void
test_reconnect (void)
{
  static const WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (GPtrArray) unreached = NULL;
  Pair pair;

  pair_init (
      &pair,
      ":@ connect 1\n:@ expect last-event-id=\"\"\nretry: 150\n\nid: 1\nevent: kickoff\ndata: {\"minute\": 0}\n\n"
      ":@ wait 5ms\nid: 2\nevent: goal\ndata: {\"minute\": 3}\n\nid: 3\ndata: lost\n:@ cut\n"
      ":@ connect 2\n:@ expect last-event-id=2 after=140ms..5s\n: welcome back\nid: 3\ndata: two lines\ndata: one event\n\n:@ hold\n");
  pair_start (&pair, options);
  source_log_run_until_line (pair.log, "event \"message\" \"two lines\\none event\" \"3\"");
  assert_log (&pair, "event \"kickoff\" *", 1);
  assert_log (&pair, "event \"goal\" \"{\\\"minute\\\": 3}\" \"2\"", 1);
  assert_log (&pair, "ended cut 200 unfinished 17", 1);
  assert_log (&pair, "waiting 150 retry", 1);
  assert_log (&pair, "connecting 2 *2*", 1);
  assert_log (&pair, "comment \" welcome back\"", 1);
  assert_served (&pair, "1 expect line=3 ok ");
  assert_served (&pair, "2 expect line=19 ok ");
  unreached = weir_server_list_unreached (pair.server->server);
  g_assert_cmpuint (unreached->len, ==, 0);
  pair_clear (&pair);
}

/* Each ending of a script and the reason that the event source gives for it. */
static void
test_reasons (void)
{
  static const struct
  {
    const char *script, *line;
    gboolean is_silent;
  } cases[] = {
    { "data: x\n\n:@ close\n", "ended eof 200*" },
    { "data: x\n\n:@ cut\n", "ended cut 200*" },
    { "data: x\n\n:@ reset\n", "ended reset 200*" },
    { "data: x\n\n:@ stall\n", "ended timeout 200*", TRUE },
    { ":@ status none\n:@ reset\n", "ended reset*" },
    { ":@ status 204\n", "failed no-content 204*" },
    { ":@ status 503\n:@ body \"later\"\n", "failed status 503*" },
    { ":@ header Content-Type: text/html\ndata: x\n\n", "failed content-type 200*" },
    { ":@ connect 2\ndata: x\n\n", "failed no-content 204*" },
    { ":@ header Content-Length: 100\ndata: x\n\n", "ended cut 200*" },
    { ":@ header Content-Length: 9\ndata: x\n\n:@ hold\n", "ended eof 200*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
      Pair pair;

      if (cases[i].is_silent)
        options.silence_timeout_us = 100 * G_TIME_SPAN_MILLISECOND;
      pair_init (&pair, cases[i].script);
      pair_start (&pair, options);
      g_test_message ("%s", cases[i].script);
      source_log_run_until_line (pair.log, cases[i].line);
      pair_clear (&pair);
    }
}

/* For longer than silence may last. */
static gboolean
is_kept_alive (gpointer log)
{
  return source_log_count (log, "comment \"\"") > 30;
}

static void
test_hold_keeps_alive (void)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  Pair pair;

  /* Any byte counts against silence. */
  options.silence_timeout_us = G_TIME_SPAN_SECOND;
  pair_init (&pair, ":@ keepalive 40ms\ndata: x\n\n:@ hold\n");
  pair_start (&pair, options);
  raw_wait_until (is_kept_alive, pair.log);
  assert_log (&pair, "ended *", 0);
  source_log_stop (pair.log);
  fixture_wait_for_log (pair.server, "1 ended client ");
  pair_clear (&pair);
}

static void
test_post (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"stream\": true}", 16);
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  Pair pair;

  options.body = body;
  pair_init (&pair, ":@ on POST /\n:@ expect method=POST\n:@ expect header Accept: text/event-stream\ndata: token\n\ndata: [DONE]\n\n");
  pair_start (&pair, options);
  source_log_run_until_line (pair.log, "event \"message\" \"?DONE?\" \"\"");
  assert_served (&pair, "1 request POST / ");
  assert_served (&pair, "1 expect line=3 ok ");
  assert_served (&pair, "1 expect line=4 ok ");
  pair_clear (&pair);
}

/* The bytes of an id come back as they went out. */
static void
test_odd_id (void)
{
  static const WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  Pair pair;

  pair_init (&pair, "retry: 100\nid: \xC3\xA9 \x01\x7F\xE2\x82\xAC\ndata: x\n\n");
  pair_start (&pair, options);
  fixture_wait_for_log (pair.server, " connection=2 status=200 id=\xC3\xA9 \x01\x7F\xE2\x82\xAC\n");
  pair_clear (&pair);
}

/* Much, at once, and nothing lost. */
static void
test_burst (void)
{
  static const WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  Pair pair;

  pair_init (&pair, ":@ repeat 100000\nid: 7\ndata: 0123456789012345678901234567890123456789\n\n:@ end\n");
  pair_start (&pair, options);
  source_log_run_until_line (pair.log, "ended eof 200");
  g_assert_cmpuint (pair.log->n_events, ==, 100000);
  g_assert_cmpuint (pair.server->n_events, ==, 100000);
  pair_clear (&pair);
}

/* Any bytes in any pieces: what goes into the script comes out of the event source. */
static void
test_random (void)
{
  static const char alphabet[] = "data:id retry\n\n\n\r\xC3\xA9\xE2\x82:: 0x";
  static const WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (GString) script = g_string_new (NULL);
      g_autoptr (GString) wire = g_string_new (NULL);
      Pair pair;

      for (guint piece = 0; piece < 60; piece++)
        {
          g_string_append (script, ":@ raw \"");
          for (gint n = g_rand_int_range (random, 1, 12); n > 0; n--)
            {
              char byte = alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)];

              g_string_append_c (wire, byte);
              g_string_append_printf (script, "\\x%02X", (guchar) byte);
            }
          g_string_append (script, "\"\n");
        }
      g_string_append (script, ":@ cut\n");
      pair_init (&pair, script->str);
      pair_start (&pair, options);
      source_log_run_until_line (pair.log, "ended cut 200*");
      g_assert_cmpuint (pair.log->n_read_bytes, ==, wire->len);
      g_assert_cmpmem (pair.log->input->str, pair.log->input->len, wire->str, pair.log->input->len);
      g_assert_true (g_string_equal (pair.server->sent, wire));
      pair_clear (&pair);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/watch-served/reconnect", test_reconnect);
  g_test_add_func ("/watch-served/reasons", test_reasons);
  g_test_add_func ("/watch-served/hold-keeps-alive", test_hold_keeps_alive);
  g_test_add_func ("/watch-served/post", test_post);
  g_test_add_func ("/watch-served/odd-id", test_odd_id);
  g_test_add_func ("/watch-served/burst", test_burst);
  g_test_add_func ("/watch-served/random", test_random);
  return g_test_run ();
}
