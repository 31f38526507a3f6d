/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-fixture.h"

#include "weir-server-control.h"

/* What whoever listens is told of requests, bytes and all. */

typedef struct
{
  WeirServer *server;
  GString *asked; /* of each request: what came, what was answered */
  GString *ended;
} Told;

static void
append (GString *out, const char *what, WeirSpan bytes)
{
  g_string_append_printf (out, "%s[", what);
  g_string_append_len (out, bytes.data, (gssize) bytes.len);
  g_string_append_c (out, ']');
}

static void
on_served (const WeirServed *served, gpointer user_data)
{
  Told *told = user_data;

  if (served->kind == WEIR_SERVED_REQUEST)
    {
      append (told->asked, "head", served->head);
      append (told->asked, "body", served->body);
      append (told->asked, "answer", served->answer);
    }
  else if (served->kind == WEIR_SERVED_ENDED)
    {
      g_string_append_printf (told->ended, "%s %" G_GUINT64_FORMAT " events %" G_GUINT64_FORMAT " bytes\n", served->reason,
                              served->n_events, served->n_bytes);
    }
}

static void
set_up (Told *told, gconstpointer body)
{
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;
  g_autofree char *text = g_strconcat (":@ weir 1\n", body, NULL);
  g_autoptr (WeirScript) script = fixture_parse_script (text, -1);

  options.speed = 0;
  told->asked = g_string_new (NULL);
  told->ended = g_string_new (NULL);
  told->server = weir_server_new (&options, on_served, told, NULL);
  weir_server_add_script (told->server, "/", script);
}

static void
tear_down (Told *told, gconstpointer body)
{
  g_clear_pointer (&told->server, weir_server_free);
  g_string_free (told->asked, TRUE);
  g_string_free (told->ended, TRUE);
}

/* Sends @request, which comes in two parts, and waits for the end. */
static void
ask (Told *told, const char *request, RawClient **client)
{
  gsize half = strlen (request) / 2;
  g_autofree char *first = g_strndup (request, half);

  *client = raw_client_new (weir_server_get_port (told->server));
  raw_client_send (*client, first);
  raw_run_for (5);
  raw_client_send (*client, request + half);
  raw_client_wait_for_end (*client);
}

/* What was told of the answer is what came. */
static void
assert_told (Told *told, const char *head, const char *body, RawClient *client)
{
  g_autofree char *answer = g_strndup (client->in->str, (gsize) (raw_client_get_body (client) - client->in->str));
  g_autofree char *wanted = g_strdup_printf ("head[%s]body[%s]answer[%s]", head, body, answer);

  g_assert_cmpstr (told->asked->str, ==, wanted);
}

#define GET "GET /?a=%20b HTTP/1.1\r\nHost: localhost\r\nX-Odd:  \xff\t\r\n\r\n"

static void
test_stream (Told *told, gconstpointer data)
{
  g_autoptr (RawClient) client = NULL;

  ask (told, GET, &client);
  assert_told (told, GET, "", client);
  g_assert_cmpstr (told->ended->str, ==, "cut 2 events 18 bytes\n");
}

#define POST "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"

static void
test_body (Told *told, gconstpointer data)
{
  g_autoptr (RawClient) client = NULL;

  ask (told, POST "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", &client);
  assert_told (told, POST, "abcde", client);
}

#define MISSING "GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n"

static void
test_short (Told *told, gconstpointer data)
{
  g_autoptr (RawClient) client = NULL;

  ask (told, MISSING, &client);
  assert_told (told, MISSING, "", client);
  g_assert_true (g_str_has_prefix (told->ended->str, "close 0 events "));
}

#define ODD "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"

/* A head that is refused is there to be seen, too. */
static void
test_refused (Told *told, gconstpointer data)
{
  g_autoptr (RawClient) client = NULL;

  ask (told, ODD, &client);
  assert_told (told, ODD, "", client);
}

/* Nothing is answered: neither to one that is broken off, nor where the script has no head. */
static void
test_no_answer (Told *told, gconstpointer data)
{
  g_autoptr (RawClient) first = NULL;
  g_autoptr (RawClient) second = NULL;

  g_assert_true (weir_server_add_next (told->server, &(WeirNext){ .kind = WEIR_NEXT_CUT, .times = 1 }));
  ask (told, MISSING, &first);
  g_assert_cmpstr (told->asked->str, ==, "head[" MISSING "]body[]answer[]");
  g_string_truncate (told->asked, 0);
  ask (told, GET, &second);
  g_assert_cmpstr (told->asked->str, ==, "head[" GET "]body[]answer[]");
}

/* Who shows the outcomes knows when to ask again. */
static void
test_changes (Told *told, gconstpointer data)
{
  g_autoptr (WeirScript) script = fixture_parse_script (":@ weir 1\ndata: x\n\n", -1);
  guint64 before = weir_server_get_changes (told->server);

  weir_server_replace_script (told->server, "/", script, FALSE);
  g_assert_cmpuint (weir_server_get_changes (told->server), !=, before);
  before = weir_server_get_changes (told->server);
  weir_server_reset (told->server, "nobody");
  g_assert_cmpuint (weir_server_get_changes (told->server), !=, before);
  before = weir_server_get_changes (told->server);
  g_assert_true (weir_server_remove_script (told->server, "/"));
  g_assert_cmpuint (weir_server_get_changes (told->server), !=, before);
  before = weir_server_get_changes (told->server);
  weir_server_add_script (told->server, "/", script);
  g_assert_cmpuint (weir_server_get_changes (told->server), !=, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/server/told/stream", Told, "data: 1\n\ndata: 2\n\n:@ cut\n", set_up, test_stream, tear_down);
  g_test_add ("/server/told/body", Told, ":@ on POST /\ndata: 1\n\n:@ close\n", set_up, test_body, tear_down);
  g_test_add ("/server/told/short", Told, "data: 1\n\n:@ close\n", set_up, test_short, tear_down);
  g_test_add ("/server/told/refused", Told, "data: 1\n\n:@ close\n", set_up, test_refused, tear_down);
  g_test_add ("/server/told/no-answer", Told, ":@ status none\n:@ cut\n", set_up, test_no_answer, tear_down);
  g_test_add ("/server/told/changes", Told, "data: 1\n\n:@ close\n", set_up, test_changes, tear_down);

  return g_test_run ();
}
