/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-mock-path.h"
#include "weir-mock.h"

#include <string.h>

typedef struct
{
  GThread *thread;
  guint n_requests;
  guint n_ended;
} Seen;

static void
on_served (const WeirServed *served, gpointer data)
{
  Seen *seen = data;

  seen->thread = g_thread_self ();
  seen->n_requests += served->kind == WEIR_SERVED_REQUEST;
  seen->n_ended += served->kind == WEIR_SERVED_ENDED;
}

static WeirScript *
make_script (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) diagnostics = NULL;
  WeirScript *script = weir_script_new (bytes, &diagnostics);

  g_assert_nonnull (script);

  return script;
}

static gboolean
on_timeout (gpointer data)
{
  g_error ("waited in vain");

  return G_SOURCE_REMOVE;
}

/* One request, whatever thread the server is on. Returns: the whole answer */
static char *
ask (guint16 port, const char *path)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n\r\n", path, port);
  g_autoptr (GString) answer = g_string_new (NULL);
  guint timer = g_timeout_add_seconds (40, on_timeout, NULL);
  GSocket *socket;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);
  g_assert_nonnull (connection);
  socket = g_socket_connection_get_socket (connection);
  g_socket_set_blocking (socket, FALSE);
  g_assert_cmpint (g_socket_send (socket, request, strlen (request), NULL, NULL), ==, (gssize) strlen (request));
  for (;;)
    {
      char buffer[4096];
      g_autoptr (GError) error = NULL;
      gssize n = g_socket_receive (socket, buffer, sizeof buffer, NULL, &error);

      if (n > 0)
        g_string_append_len (answer, buffer, n);
      else if (n == 0 || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        break;
      else
        {
          g_main_context_iteration (NULL, FALSE);
          g_thread_yield ();
        }
    }
  g_source_remove (timer);

  return g_string_free (g_steal_pointer (&answer), FALSE);
}

static void
test_serve (gconstpointer threaded)
{
  g_autoptr (WeirWorker) worker = threaded != NULL ? weir_worker_new ("test-mock") : NULL;
  Seen seen = { 0 };
  WeirMock *mock = weir_mock_new (worker, on_served, &seen);
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;
  g_autoptr (WeirScript) script = make_script (":@ weir 1\n:@ connect *\n:@ expect last-event-id=7\ndata: hello\n\n:@ close\n");
  g_autoptr (GPtrArray) unreached = NULL;
  g_autoptr (GPtrArray) reached = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *late = NULL;
  guint n_requests;

  g_assert_cmpuint (weir_mock_get_port (mock), ==, 0);
  weir_mock_add_script (mock, "/a", script);
  g_assert_true (weir_mock_start (mock, &options, &error));
  unreached = weir_mock_list_unreached (mock);
  g_assert_cmpuint (unreached->len, ==, 1);

  answer = ask (weir_mock_get_port (mock), "/a");
  g_assert_nonnull (strstr (answer, "data: hello\n\n"));
  reached = weir_mock_list_unreached (mock);
  g_assert_cmpuint (reached->len, ==, 0);

  /* A script that comes while it runs. */
  weir_mock_add_script (mock, "/b", script);
  late = ask (weir_mock_get_port (mock), "/b");
  g_assert_nonnull (strstr (late, "data: hello\n\n"));

  weir_mock_stop (mock);
  n_requests = seen.n_requests;
  g_assert_cmpuint (n_requests, ==, 2);
  g_assert_cmpuint (seen.n_ended, ==, 2);
  g_assert_cmpint (seen.thread == g_thread_self (), ==, worker == NULL);
  g_assert_null (weir_mock_dup_url (mock));

  /* And again. */
  g_assert_true (weir_mock_start (mock, &options, &error));
  g_assert_cmpuint (weir_mock_get_port (mock), >, 0);
  g_object_unref (mock);
}

static void
test_port_taken (gconstpointer threaded)
{
  g_autoptr (WeirWorker) worker = threaded != NULL ? weir_worker_new ("test-mock") : NULL;
  WeirMock *mock = weir_mock_new (worker, NULL, NULL);
  WeirMock *other = weir_mock_new (worker, NULL, NULL);
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_mock_start (mock, &options, NULL));
  options.port = weir_mock_get_port (mock);
  g_assert_false (weir_mock_start (other, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_object_unref (other);
  g_object_unref (mock);
}

/* Who is told besides, and from when to when. */
static void
test_listeners (gconstpointer threaded)
{
  g_autoptr (WeirWorker) worker = threaded != NULL ? weir_worker_new ("test-mock") : NULL;
  Seen seen = { 0 }, first = { 0 }, second = { 0 };
  WeirMock *mock = weir_mock_new (worker, on_served, &seen);
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;
  g_autoptr (WeirScript) script = make_script (":@ weir 1\ndata: hello\n\n:@ close\n");
  g_autofree char *one = NULL, *two = NULL;
  guint first_number, second_number;

  first_number = weir_mock_add_listener (mock, on_served, &first);
  weir_mock_add_script (mock, "/", script);
  g_assert_true (weir_mock_start (mock, &options, NULL));
  one = ask (weir_mock_get_port (mock), "/");
  second_number = weir_mock_add_listener (mock, on_served, &second);
  g_assert_cmpuint (second_number, !=, first_number);
  weir_mock_remove_listener (mock, first_number);
  two = ask (weir_mock_get_port (mock), "/");
  weir_mock_stop (mock);
  g_assert_cmpuint (seen.n_requests, ==, 2);
  g_assert_cmpuint (first.n_requests, ==, 1);
  g_assert_cmpuint (second.n_requests, ==, 1);
  g_object_unref (mock);
}

static void
test_path_of_file (void)
{
  static const char *const cases[][2] = {
    { "ticks.eventstream", "/ticks" },
    { "/a/b/ticks.eventstream", "/ticks" },
    { "index.eventstream", "/" },
    { "two words.eventstream", "/two%20words" },
    { "noext", "/noext" },
    { "a.b.eventstream", "/a.b" },
    { ".hidden", "/.hidden" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = weir_mock_path_of_file (cases[i][0]);

      g_assert_cmpstr (path, ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/mock/serve/own-context", NULL, test_serve);
  g_test_add_data_func ("/mock/serve/worker", "worker", test_serve);
  g_test_add_data_func ("/mock/port-taken/own-context", NULL, test_port_taken);
  g_test_add_data_func ("/mock/port-taken/worker", "worker", test_port_taken);
  g_test_add_data_func ("/mock/listeners/own-context", NULL, test_listeners);
  g_test_add_data_func ("/mock/listeners/worker", "worker", test_listeners);
  g_test_add_func ("/mock/path-of-file", test_path_of_file);

  return g_test_run ();
}
