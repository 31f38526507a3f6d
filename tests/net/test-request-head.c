/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-limits.h"
#include "weir-request-head.h"

static WeirRequestHead *
parse (const char *text)
{
  WeirFault fault = { 0, NULL };
  gsize scanned = 0;
  gsize len = weir_request_head_find_end (weir_span_from_string (text), &scanned);
  WeirRequestHead *head;

  g_assert_cmpuint (len, ==, strlen (text));
  head = weir_request_head_new (weir_span (text, len), &fault);
  if (head == NULL)
    g_test_message ("%u %s", fault.status, fault.text);
  g_assert_nonnull (head);
  return head;
}

static void
test_plain (void)
{
  g_autoptr (WeirRequestHead) head = parse ("GET /a%20b/%C3%A9?q=1&r=%20 HTTP/1.1\r\n"
                                            "Host: localhost:8123\r\n"
                                            "Last-Event-ID:  \t a\x01 \xC3\xA9\xFF \t \r\n"
                                            "x-empty:\r\n"
                                            "Last-Event-ID: second\r\n\r\n");

  g_assert_cmpstr (head->method, ==, "GET");
  g_assert_cmpstr (head->path, ==, "/a b/\xC3\xA9");
  g_assert_cmpstr (head->query, ==, "q=1&r=%20");
  g_assert_cmpstr (head->session, ==, "");
  g_assert_cmpstr (head->authority, ==, "localhost:8123");
  g_assert_cmpuint (head->minor, ==, 1);
  g_assert_cmpuint (head->n_headers, ==, 4);
  g_assert_cmpstr (weir_request_head_get (head, "last-event-id"), ==, "a\x01 \xC3\xA9\xFF");
  g_assert_cmpstr (weir_request_head_get (head, "X-Empty"), ==, "");
  g_assert_null (weir_request_head_get (head, "Origin"));
  g_assert_cmpint (head->content_length, ==, -1);
  g_assert_false (head->chunked);
}

static void
test_forms (void)
{
  g_autoptr (WeirRequestHead) bare = parse ("\r\n\r\nPOST /x HTTP/1.0\r\nContent-Length: 12\r\n\r\n");
  g_autoptr (WeirRequestHead) absolute = parse ("GET http://127.0.0.1:80?x HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  g_autoptr (WeirRequestHead) absolute_path = parse ("GET HTTP://[::1]/p/~q HTTP/1.9\r\nHost: [::1]\r\n\r\n");
  g_autoptr (WeirRequestHead) asterisk = parse ("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
  g_autoptr (WeirRequestHead) chunked = parse ("POST / HTTP/1.1\r\nHost: a\r\ntransfer-encoding: Chunked\r\nExpect: 100-Continue\r\n\r\n");

  g_assert_cmpuint (bare->minor, ==, 0);
  g_assert_null (bare->authority);
  g_assert_cmpint (bare->content_length, ==, 12);
  g_assert_cmpstr (absolute->authority, ==, "127.0.0.1:80");
  g_assert_cmpstr (absolute->path, ==, "/");
  g_assert_cmpstr (absolute->query, ==, "x");
  g_assert_cmpstr (absolute_path->authority, ==, "[::1]");
  g_assert_cmpstr (absolute_path->path, ==, "/p/~q");
  g_assert_cmpstr (asterisk->path, ==, "*");
  g_assert_true (chunked->chunked && chunked->expects_continue);
}

static void
test_sessions (void)
{
  static const struct
  {
    const char *target, *session, *path;
  } cases[] = {
    { "/~k/ticks", "k", "/ticks" },
    { "/~worker-1.a_~/", "worker-1.a_~", "/" },
    { "/~k", "k", "/" },
    { "/~/ticks", "", "/~/ticks" },
    { "/~a%20b/ticks", "", "/~a b/ticks" },
    { "/~k?x=/y", "k", "/" },
    { "/~k//t", "k", "//t" },
    { "/t/~k", "", "/t/~k" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: a\r\n\r\n", cases[i].target);
      g_autoptr (WeirRequestHead) head = parse (text);

      g_assert_cmpstr (head->session, ==, cases[i].session);
      g_assert_cmpstr (head->path, ==, cases[i].path);
    }
}

#define HOST "Host: a\r\n"
static const struct
{
  guint status;
  const char *text;
} refused[] = {
  { 400, "\r\n\r\n" },
  { 400, "GET\r\n\r\n" },
  { 400, "GET /\r\n\r\n" },
  { 400, "GET  / HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "GET / HTTP/1.1 \r\n" HOST "\r\n" },
  { 400, "GET / HTTP/1\r\n" HOST "\r\n" },
  { 400, "GET / HTTP/1.10\r\n" HOST "\r\n" },
  { 400, "GET / http/1.1\r\n" HOST "\r\n" },
  { 505, "PRI * HTTP/2.0\r\n\r\n" },
  { 400, "G@T / HTTP/1.1\r\n" HOST "\r\n" },
  { 400, " GET / HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG / HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "GET x HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "GET * HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "GET https://a/ HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "CONNECT a:80 HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "GET /a\tb HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "GET /a#b HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "GET /% HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "GET /%2 HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "GET /%zz HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "GET /%00 HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "GET /a%0Ab HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "GET /%7f HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "GET /%ff HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "GET /\xff HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "GET / HTTP/1.1\r\n\r\n" },
  { 400, "GET / HTTP/1.1\r\n" HOST HOST "\r\n" },
  { 400, "GET / HTTP/1.1\r\n" HOST " folded\r\n\r\n" },
  { 400, "GET / HTTP/1.1\r\nHost : a\r\n\r\n" },
  { 400, "GET / HTTP/1.1\r\n" HOST "no colon\r\n\r\n" },
  { 400, "GET / HTTP/1.1\r\n" HOST ": no name\r\n\r\n" },
  { 400, "GET / HTTP/1.1\r\n" HOST "x: a\rb\r\n\r\n" },
  { 400, "GET /\r HTTP/1.1\r\n" HOST "\r\n" },
  { 400, "POST / HTTP/1.1\r\n" HOST "Content-Length: 1\r\nContent-Length: 1\r\n\r\n" },
  { 400, "POST / HTTP/1.1\r\n" HOST "Content-Length: +1\r\n\r\n" },
  { 400, "POST / HTTP/1.1\r\n" HOST "Content-Length: 1, 1\r\n\r\n" },
  { 400, "POST / HTTP/1.1\r\n" HOST "Content-Length:\r\n\r\n" },
  { 413, "POST / HTTP/1.1\r\n" HOST "Content-Length: 1048577\r\n\r\n" },
  { 413, "POST / HTTP/1.1\r\n" HOST "Content-Length: 99999999999999999999999999999999999999999999999\r\n\r\n" },
  { 400, "POST / HTTP/1.1\r\n" HOST "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n" },
  { 400, "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n" },
  { 400, "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" },
  { 400, "POST / HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n" },
  { 501, "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip, chunked\r\n\r\n" },
  { 417, "POST / HTTP/1.1\r\n" HOST "Expect: miracles\r\n\r\n" },
};
#undef HOST

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      WeirFault fault = { 0, NULL };

      g_autofree char *escaped = g_strescape (refused[i].text, NULL);

      g_test_message ("%s", escaped);
      g_assert_null (weir_request_head_new (weir_span_from_string (refused[i].text), &fault));
      g_assert_cmpuint (fault.status, ==, refused[i].status);
      g_assert_nonnull (fault.text);
    }
}

static void
test_odd_bytes (void)
{
  static const char nul[] = "GET / HTTP/1.1\r\nHost: a\r\nx: \0\r\n\r\n";
  g_autoptr (GString) many = g_string_new ("GET / HTTP/1.1\r\nHost: a\r\n");
  WeirFault fault = { 0, NULL };

  g_assert_null (weir_request_head_new (weir_span (nul, sizeof nul - 1), &fault));
  g_assert_cmpuint (fault.status, ==, 400);

  for (guint i = 0; i < WEIR_LIMIT_REQUEST_HEADERS; i++)
    g_string_append_printf (many, "x-%u: y\r\n", i);
  g_string_append (many, "\r\n");
  g_assert_null (weir_request_head_new (weir_span (many->str, many->len), &fault));
  g_assert_cmpuint (fault.status, ==, 431);
}

/* The end is found where it is, however the bytes come. */
static void
test_find_end (void)
{
  static const struct
  {
    const char *text;
    gsize end;
  } cases[] = {
    { "GET / HTTP/1.1\r\nHost: a\r\n\r\nbody", 27 },
    { "GET / HTTP/1.1\nHost: a\n\nbody", 24 },
    { "GET / HTTP/1.1\r\nHost: a\n\r\nbody", 26 },
    { "\r\nGET / HTTP/1.1\r\n\r\n\r\n", 20 },
    { "\nGET / HTTP/1.1\n\n\n\n", 17 },
    { "\r\n\r\n\r\n", 6 },
    { "a\r\r\n\n", 5 },
    { "GET / HTTP/1.1\r\nx: \r\n \r\n", 0 },
    { "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize step = 1; step <= strlen (cases[i].text) + 1; step++)
      {
        gsize scanned = 0;
        gsize end = 0;

        for (gsize len = 0; end == 0 && len < strlen (cases[i].text);)
          {
            len = MIN (len + step, strlen (cases[i].text));
            end = weir_request_head_find_end (weir_span (cases[i].text, len), &scanned);
          }
        g_assert_cmpuint (end, ==, cases[i].end);
      }
}

static void
test_local (void)
{
  static const char *const local[] = {
    "localhost",       "LOCALHOST:80", "localhost.", "a.localhost:8",  "127.0.0.1",
    "127.0.0.1:65535", "[::1]",        "[::1]:80",   "192.168.1.7:80", "[fe80::1]:80",
  };
  static const char *const foreign[] = {
    "",     "evil.example", "evil.example:80",        "localhost.evil.example", "notlocalhost", "localhost:80x",
    "[::1", "::1",          "127.0.0.1.evil.example", "user@localhost",         "[::1]x",       ":80",
  };

  for (guint i = 0; i < G_N_ELEMENTS (local); i++)
    g_assert_true (weir_authority_is_local (local[i]));
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    g_assert_false (weir_authority_is_local (foreign[i]));

  g_assert_true (weir_origin_is_loopback ("http://localhost:3000"));
  g_assert_true (weir_origin_is_loopback ("https://127.0.0.9"));
  g_assert_true (weir_origin_is_loopback ("http://[::1]:8"));
  g_assert_false (weir_origin_is_loopback ("http://192.168.1.7"));
  g_assert_false (weir_origin_is_loopback ("http://evil.example"));
  g_assert_false (weir_origin_is_loopback ("null"));
  g_assert_false (weir_origin_is_loopback ("file://localhost"));
  g_assert_false (weir_origin_is_loopback ("http://localhost:3000/path"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/request-head/plain", test_plain);
  g_test_add_func ("/request-head/forms", test_forms);
  g_test_add_func ("/request-head/sessions", test_sessions);
  g_test_add_func ("/request-head/refused", test_refused);
  g_test_add_func ("/request-head/odd-bytes", test_odd_bytes);
  g_test_add_func ("/request-head/find-end", test_find_end);
  g_test_add_func ("/request-head/local", test_local);
  return g_test_run ();
}
