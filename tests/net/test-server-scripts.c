/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-fixture.h"

#include "weir-server-control.h"

/* Scripts replaced under their clients, numbers started anew, and what became of the expectations. */

#define OPEN ":@ every 0s\ndata: first\n\n:@ hold\n"

static const WeirSelection all = WEIR_SELECTION_ALL;

static void
replace (ServerFixture *fixture, const char *path, const char *body, gboolean keep_numbers)
{
  g_autofree char *text = g_strconcat (":@ weir 1\n", body, NULL);
  g_autoptr (WeirScript) script = fixture_parse_script (text, -1);

  weir_server_replace_script (fixture->server, path, script, keep_numbers);
}

static void
test_replace (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) old = NULL;
  g_autoptr (RawClient) fresh = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("data: pushed\n\n", 14);
  WeirPushed pushed;

  fixture_add (fixture, "/", OPEN);
  old = fixture_ask (fixture, "GET /", "");
  raw_client_wait_for (old, "data: first\n\n");
  replace (fixture, "/", ":@ connect 1\ndata: new\n\n:@ hold\n", FALSE);
  fresh = fixture_ask (fixture, "GET /", "");
  raw_client_wait_for (fresh, "data: new\n\n");
  g_assert_true (weir_server_push (fixture->server, &all, bytes, &pushed, NULL));
  g_assert_cmpuint (pushed.sent, ==, 2);
  raw_client_wait_for (old, "data: pushed");
  fixture_assert_answer (fixture, "GET /", "", 204);

  /* Adds what was not there; takes away what was. */
  replace (fixture, "/more", "data: more\n\n", FALSE);
  fixture_assert_answer (fixture, "GET /more", "", 200);
  g_assert_true (weir_server_remove_script (fixture->server, "/"));
  g_assert_false (weir_server_remove_script (fixture->server, "/"));
  fixture_assert_answer (fixture, "GET /", "", 404);
  g_assert_cmpuint (weir_server_end_clients (fixture->server, &(WeirSelection){ .script = "/" }, WEIR_ENDING_CLOSE), ==, 2);
  raw_client_wait_for_end (old);
  raw_client_wait_for_end (fresh);
}

static void
test_keep_numbers (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);

  fixture_add (fixture, "/", "data: x\n\n");
  fixture_assert_answer (fixture, "GET /", "", 200);
  replace (fixture, "/", ":@ connect 1\ndata: x\n\n:@ connect 2\n:@ status 418\n:@ expect after=0s..10s\ndata: x\n\n", TRUE);
  fixture_assert_answer (fixture, "GET /", "", 418);
  fixture_wait_for_log (fixture, " ok wanted=after=0s..10s");
  replace (fixture, "/", ":@ connect 1\n:@ status 410\ndata: x\n\n", FALSE);
  fixture_assert_answer (fixture, "GET /", "", 410);
}

/* Nothing of many clients is lost when their script goes. */
static void
test_replace_under_many (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func ((GDestroyNotify) raw_client_free);
  g_autoptr (GPtrArray) listed = NULL;

  fixture_add (fixture, "/", ":@ every 20ms\n:@ repeat 3\ndata: {{n}}\n\n:@ end\n");
  weir_server_set_speed (fixture->server, &all, 1);
  for (guint i = 0; i < 200; i++)
    g_ptr_array_add (clients, fixture_ask (fixture, "GET /", ""));
  for (guint i = 0; i < clients->len; i++)
    raw_client_wait_for (g_ptr_array_index (clients, i), "data: 1\n\n");
  replace (fixture, "/", "data: new\n\n", FALSE);
  for (guint i = 0; i < clients->len; i++)
    {
      gboolean is_whole;
      g_autoptr (GString) body = NULL;

      raw_client_wait_for_end (g_ptr_array_index (clients, i));
      body = raw_client_dechunk (g_ptr_array_index (clients, i), &is_whole);
      g_assert_cmpstr (body->str, ==, "data: 1\n\ndata: 2\n\ndata: 3\n\n");
      g_assert_true (is_whole);
    }
  listed = weir_server_list_clients (fixture->server, &all, 0, 0);
  g_assert_cmpuint (listed->len, ==, 0);
}

static void
assert_outcome (ServerFixture *fixture, const char *session, guint64 n_held, guint64 n_failed, const char *got)
{
  g_autoptr (GPtrArray) outcomes = weir_server_list_outcomes (fixture->server, session);
  const WeirExpectOutcome *outcome;

  g_assert_cmpuint (outcomes->len, ==, 1);
  outcome = g_ptr_array_index (outcomes, 0);
  g_assert_cmpstr (outcome->path, ==, "/");
  g_assert_cmpuint (outcome->line, ==, 2);
  g_assert_cmpstr (outcome->wanted, ==, "last-event-id=7");
  g_assert_cmpuint (outcome->n_held, ==, n_held);
  g_assert_cmpuint (outcome->n_failed, ==, n_failed);
  g_assert_cmpstr (outcome->got, ==, got);
}

static void
test_outcomes (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GPtrArray) unreached = NULL;

  fixture_add (fixture, "/", ":@ expect last-event-id=7\ndata: x\n\n");
  assert_outcome (fixture, NULL, 0, 0, NULL);
  fixture_assert_answer (fixture, "GET /", "Last-Event-ID: 7\r\n", 200);
  fixture_assert_answer (fixture, "GET /", "Last-Event-ID: 7\r\n", 200);
  fixture_assert_answer (fixture, "GET /~s/", "Last-Event-ID: 8\r\n", 200);
  assert_outcome (fixture, NULL, 2, 1, "last-event-id=8");
  assert_outcome (fixture, "", 2, 0, NULL);
  assert_outcome (fixture, "s", 0, 1, "last-event-id=8");

  sessions = weir_server_list_sessions (fixture->server);
  g_assert_cmpuint (sessions->len, ==, 2);
  g_assert_cmpstr (((const WeirSessionInfo *) g_ptr_array_index (sessions, 0))->session, ==, "");
  g_assert_cmpuint (((const WeirSessionInfo *) g_ptr_array_index (sessions, 0))->n_connections, ==, 2);
  g_assert_cmpuint (((const WeirSessionInfo *) g_ptr_array_index (sessions, 1))->n_connections, ==, 1);
  g_assert_cmpuint (((const WeirSessionInfo *) g_ptr_array_index (sessions, 1))->n_clients, ==, 0);

  weir_server_reset (fixture->server, "s");
  assert_outcome (fixture, NULL, 2, 0, NULL);
  weir_server_reset (fixture->server, NULL);
  assert_outcome (fixture, NULL, 0, 0, NULL);
  /* What `--verify` asks: whether it was ever reached. */
  unreached = weir_server_list_unreached (fixture->server);
  g_assert_cmpuint (unreached->len, ==, 0);
}

/* Numbers start anew also under a connection that goes on, whose end is not that of the one before. */
static void
test_reset (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) first = NULL;
  g_autoptr (RawClient) again = NULL;

  fixture_add (fixture, "/", ":@ connect 1\ndata: first\n\n:@ hold\n:@ connect 2\n:@ expect after=0s..1h\ndata: second\n\n");
  first = fixture_ask (fixture, "GET /", "");
  raw_client_wait_for (first, "data: first\n\n");
  weir_server_reset (fixture->server, NULL);
  again = fixture_ask (fixture, "GET /", "");
  raw_client_wait_for (again, "data: first\n\n");
  weir_server_end_clients (fixture->server, &(WeirSelection){ .client = 1 }, WEIR_ENDING_CUT);
  fixture_assert_answer (fixture, "GET /", "", 200);
  fixture_wait_for_log (fixture, "expect line=7 failed");
}

/* Counting anew leaves alone what is said of those to come. */
static void
test_count_anew (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) held = NULL;

  fixture_add (fixture, "/", ":@ connect 1\n:@ expect last-event-id=7\n:@ status 201\ndata: first\n\n");
  fixture_assert_answer (fixture, "GET /", "", 201);
  fixture_assert_answer (fixture, "GET /", "", 204);
  weir_server_hold (fixture->server, &all, TRUE);
  g_assert_true (weir_server_add_next (fixture->server, &(WeirNext){ .kind = WEIR_NEXT_STATUS, .status = 503, .times = 1 }));

  weir_server_count_anew (fixture->server, NULL);
  fixture_assert_answer (fixture, "GET /", "", 503);
  held = fixture_ask (fixture, "GET /", "");
  raw_client_wait_for (held, "201 ");
  raw_run_for (20);
  g_assert_null (strstr (held->in->str, "data:"));
  weir_server_hold (fixture->server, &all, FALSE);
  raw_client_wait_for (held, "data: first\n\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server/scripts/replace", test_replace);
  g_test_add_func ("/server/scripts/keep-numbers", test_keep_numbers);
  g_test_add_func ("/server/scripts/replace-under-many", test_replace_under_many);
  g_test_add_func ("/server/scripts/outcomes", test_outcomes);
  g_test_add_func ("/server/scripts/reset", test_reset);
  g_test_add_func ("/server/scripts/count-anew", test_count_anew);

  return g_test_run ();
}
