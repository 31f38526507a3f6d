/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-fixture.h"

/* Which of several scripts answers, and what is counted apart. */

static void
assert_body (ServerFixture *fixture, const char *request, const char *headers, const char *text)
{
  g_autoptr (RawClient) client = fixture_ask_all (fixture, request, headers);

  fixture_assert_has (client, text);
}

static void
test_match (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) none = NULL;

  fixture_add (fixture, "/", ":@ match header X-Mode: demo\ndata: by header\n\n");
  fixture_add (fixture, "/", ":@ match query model=a b\ndata: by query\n\n");
  fixture_add (fixture, "/", ":@ match body /\"stream\":\\s*TRUE/i\n:@ match header Content-Length: 14\ndata: by body\n\n");

  assert_body (fixture, "GET /", "X-Mode: demo\r\n", "data: by header\n");
  assert_body (fixture, "GET /?x=1&model=a+b", "", "data: by query\n");
  assert_body (fixture, "GET /?mode%6c=a%20b", "x-mode: DEMO\r\n", "data: by query\n");
  assert_body (fixture, "POST /", "Content-Length: 14\r\n\r\n{\"stream\":true", "data: by body\n");
  none = fixture_ask_all (fixture, "GET /?model=a", "");
  fixture_assert_status (none, 404);
  fixture_assert_has (none, "match lines");
}

static void
test_count (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);

  fixture_add (fixture, "/q", ":@ count by query tab\n:@ connect 1\ndata: one\n\n:@ connect 2\ndata: two\n\n");
  fixture_add (fixture, "/c", ":@ count by cookie sid\n:@ connect 1\ndata: one\n\n:@ connect 2\ndata: two\n\n");
  fixture_add (fixture, "/h", ":@ count by header X-Tab\n:@ connect 1\ndata: one\n\n:@ connect 2\ndata: two\n\n");

  assert_body (fixture, "GET /q?tab=a", "", "data: one\n");
  assert_body (fixture, "GET /q?tab=b", "", "data: one\n");
  assert_body (fixture, "GET /q?tab=a", "", "data: two\n");
  assert_body (fixture, "GET /~s/q?tab=a", "", "data: one\n");
  assert_body (fixture, "GET /q", "", "data: one\n");
  assert_body (fixture, "GET /q?tab", "", "data: two\n");
  assert_body (fixture, "GET /c", "Cookie: a=1; sid=x\r\n", "data: one\n");
  assert_body (fixture, "GET /c", "Cookie: sid=x ;a=2\r\n", "data: two\n");
  assert_body (fixture, "GET /c", "Cookie: sid=y\r\n", "data: one\n");
  assert_body (fixture, "GET /h", "x-tab: 1\r\n", "data: one\n");
  assert_body (fixture, "GET /h", "X-Tab: 1\r\n", "data: two\n");
}

/* What a request says reaches the stream as one line. */
static void
test_templates (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);

  fixture_add (fixture, "/", ":@ header X-Echo: {{query q}}\ndata: {{query q}} {{header x-a}}\n\n");
  assert_body (fixture, "GET /?q=a%0D%0AX:%20b%00c", "X-A: 1\r\nX-A: 2\r\n", "X-Echo: a  X: b c\r\n");
  assert_body (fixture, "GET /?q=a%0A%0Adata:+b", "X-A: 1\r\nX-A: 2\r\n", "data: a  data: b 1, 2\n\n");
  assert_body (fixture, "HEAD /?q=z", "", "X-Echo: z\r\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server-match/match", test_match);
  g_test_add_func ("/server-match/count", test_count);
  g_test_add_func ("/server-match/templates", test_templates);

  return g_test_run ();
}
