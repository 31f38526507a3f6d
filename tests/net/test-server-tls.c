/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-fixture.h"

#include <string.h>
#include <sys/socket.h>

/* What is only there over TLS. All other tests of the server run over it too. */

static ServerFixture *
create (const WeirServerOptions *options)
{
  WeirServerOptions own = *options;
  g_autoptr (WeirTlsIdentity) identity = fixture_load_identity ("server-a.pem");

  own.tls = identity;
  return fixture_new (&own);
}

static const WeirServerOptions fast = { .speed = 0, .seed = 1 };

static RawClient *
ask (ServerFixture *fixture)
{
  RawClient *client = raw_client_new_tls (weir_server_get_port (fixture->server), NULL);

  raw_client_send (client, "GET / HTTP/1.1\r\n" FIXTURE_HOST "\r\n");
  return client;
}

static void
test_trust (void)
{
  g_autoptr (ServerFixture) fixture = create (&fast);
  g_autofree char *a = g_test_build_filename (G_TEST_DIST, "support", "certificates", "authority-a.pem", NULL);
  g_autofree char *b = g_test_build_filename (G_TEST_DIST, "support", "certificates", "authority-b.pem", NULL);
  g_autoptr (RawClient) trusting = raw_client_new_tls (weir_server_get_port (fixture->server), a);
  g_autoptr (RawClient) suspicious = raw_client_new_tls (weir_server_get_port (fixture->server), b);
  g_autofree char *url = weir_server_dup_url (fixture->server);

  g_assert_true (g_str_has_prefix (url, "https://127.0.0.1:"));
  fixture_add (fixture, "/", "data: x\n\n");
  raw_client_send (trusting, "GET / HTTP/1.1\r\n" FIXTURE_HOST "\r\n");
  raw_client_wait_for_end (trusting);
  fixture_assert_status (trusting, 200);
  raw_client_wait_for_end (suspicious);
  g_assert_cmpstr (raw_tls_get_error (suspicious->tls), !=, "");
  fixture_wait_for_log (fixture, "notice The client does not trust the certificate (");
}

/* A send is a record, so a script's pieces arrive as such; each ending looks as it is written. */
static void
test_records (void)
{
  g_autoptr (ServerFixture) fixture = create (&fast);
  g_autoptr (RawClient) client = NULL;

  fixture_add (fixture, "/", ":@ chunk 3 3 3 *\ndata: abcdef\n\n:@ close\n");
  client = ask (fixture);
  raw_client_wait_for_end (client);
  g_assert_cmpuint (client->reads->len, ==, 6);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (client->reads, 0), "HTTP/1.1 200 "));
  g_assert_cmpstr (g_ptr_array_index (client->reads, 1), ==, "3\r\ndat\r\n");
  g_assert_cmpstr (g_ptr_array_index (client->reads, 2), ==, "3\r\na: \r\n");
  g_assert_cmpstr (g_ptr_array_index (client->reads, 3), ==, "3\r\nabc\r\n");
  g_assert_cmpstr (g_ptr_array_index (client->reads, 4), ==, "5\r\ndef\n\n\r\n");
  g_assert_cmpstr (g_ptr_array_index (client->reads, 5), ==, "0\r\n\r\n");
}

static void
check_end (const char *script, gboolean says_so, gboolean resets)
{
  g_autoptr (ServerFixture) fixture = create (&fast);
  g_autoptr (RawClient) client = NULL;

  fixture_add (fixture, "/", script);
  client = ask (fixture);
  raw_client_wait_for_end (client);
  g_assert_nonnull (strstr (client->in->str, "data: x\n\n"));
  g_assert_cmpint (raw_tls_has_ended (client->tls), ==, says_so);
  g_assert_cmpint (client->is_eof, ==, !resets);
  g_assert_cmpstr (raw_tls_get_error (client->tls), ==, "");
}

static void
test_ends (void)
{
  check_end ("data: x\n\n:@ close\n", TRUE, FALSE);
  check_end ("data: x\n\n:@ cut\n", FALSE, FALSE);
  check_end ("data: x\n\n:@ reset\n", FALSE, TRUE);
}

static void
test_not_tls (void)
{
  g_autoptr (ServerFixture) fixture = create (&fast);
  g_autoptr (RawClient) plain = raw_client_new (weir_server_get_port (fixture->server));
  g_autoptr (RawClient) odd = raw_client_new (weir_server_get_port (fixture->server));
  g_autoptr (RawClient) broken = raw_client_new (weir_server_get_port (fixture->server));

  fixture_add (fixture, "/", "data: x\n\n");
  raw_client_send (plain, "GET / HTTP/1.1\r\n" FIXTURE_HOST "\r\n");
  raw_client_wait_for_end (plain);
  fixture_assert_status (plain, 400);
  fixture_assert_has (plain, "https://");
  fixture_wait_for_log (fixture, "notice The client speaks plain HTTP");

  raw_client_send_bytes (odd, "\0\1\2", 3);
  raw_client_wait_for_end (odd);
  g_assert_cmpuint (odd->in->len, ==, 0);
  fixture_wait_for_log (fixture, "notice The client does not speak TLS");

  raw_client_send_bytes (broken, "\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00", 10);
  raw_client_wait_for_end (broken);
  fixture_wait_for_log (fixture, "notice The TLS handshake failed: ");
  /* Our alert, in plain text: a record of type 21 with a fatal description. */
  g_assert_cmpuint (broken->in->len, ==, 7);
  g_assert_cmphex ((guint8) broken->in->str[0], ==, 21);
  g_assert_cmphex ((guint8) broken->in->str[5], ==, 2);
}

/* Half a hello, and a whole one with nothing behind it, end in time; one that says nothing at all does so without a word. */
static void
test_deadline (void)
{
  static const WeirServerOptions hasty = { .speed = 0, .seed = 1, .request_timeout_us = G_TIME_SPAN_SECOND };
  g_autoptr (ServerFixture) fixture = create (&hasty);
  g_autoptr (RawClient) silent = raw_client_new (weir_server_get_port (fixture->server));
  g_autoptr (RawClient) half = raw_client_new (weir_server_get_port (fixture->server));
  g_autoptr (RawClient) idle = raw_client_new_tls (weir_server_get_port (fixture->server), NULL);

  raw_client_send_bytes (half, "\x16\x03\x01\x02\x00\x01", 6);
  raw_client_wait_for_end (half);
  g_assert_cmpuint (half->in->len, ==, 0);
  fixture_wait_for_log (fixture, "notice The TLS handshake was not over in time");
  raw_client_wait_for_end (silent);
  raw_client_wait_for_end (idle);
  g_assert_true (raw_tls_has_ended (idle->tls));
  g_assert_cmpuint (idle->in->len, ==, 0);
  g_assert_null (strstr (strstr (fixture->log->str, "notice") + 1, "notice"));
}

static void
test_leaving (void)
{
  g_autoptr (ServerFixture) fixture = create (&fast);
  RawClient *half = raw_client_new (weir_server_get_port (fixture->server));
  g_autoptr (RawClient) client = NULL;

  fixture_add (fixture, "/", "data: x\n\n:@ hold\n");
  raw_client_send_bytes (half, "\x16\x03\x01\x02\x00\x01", 6);
  raw_client_free (half);
  fixture_wait_for_log (fixture, "notice The client left during the TLS handshake");

  /* A client that says so is gone before its socket is. */
  client = ask (fixture);
  raw_client_wait_for (client, "data: x");
  raw_tls_send_close_notify (client->tls);
  fixture_wait_for_log (fixture, "ended client");
}

/* New keys in the middle of a stream, asked for by the client, change nothing that it reads. */
static void
test_key_update (void)
{
  g_autoptr (ServerFixture) fixture = create (&(WeirServerOptions){ .speed = 1, .seed = 1 });
  g_autoptr (RawClient) client = NULL;

  fixture_add (fixture, "/", ":@ repeat 5\ndata: x\n\n:@ wait 20ms\n:@ end\ndata: last\n\n");
  client = ask (fixture);
  raw_client_wait_for (client, "data: x");
  raw_tls_send_key_update (client->tls);
  raw_client_wait_for (client, "data: last");
  raw_client_wait_for_end (client);
  g_assert_true (raw_tls_has_ended (client->tls));
}

/* A client that sends what is no record after its request is told so, and gone. */
static void
test_garbage (void)
{
  g_autoptr (ServerFixture) fixture = create (&fast);
  g_autoptr (RawClient) client = NULL;

  fixture_add (fixture, "/", "data: x\n\n:@ hold\n");
  client = ask (fixture);
  raw_client_wait_for (client, "data: x");
  g_assert_cmpint ((int) send (client->fd, "GET / HTTP/1.1\r\n\r\n", 18, MSG_NOSIGNAL), ==, 18);
  raw_client_wait_for_end (client);
  g_assert_cmpstr (raw_tls_get_error (client->tls), !=, "");
  fixture_wait_for_log (fixture, "ended error");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server-tls/trust", test_trust);
  g_test_add_func ("/server-tls/records", test_records);
  g_test_add_func ("/server-tls/ends", test_ends);
  g_test_add_func ("/server-tls/not-tls", test_not_tls);
  g_test_add_func ("/server-tls/deadline", test_deadline);
  g_test_add_func ("/server-tls/leaving", test_leaving);
  g_test_add_func ("/server-tls/key-update", test_key_update);
  g_test_add_func ("/server-tls/garbage", test_garbage);
  return g_test_run ();
}
