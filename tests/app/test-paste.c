/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-paste-reading.h"
#include "weir-paste.h"

#include <gio/gio.h>

static const struct
{
  const char *text;
  WeirPasteKind kind;
  const char *used; /* the URL or path */
} cases[] = {
  { "", WEIR_PASTE_NOTHING, NULL },
  { " \n\t", WEIR_PASTE_NOTHING, NULL },
  { "\xef\xbb\xbf", WEIR_PASTE_NOTHING, NULL },
  { "http://localhost:8123/x", WEIR_PASTE_URL, "http://localhost:8123/x" },
  { "  https://example.com/a?b=c#d\n", WEIR_PASTE_URL, "https://example.com/a?b=c#d" },
  { "https://example.com/a b", WEIR_PASTE_URL, "https://example.com/a b" },
  { "HTTP://h", WEIR_PASTE_URL, "HTTP://h" },
  { "ws://h/x", WEIR_PASTE_URL, "ws://h/x" },
  { "localhost:8123/x", WEIR_PASTE_URL, "http://localhost:8123/x" },
  { "localhost", WEIR_PASTE_URL, "http://localhost" },
  { "localhost:8123", WEIR_PASTE_URL, "http://localhost:8123" },
  { "127.0.0.1:8123/x?u=http://other/", WEIR_PASTE_URL, "http://127.0.0.1:8123/x?u=http://other/" },
  { "example.com", WEIR_PASTE_URL, "http://example.com" },
  { "b\xc3\xbc"
    "cher.example/x",
    WEIR_PASTE_URL,
    "http://b\xc3\xbc"
    "cher.example/x" },
  { "box/events", WEIR_PASTE_URL, "http://box/events" },
  { "[::1]:8123/x", WEIR_PASTE_URL, "http://[::1]:8123/x" },
  { ":8123/x", WEIR_PASTE_URL, "http://localhost:8123/x" },
  { "me:pass@localhost:8123/x", WEIR_PASTE_URL, "http://me:pass@localhost:8123/x" },
  { "me@example.com", WEIR_PASTE_OTHER, NULL },
  { "\"http://h/x\"", WEIR_PASTE_URL, "http://h/x" },
  { " 'localhost:8123/x'\n", WEIR_PASTE_URL, "http://localhost:8123/x" },
  { "<http://h/x>", WEIR_PASTE_URL, "http://h/x" },
  { "`http://h/x`", WEIR_PASTE_URL, "http://h/x" },
  { "\xe2\x80\x9chttp://h/x\xe2\x80\x9d", WEIR_PASTE_URL, "http://h/x" },
  { "\xe2\x80\x8bhttp://h/x\xe2\x80\x8b", WEIR_PASTE_URL, "http://h/x" },
  { "\"http://h/x", WEIR_PASTE_OTHER, NULL },
  { "\"\"", WEIR_PASTE_OTHER, NULL },
  { "\"", WEIR_PASTE_OTHER, NULL },
  { "GET http://h/x", WEIR_PASTE_URL, "http://h/x" },
  { "GET http://h/x?a=b HTTP/1.1", WEIR_PASTE_URL, "http://h/x?a=b" },
  { "GET /x HTTP/1.1", WEIR_PASTE_OTHER, NULL },
  { "new EventSource(\"http://h/x\")", WEIR_PASTE_URL, "http://h/x" },
  { "const es = new EventSource( 'http://h/x', { withCredentials: true });\nes.onmessage = e => log(e);\n", WEIR_PASTE_URL, "http://h/x" },
  { "new EventSource(\"http://h/", WEIR_PASTE_OTHER, NULL },
  { "new EventSource(\"/events\")", WEIR_PASTE_OTHER, NULL },
  { "new EventSource(url)", WEIR_PASTE_OTHER, NULL },
  { "new EventSource('http://a/'); new EventSource('http://b/')", WEIR_PASTE_OTHER, NULL },
  { "events", WEIR_PASTE_OTHER, NULL },
  { "12:30", WEIR_PASTE_OTHER, NULL },
  { "a:b", WEIR_PASTE_OTHER, NULL },
  { "Hello, world.", WEIR_PASTE_OTHER, NULL },
  { "See example.com", WEIR_PASTE_OTHER, NULL },
  { "end.", WEIR_PASTE_OTHER, NULL },
  { "http://a/\nhttp://b/", WEIR_PASTE_OTHER, NULL },
  { "://x", WEIR_PASTE_OTHER, NULL },
  { "/home/me/a.eventstream", WEIR_PASTE_FILE, "/home/me/a.eventstream" },
  { "/a b.txt\n", WEIR_PASTE_FILE, "/a b.txt" },
  { "file:///tmp/a%20b", WEIR_PASTE_FILE, "/tmp/a b" },
  { "file:", WEIR_PASTE_FILE, NULL },
  { "//h/x", WEIR_PASTE_OTHER, NULL },
  { "curl http://localhost:8123/x", WEIR_PASTE_CURL, NULL },
  { "$ curl -N x", WEIR_PASTE_CURL, NULL },
  { "curl", WEIR_PASTE_CURL, NULL },
  { "curl.se", WEIR_PASTE_URL, "http://curl.se" },
  { "fetch(\"http://h/\")", WEIR_PASTE_CURL, NULL },
  { "Invoke-WebRequest -Uri x", WEIR_PASTE_CURL, NULL },
  { "{\"a\": 1}", WEIR_PASTE_JSON, NULL },
  { "[1,\n2]", WEIR_PASTE_JSON, NULL },
  { "[]", WEIR_PASTE_JSON, NULL },
  { "[1,2]", WEIR_PASTE_JSON, NULL },
  { "[{\"a\":\"http://a/\"},{\"a\":\"[::1]:80\"}]", WEIR_PASTE_JSON, NULL },
  { "{}\n{}", WEIR_PASTE_JSON_LINES, NULL },
  { "{\"a\": 1}\r\n\r\n{\"a\": 2}\r\n", WEIR_PASTE_JSON_LINES, NULL },
  { "{\"a\": 1}\n{\"a\": ", WEIR_PASTE_OTHER, NULL },
  { "{a: 1}", WEIR_PASTE_OTHER, NULL },
  { "[::1", WEIR_PASTE_OTHER, NULL },
  { "data: a", WEIR_PASTE_STREAM, NULL },
  { "data", WEIR_PASTE_STREAM, NULL },
  { "event: x\ndata: {\"a\": 1}\n\n", WEIR_PASTE_STREAM, NULL },
  { "event:x\r\ndata:y\r\n\r\n", WEIR_PASTE_STREAM, NULL },
  { "data: a\rdata: b\r\r", WEIR_PASTE_STREAM, NULL },
  { ": ok\n\nid: 1\ndata: a\n\n", WEIR_PASTE_STREAM, NULL },
  { "\xef\xbb\xbf"
    "retry: 10\n\n",
    WEIR_PASTE_STREAM, NULL },
  { ":@ weir 1\n", WEIR_PASTE_STREAM, NULL },
  { ": only a comment", WEIR_PASTE_OTHER, NULL },
  { "database: x", WEIR_PASTE_OTHER, NULL },
  { "one\ntwo\ndata: a", WEIR_PASTE_OTHER, NULL },
  { "data:text/event-stream,x", WEIR_PASTE_OTHER, NULL },
};

static void
test_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const WeirSpan text = weir_span_from_string (cases[i].text);
      const WeirPasteKind kind = weir_paste_guess (text);

      if (kind != cases[i].kind)
        g_error ("“%s” is taken for %d", cases[i].text, kind);
      if (kind == WEIR_PASTE_URL)
        {
          g_autofree char *url = weir_paste_dup_url (text);

          g_assert_cmpstr (url, ==, cases[i].used);
        }
      else if (kind == WEIR_PASTE_FILE)
        {
          g_autofree char *path = weir_paste_dup_path (text);

          g_assert_cmpstr (path, ==, cases[i].used);
        }
    }
}

static void
test_home (void)
{
  g_autofree char *path = weir_paste_dup_path (WEIR_SPAN_LITERAL (" ~/a.eventstream\n"));
  g_autofree char *wanted = g_build_filename (g_get_home_dir (), "a.eventstream", NULL);

  g_assert_cmpint (weir_paste_guess (WEIR_SPAN_LITERAL ("~/a")), ==, WEIR_PASTE_FILE);
  g_assert_cmpstr (path, ==, wanted);
}

/* The start tells. */
static void
test_large (void)
{
  static const struct
  {
    const char *start, *piece;
    WeirPasteKind kind;
  } large[] = {
    { "", "data: {\"a\": 1}\n\n", WEIR_PASTE_STREAM },
    { "data: ", "x", WEIR_PASTE_STREAM },
    { "[", "{\"a\": 1},", WEIR_PASTE_JSON },
    { "", "{\"a\": 1}\n", WEIR_PASTE_JSON_LINES },
    { "", "[", WEIR_PASTE_JSON },
    { "", "a.b", WEIR_PASTE_OTHER },
    { "", "\n", WEIR_PASTE_NOTHING },
    { "curl ", "x", WEIR_PASTE_CURL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (large); i++)
    {
      g_autoptr (GString) text = g_string_new (large[i].start);

      while (text->len < 1024 * 1024)
        g_string_append (text, large[i].piece);
      g_assert_cmpint (weir_paste_guess (weir_span (text->str, text->len)), ==, large[i].kind);
    }
}

/* What is wrong is said to its end, whatever of the text is in it. */
static void
test_problem (void)
{
  g_autoptr (WeirPasteReading) url = weir_paste_reading_new (WEIR_SPAN_LITERAL ("wss://stream.example.com/v2/prices"));
  g_autoptr (WeirPasteReading) shell = weir_paste_reading_new (WEIR_SPAN_LITERAL ("Invoke-WebRequest -Uri \"http://h/\""));

  g_assert_true (url->is_wrong && shell->is_wrong);
  g_assert_true (g_str_has_suffix (url->hint, "no other scheme is spoken here"));
  g_assert_true (g_str_has_suffix (shell->hint, "choose “Copy as cURL (bash)” instead."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paste/kinds", test_kinds);
  g_test_add_func ("/paste/home", test_home);
  g_test_add_func ("/paste/large", test_large);
  g_test_add_func ("/paste/problem", test_problem);

  return g_test_run ();
}
