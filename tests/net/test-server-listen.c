/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-fixture.h"

#include <sys/resource.h>
#include <unistd.h>

/* Where the server listens, what it does for want of descriptors, and what stays of it. */

static void
test_addresses (void)
{
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;
  g_autoptr (WeirServer) first = NULL;
  g_autoptr (WeirServer) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *wanted = NULL;

  first = weir_server_new (&options, NULL, NULL, &error);
  g_assert_no_error (error);
  wanted = g_strdup_printf ("http://127.0.0.1:%u", weir_server_get_port (first));
  url = weir_server_dup_url (first);
  g_assert_cmpstr (url, ==, wanted);

  options.port = weir_server_get_port (first);
  second = weir_server_new (&options, NULL, NULL, &error);
  g_assert_null (second);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_nonnull (strstr (error->message, "127.0.0.1"));
  g_clear_error (&error);

  options.port = 0;
  options.address = "192.0.2.1";
  g_assert_null (weir_server_new (&options, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "not an address of this machine"));
  g_clear_error (&error);

  options.address = "example.com";
  g_assert_null (weir_server_new (&options, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_other_addresses (void)
{
  WeirServerOptions options = { .address = "::1", .speed = 0, .seed = -1, .cors_origin = "*" };
  g_autoptr (WeirServer) six = NULL;
  g_autoptr (ServerFixture) any = NULL;
  g_autoptr (RawClient) named = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *any_url = NULL;

  six = weir_server_new (&options, NULL, NULL, &error);
  /* A machine without IPv6 says so in words. */
  if (six == NULL)
    {
      g_assert_nonnull (strstr (error->message, "::1"));
    }
  else
    {
      url = weir_server_dup_url (six);
      g_assert_true (g_str_has_prefix (url, "http://[::1]:"));
    }

  /* Whoever listens everywhere wants to be reached by any name. */
  options.address = "0.0.0.0";
  any = fixture_new (&options);
  any_url = weir_server_dup_url (any->server);
  g_assert_true (g_str_has_prefix (any_url, fixture_is_tls () ? "https://127.0.0.1:" : "http://127.0.0.1:"));
  fixture_add (any, "/", ":@ seed 5\ndata: x\n\n");
  named = fixture_connect (any);
  raw_client_send (named, "GET / HTTP/1.1\r\nHost: box.example\r\nOrigin: http://localhost\r\n\r\n");
  raw_client_wait_for_end (named);
  fixture_assert_status (named, 200);
  fixture_assert_has (named, "\r\nAccess-Control-Allow-Origin: *\r\n");
}

static gboolean
all_answered (gpointer data)
{
  GPtrArray *clients = data;

  for (guint i = 0; i < clients->len; i++)
    {
      const RawClient *client = g_ptr_array_index (clients, i);

      if (client->in->len == 0)
        return FALSE;
    }

  return TRUE;
}

/* Out of descriptors: those who connect wait in the backlog, and are served soon after some are free. */
static void
test_no_descriptors (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func ((GDestroyNotify) raw_client_free);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (int));
  struct rlimit before, fewer;
  int fd;

  fixture_add (fixture, "/", "data: x\n\n:@ hold\n");
  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &before), ==, 0);
  fewer = (struct rlimit){ 128, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &fewer), ==, 0);
  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (clients, fixture_ask (fixture, "GET /", ""));
  while ((fd = dup (0)) >= 0)
    g_array_append_val (taken, fd);

  fixture_wait_for_log (fixture, "0 notice ");
  raw_run_for (20);
  g_assert_false (all_answered (clients));
  for (guint i = 0; i < taken->len; i++)
    close (g_array_index (taken, int, i));
  raw_wait_until (all_answered, clients);
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &before), ==, 0);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
start_and_stop (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) whole = NULL;
  g_autoptr (RawClient) held = NULL;
  g_autoptr (RawClient) half = NULL;

  fixture_add (fixture, "/", "data: x\n\n");
  fixture_add (fixture, "/held", "data: x\n\n:@ hold\n");
  whole = fixture_ask_all (fixture, "GET /", "");
  held = fixture_ask (fixture, "GET /held", "");
  half = fixture_ask (fixture, "POST /", "Content-Length: 9\r\n");
  raw_client_wait_for (held, "data: x");
}

static void
test_start_stop (void)
{
  guint before;

  /* What is opened once and kept. */
  start_and_stop ();
  before = count_descriptors ();
  for (guint i = 0; i < 100; i++)
    {
      start_and_stop ();
      g_assert_cmpuint (count_descriptors (), ==, before);
    }
}

/* Too few descriptors to begin with: said, and nothing is left behind. */
static void
test_cannot_start (void)
{
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (int));
  struct rlimit before, fewer;
  guint n_errors = 0;
  int fd;

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &before), ==, 0);
  fewer = (struct rlimit){ 64, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &fewer), ==, 0);
  while ((fd = dup (0)) >= 0)
    g_array_append_val (taken, fd);
  /* It fails at each of its descriptors in turn: epoll, timer, socket. */
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirServer) server = weir_server_new (&options, NULL, NULL, &error);

      if (server == NULL)
        {
          n_errors++;
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES);
          g_assert_cmpuint (strlen (error->message), >, 20);
        }
      close (g_array_index (taken, int, i));
    }
  g_assert_cmpuint (n_errors, >=, 3);
  for (guint i = 4; i < taken->len; i++)
    close (g_array_index (taken, int, i));
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &before), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server-listen/addresses", test_addresses);
  g_test_add_func ("/server-listen/other-addresses", test_other_addresses);
  g_test_add_func ("/server-listen/no-descriptors", test_no_descriptors);
  g_test_add_func ("/server-listen/cannot-start", test_cannot_start);
  g_test_add_func ("/server-listen/start-stop", test_start_stop);
  return g_test_run ();
}
