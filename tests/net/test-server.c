/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-fixture.h"

#include <sys/socket.h>

/* Requests and short answers; test-server-reply.c has what the scripts do, test-server-listen.c what happens before. */

#define TAIL "Date: -\r\nConnection: close\r\n\r\n"

static void
test_default (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) client = NULL;
  g_autofree char *text = NULL;

  fixture_add (fixture, "/", "data: one\n\ndata: two\n\n");
  client = fixture_ask_all (fixture, "GET /", "");
  text = fixture_dup_undated (client);
  g_assert_cmpstr (text, ==,
                   "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n"
                   "Access-Control-Allow-Origin: *\r\nTransfer-Encoding: chunked\r\n" TAIL
                   "b\r\ndata: one\n\n\r\nb\r\ndata: two\n\n\r\n0\r\n\r\n");
  g_assert_cmpstr (fixture->log->str, ==,
                   "1 request GET / session= connection=1 status=200 id=\n1 sent 11 events=1\n1 sent 11 events=1\n1 ended close 22\n");
}

static void
test_http_1_0 (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) client = NULL;
  g_autofree char *text = NULL;

  fixture_add (fixture, "/", "data: one\n\n");
  client = fixture_connect (fixture);
  raw_client_send (client, "GET / HTTP/1.0\r\n\r\n");
  raw_client_wait_for_end (client);
  text = fixture_dup_undated (client);
  g_assert_cmpstr (text, ==,
                   "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n"
                   "Access-Control-Allow-Origin: *\r\n" TAIL "data: one\n\n");
}

static void
test_paths (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) missing = NULL;
  g_autofree char *text = NULL;

  fixture_add (fixture, "/ticks", "data: t\n\n");
  fixture_add (fixture, "/my ticks", "data: m\n\n");
  fixture_add (fixture, "/routed", ":@ on POST /v1/*\n:@ on GET /only\ndata: r\n\n");
  fixture_assert_answer (fixture, "GET /ticks", "", 200);
  fixture_assert_answer (fixture, "GET /ticks?x=1", "", 200);
  fixture_assert_answer (fixture, "GET /my%20ticks", "", 200);
  fixture_assert_answer (fixture, "POST /ticks", "", 200);
  fixture_assert_answer (fixture, "POST /v1/messages", "Content-Length: 0\r\n", 200);
  fixture_assert_answer (fixture, "GET /only", "", 200);
  fixture_assert_answer (fixture, "GET /routed", "", 404);
  fixture_assert_answer (fixture, "GET /ticks/", "", 404);

  missing = fixture_ask_all (fixture, "GET /nothing", "");
  text = fixture_dup_undated (missing);
  g_assert_cmpstr (text, ==,
                   "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\nAccess-Control-Allow-Origin: *\r\n"
                   "Content-Length: 49\r\n" TAIL "Nothing is served at this path.\n/ticks\n/my ticks\n");
}

static void
test_methods (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) refused = NULL;
  g_autoptr (RawClient) options = NULL;
  g_autoptr (RawClient) asterisk = NULL;
  g_autoptr (RawClient) head = NULL;
  g_autofree char *text = NULL;

  fixture_add (fixture, "/x", ":@ on POST /x\ndata: x\n\n");
  fixture_add (fixture, "/y", ":@ connect 1\n:@ status 201 Made\ndata: y\n\n:@ connect 2..\ndata: y\n\n");
  refused = fixture_ask_all (fixture, "GET /x", "");
  fixture_assert_status (refused, 405);
  fixture_assert_has (refused, "\r\nAllow: POST, OPTIONS\r\n");
  fixture_assert_answer (fixture, "TRACE /y", "", 405);
  fixture_assert_answer (fixture, "HEAD /x", "", 405);

  options = fixture_ask_all (fixture, "OPTIONS /x", "");
  text = fixture_dup_undated (options);
  g_assert_cmpstr (text, ==, "HTTP/1.1 204 No Content\r\nAllow: POST, OPTIONS\r\nAccess-Control-Allow-Origin: *\r\n" TAIL);
  asterisk = fixture_ask_all (fixture, "OPTIONS *", "");
  fixture_assert_has (asterisk, "\r\nAllow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n");

  /* The head that the first GET will get; it counts for nothing. */
  head = fixture_ask_all (fixture, "HEAD /y", "");
  fixture_assert_has (head, "HTTP/1.1 201 Made\r\n");
  fixture_assert_has (head, "\r\nTransfer-Encoding: chunked\r\n");
  g_assert_true (g_str_has_suffix (head->in->str, "\r\n\r\n"));
  fixture_assert_answer (fixture, "OPTIONS /y", "", 204);
  fixture_assert_answer (fixture, "GET /y", "", 201);
  fixture_assert_answer (fixture, "HEAD /y", "", 200);
  fixture_assert_answer (fixture, "GET /y", "", 200);
}

static void
test_cors (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) foreign = NULL;
  g_autoptr (RawClient) local = NULL;
  g_autoptr (RawClient) preflight = NULL;

  fixture_add (fixture, "/", "data: x\n\n");
  foreign = fixture_ask_all (fixture, "GET /", "Origin: https://example.com\r\n");
  fixture_assert_has (foreign, "\r\nAccess-Control-Allow-Origin: *\r\n");
  g_assert_null (strstr (foreign->in->str, "Credentials"));
  local = fixture_ask_all (fixture, "GET /", "Origin: http://localhost:5173\r\n");
  fixture_assert_has (
      local, "\r\nAccess-Control-Allow-Origin: http://localhost:5173\r\nAccess-Control-Allow-Credentials: true\r\nVary: Origin\r\n");
  preflight = fixture_ask_all (fixture, "OPTIONS /",
                               "Origin: https://example.com\r\nAccess-Control-Request-Method: POST\r\n"
                               "Access-Control-Request-Headers: authorization,last-event-id\r\n");
  fixture_assert_status (preflight, 204);
  fixture_assert_has (preflight, "\r\nAccess-Control-Allow-Methods: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n"
                                 "Access-Control-Allow-Headers: authorization,last-event-id\r\nAccess-Control-Max-Age: 600\r\n");
}

static void
test_cors_options (void)
{
  WeirServerOptions options = { .speed = 0, .seed = 1, .cors_origin = "off" };
  g_autoptr (ServerFixture) off = fixture_new (&options);
  g_autoptr (ServerFixture) given = NULL;
  g_autoptr (RawClient) without = NULL;
  g_autoptr (RawClient) with = NULL;
  g_autoptr (RawClient) own = NULL;

  options.cors_origin = "https://app.example";
  given = fixture_new (&options);
  fixture_add (off, "/", "data: x\n\n");
  fixture_add (given, "/", "data: x\n\n");
  fixture_add (given, "/own", ":@ header Access-Control-Allow-Origin: https://own.example\ndata: x\n\n");

  without = fixture_ask_all (off, "OPTIONS /", "Origin: http://localhost\r\nAccess-Control-Request-Method: POST\r\n");
  g_assert_null (strstr (without->in->str, "Access-Control"));
  with = fixture_ask_all (given, "GET /", "Origin: http://localhost\r\n");
  fixture_assert_has (with,
                      "\r\nAccess-Control-Allow-Origin: https://app.example\r\nAccess-Control-Allow-Credentials: true\r\nVary: Origin\r\n");
  own = fixture_ask_all (given, "GET /own", "");
  fixture_assert_has (own, "\r\nAccess-Control-Allow-Origin: https://own.example\r\n");
  g_assert_null (strstr (own->in->str, "app.example"));
}

/* What the server adds by itself can be taken away, to see what a page does without it. */
static void
test_removed (void)
{
  const WeirServerOptions options = { .speed = 0, .seed = 1 };
  g_autoptr (ServerFixture) fixture = fixture_new (&options);
  g_autoptr (RawClient) bare = NULL;
  g_autoptr (RawClient) partly = NULL;
  g_autoptr (RawClient) again = NULL;

  fixture_add (fixture, "/bare", ":@ header -Access-Control-Allow-Origin\n:@ header -date\ndata: x\n\n");
  fixture_add (fixture, "/partly", ":@ header -Access-Control-Allow-Credentials\ndata: x\n\n");
  fixture_add (fixture, "/again", ":@ header -Access-Control-Allow-Origin\n:@ header Access-Control-Allow-Origin: null\ndata: x\n\n");

  bare = fixture_ask_all (fixture, "GET /bare", "Origin: http://localhost\r\n");
  g_assert_null (strstr (bare->in->str, "Access-Control"));
  g_assert_null (strstr (bare->in->str, "Date"));
  partly = fixture_ask_all (fixture, "GET /partly", "Origin: http://localhost\r\n");
  fixture_assert_has (partly, "\r\nAccess-Control-Allow-Origin: http://localhost\r\nVary: Origin\r\n");
  again = fixture_ask_all (fixture, "GET /again", "Origin: http://localhost\r\n");
  fixture_assert_has (again, "\r\nAccess-Control-Allow-Origin: null\r\n");
}

static void
test_numbers (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) second = NULL;

  fixture_add (fixture, "/", ":@ connect 1\ndata: first\n\n:@ connect 2\n:@ status 503\n:@ body \"later\"\n");
  fixture_assert_answer (fixture, "GET /", "", 200);
  second = fixture_ask_all (fixture, "GET /", "Last-Event-ID: 7\r\n");
  fixture_assert_status (second, 503);
  fixture_assert_has (second, "\r\nContent-Length: 5\r\n");
  g_assert_cmpstr (raw_client_get_body (second), ==, "later");
  fixture_assert_answer (fixture, "GET /", "", 204);
  fixture_assert_answer (fixture, "GET /", "", 204);
  /* Each session counts for itself. */
  fixture_assert_answer (fixture, "GET /~a/", "", 200);
  fixture_assert_answer (fixture, "GET /~b", "", 200);
  fixture_assert_answer (fixture, "GET /~a/", "", 503);
  g_assert_nonnull (strstr (fixture->log->str, "2 request GET / session= connection=2 status=503 id=7\n"));
  g_assert_nonnull (strstr (fixture->log->str, "4 request GET / session= connection=4 status=204 id=\n"));
  g_assert_nonnull (strstr (fixture->log->str, "7 request GET / session=a connection=2 status=503 id=\n"));
}

/* The same script at two paths is one script. */
static void
test_two_paths (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (WeirScript) script = fixture_parse_script (":@ weir 1\n:@ connect 1\ndata: x\n\n:@ connect 2\n:@ status 201\ndata: x\n\n", -1);

  weir_server_add_script (fixture->server, "/ticks", script);
  weir_server_add_script (fixture->server, "/", script);
  fixture_assert_answer (fixture, "GET /", "", 200);
  fixture_assert_answer (fixture, "GET /ticks", "", 201);
  fixture_assert_answer (fixture, "GET /", "", 204);
}

static void
test_raw_id (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) client = NULL;

  fixture_add (fixture, "/", "data: x\n\n");
  client = fixture_ask_all (fixture, "GET /", "Last-Event-ID: \xC3\xA9\xFF\x01 x\r\n");
  fixture_assert_status (client, 200);
  g_assert_nonnull (strstr (fixture->log->str, " id=\xC3\xA9\xFF\x01 x\n"));
}

static void
test_bodies (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) parts = NULL;
  g_autoptr (RawClient) expecting = NULL;
  g_autoptr (RawClient) bad = NULL;
  g_autoptr (RawClient) huge = NULL;

  fixture_add (fixture, "/", "data: x\n\n");
  fixture_assert_answer (fixture, "POST /", "Content-Length: 0\r\n", 200);

  parts = fixture_ask (fixture, "POST /", "Content-Length: 10\r\n");
  raw_client_send (parts, "12345");
  raw_run_for (10);
  g_assert_cmpuint (parts->in->len, ==, 0);
  raw_client_send (parts, "67890 and more");
  raw_client_wait_for_end (parts);
  fixture_assert_status (parts, 200);

  expecting = fixture_ask (fixture, "POST /", "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n");
  raw_client_wait_for (expecting, "HTTP/1.1 100 Continue\r\n\r\n");
  raw_client_send (expecting, "3\r\nabc\r\n0\r\n");
  raw_run_for (10);
  raw_client_send (expecting, "\r\n");
  raw_client_wait_for_end (expecting);
  fixture_assert_has (expecting, "\r\n\r\nHTTP/1.1 200 OK\r\n");

  bad = fixture_ask (fixture, "POST /", "Transfer-Encoding: chunked\r\n");
  raw_client_send (bad, "xyz\r\n");
  raw_client_wait_for_end (bad);
  fixture_assert_status (bad, 400);
  huge = fixture_ask (fixture, "POST /", "Transfer-Encoding: chunked\r\n");
  raw_client_send (huge, "200000\r\n");
  for (guint i = 0; i < 0x200000 / 64; i++)
    raw_client_send (huge, "0123456789012345678901234567890123456789012345678901234567890123");
  raw_client_wait_for_end (huge);
  fixture_assert_status (huge, 413);
}

static void
test_refused (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (GString) long_head = g_string_new ("GET / HTTP/1.1\r\nx: ");
  g_autoptr (RawClient) rebound = NULL;
  g_autoptr (RawClient) smuggled = NULL;
  g_autoptr (RawClient) two_hosts = NULL;
  g_autoptr (RawClient) too_long = NULL;
  g_autoptr (RawClient) garbage = NULL;

  fixture_add (fixture, "/", "data: x\n\n");
  rebound = fixture_connect (fixture);
  raw_client_send (rebound, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  raw_client_wait_for_end (rebound);
  fixture_assert_status (rebound, 403);

  smuggled = fixture_ask_all (fixture, "POST /", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n");
  fixture_assert_status (smuggled, 400);
  two_hosts = fixture_ask_all (fixture, "GET /", "Host: localhost\r\n");
  fixture_assert_status (two_hosts, 400);

  for (guint i = 0; i < 2000; i++)
    g_string_append (long_head, "0123456789");
  too_long = fixture_connect (fixture);
  raw_client_send (too_long, long_head->str);
  raw_client_wait_for_end (too_long);
  fixture_assert_status (too_long, 431);
  g_assert_true (too_long->is_eof);

  garbage = fixture_connect (fixture);
  raw_client_send (garbage, "\x16\x03\x01 hello\n\n");
  raw_client_wait_for_end (garbage);
  fixture_assert_status (garbage, 400);
  g_assert_nonnull (strstr (fixture->log->str, " request   session= connection=0 status=400 id=\n"));
}

static void
test_byte_by_byte (void)
{
  static const char text[] = "GET / HTTP/1.1\r\nHost: [::1]:99\r\n\r\n";
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) client = fixture_connect (fixture);

  fixture_add (fixture, "/", "data: x\n\n");
  for (gsize i = 0; i < sizeof text - 1; i++)
    {
      raw_client_send_bytes (client, text + i, 1);
      raw_run_for (1);
    }
  raw_client_wait_for_end (client);
  fixture_assert_status (client, 200);
}

static void
test_deadline (void)
{
  WeirServerOptions options = { .speed = 0, .seed = 1, .request_timeout_us = 60 * G_TIME_SPAN_MILLISECOND };
  g_autoptr (ServerFixture) fixture = fixture_new (&options);
  g_autoptr (RawClient) silent = fixture_connect (fixture);
  g_autoptr (RawClient) half = fixture_connect (fixture);
  g_autoptr (RawClient) no_body = fixture_ask (fixture, "POST /", "Content-Length: 5\r\n");

  fixture_add (fixture, "/", "data: x\n\n");
  raw_client_send (half, "GET / HTTP/1.1\r\nHost: 127");
  raw_client_wait_for_end (silent);
  g_assert_cmpuint (silent->in->len, ==, 0);
  raw_client_wait_for_end (half);
  fixture_assert_status (half, 408);
  raw_client_wait_for_end (no_body);
  fixture_assert_status (no_body, 408);
}

/* A request in the same packets as the FIN is answered all the same. */
static void
test_half_closed (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) client = NULL;

  fixture_add (fixture, "/", "data: x\n\n");
  client = fixture_ask (fixture, "GET /", "");
  raw_client_finish_sending (client);
  raw_client_wait_for_end (client);
  fixture_assert_status (client, 200);
  g_assert_true (g_str_has_suffix (client->in->str, "0\r\n\r\n"));
}

/* Clients that leave in the middle of their request leave nothing behind. */
static void
test_leaving (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  RawClient *head = fixture_connect (fixture);
  RawClient *body = fixture_ask (fixture, "POST /", "Content-Length: 5\r\n");
  RawClient *nothing = fixture_connect (fixture);

  fixture_add (fixture, "/", "data: x\n\n");
  raw_client_send (head, "GET / HT");
  raw_run_for (5);
  raw_client_free (head);
  raw_client_free (body);
  raw_client_free (nothing);
  raw_run_for (5);
  g_assert_cmpstr (fixture->log->str, ==, "");
  fixture_assert_answer (fixture, "GET /", "", 200);
}

static void
test_script_head (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (GString) script = g_string_new (":@ header X-Long: ");

  for (guint i = 0; i < 70000; i++)
    g_string_append_c (script, 'x');
  g_string_append (script, "\ndata: x\n\n");
  fixture_add (fixture, "/long", script->str);
  fixture_add (fixture, "/none", ":@ status none\n:@ reset\n");
  fixture_add (fixture, "/once", ":@ connect 1\ndata: x\n\n");
  fixture_assert_answer (fixture, "GET /long", "", 500);
  /* Nothing that could be shown. */
  fixture_assert_answer (fixture, "HEAD /long", "", 204);
  fixture_assert_answer (fixture, "HEAD /none", "", 204);
  fixture_assert_answer (fixture, "HEAD /once", "", 200);
  fixture_assert_answer (fixture, "GET /once", "", 200);
  fixture_assert_answer (fixture, "HEAD /once", "", 204);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/default", test_default);
  g_test_add_func ("/server/http-1.0", test_http_1_0);
  g_test_add_func ("/server/paths", test_paths);
  g_test_add_func ("/server/methods", test_methods);
  g_test_add_func ("/server/cors", test_cors);
  g_test_add_func ("/server/cors-options", test_cors_options);
  g_test_add_func ("/server/removed", test_removed);
  g_test_add_func ("/server/numbers", test_numbers);
  g_test_add_func ("/server/two-paths", test_two_paths);
  g_test_add_func ("/server/raw-id", test_raw_id);
  g_test_add_func ("/server/bodies", test_bodies);
  g_test_add_func ("/server/refused", test_refused);
  g_test_add_func ("/server/byte-by-byte", test_byte_by_byte);
  g_test_add_func ("/server/deadline", test_deadline);
  g_test_add_func ("/server/half-closed", test_half_closed);
  g_test_add_func ("/server/leaving", test_leaving);
  g_test_add_func ("/server/script-head", test_script_head);
  return g_test_run ();
}
