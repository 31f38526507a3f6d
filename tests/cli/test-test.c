/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "run-weir.h"
#include "scratch.h"

#include <string.h>

/* `weir test`: the command's own status, every expectation, one answer. The client is a small Python program. */

static const char script[] = ":@ weir 1\n:@ connect 1\nretry: 100\nid: 1\ndata: one\n\n:@ cut\n"
                             ":@ connect 2..\n:@ expect last-event-id=1 method=GET\nid: 2\ndata: <two> & \"more\"\n\n:@ close\n";

#define CLIENT                                                                                                                             \
  "import os, urllib.request, sys\n"                                                                                                       \
  "url = os.environ['WEIR_URL']\n"                                                                                                         \
  "def ask(last):\n"                                                                                                                       \
  "    request = urllib.request.Request(url, headers={'Last-Event-ID': last} if last else {})\n"                                           \
  "    try:\n"                                                                                                                             \
  "        return urllib.request.urlopen(request, timeout=10).read()\n"                                                                    \
  "    except Exception:\n"                                                                                                                \
  "        return b''\n"

static int
run (Scratch *scratch, const char *client, const char *const *more, char **errors)
{
  g_autofree char *script_path = scratch_write (scratch, "resume.eventstream", script);
  g_autofree char *client_path = scratch_write (scratch, "client.py", client);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (Weir) weir = NULL;
  int status;

  g_ptr_array_add (arguments, (char *) "test");
  g_ptr_array_add (arguments, script_path);
  for (gsize i = 0; more[i] != NULL; i++)
    g_ptr_array_add (arguments, (char *) more[i]);
  g_ptr_array_add (arguments, (char *) "--");
  g_ptr_array_add (arguments, (char *) "python3");
  g_ptr_array_add (arguments, client_path);
  g_ptr_array_add (arguments, NULL);
  weir = weir_run (WEIR_RUN_DEFAULT, (const char *const *) arguments->pdata);
  status = weir_wait (weir);
  *errors = g_strdup (weir_get_stderr (weir));

  return status;
}

static void
test_passes (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *junit = scratch_path (scratch, "results.xml");
  const char *const more[] = { "--junit", junit, NULL };
  g_autofree char *errors = NULL;
  g_autofree char *results = NULL;

  g_assert_cmpint (run (scratch, CLIENT "ask(''); sys.exit(0 if b'two' in ask('1') else 1)\n", more, &errors), ==, 0);
  g_assert_nonnull (strstr (errors, "1 expectation held"));
  g_assert_true (g_file_get_contents (junit, &results, NULL, NULL));
  g_assert_nonnull (strstr (results, "<testsuite name=\"weir\" tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"0\""));
  g_assert_nonnull (strstr (results, "name=\"9: expect last-event-id=1 method=GET\" time=\"0.000\"/>"));
}

static void
test_fails (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *junit = scratch_path (scratch, "results.xml");
  const char *const more[] = { "--junit", junit, "--speed", "10", NULL };
  const char *const none[] = { NULL };
  g_autofree char *errors = NULL;
  g_autofree char *results = NULL;
  g_autofree char *unreached = NULL;
  g_autofree char *status = NULL;

  g_assert_cmpint (run (scratch, CLIENT "ask(''); ask('<7>')\n", more, &errors), ==, 1);
  g_assert_nonnull (strstr (errors, "resume.eventstream:9: expect last-event-id=1 method=GET: got "));
  g_assert_true (g_file_get_contents (junit, &results, NULL, NULL));
  g_assert_nonnull (strstr (results, "failures=\"1\""));
  g_assert_nonnull (strstr (results, "&lt;7&gt;"));

  g_assert_cmpint (run (scratch, CLIENT "ask('')\n", none, &unreached), ==, 1);
  g_assert_nonnull (strstr (unreached, "no request came to it"));
  g_assert_cmpint (run (scratch, CLIENT "ask(''); ask('1'); sys.exit(3)\n", none, &status), ==, 1);
  g_assert_nonnull (strstr (status, "exit status 3"));
}

static void
test_ends (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  const char *const more[] = { "--for", "200ms", NULL };
  g_autofree char *errors = NULL;

  g_assert_cmpint (run (scratch, "import signal\nsignal.pause()\n", more, &errors), ==, 1);
  g_assert_nonnull (strstr (errors, "longer than --for allows"));
}

static void
assert_usage (const char *const *arguments, const char *text)
{
  g_autoptr (Weir) weir = weir_run (WEIR_RUN_DEFAULT, arguments);

  g_assert_cmpint (weir_wait (weir), ==, 2);
  if (strstr (weir_get_stderr (weir), text) == NULL)
    g_error ("no “%s” in: %s", text, weir_get_stderr (weir));
}

static void
test_usage (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "a.eventstream", script);
  const char *const no_tests[] = { "test", path, "--report", "r.json", "--", "true", NULL };
  const char *const no_script[] = { "test", "--", "true", NULL };
  const char *const no_command[] = { "test", path, NULL };
  const char *const no_program[] = { "test", path, "--", "/nonexistent/program", "--for", "x", NULL };
  const char *const bad_speed[] = { "test", path, "--speed", "900", "--", "true", NULL };

  assert_usage (no_script, "which script");
  assert_usage (no_tests, "only with a folder of client tests");
  assert_usage (no_command, "which command");
  assert_usage (no_program, "/nonexistent/program");
  assert_usage (bad_speed, "--speed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/test/passes", test_passes);
  g_test_add_func ("/test/fails", test_fails);
  g_test_add_func ("/test/ends", test_ends);
  g_test_add_func ("/test/usage", test_usage);

  return g_test_run ();
}
