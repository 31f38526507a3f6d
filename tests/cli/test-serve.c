/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "raw-server.h"
#include "records.h"
#include "run-weir.h"
#include "scratch.h"
#include "weir-serve-scripts.h"

#include <signal.h>
#include <string.h>

static const char ticks[] = ":@ weir 1\n:@ connect 1\nretry: 100\nid: 1\nevent: tick\ndata: one\n\n:@ cut\n"
                            ":@ connect 2\n:@ expect last-event-id=1\nid: 2\ndata: two\n\n:@ close\n";

/* Starts a server whose port is free. */
static Weir *
serve (const char *const *words)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (char *) "serve");
  g_ptr_array_add (arguments, (char *) "--port");
  g_ptr_array_add (arguments, (char *) "0");
  g_ptr_array_add (arguments, (char *) "--output");
  g_ptr_array_add (arguments, (char *) "jsonl");
  for (gsize i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, (char *) words[i]);
  g_ptr_array_add (arguments, NULL);

  return weir_run (WEIR_RUN_DEFAULT, (const char *const *) arguments->pdata);
}

static char *
wait_for_url (Weir *weir, const char *path)
{
  g_autoptr (Record) listening = NULL;
  g_autofree char *line = NULL;

  weir_wait_for (weir, "}\n");
  line = g_strndup (weir_get_stdout (weir), strcspn (weir_get_stdout (weir), "\n"));
  listening = record_new (line);
  g_assert_true (record_is (listening, "type", "listening"));

  return g_strconcat (record_get (listening, "url")->str, path, NULL);
}

static int
watch (const char *url, GPtrArray **records)
{
  const char *const arguments[] = { "watch", url, "--output", "jsonl", NULL };
  g_autoptr (Weir) weir = weir_run (WEIR_RUN_DEFAULT, arguments);
  int status = weir_wait (weir);

  *records = records_new (weir_get_stdout (weir));

  return status;
}

static Weir *
watch_one (const char *url)
{
  const char *const arguments[] = { "watch", url, "--count", "1", NULL };

  return weir_run (WEIR_RUN_DEFAULT, arguments);
}

static void
assert_keys (GPtrArray *records, const char *type, guint n, const char *keys)
{
  const Record *record = records_find (records, type, n);
  g_autofree char *own = NULL;

  g_assert_nonnull (record);
  own = record_dup_keys (record);
  g_assert_cmpstr (own, ==, keys);
}

/* Server and client of the same program: what one sends the other sees, and the log says so. */
static void
test_records (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "ticks.eventstream", ticks);
  const char *const words[] = { "--verify", path, NULL };
  g_autoptr (Weir) weir = serve (words);
  g_autofree char *url = wait_for_url (weir, "/ticks");
  g_autofree char *scripts = g_strdup_printf ("{\"/ticks\":\"%s\"}", path);
  g_autoptr (GPtrArray) seen = NULL;
  g_autoptr (GPtrArray) records = NULL;

  g_assert_cmpint (watch (url, &seen), ==, 0);
  g_assert_cmpuint (records_count (seen, "event"), ==, 2);
  g_assert_true (record_is (records_find (seen, "ended", 0), "reason", "cut"));

  weir_signal (weir, SIGTERM);
  g_assert_cmpint (weir_wait (weir), ==, 0);
  g_assert_cmpstr (weir_get_stderr (weir), ==, "");
  records = records_new (weir_get_stdout (weir));
  assert_keys (records, "listening", 0, "type,url,scripts,control");
  g_assert_true (record_is (records_find (records, "listening", 0), "scripts", scripts));
  assert_keys (records, "request", 0, "type,t,client,path,session,method,connection,status,lastEventId,remote,seed");
  assert_keys (records, "sent", 0, "type,t,client,path,session,bytes,events");
  assert_keys (records, "ended", 0, "type,t,client,path,session,reason,bytes");
  assert_keys (records, "expect", 0, "type,t,client,path,session,ok,wanted,got,line");
  g_assert_cmpuint (records_count (records, "request"), ==, 3);
  g_assert_true (record_is (records_find (records, "request", 1), "lastEventId", "1"));
  g_assert_true (record_is (records_find (records, "request", 2), "status", "204"));
  g_assert_true (record_is (records_find (records, "expect", 0), "ok", "true"));
  g_assert_true (record_is (records_find (records, "ended", 0), "reason", "cut"));
}

static void
test_verify (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "ticks.eventstream", ticks);
  const char *const words[] = { "--verify", path, NULL };
  const char *const in_time[] = { "--verify", "--for", "300ms", path, NULL };
  g_autoptr (Weir) failing = serve (words);
  g_autofree char *url = wait_for_url (failing, "/ticks");
  g_autoptr (Weir) unreached = NULL;

  for (guint i = 0; i < 2; i++)
    {
      /* A client that forgets the id. */
      g_autoptr (Weir) client = watch_one (url);

      g_assert_cmpint (weir_wait (client), ==, 0);
    }
  weir_signal (failing, SIGINT);
  g_assert_cmpint (weir_wait (failing), ==, 1);
  g_assert_nonnull (strstr (weir_get_stdout (failing), "\"ok\":false"));
  g_assert_nonnull (strstr (weir_get_stderr (failing), "1 expectation failed"));

  unreached = serve (in_time);
  g_assert_cmpint (weir_wait (unreached), ==, 1);
  g_assert_nonnull (strstr (weir_get_stderr (unreached), "line 10"));
}

/* A folder: every script under its name; others are let be. One alone answers at / too. */
static void
test_paths (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *one = scratch_write (scratch, "one.eventstream", ":@ weir 1\n:@ connect 1\nretry: 100\ndata: one\n\n");
  const char *const folder[] = { scratch->path, NULL };
  const char *const alone[] = { one, NULL };
  g_autoptr (Weir) weir = NULL;
  g_autofree char *root = NULL;
  g_autofree char *path = NULL;
  g_autofree char *missing = NULL;
  g_autoptr (Weir) single = NULL;
  g_autofree char *single_root = NULL;
  g_autoptr (GPtrArray) seen = NULL;
  g_autoptr (GPtrArray) not_found = NULL;
  g_autoptr (GPtrArray) at_root = NULL;
  g_autoptr (Weir) client = NULL;

  g_free (scratch_write (scratch, "index.eventstream", "data: index\n\n"));
  g_free (scratch_write (scratch, "readme.txt", ":@ weir 1\n:@ broken\n"));
  weir = serve (folder);
  root = wait_for_url (weir, "/");
  path = wait_for_url (weir, "/one");
  missing = wait_for_url (weir, "/readme");
  client = watch_one (root);
  g_assert_cmpint (weir_wait (client), ==, 0);
  g_assert_nonnull (strstr (weir_get_stdout (client), "index"));
  g_assert_cmpint (watch (path, &seen), ==, 0);
  g_assert_true (record_is (records_find (seen, "event", 0), "data", "one"));
  g_assert_cmpint (watch (missing, &not_found), ==, 3);

  single = serve (alone);
  single_root = wait_for_url (single, "/");
  g_assert_cmpint (watch (single_root, &at_root), ==, 0);
  g_assert_true (record_is (records_find (at_root, "event", 0), "data", "one"));
}

static int
fail_to_serve (const char *first, const char *second, const char *third, const char *says)
{
  const char *const words[] = { first, second, third, NULL };
  g_autoptr (Weir) weir = serve (words);
  int status = weir_wait (weir);

  g_assert_cmpstr (weir_get_stdout (weir), ==, "");
  g_assert_nonnull (strstr (weir_get_stderr (weir), says));

  return status;
}

static void
test_broken (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autoptr (Scratch) empty = scratch_new ();
  g_autofree char *bad = scratch_write (scratch, "bad.eventstream", ":@ weir 1\n:@ waitt 5s\n");
  g_autofree char *good = scratch_write (scratch, "good.eventstream", "data: x\n\n");
  g_autofree char *place = g_strdup_printf ("%s:2:4: error: ", bad);

  g_assert_cmpint (fail_to_serve (bad, NULL, NULL, place), ==, 2);
  g_assert_cmpint (fail_to_serve (good, bad, NULL, place), ==, 2);
  g_assert_cmpint (fail_to_serve (scratch->path, NULL, NULL, place), ==, 2);
  g_assert_cmpint (fail_to_serve (empty->path, NULL, NULL, empty->path), ==, 2);
  g_assert_cmpint (fail_to_serve ("/nonexistent", NULL, NULL, "/nonexistent"), ==, 2);
  g_assert_cmpint (fail_to_serve (NULL, NULL, NULL, "--help"), ==, 2);
  g_assert_cmpint (fail_to_serve ("--speed", "101", good, "101"), ==, 2);
  g_assert_cmpint (fail_to_serve ("--speed", "x", good, "x"), ==, 2);
  g_assert_cmpint (fail_to_serve ("--seed", "-1", good, "-1"), ==, 2);
  g_assert_cmpint (fail_to_serve ("--port", "65536", good, "65536"), ==, 2);
  g_assert_cmpint (fail_to_serve ("--for", "5", good, "5"), ==, 2);
  g_assert_cmpint (fail_to_serve ("--output", "raw", good, "raw"), ==, 2);
  g_assert_cmpint (fail_to_serve ("--bind", "not an address", good, "not an address"), ==, 2);
}

/* A port that was asked for and is taken is an error. */
static void
test_port_taken (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *good = scratch_write (scratch, "good.eventstream", "data: x\n\n");
  g_autoptr (RawServer) taken = raw_server_new ();
  g_autofree char *port = g_strdup_printf ("%u", raw_server_get_port (taken));

  g_assert_cmpint (fail_to_serve ("--port", port, good, port), ==, 2);
}

static void
test_text (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "ticks.eventstream", ticks);
  const char *const words[] = { "--output", "text", path, NULL };
  g_autoptr (Weir) weir = serve (words);
  g_autofree char *url = NULL;
  g_autoptr (GPtrArray) seen = NULL;
  const char *start;

  weir_wait_for (weir, "listening: ");
  weir_wait_for (weir, path);
  start = strstr (weir_get_stdout (weir), "http://");
  url = g_strndup (start, strcspn (start, ","));
  g_assert_true (g_str_has_suffix (url, "/ticks"));
  g_assert_cmpint (watch (url, &seen), ==, 0);
  weir_signal (weir, SIGTERM);
  g_assert_cmpint (weir_wait (weir), ==, 0);
  g_assert_nonnull (strstr (weir_get_stdout (weir), "client 1: GET /ticks, connection 1: 200, from 127.0.0.1:"));
  g_assert_nonnull (strstr (weir_get_stdout (weir), "client 1: sent retry: 100"));
  g_assert_nonnull (strstr (weir_get_stdout (weir), "client 1: ended: cut, "));
  g_assert_nonnull (strstr (weir_get_stdout (weir), "client 2: expectation met: last-event-id=1"));
  g_assert_null (strstr (weir_get_stdout (weir), "\x1b"));
}

/* A log that nobody reads any more: clients are served on. */
static void
test_closed_output (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "one.eventstream", ":@ weir 1\n:@ connect *\ndata: one\n\n:@ hold\n");
  const char *const arguments[] = { "serve", "--port", "0", "--output", "jsonl", path, NULL };
  g_autoptr (Weir) weir = weir_run (WEIR_RUN_LINES, arguments);
  g_autofree char *url = wait_for_url (weir, "/one");

  weir_close_stdout (weir);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Weir) client = watch_one (url);

      g_assert_cmpint (weir_wait (client), ==, 0);
    }
  weir_signal (weir, SIGTERM);
  g_assert_cmpint (weir_wait (weir), ==, 0);
  g_assert_cmpstr (weir_get_stderr (weir), ==, "");
}

static void
test_full_output (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "one.eventstream", "data: one\n\n");
  const char *const arguments[] = { "serve", "--port", "0", path, NULL };
  g_autoptr (Weir) weir = weir_run_full (WEIR_RUN_DEFAULT, arguments, NULL, NULL, "/dev/full");

  g_assert_cmpint (weir_wait (weir), ==, 5);
  g_assert_nonnull (strstr (weir_get_stderr (weir), "No space left"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/serve/records", test_records);
  g_test_add_func ("/serve/verify", test_verify);
  g_test_add_func ("/serve/paths", test_paths);
  g_test_add_func ("/serve/broken", test_broken);
  g_test_add_func ("/serve/port-taken", test_port_taken);
  g_test_add_func ("/serve/text", test_text);
  g_test_add_func ("/serve/closed-output", test_closed_output);
  g_test_add_func ("/serve/full-output", test_full_output);

  return g_test_run ();
}
