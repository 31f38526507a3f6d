/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-fixture.h"
#include "weir-limits.h"

#include <errno.h>
#include <sys/socket.h>

/* What scripts do to a connection. */

static const WeirServerOptions as_written = { .speed = 1, .seed = 1 };

static void
assert_body (RawClient *client, const char *body)
{
  g_assert_cmpstr (raw_client_get_body (client), ==, body);
}

static void
test_endings (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) closed = NULL;
  g_autoptr (RawClient) cut = NULL;
  g_autoptr (RawClient) reset = NULL;

  fixture_add (fixture, "/close", "data: x\n\n:@ close\n");
  fixture_add (fixture, "/cut", "data: x\n\n:@ cut\n");
  fixture_add (fixture, "/reset", "data: x\n\n:@ reset\n");
  closed = fixture_ask_all (fixture, "GET /close", "");
  assert_body (closed, "9\r\ndata: x\n\n\r\n0\r\n\r\n");
  g_assert_true (closed->is_eof);
  cut = fixture_ask_all (fixture, "GET /cut", "");
  assert_body (cut, "9\r\ndata: x\n\n\r\n");
  g_assert_true (cut->is_eof);
  reset = fixture_ask_all (fixture, "GET /reset", "");
  assert_body (reset, "9\r\ndata: x\n\n\r\n");
  g_assert_cmpint (reset->error, ==, ECONNRESET);
  g_assert_nonnull (strstr (fixture->log->str, "1 ended close 9\n"));
  g_assert_nonnull (strstr (fixture->log->str, "2 ended cut 9\n"));
  g_assert_nonnull (strstr (fixture->log->str, "3 ended reset 9\n"));
}

static void
test_status_none (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) closed = NULL;
  g_autoptr (RawClient) reset = NULL;

  fixture_add (fixture, "/close", ":@ status none\n:@ close\n");
  fixture_add (fixture, "/reset", ":@ status none\n:@ reset\n");
  closed = fixture_ask_all (fixture, "GET /close", "");
  g_assert_cmpuint (closed->in->len, ==, 0);
  g_assert_true (closed->is_eof);
  reset = fixture_ask_all (fixture, "GET /reset", "");
  g_assert_cmpuint (reset->in->len, ==, 0);
  g_assert_cmpint (reset->error, ==, ECONNRESET);
  g_assert_nonnull (strstr (fixture->log->str, " connection=1 status=0 id=\n"));
}

static void
test_bodies (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) whole = NULL;
  g_autoptr (RawClient) cut = NULL;
  g_autoptr (RawClient) held = NULL;
  g_autoptr (RawClient) empty = NULL;

  fixture_add (fixture, "/whole", ":@ status 500\n:@ body \"0123456789\"\n");
  fixture_add (fixture, "/cut", ":@ status 500\n:@ body \"0123456789\"\n:@ cut\n");
  fixture_add (fixture, "/held", ":@ status 500\n:@ body \"0123456789\"\n:@ hold\n");
  fixture_add (fixture, "/empty", ":@ status 204\n");
  whole = fixture_ask_all (fixture, "GET /whole", "");
  g_assert_true (g_str_has_prefix (whole->in->str, "HTTP/1.1 500 Internal Server Error\r\n"));
  g_assert_nonnull (strstr (whole->in->str, "\r\nContent-Length: 10\r\n"));
  assert_body (whole, "0123456789");
  cut = fixture_ask_all (fixture, "GET /cut", "");
  g_assert_nonnull (strstr (cut->in->str, "\r\nContent-Length: 10\r\n"));
  assert_body (cut, "01234");
  held = fixture_ask (fixture, "GET /held", "");
  raw_client_wait_for (held, "\r\n\r\n0123456789");
  raw_run_for (10);
  g_assert_false (held->is_eof);
  empty = fixture_ask_all (fixture, "GET /empty", "");
  assert_body (empty, "");
  g_assert_null (strstr (empty->in->str, "Transfer-Encoding"));
  g_assert_nonnull (strstr (fixture->log->str, "2 ended cut 5\n"));
}

/* What the script says of the framing holds. */
static void
test_own_framing (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) client = NULL;

  fixture_add (fixture, "/", ":@ header Content-Length: 100\n:@ header Connection: keep-alive\n:@ header Date: today\ndata: x\n\n");
  client = fixture_ask_all (fixture, "GET /", "");
  g_assert_nonnull (strstr (client->in->str, "\r\nContent-Length: 100\r\n"));
  g_assert_nonnull (strstr (client->in->str, "\r\nConnection: keep-alive\r\n"));
  g_assert_nonnull (strstr (client->in->str, "\r\nDate: today\r\n"));
  g_assert_null (strstr (client->in->str, "chunked"));
  g_assert_null (strstr (client->in->str, "close"));
  assert_body (client, "data: x\n\n");
}

static void
test_pieces (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) client = NULL;

  fixture_add (fixture, "/", ":@ chunk 3 *\ndata: x\n\ndata: y\n\n:@ raw \"da\"\n:@ raw \"ta\\n\\n\"\n");
  client = fixture_ask_all (fixture, "GET /", "");
  assert_body (client, "3\r\ndat\r\n6\r\na: x\n\n\r\n9\r\ndata: y\n\n\r\n2\r\nda\r\n4\r\nta\n\n\r\n0\r\n\r\n");
  g_assert_cmpstr (fixture->sent->str, ==, "data: x\n\ndata: y\n\ndata\n\n");
  g_assert_nonnull (strstr (fixture->log->str, "1 sent 9 events=1\n1 sent 9 events=1\n"));
}

/* A piece is a packet of its own when it is due on its own. */
static void
test_pieces_apart (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (&as_written);
  g_autoptr (RawClient) client = NULL;
  guint n;

  fixture_add (fixture, "/", ":@ chunk 3 2+20ms *+20ms\ndata: x\n\n");
  client = fixture_ask_all (fixture, "GET /", "");
  assert_body (client, "3\r\ndat\r\n2\r\na:\r\n4\r\n x\n\n\r\n0\r\n\r\n");
  n = client->reads->len;
  g_assert_cmpuint (n, >=, 3);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (client->reads, n - 1), "4\r\n") ||
                 g_str_has_prefix (g_ptr_array_index (client->reads, n - 2), "4\r\n"));
}

static void
test_keepalive (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (&as_written);
  g_autoptr (RawClient) client = NULL;

  fixture_add (fixture, "/", ":@ keepalive 20ms\ndata: x\n\n:@ hold\n");
  client = fixture_ask (fixture, "GET /", "");
  raw_client_wait_for (client, "9\r\ndata: x\n\n\r\n3\r\n:\n\n\r\n3\r\n:\n\n\r\n");
  g_assert_cmpuint (fixture->n_events, ==, 1);
  /* What is no part of the script is no row of its log. */
  g_assert_cmpstr (fixture->sent->str, ==, "data: x\n\n");
}

static void
test_stall (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (&as_written);
  g_autoptr (RawClient) client = NULL;
  gsize len;

  fixture_add (fixture, "/", ":@ keepalive 20ms\ndata: x\n\n:@ stall\n");
  client = fixture_ask (fixture, "GET /", "");
  raw_client_wait_for (client, "data: x\n\n\r\n");
  len = client->in->len;
  raw_run_for (60);
  g_assert_cmpuint (client->in->len, ==, len);
  g_assert_false (client->is_eof);
}

static void
test_schedule (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (&as_written);
  g_autoptr (RawClient) client = NULL;
  gint64 start_us = g_get_monotonic_time ();

  fixture_add (fixture, "/", ":@ every 10ms\n:@ repeat 10\ndata: x\n\n:@ end\n");
  client = fixture_ask_all (fixture, "GET /", "");
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 90000);
  g_assert_cmpuint (fixture->n_events, ==, 10);
}

/* An idle client that goes is noticed at once, not at the next write. */
static void
test_disconnect (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  RawClient *closed;
  RawClient *reset;
  struct linger at_once = { 1, 0 };

  /* There is no next write: noticing is all that can end the wait. */
  fixture_add (fixture, "/", ":@ keepalive off\ndata: x\n\n:@ hold\n");
  closed = fixture_ask (fixture, "GET /", "");
  reset = fixture_ask (fixture, "GET /", "");
  raw_client_wait_for (closed, "data: x");
  raw_client_wait_for (reset, "data: x");
  raw_client_free (closed);
  fixture_wait_for_log (fixture, "1 ended client 9\n");
  g_assert_cmpint (setsockopt (reset->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), ==, 0);
  raw_client_free (reset);
  fixture_wait_for_log (fixture, "2 ended client 9\n");
}

static void
test_expect (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) first = NULL;
  g_autoptr (RawClient) second = NULL;

  fixture_add (fixture, "/",
               ":@ connect 1\n:@ expect last-event-id=\"\"\nid: 2\ndata: x\n\n:@ cut\n"
               ":@ connect 2\n:@ expect last-event-id=2 after=20ms..9s\n:@ expect method=POST\ndata: y\n\n");
  first = fixture_ask_all (fixture, "GET /", "");
  raw_run_for (25);
  second = fixture_ask_all (fixture, "GET /", "Last-Event-ID: 2\r\n");
  g_test_message ("%s", fixture->log->str);
  g_assert_nonnull (strstr (fixture->log->str, "1 expect line=3 ok wanted=last-event-id=\"\" got="));
  g_assert_nonnull (strstr (fixture->log->str, "2 expect line=9 ok wanted=last-event-id=2 after=20ms..9s got="));
  g_assert_nonnull (strstr (fixture->log->str, "2 expect line=10 failed wanted=method=POST got=method=GET\n"));
}

static void
test_unreached (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) client = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const WeirUnreached *unreached;

  fixture_add (
      fixture, "/a",
      ":@ expect method=POST\n:@ connect 1\n:@ expect last-event-id=\"\"\ndata: x\n\n:@ connect 2\n:@ expect last-event-id=2\ndata: y\n\n");
  fixture_add (fixture, "/b", "data: x\n\n");
  before = weir_server_list_unreached (fixture->server);
  g_assert_cmpuint (before->len, ==, 3);
  client = fixture_ask_all (fixture, "GET /a", "");
  after = weir_server_list_unreached (fixture->server);
  g_assert_cmpuint (after->len, ==, 1);
  unreached = g_ptr_array_index (after, 0);
  g_assert_cmpstr (unreached->path, ==, "/a");
  g_assert_cmpuint (unreached->line, ==, 8);
  g_assert_cmpstr (unreached->wanted, ==, "last-event-id=2");
}

/* A client that does not read holds up its own script only, at a bounded cost, and gets every byte in the end. */
static void
test_slow_reader (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) slow = NULL;
  g_autoptr (RawClient) quick = NULL;
  g_autoptr (GString) body = NULL;
  g_autoptr (GString) script = g_string_new (":@ repeat 20000\ndata: ");
  gboolean is_whole;
  gsize sent;

  for (guint i = 0; i < 1000; i++)
    g_string_append_c (script, 'x');
  g_string_append (script, "\n\n:@ end\n");
  fixture_add (fixture, "/", script->str);
  fixture_add (fixture, "/quick", "data: x\n\n");

  slow = fixture_ask (fixture, "GET /", "");
  raw_client_set_reading (slow, FALSE);
  fixture_wait_for_log (fixture, "1 notice ");
  sent = fixture->sent->len;
  quick = fixture_ask_all (fixture, "GET /quick", "");
  assert_body (quick, "9\r\ndata: x\n\n\r\n0\r\n\r\n");
  raw_run_for (20);
  g_assert_cmpuint (fixture->sent->len, ==, sent + 9);
  g_assert_cmpuint (fixture->sent->len, <, 20 * 1000 * 1000);

  raw_client_set_reading (slow, TRUE);
  raw_client_wait_for_end (slow);
  body = raw_client_dechunk (slow, &is_whole);
  g_assert_true (is_whole);
  g_assert_cmpuint (body->len, ==, 20000 * 1008);
  g_assert_cmpuint (fixture->n_events, ==, 20001);
  /* Said once, however often it happened. */
  g_assert_null (strstr (strstr (fixture->log->str, " notice ") + 1, " notice "));
}

/* A reset waits for what was sent before it: here for what the kernel has not taken. */
static void
test_reset_behind_queue (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) probe = NULL;
  g_autofree char *script = NULL;
  guint n_blocks;

  fixture_add (fixture, "/probe", ":@ repeat 4000000\ndata: 0123456789\n\n:@ end\n");
  probe = fixture_ask (fixture, "GET /probe", "");
  raw_client_set_reading (probe, FALSE);
  fixture_wait_for_log (fixture, " notice ");
  /* So many fill the kernel and the queue; somewhat less leaves some in the queue. */
  n_blocks = fixture->n_events - WEIR_LIMIT_CLIENT_WAIT / 2 / strlen ("12\r\ndata: 0123456789\n\n\r\n");
  script = g_strdup_printf (":@ repeat %u\ndata: 0123456789\n\n:@ end\n:@ reset\n", n_blocks);
  fixture_add (fixture, "/reset", script);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (RawClient) slow = fixture_ask (fixture, "GET /reset", "");
      g_autoptr (GString) body = NULL;

      raw_client_set_reading (slow, FALSE);
      raw_run_for (20);
      raw_client_set_reading (slow, TRUE);
      raw_client_wait_for_end (slow);
      g_assert_cmpint (slow->error, ==, ECONNRESET);
      body = raw_client_dechunk (slow, NULL);
      g_assert_cmpuint (body->len, ==, n_blocks * strlen ("data: 0123456789\n\n"));
    }
}

/* Longer than the queue: it goes out as the client takes it, as one chunk. */
static void
test_huge_event (void)
{
  static const gsize size = 10 * 1024 * 1024;
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (GString) script = g_string_new ("data: ");
  g_autoptr (GString) body = NULL;
  g_autoptr (RawClient) client = NULL;
  gboolean is_whole;

  for (gsize i = 0; i < size; i++)
    g_string_append_c (script, 'a' + (char) (i % 26));
  g_string_append (script, "\n\n");
  fixture_add (fixture, "/", script->str);
  client = fixture_ask_all (fixture, "GET /", "");
  g_assert_true (g_str_has_prefix (raw_client_get_body (client), "a00008\r\ndata: abc"));
  body = raw_client_dechunk (client, &is_whole);
  g_assert_true (is_whole);
  g_assert_true (g_string_equal (body, script));
  g_assert_true (g_string_equal (fixture->sent, script));
  /* Who reads is not said to be slow. */
  g_assert_null (strstr (fixture->log->str, " notice "));
}

/* A script that never waits does not keep others waiting. */
static void
test_turns (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (&as_written);
  g_autoptr (RawClient) busy = NULL;
  gsize most = 0;

  fixture_add (fixture, "/busy", ":@ repeat 10000000\ndata: x\n\n:@ end\n");
  fixture_add (fixture, "/quick", "data: x\n\n");
  busy = fixture_ask (fixture, "GET /busy", "");
  raw_client_wait_for (busy, "data: x");
  for (guint i = 0; i < 20; i++)
    {
      gsize before = busy->in->len;
      g_autoptr (RawClient) quick = fixture_ask_all (fixture, "GET /quick", "");

      most = MAX (most, busy->in->len - before);
      assert_body (quick, "9\r\ndata: x\n\n\r\n0\r\n\r\n");
    }
  /* Counted in what the other one got meanwhile, not timed. */
  g_test_message ("%" G_GSIZE_FORMAT " bytes at most", most);
  g_assert_cmpuint (most, <, 4 * 1024 * 1024);
  g_assert_false (busy->is_eof);
}

static gboolean
all_have_event (gpointer data)
{
  GPtrArray *clients = data;

  for (guint i = 0; i < clients->len; i++)
    {
      const RawClient *client = g_ptr_array_index (clients, i);

      if (strstr (client->in->str, "data: x\n\n\r\n") == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
test_many (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (&as_written);
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func ((GDestroyNotify) raw_client_free);

  fixture_add (fixture, "/", ":@ wait 100ms\ndata: x\n\n:@ hold\n");
  for (guint i = 0; i < 200; i++)
    g_ptr_array_add (clients, fixture_ask (fixture, "GET /", ""));
  raw_wait_until (all_have_event, clients);
  g_assert_cmpuint (fixture->n_events, ==, 200);
  g_assert_nonnull (strstr (fixture->log->str, " connection=200 status=200 "));
}

/* Bytes that never make a block are shown in stretches, not kept for ever. */
static void
test_endless_raw (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (GString) script = g_string_new (NULL);
  g_autoptr (RawClient) client = NULL;
  guint n_stretches = 0;

  for (guint i = 0; i < 2000; i++)
    g_string_append (script, ":@ raw \"01234567890123456789012345678901234567890123456789"
                             "01234567890123456789012345678901234567890123456789\"\n");
  g_string_append (script, ":@ cut\n");
  fixture_add (fixture, "/", script->str);
  client = fixture_ask_all (fixture, "GET /", "");
  g_assert_cmpuint (fixture->sent->len, ==, 200000);
  for (const char *at = fixture->log->str; (at = strstr (at, "1 sent ")) != NULL; at++)
    {
      guint64 n_bytes = g_ascii_strtoull (at + strlen ("1 sent "), NULL, 10);

      g_assert_cmpuint (n_bytes, <=, 64 * 1024 + 100);
      n_stretches++;
    }
  g_assert_cmpuint (n_stretches, >=, 4);
}

static void
test_stopped (void)
{
  ServerFixture *fixture = fixture_new (NULL);
  g_autoptr (RawClient) client = NULL;

  fixture_add (fixture, "/", "data: x\n\n:@ hold\n");
  client = fixture_ask (fixture, "GET /", "");
  raw_client_wait_for (client, "data: x");
  g_clear_pointer (&fixture->server, weir_server_free);
  g_assert_nonnull (strstr (fixture->log->str, "1 ended stopped 9\n"));
  raw_client_wait_for_end (client);
  fixture_free (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reply/endings", test_endings);
  g_test_add_func ("/reply/status-none", test_status_none);
  g_test_add_func ("/reply/bodies", test_bodies);
  g_test_add_func ("/reply/own-framing", test_own_framing);
  g_test_add_func ("/reply/pieces", test_pieces);
  g_test_add_func ("/reply/pieces-apart", test_pieces_apart);
  g_test_add_func ("/reply/keepalive", test_keepalive);
  g_test_add_func ("/reply/stall", test_stall);
  g_test_add_func ("/reply/schedule", test_schedule);
  g_test_add_func ("/reply/disconnect", test_disconnect);
  g_test_add_func ("/reply/expect", test_expect);
  g_test_add_func ("/reply/unreached", test_unreached);
  g_test_add_func ("/reply/slow-reader", test_slow_reader);
  g_test_add_func ("/reply/reset-behind-queue", test_reset_behind_queue);
  g_test_add_func ("/reply/huge-event", test_huge_event);
  g_test_add_func ("/reply/turns", test_turns);
  g_test_add_func ("/reply/many", test_many);
  g_test_add_func ("/reply/endless-raw", test_endless_raw);
  g_test_add_func ("/reply/stopped", test_stopped);
  return g_test_run ();
}
