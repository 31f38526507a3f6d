/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-mock-control.h"

#include "raw-client.h"

/* A mock on a worker, controlled from the main thread. */

static const WeirSelection all = WEIR_SELECTION_ALL;

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

static RawClient *
ask (WeirMock *mock, const char *path)
{
  RawClient *client = raw_client_new (weir_mock_get_port (mock));
  g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path);

  raw_client_send (client, request);
  return client;
}

static void
start (WeirMock *mock)
{
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_mock_start (mock, &options, &error));
  g_assert_no_error (error);
}

static void
test_not_running (void)
{
  g_autoptr (WeirWorker) worker = weir_worker_new ("test-mock");
  g_autoptr (WeirMock) mock = weir_mock_new (worker, NULL, NULL);
  g_autoptr (WeirScript) script = make_script ("data: x\n\n");
  g_autoptr (GPtrArray) clients = weir_mock_list_clients (mock, &all);
  g_autoptr (GPtrArray) outcomes = weir_mock_list_outcomes (mock, NULL);
  g_autoptr (GPtrArray) sessions = weir_mock_list_sessions (mock);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("data: x\n\n", 9);
  g_autoptr (GError) error = NULL;
  WeirPushed pushed;

  g_assert_cmpuint (clients->len + outcomes->len + sessions->len, ==, 0);
  g_assert_false (weir_mock_push (mock, &all, bytes, &pushed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_cmpuint (weir_mock_step (mock, &all, 3), ==, 0);
  g_assert_false (weir_mock_add_next (mock, &(WeirNext){ .kind = WEIR_NEXT_CUT, .times = 1 }));
  g_assert_false (weir_mock_remove_script (mock, "/"));
  weir_mock_replace_script (mock, "/", script, FALSE);
  g_assert_true (weir_mock_remove_script (mock, "/"));
  weir_mock_reset (mock, NULL);
}

static void
test_clients (void)
{
  g_autoptr (WeirWorker) worker = weir_worker_new ("test-mock");
  g_autoptr (WeirMock) mock = weir_mock_new (worker, NULL, NULL);
  g_autoptr (WeirScript) script = make_script (":@ every 1h\n:@ expect method=GET\ndata: 1\n\ndata: 2\n\n:@ hold\n");
  g_autoptr (GPtrArray) clients = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("data: pushed\n\n", 14);
  g_autoptr (RawClient) client = NULL;
  WeirPushed pushed;

  weir_mock_add_script (mock, "/", script);
  start (mock);
  client = ask (mock, "/~s/");
  raw_client_wait_for (client, "data: 1\n\n");
  clients = weir_mock_list_clients (mock, &all);
  g_assert_cmpuint (clients->len, ==, 1);
  g_assert_cmpstr (((const WeirServedClient *) g_ptr_array_index (clients, 0))->session, ==, "s");
  outcomes = weir_mock_list_outcomes (mock, "s");
  g_assert_cmpuint (((const WeirExpectOutcome *) g_ptr_array_index (outcomes, 0))->n_held, ==, 1);
  sessions = weir_mock_list_sessions (mock);
  g_assert_cmpuint (((const WeirSessionInfo *) g_ptr_array_index (sessions, 0))->n_clients, ==, 1);

  g_assert_true (weir_mock_push (mock, &all, bytes, &pushed, NULL));
  g_assert_cmpuint (pushed.sent, ==, 1);
  raw_client_wait_for (client, "data: pushed\n\n");
  g_assert_cmpuint (weir_mock_stall_clients (mock, &all, TRUE), ==, 1);
  g_assert_cmpuint (weir_mock_stall_clients (mock, &all, FALSE), ==, 1);
  g_assert_cmpuint (weir_mock_set_speed (mock, &all, 0.5), ==, 1);
  g_assert_cmpuint (weir_mock_hold (mock, &all, TRUE), ==, 1);
  g_assert_cmpuint (weir_mock_step (mock, &all, 1), ==, 1);
  raw_client_wait_for (client, "data: 2\n\n");
  g_assert_cmpuint (weir_mock_end_clients (mock, &all, WEIR_ENDING_CUT), ==, 1);
  raw_client_wait_for_end (client);
}

static void
test_scripts (void)
{
  g_autoptr (WeirWorker) worker = weir_worker_new ("test-mock");
  g_autoptr (WeirMock) mock = weir_mock_new (worker, NULL, NULL);
  g_autoptr (WeirScript) old = make_script ("data: old\n\n");
  g_autoptr (WeirScript) fresh = make_script ("data: new\n\n");
  g_autoptr (RawClient) client = NULL;
  g_autoptr (RawClient) other = NULL;
  g_autoptr (RawClient) next = NULL;

  weir_mock_add_script (mock, "/a", old);
  weir_mock_add_script (mock, "/", old);
  start (mock);
  g_assert_true (weir_mock_add_next (mock, &(WeirNext){ .kind = WEIR_NEXT_STATUS, .status = 503, .times = 1 }));
  g_assert_true (weir_mock_add_next (mock, &(WeirNext){ .kind = WEIR_NEXT_CUT, .times = 1 }));
  next = ask (mock, "/a");
  raw_client_wait_for_end (next);
  g_assert_true (g_str_has_prefix (next->in->str, "HTTP/1.1 503 "));
  g_assert_cmpuint (weir_mock_clear_next (mock), ==, 1);

  weir_mock_replace_script (mock, "/a", fresh, FALSE);
  client = ask (mock, "/");
  raw_client_wait_for (client, "data: new\n\n");

  /* A start serves the same. */
  weir_mock_stop (mock);
  start (mock);
  other = ask (mock, "/a");
  raw_client_wait_for (other, "data: new\n\n");
  g_assert_true (weir_mock_remove_script (mock, "/"));
  g_assert_false (weir_mock_remove_script (mock, "/a"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mock/control/not-running", test_not_running);
  g_test_add_func ("/mock/control/clients", test_clients);
  g_test_add_func ("/mock/control/scripts", test_scripts);

  return g_test_run ();
}
