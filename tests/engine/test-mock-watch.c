/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-mock-watch.h"

#include <poll.h>

#include "raw-client.h"
#include "weir-limits.h"
#include "weir-mock-control.h"

/* A mock on a worker, watched from the main thread. */

static const WeirSelection all = WEIR_SELECTION_ALL;

typedef struct
{
  WeirWorker *worker;
  WeirMock *mock;
  WeirMockWatch *watch;
} Fixture;

static WeirScript *
make_script (const char *body)
{
  g_autofree char *text = g_strconcat (":@ weir 1\n", body, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) diagnostics = NULL;
  WeirScript *script = weir_script_new (bytes, &diagnostics);

  g_assert_nonnull (script);
  return script;
}

static void
start (Fixture *fixture)
{
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_mock_start (fixture->mock, &options, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer body)
{
  g_autoptr (WeirScript) script = make_script (body);

  fixture->worker = weir_worker_new ("test-mock");
  fixture->mock = weir_mock_new (fixture->worker, NULL, NULL);
  weir_mock_add_script (fixture->mock, "/", script);
  fixture->watch = weir_mock_watch_new (fixture->mock);
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer body)
{
  g_assert_finalize_object (fixture->watch);
  g_assert_finalize_object (fixture->mock);
  weir_worker_free (fixture->worker);
}

static RawClient *
ask (Fixture *fixture, const char *request)
{
  RawClient *client = raw_client_new (weir_mock_get_port (fixture->mock));

  raw_client_send (client, request);
  return client;
}

#define GET "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"

typedef struct
{
  GListModel *list;
  guint n;
} Length;

static gboolean
has_length (gpointer data)
{
  const Length *length = data;

  return g_list_model_get_n_items (length->list) == length->n;
}

static void
wait_for_length (GListModel *list, guint n)
{
  raw_wait_until (has_length, &(Length){ list, n });
}

static WeirMockRequest *
get_request (GListModel *list, guint position)
{
  g_autoptr (WeirMockRequest) request = g_list_model_get_item (list, position);

  return request; /* the list keeps it */
}

static const WeirMockRequestFacts *
get_facts (GListModel *list, guint position)
{
  return weir_mock_request_get_facts (get_request (list, position));
}

static gboolean
has_ended (gpointer request)
{
  return weir_mock_request_get_facts (request)->end != NULL;
}

static gboolean
has_two_events (gpointer request)
{
  return weir_mock_request_get_facts (request)->n_events == 2;
}

static gboolean
is_stalled (gpointer request)
{
  return weir_mock_request_get_facts (request)->activity == WEIR_ACTIVITY_STALLED;
}

#define HOLD "data: 1\n\n:@ hold\n"

static void
test_client (Fixture *fixture, gconstpointer body)
{
  GListModel *clients = weir_mock_watch_get_clients (fixture->watch);
  GListModel *log = weir_mock_watch_get_log (fixture->watch);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("data: 2\n\n", 9);
  g_autoptr (RawClient) client = ask (fixture, "GET /~s/ HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 7\r\n\r\n");
  gint64 before = g_get_real_time ();
  WeirMockRequest *request;
  const WeirMockRequestFacts *facts;
  WeirPushed pushed;

  wait_for_length (clients, 1);
  request = get_request (clients, 0);
  g_assert_true (request == get_request (log, 0));
  facts = weir_mock_request_get_facts (request);
  g_assert_cmpuint (facts->client, ==, 1);
  g_assert_cmpuint (facts->connection, ==, 1);
  g_assert_cmpstr (facts->method, ==, "GET");
  g_assert_cmpstr (facts->path, ==, "/");
  g_assert_cmpstr (facts->session, ==, "s");
  g_assert_cmpstr (facts->last_event_id, ==, "7");
  g_assert_cmpuint (facts->status, ==, 200);
  g_assert_true (g_str_has_prefix (facts->remote, "127.0.0.1:"));
  g_assert_cmpint (ABS (facts->wall_us - before), <, G_TIME_SPAN_MINUTE);
  g_assert_nonnull (facts->head);
  g_assert_null (facts->body);
  g_assert_nonnull (
      g_strstr_len (g_bytes_get_data (facts->answer, NULL), (gssize) g_bytes_get_size (facts->answer), "HTTP/1.1 200 OK\r\n"));

  /* Nobody looks: nothing is asked for. */
  g_assert_cmpuint (facts->n_events, ==, 0);
  weir_mock_request_look (request);
  weir_mock_watch_set_looked_at (fixture->watch, TRUE);
  g_assert_true (weir_mock_push (fixture->mock, &all, bytes, &pushed, NULL));
  raw_wait_until (has_two_events, request);
  g_assert_cmpuint (facts->n_bytes, ==, 18);
  g_assert_cmpuint (weir_mock_stall_clients (fixture->mock, &all, TRUE), ==, 1);
  weir_mock_watch_refresh (fixture->watch);
  raw_wait_until (is_stalled, request);
  weir_mock_request_look_away (request);

  weir_mock_end_clients (fixture->mock, &all, WEIR_ENDING_CUT);
  wait_for_length (clients, 0);
  facts = get_facts (log, 0);
  g_assert_cmpstr (facts->end, ==, "cut");
  g_assert_cmpuint (facts->n_events, ==, 2);
  g_assert_cmpint (facts->duration_us, >, 0);
}

typedef struct
{
  guint position;
  guint n_removed;
  guint n_added;
  guint n;
} Changes;

static void
on_items_changed (GListModel *list, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  Changes *changes = user_data;

  changes->position = position;
  changes->n_removed += n_removed;
  changes->n_added += n_added;
  changes->n++;
}

/* Whoever leaves leaves alone. */
static void
test_leaving (Fixture *fixture, gconstpointer body)
{
  GListModel *clients = weir_mock_watch_get_clients (fixture->watch);
  RawClient *sockets[5];
  const guint64 some[] = { 2, 3, 5 };
  Changes changes = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (sockets); i++)
    {
      sockets[i] = ask (fixture, GET);
      raw_client_wait_for (sockets[i], "data: 1\n\n");
    }
  wait_for_length (clients, 5);
  g_signal_connect (clients, "items-changed", G_CALLBACK (on_items_changed), &changes);
  g_assert_cmpuint (weir_mock_end_clients (fixture->mock, &(WeirSelection){ .clients = some, .n_clients = 3 }, WEIR_ENDING_CUT), ==, 3);
  wait_for_length (clients, 2);
  g_assert_cmpuint (changes.n_removed, ==, 3);
  g_assert_cmpuint (changes.n_added, ==, 0);
  g_assert_cmpuint (get_facts (clients, 0)->client, ==, 1);
  g_assert_cmpuint (get_facts (clients, 1)->client, ==, 4);
  g_assert_cmpuint (g_list_model_get_n_items (weir_mock_watch_get_log (fixture->watch)), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (sockets); i++)
    raw_client_free (sockets[i]);
  wait_for_length (clients, 0);
  g_assert_cmpstr (get_facts (weir_mock_watch_get_log (fixture->watch), 0)->end, ==, "client");
}

/* Until the server has told all of it, without a turn of the main loop: no news are taken in the middle. */
static void
wait_for_answer (Fixture *fixture, RawClient *client)
{
  struct pollfd poll_fd = { .fd = client->fd, .events = POLLRDHUP };

  g_assert_cmpint (poll (&poll_fd, 1, 40000), ==, 1);
  (void) weir_mock_count_clients (fixture->mock, &all);
}

/* What is answered at once is never a client. */
static void
test_short (Fixture *fixture, gconstpointer body)
{
  GListModel *log = weir_mock_watch_get_log (fixture->watch);
  Changes changes = { 0 };
  g_autoptr (RawClient) client = NULL;
  g_autoptr (RawClient) post = NULL;
  const WeirMockRequestFacts *facts;

  g_signal_connect (weir_mock_watch_get_clients (fixture->watch), "items-changed", G_CALLBACK (on_items_changed), &changes);
  client = ask (fixture, "GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n");
  wait_for_answer (fixture, client);
  wait_for_length (log, 1);
  facts = get_facts (log, 0);
  g_assert_cmpuint (facts->status, ==, 404);
  g_assert_cmpuint (facts->connection, ==, 0);
  g_assert_cmpstr (facts->end, ==, "close");
  post = ask (fixture, "POST /none HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc");
  wait_for_answer (fixture, post);
  wait_for_length (log, 2);
  g_assert_cmpuint (g_bytes_get_size (get_facts (log, 1)->body), ==, 3);
  g_assert_cmpuint (changes.n, ==, 0);
  weir_mock_watch_clear_log (fixture->watch);
  g_assert_cmpuint (g_list_model_get_n_items (log), ==, 0);
}

static gboolean
has_failed (gpointer watch)
{
  return weir_mock_watch_get_counts (watch)->n_failed == 1;
}

static gboolean
has_none_failed (gpointer watch)
{
  return weir_mock_watch_get_counts (watch)->n_failed == 0;
}

static const WeirExpectOutcome *
get_outcome (Fixture *fixture, guint position)
{
  g_autoptr (WeirMockOutcome) outcome = g_list_model_get_item (weir_mock_watch_get_outcomes (fixture->watch), position);

  return weir_mock_outcome_get (outcome);
}

#define EXPECTS                                                                                                                            \
  ":@ connect 1\n:@ expect method=GET\n:@ expect header X-Tag: a\ndata: 1\n\n:@ close\n:@ connect 2\n:@ expect last-event-id=1\ndata: 2\n\n"

static void
test_expect (Fixture *fixture, gconstpointer body)
{
  GListModel *outcomes = weir_mock_watch_get_outcomes (fixture->watch);
  GListModel *log = weir_mock_watch_get_log (fixture->watch);
  g_autoptr (WeirScript) other = make_script (":@ expect method=POST\ndata: 1\n\n");
  g_autoptr (RawClient) client = NULL;
  const WeirMockJudgement *judgement;
  GPtrArray *judgements;

  /* They are there before anybody asks. */
  wait_for_length (outcomes, 3);
  g_assert_cmpuint (get_outcome (fixture, 0)->n_held, ==, 0);
  client = ask (fixture, GET);
  raw_wait_until (has_failed, fixture->watch);
  g_assert_cmpuint (weir_mock_watch_get_counts (fixture->watch)->n_held, ==, 1);
  g_assert_cmpuint (get_outcome (fixture, 0)->n_held, ==, 1);
  g_assert_cmpuint (get_outcome (fixture, 1)->n_failed, ==, 1);
  g_assert_cmpstr (get_outcome (fixture, 1)->got, ==, "no header X-Tag");
  g_assert_cmpuint (get_facts (log, 0)->n_failed, ==, 1);
  judgements = get_facts (log, 0)->judgements;
  g_assert_cmpuint (judgements->len, ==, 2);
  judgement = g_ptr_array_index (judgements, 1);
  g_assert_false (judgement->ok);
  g_assert_cmpstr (judgement->wanted, ==, "header X-Tag: a");

  /* Nobody tells of these two. */
  weir_mock_watch_set_looked_at (fixture->watch, TRUE);
  weir_mock_count_anew (fixture->mock, NULL);
  raw_wait_until (has_none_failed, fixture->watch);
  weir_mock_replace_script (fixture->mock, "/", other, FALSE);
  wait_for_length (outcomes, 1);
}

/* What was judged last is known however soon it stops; the numbers begin anew. */
static void
test_restart (Fixture *fixture, gconstpointer body)
{
  GListModel *log = weir_mock_watch_get_log (fixture->watch);
  GListModel *clients = weir_mock_watch_get_clients (fixture->watch);
  g_autoptr (RawClient) client = ask (fixture, GET);
  g_autoptr (RawClient) next = NULL;

  raw_client_wait_for (client, "data: 1\n\n");
  weir_mock_stop (fixture->mock);
  g_assert_cmpuint (weir_mock_watch_get_counts (fixture->watch)->n_failed, ==, 1);
  start (fixture);
  next = ask (fixture, GET);
  wait_for_length (log, 2);
  wait_for_length (clients, 1);
  g_assert_cmpstr (get_facts (log, 0)->end, ==, "stopped");
  g_assert_null (get_facts (log, 1)->end);
  g_assert_cmpuint (get_facts (log, 1)->client, ==, 1);
  raw_client_free (g_steal_pointer (&next));
  raw_wait_until (has_ended, get_request (log, 1));
  g_assert_cmpuint (g_list_model_get_n_items (clients), ==, 0);
}

/* Who came before it is a client, too. */
static void
test_late (Fixture *fixture, gconstpointer body)
{
  g_autoptr (RawClient) client = ask (fixture, GET);
  g_autoptr (WeirMockWatch) late = NULL;
  g_autoptr (GError) error = NULL;

  raw_client_wait_for (client, "data: 1\n\n");
  late = weir_mock_watch_new (fixture->mock);
  wait_for_length (weir_mock_watch_get_clients (late), 1);
  g_assert_cmpuint (get_facts (weir_mock_watch_get_clients (late), 0)->n_events, ==, 1);
  g_assert_null (get_facts (weir_mock_watch_get_clients (late), 0)->head);
  g_assert_null (weir_mock_request_to_curl (get_request (weir_mock_watch_get_clients (late), 0), "http://localhost", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  weir_mock_end_clients (fixture->mock, &all, WEIR_ENDING_RESET);
  wait_for_length (weir_mock_watch_get_clients (late), 0);
  weir_mock_watch_stop (late);
  g_assert_cmpuint (g_list_model_get_n_items (weir_mock_watch_get_log (late)), ==, 1);
}

#define BODY (WEIR_LIMIT_SERVED_BODY - 1024)

/* Whether its newest request is that of client n. */
static gboolean
has_all (gpointer data)
{
  const Length *length = data;
  guint n = g_list_model_get_n_items (length->list);

  return n > 0 && get_facts (length->list, n - 1)->client == length->n;
}

/* So many bytes are kept, whether anybody looks or not; how many requests were left out is said. */
static void
test_bounds (Fixture *fixture, gconstpointer body)
{
  const guint n = 2 * WEIR_LIMIT_SERVED_BYTES / BODY + 10;
  g_autofree char *text = g_strnfill (BODY, 'x');
  g_autofree char *request = g_strdup_printf ("POST /none HTTP/1.1\r\nHost: localhost\r\nContent-Length: %u\r\n\r\n%s", BODY, text);
  GMainContext *later = g_main_context_new ();
  GListModel *log = weir_mock_watch_get_log (fixture->watch);
  g_autoptr (WeirMockWatch) busy = NULL;

  g_main_context_push_thread_default (later);
  busy = weir_mock_watch_new (fixture->mock);
  g_main_context_pop_thread_default (later);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RawClient) client = ask (fixture, request);

      raw_client_wait_for_end (client);
    }
  raw_wait_until (has_all, &(Length){ log, n });
  g_assert_cmpuint (weir_mock_watch_get_counts (fixture->watch)->n_left_out + g_list_model_get_n_items (log), ==, n);
  g_assert_cmpuint (g_list_model_get_n_items (log), <=, WEIR_LIMIT_SERVED_BYTES / BODY);
  g_assert_cmpuint (g_list_model_get_n_items (log), >=, WEIR_LIMIT_SERVED_BYTES / BODY - 2);
  g_assert_cmpuint (get_facts (log, g_list_model_get_n_items (log) - 1)->client, ==, n);

  while (g_main_context_iteration (later, FALSE))
    ;
  log = weir_mock_watch_get_log (busy);
  g_assert_cmpuint (weir_mock_watch_get_counts (busy)->n_left_out + g_list_model_get_n_items (log), ==, n);
  g_assert_cmpuint (g_list_model_get_n_items (log), <=, WEIR_LIMIT_SERVED_BYTES / BODY);
  g_assert_cmpuint (get_facts (log, g_list_model_get_n_items (log) - 1)->client, ==, n);
  g_clear_object (&busy);
  g_main_context_unref (later);
}

static void
test_curl (Fixture *fixture, gconstpointer body)
{
  GListModel *log = weir_mock_watch_get_log (fixture->watch);
  g_autoptr (RawClient) client = ask (fixture, "POST /~s/none?a=%20b HTTP/1.1\r\nHost: localhost\r\nX-Tag: it's\r\n"
                                               "Connection: close\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\na\nb");
  g_autoptr (RawClient) odd = NULL;
  g_autofree char *command = NULL;
  g_autoptr (GError) error = NULL;

  wait_for_length (log, 1);
  command = weir_mock_request_to_curl (get_request (log, 0), "http://127.0.0.1:1", &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (command, "'http://127.0.0.1:1/~s/none?a=%20b'"));
  g_assert_nonnull (strstr (command, "'X-Tag: it'\\''s'"));
  g_assert_nonnull (strstr (command, "'a\nb'"));
  g_assert_null (strstr (command, "localhost"));
  g_assert_null (strstr (command, "Connection"));

  odd = ask (fixture, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
  wait_for_length (log, 2);
  g_assert_null (weir_mock_request_to_curl (get_request (log, 1), "http://127.0.0.1:1", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
on_state_changed (WeirMockWatch *watch, GArray *speeds)
{
  g_array_append_val (speeds, weir_mock_watch_get_state (watch)->speed);
}

static gboolean
has_some (gpointer array)
{
  return ((GArray *) array)->len > 0;
}

/* An answer from before a change of one's own is not told after it. */
static void
test_state (Fixture *fixture, gconstpointer body)
{
  g_autoptr (GArray) speeds = g_array_new (FALSE, FALSE, sizeof (double));

  g_signal_connect (fixture->watch, "state-changed", G_CALLBACK (on_state_changed), speeds);
  /* It was asked at the start, and has answered when another call comes back. */
  g_assert_cmpuint (weir_mock_count_clients (fixture->mock, &all), ==, 0);
  weir_mock_set_speed (fixture->mock, &all, 5);
  raw_wait_until (has_some, speeds);
  g_assert_cmpfloat (g_array_index (speeds, double, 0), ==, 5);

  /* Back by itself, as by another's hand: that is told, too. */
  weir_mock_set_speed (fixture->mock, &all, 7);
  weir_mock_set_speed (fixture->mock, &all, 5);
  g_array_set_size (speeds, 0);
  raw_wait_until (has_some, speeds);
  g_assert_cmpfloat (g_array_index (speeds, double, 0), ==, 5);
  g_signal_handlers_disconnect_by_data (fixture->watch, speeds);
}

/* A mock on the main thread itself. */
static void
test_own_context (void)
{
  Fixture fixture = { 0 };
  g_autoptr (WeirScript) script = make_script (":@ expect method=POST\n" HOLD);
  g_autoptr (RawClient) client = NULL;

  fixture.mock = weir_mock_new (NULL, NULL, NULL);
  weir_mock_add_script (fixture.mock, "/", script);
  fixture.watch = weir_mock_watch_new (fixture.mock);
  start (&fixture);
  client = ask (&fixture, GET);
  wait_for_length (weir_mock_watch_get_clients (fixture.watch), 1);
  raw_wait_until (has_failed, fixture.watch);
  weir_mock_stop (fixture.mock);
  wait_for_length (weir_mock_watch_get_clients (fixture.watch), 0);
  g_assert_cmpstr (get_facts (weir_mock_watch_get_log (fixture.watch), 0)->end, ==, "stopped");
  g_assert_finalize_object (fixture.watch);
  g_assert_finalize_object (fixture.mock);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/mock/watch/client", Fixture, HOLD, set_up, test_client, tear_down);
  g_test_add ("/mock/watch/leaving", Fixture, HOLD, set_up, test_leaving, tear_down);
  g_test_add ("/mock/watch/short", Fixture, HOLD, set_up, test_short, tear_down);
  g_test_add ("/mock/watch/expect", Fixture, EXPECTS, set_up, test_expect, tear_down);
  g_test_add ("/mock/watch/restart", Fixture, ":@ expect method=POST\n" HOLD, set_up, test_restart, tear_down);
  g_test_add ("/mock/watch/state", Fixture, HOLD, set_up, test_state, tear_down);
  g_test_add ("/mock/watch/late", Fixture, HOLD, set_up, test_late, tear_down);
  g_test_add ("/mock/watch/bounds", Fixture, HOLD, set_up, test_bounds, tear_down);
  g_test_add_func ("/mock/watch/own-context", test_own_context);
  g_test_add ("/mock/watch/curl", Fixture, HOLD, set_up, test_curl, tear_down);

  return g_test_run ();
}
