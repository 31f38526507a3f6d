/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-fixture.h"

#include "weir-limits.h"
#include "weir-server-control.h"

/* A running server in other hands than its scripts'. */

#define OPEN ":@ every 0s\ndata: first\n\n:@ hold\n"

static const WeirSelection all = WEIR_SELECTION_ALL;

static WeirPushed
push (ServerFixture *fixture, const WeirSelection *selection, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  WeirPushed pushed;

  g_assert_true (weir_server_push (fixture->server, selection, bytes, &pushed, &error));
  g_assert_no_error (error);
  return pushed;
}

/* Connects and waits until the first event is there. */
static RawClient *
open_stream (ServerFixture *fixture, const char *path)
{
  g_autofree char *request = g_strdup_printf ("GET %s", path);
  RawClient *client = fixture_ask (fixture, request, "Last-Event-ID: 7\r\n");

  raw_client_wait_for (client, "data: first\n\n\r\n");
  return client;
}

static void
assert_body (RawClient *client, const char *wanted, gboolean wanted_whole)
{
  gboolean is_whole;
  g_autoptr (GString) body = raw_client_dechunk (client, &is_whole);

  g_assert_cmpstr (body->str, ==, wanted);
  g_assert_cmpint (is_whole, ==, wanted_whole);
}

static void
test_list (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) one = NULL;
  g_autoptr (RawClient) two = NULL;
  g_autoptr (RawClient) early = fixture_connect (fixture);
  g_autoptr (GPtrArray) clients = NULL;
  g_autoptr (GPtrArray) of_session = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  const WeirServedClient *client;
  gint64 before = g_get_monotonic_time ();

  fixture_add (fixture, "/a", OPEN);
  one = open_stream (fixture, "/a");
  two = open_stream (fixture, "/~s/a");
  clients = weir_server_list_clients (fixture->server, &all, 0, 0);
  g_assert_cmpuint (clients->len, ==, 2); /* the one that has not asked yet is none */
  client = g_ptr_array_index (clients, 0);
  g_assert_cmpstr (client->path, ==, "/a");
  g_assert_cmpstr (client->script, ==, "/a");
  g_assert_cmpstr (client->session, ==, "");
  g_assert_cmpstr (client->last_event_id, ==, "7");
  g_assert_cmpuint (client->connection, ==, 1);
  g_assert_true (g_str_has_prefix (client->remote, "127.0.0.1:"));
  g_assert_cmpint (client->since_us, >=, before);
  g_assert_cmpuint (client->n_events, ==, 1);
  g_assert_cmpuint (client->n_bytes, ==, strlen ("data: first\n\n"));
  g_assert_cmpuint (client->n_unsent, ==, 0);
  g_assert_cmpint (client->activity, ==, WEIR_ACTIVITY_PLAYING);

  of_session = weir_server_list_clients (fixture->server, &(WeirSelection){ .session = "s" }, 0, 0);
  g_assert_cmpuint (of_session->len, ==, 1);
  rest = weir_server_list_clients (fixture->server, &all, client->client, 1);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_cmpstr (((const WeirServedClient *) g_ptr_array_index (rest, 0))->session, ==, "s");
}

static void
test_push (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) a = NULL;
  g_autoptr (RawClient) b = NULL;
  g_autoptr (RawClient) s = NULL;
  g_autoptr (RawClient) error = NULL;
  const guint64 some[] = { 1, 3, 9 };
  WeirPushed pushed;

  fixture_add (fixture, "/a", OPEN);
  fixture_add (fixture, "/b", OPEN);
  fixture_add (fixture, "/page", ":@ status 500\n:@ body \"no\"\n:@ hold\n");
  a = open_stream (fixture, "/a");
  b = open_stream (fixture, "/b");
  s = open_stream (fixture, "/~s/a");
  error = fixture_ask (fixture, "GET /page", "");
  raw_client_wait_for (error, "no");

  pushed = push (fixture, &all, "data: all\n\n");
  g_assert_cmpuint (pushed.sent, ==, 3);
  g_assert_cmpuint (pushed.refused, ==, 1);
  g_assert_cmpuint (push (fixture, &(WeirSelection){ .path = "/b" }, "data: b\n\n").sent, ==, 1);
  g_assert_cmpuint (push (fixture, &(WeirSelection){ .path = "/a", .session = "s" }, "data: s\n\n").sent, ==, 1);
  g_assert_cmpuint (push (fixture, &(WeirSelection){ .client = 1 }, ": one\n\ndata: x\n\ndata: y\n\n").sent, ==, 1);
  g_assert_cmpuint (push (fixture, &(WeirSelection){ .path = "/none" }, "data: x\n\n").sent, ==, 0);
  g_assert_cmpuint (push (fixture, &(WeirSelection){ .clients = some, .n_clients = 3 }, "data: some\n\n").sent, ==, 2);
  g_assert_cmpuint (push (fixture, &(WeirSelection){ .clients = some, .n_clients = 2, .path = "/b" }, "data: s\n\n").sent, ==, 0);
  g_assert_cmpuint (push (fixture, &(WeirSelection){ .clients = some, .n_clients = 0 }, "data: s\n\n").sent, ==, 0);
  raw_client_wait_for (a, "data: some\n\n");
  raw_client_wait_for (b, "data: b");
  raw_client_wait_for (s, "data: some\n\n");
  assert_body (a, "data: first\n\ndata: all\n\n: one\n\ndata: x\n\ndata: y\n\ndata: some\n\n", FALSE);
  assert_body (b, "data: first\n\ndata: all\n\ndata: b\n\n", FALSE);
  assert_body (s, "data: first\n\ndata: all\n\ndata: s\n\ndata: some\n\n", FALSE);
  g_assert_nonnull (strstr (fixture->log->str, "1 sent 25 events=2\n"));
}

/* What is pushed while a block is half sent waits for its end, and that of a client that is held. */
static void
test_push_waits (void)
{
  const WeirServerOptions slow = { .speed = 1, .seed = 1 };
  g_autoptr (ServerFixture) fixture = fixture_new (&slow);
  g_autoptr (RawClient) client = NULL;
  WeirPushed pushed;

  fixture_add (fixture, "/", "data: half\n:@ wait 1h\ndata: whole\n\n:@ hold\n");
  client = fixture_ask (fixture, "GET /", "");
  raw_client_wait_for (client, "data: half\n");
  pushed = push (fixture, &all, "data: pushed\n\n");
  g_assert_cmpuint (pushed.sent, ==, 0);
  g_assert_cmpuint (pushed.waiting, ==, 1);
  raw_run_for (30);
  assert_body (client, "data: half\n", FALSE);

  g_assert_cmpuint (weir_server_hold (fixture->server, &all, TRUE), ==, 1);
  g_assert_cmpuint (weir_server_step (fixture->server, &all, 1), ==, 1);
  raw_client_wait_for (client, "pushed\n\n");
  assert_body (client, "data: half\ndata: whole\n\ndata: pushed\n\n", FALSE);
}

static void
test_push_limits (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) client = NULL;
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) too_long = g_bytes_new_take (g_malloc0 (WEIR_LIMIT_PUSH + 1), WEIR_LIMIT_PUSH + 1);
  g_autofree char *long_text = g_strnfill (WEIR_LIMIT_PUSH - 8, 'x');
  g_autofree char *longest = g_strdup_printf ("data: %s\n\n", long_text);
  g_autoptr (GError) error = NULL;
  WeirPushed pushed;
  guint n_taken = 0;

  g_assert_cmpuint (strlen (longest), ==, WEIR_LIMIT_PUSH);
  g_assert_false (weir_server_push (fixture->server, &all, nothing, &pushed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (weir_server_push (fixture->server, &all, too_long, &pushed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);

  /* One that does not read gets what its queue takes, then nothing, and none of it twice. */
  fixture_add (fixture, "/", OPEN);
  client = open_stream (fixture, "/");
  raw_client_set_reading (client, FALSE);
  do
    {
      pushed = push (fixture, &all, longest);
      n_taken += pushed.sent + pushed.waiting;
      g_assert_cmpuint (n_taken, <, 100);
    }
  while (pushed.refused == 0);
  g_assert_cmpuint (pushed.sent + pushed.waiting, ==, 0);
  {
    g_autoptr (GPtrArray) clients = weir_server_list_clients (fixture->server, &all, 0, 0);
    const WeirServedClient *info = g_ptr_array_index (clients, 0);

    g_assert_cmpint (info->activity, ==, WEIR_ACTIVITY_UNREAD);
    g_assert_cmpuint (info->n_unsent, >, WEIR_LIMIT_PUSH);
    g_assert_cmpuint (info->n_unsent, <=, 2 * WEIR_LIMIT_CLIENT_QUEUE);
  }

  raw_client_set_reading (client, TRUE);
  push (fixture, &(WeirSelection){ .path = "/other" }, "data: no\n\n");
  raw_client_wait_for_length (client, (gsize) n_taken * (WEIR_LIMIT_PUSH + strlen ("80000\r\n\r\n")));
  g_assert_cmpuint (push (fixture, &all, "data: end\n\n").refused, ==, 0);
  raw_client_wait_for (client, "data: end\n\n");
  {
    g_autoptr (GString) body = raw_client_dechunk (client, NULL);

    g_assert_cmpuint (body->len, ==, strlen ("data: first\n\n") + (gsize) n_taken * WEIR_LIMIT_PUSH + strlen ("data: end\n\n"));
  }
}

static void
test_end (void)
{
  static const WeirEnding endings[] = { WEIR_ENDING_CLOSE, WEIR_ENDING_CUT, WEIR_ENDING_RESET };
  static const char *const reasons[] = { "close", "cut", "reset" };
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) other = NULL;

  fixture_add (fixture, "/", OPEN);
  fixture_add (fixture, "/other", OPEN);
  other = open_stream (fixture, "/other");
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autoptr (RawClient) client = open_stream (fixture, "/");
      g_autofree char *logged = g_strdup_printf ("%u ended %s 13\n", i + 2, reasons[i]);

      g_assert_cmpuint (weir_server_end_clients (fixture->server, &(WeirSelection){ .path = "/" }, endings[i]), ==, 1);
      raw_client_wait_for_end (client);
      g_assert_cmpint (client->is_eof, ==, endings[i] != WEIR_ENDING_RESET);
      assert_body (client, "data: first\n\n", endings[i] == WEIR_ENDING_CLOSE);
      fixture_wait_for_log (fixture, logged);
    }

  g_assert_cmpuint (push (fixture, &all, "data: still\n\n").sent, ==, 1);
  raw_client_wait_for (other, "data: still");
}

static void
test_stall (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) client = NULL;

  fixture_add (fixture, "/", OPEN);
  client = open_stream (fixture, "/");
  g_assert_cmpuint (weir_server_stall_clients (fixture->server, &all, TRUE), ==, 1);
  g_assert_cmpuint (weir_server_stall_clients (fixture->server, &all, TRUE), ==, 0);
  g_assert_cmpuint (push (fixture, &all, "data: later\n\n").waiting, ==, 1);
  raw_run_for (30);
  assert_body (client, "data: first\n\n", FALSE);
  g_assert_cmpuint (weir_server_stall_clients (fixture->server, &all, FALSE), ==, 1);
  raw_client_wait_for (client, "data: later");
}

static void
test_hold_and_step (void)
{
  const WeirServerOptions slow = { .speed = 1, .seed = 1 };
  g_autoptr (ServerFixture) fixture = fixture_new (&slow);
  g_autoptr (RawClient) held = NULL;
  g_autoptr (RawClient) free_one = NULL;
  g_autoptr (GPtrArray) clients = NULL;

  fixture_add (fixture, "/", ":@ every 1h\n:@ keepalive 1ms\ndata: 1\n\n: note\ndata: 2\n\n:@ wait 2h\ndata: 3\n\n");
  fixture_add (fixture, "/free", "data: 1\n\n");
  /* For those to come: one that connects gets its head. */
  g_assert_cmpuint (weir_server_hold (fixture->server, &(WeirSelection){ .path = "/" }, TRUE), ==, 0);
  held = fixture_ask (fixture, "GET /", "");
  raw_client_wait_for (held, "\r\n\r\n");
  free_one = fixture_ask_all (fixture, "GET /free", "");
  fixture_assert_has (free_one, "data: 1");
  assert_body (held, "", FALSE);
  clients = weir_server_list_clients (fixture->server, &all, 0, 0);
  g_assert_cmpint (((const WeirServedClient *) g_ptr_array_index (clients, 0))->activity, ==, WEIR_ACTIVITY_HELD);

  weir_server_step (fixture->server, &all, 1);
  raw_client_wait_for (held, "data: 1\n\n");
  raw_run_for (20);
  assert_body (held, "data: 1\n\n", FALSE);
  weir_server_step (fixture->server, &all, 1);
  raw_client_wait_for (held, "data: 2\n\n");
  push (fixture, &all, "data: pushed\n\n");
  weir_server_step (fixture->server, &all, 5);
  raw_client_wait_for_end (held);
  assert_body (held, "data: 1\n\n: note\ndata: 2\n\ndata: pushed\n\ndata: 3\n\n", TRUE);
  g_assert_cmpuint (weir_server_step (fixture->server, &all, 1), ==, 0);
}

/* When the event that is the second one came, after the request: the server's clock begins in between. */
static double
time_second (ServerFixture *fixture, gboolean (*meddle) (gpointer server))
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (RawClient) client = fixture_ask (fixture, "GET /", "");

  raw_client_wait_for (client, "data: 1\n\n");
  if (meddle != NULL)
    meddle (fixture->server);
  raw_client_wait_for (client, "data: 2\n\n");
  return (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_MILLISECOND;
}

static gboolean
release (gpointer server)
{
  weir_server_hold (server, &all, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
hold_for_100ms (gpointer server)
{
  weir_server_hold (server, &all, TRUE);
  g_timeout_add (100, release, server);
  return G_SOURCE_REMOVE;
}

static void
test_hold_shifts (void)
{
  const WeirServerOptions slow = { .speed = 1, .seed = 1 };
  g_autoptr (ServerFixture) fixture = fixture_new (&slow);
  double ms;

  fixture_add (fixture, "/", ":@ every 60ms\ndata: 1\n\ndata: 2\n\n:@ hold\n");
  ms = time_second (fixture, hold_for_100ms);
  g_test_message ("%.3f ms", ms);
  g_assert_cmpfloat (ms, >, 155);
}

/* What is left of it is less than the wait for it. */
static void
test_speed (void)
{
  const WeirServerOptions slow = { .speed = 1, .seed = 1 };
  g_autoptr (ServerFixture) fixture = fixture_new (&slow);
  g_autoptr (RawClient) hurried = NULL;
  g_autoptr (RawClient) later = NULL;
  g_autoptr (RawClient) slowed = NULL;

  fixture_add (fixture, "/", ":@ every 50s\n:@ keepalive off\ndata: 1\n\ndata: 2\n\n:@ hold\n");
  hurried = fixture_ask (fixture, "GET /", "");
  raw_client_wait_for (hurried, "data: 1\n\n");
  weir_server_set_speed (fixture->server, &all, 100);
  raw_client_wait_for (hurried, "data: 2\n\n");
  /* Those who come later have it too, until it is changed. */
  later = fixture_ask (fixture, "GET /", "");
  raw_client_wait_for (later, "data: 2\n\n");
  weir_server_set_speed (fixture->server, &all, 1);
  slowed = fixture_ask (fixture, "GET /", "");
  raw_client_wait_for (slowed, "data: 1\n\n");
  raw_run_for (100);
  g_assert_null (strstr (slowed->in->str, "data: 2"));
}

static void
test_next (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (WeirScript) script = fixture_parse_script (":@ weir 1\n:@ connect 1\ndata: given\n\n", -1);
  g_autoptr (RawClient) cut = NULL;
  g_autoptr (RawClient) reset = NULL;
  g_autoptr (RawClient) given = NULL;
  g_autoptr (RawClient) delayed = NULL;
  gint64 start;

  fixture_add (fixture, "/", ":@ connect 1\ndata: first\n\n:@ connect 2..\n:@ status 418\ndata: again\n\n");
  g_assert_true (weir_server_add_next (fixture->server, &(WeirNext){ .path = "/x", .kind = WEIR_NEXT_STATUS, .status = 410, .times = 1 }));
  weir_server_add_next (fixture->server, &(WeirNext){ .kind = WEIR_NEXT_STATUS, .status = 503, .body = "Not now.", .times = 2 });
  weir_server_add_next (fixture->server, &(WeirNext){ .kind = WEIR_NEXT_CUT, .times = 1 });
  weir_server_add_next (fixture->server, &(WeirNext){ .path = "/", .kind = WEIR_NEXT_RESET, .times = 1 });
  weir_server_add_next (fixture->server, &(WeirNext){ .kind = WEIR_NEXT_SCRIPT, .script = script, .times = 1 });
  weir_server_add_next (fixture->server, &(WeirNext){ .kind = WEIR_NEXT_SCRIPT, .delay_us = 80000, .times = 1 });
  weir_server_add_next (fixture->server, &(WeirNext){ .session = "s", .kind = WEIR_NEXT_STATUS, .status = 204, .times = 1 });

  fixture_assert_answer (fixture, "OPTIONS /", "", 204);
  fixture_assert_answer (fixture, "GET /", "", 503);
  fixture_assert_answer (fixture, "GET /", "", 503);
  cut = fixture_ask_all (fixture, "GET /", "");
  g_assert_true (cut->is_eof);
  g_assert_cmpuint (cut->in->len, ==, 0);
  reset = fixture_ask_all (fixture, "GET /", "");
  g_assert_false (reset->is_eof);
  g_assert_cmpuint (reset->in->len, ==, 0);
  given = fixture_ask_all (fixture, "GET /", "");
  fixture_assert_has (given, "data: given\n\n");

  /* None of them was counted. */
  start = g_get_monotonic_time ();
  delayed = fixture_ask_all (fixture, "GET /", "");
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 80000);
  fixture_assert_has (delayed, "data: first\n\n");
  fixture_assert_answer (fixture, "GET /", "", 418);
  fixture_assert_answer (fixture, "GET /~s/", "", 204);
  fixture_assert_answer (fixture, "GET /~s/", "", 200);
  g_assert_cmpuint (weir_server_clear_next (fixture->server), ==, 1);
  fixture_assert_answer (fixture, "GET /x", "", 404);
}

/* A client that goes while its answer is delayed, and a server that does. */
static void
test_delayed_goes (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) stays = NULL;
  RawClient *client;

  fixture_add (fixture, "/", OPEN);
  weir_server_add_next (fixture->server, &(WeirNext){ .kind = WEIR_NEXT_SCRIPT, .delay_us = G_TIME_SPAN_HOUR, .times = 2 });
  client = fixture_ask (fixture, "GET /", "");
  stays = fixture_ask (fixture, "GET /", "");
  raw_run_for (20);
  raw_client_free (client);
  raw_run_for (20);
  g_assert_cmpstr (fixture->log->str, ==, "");
}

static void
test_limits (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);

  for (guint i = 0; i < WEIR_LIMIT_RULES; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%u", i);

      g_assert_true (weir_server_add_next (fixture->server, &(WeirNext){ .path = path, .kind = WEIR_NEXT_CUT, .times = 1 }));
      weir_server_hold (fixture->server, &(WeirSelection){ .path = path }, TRUE);
      weir_server_hold (fixture->server, &(WeirSelection){ .path = path }, FALSE);
    }
  g_assert_false (weir_server_add_next (fixture->server, &(WeirNext){ .kind = WEIR_NEXT_CUT, .times = 1 }));
  weir_server_reset (fixture->server, NULL);
  g_assert_cmpuint (weir_server_clear_next (fixture->server), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server/control/list", test_list);
  g_test_add_func ("/server/control/push", test_push);
  g_test_add_func ("/server/control/push-waits", test_push_waits);
  g_test_add_func ("/server/control/push-limits", test_push_limits);
  g_test_add_func ("/server/control/end", test_end);
  g_test_add_func ("/server/control/stall", test_stall);
  g_test_add_func ("/server/control/hold-and-step", test_hold_and_step);
  g_test_add_func ("/server/control/hold-shifts", test_hold_shifts);
  g_test_add_func ("/server/control/speed", test_speed);
  g_test_add_func ("/server/control/next", test_next);
  g_test_add_func ("/server/control/delayed-goes", test_delayed_goes);
  g_test_add_func ("/server/control/limits", test_limits);

  return g_test_run ();
}
