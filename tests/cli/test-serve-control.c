/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>

#include "raw-client.h"
#include "run-weir.h"
#include "scratch.h"

/* `weir serve` with its control interface, and what keeps others from it. */

static const char script[] = ":@ weir 1\n:@ every 0s\ndata: first\n\n:@ hold\n";

static Weir *
serve (const char *const *words)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (char *) "serve");
  g_ptr_array_add (arguments, (char *) "--port");
  g_ptr_array_add (arguments, (char *) "0");
  for (gsize i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, (char *) words[i]);
  g_ptr_array_add (arguments, NULL);

  return weir_run (WEIR_RUN_DEFAULT, (const char *const *) arguments->pdata);
}

static guint16
wait_for_port (Weir *weir)
{
  weir_wait_for (weir, "127.0.0.1:");

  return (guint16) g_ascii_strtoull (strstr (weir_get_stdout (weir), "127.0.0.1:") + 10, NULL, 10);
}

static RawClient *
ask (guint16 port, const char *request, const char *host, const char *token)
{
  RawClient *client = raw_client_new (port);
  g_autofree char *text = g_strdup_printf ("%s HTTP/1.1\r\nHost: %s\r\nX-Weir-Token: %s\r\n\r\n", request, host, token);

  raw_client_send (client, text);
  return client;
}

static void
assert_answer (guint16 port, const char *request, const char *host, const char *token, const char *wanted)
{
  g_autoptr (RawClient) client = ask (port, request, host, token);

  raw_client_wait_for_end (client);
  g_test_message ("%s", client->in->str);
  g_assert_nonnull (strstr (client->in->str, wanted));
}

/* A new token at each start, in the start line. */
static void
test_start_line (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "s.eventstream", script);
  g_autofree char *tokens[2] = { NULL };

  for (guint i = 0; i < 2; i++)
    {
      const char *const words[] = { path, NULL };
      g_autoptr (Weir) weir = serve (words);
      guint16 port = wait_for_port (weir);

      weir_wait_for (weir, "X-Weir-Token: ");
      weir_wait_for (weir, "\n");
      tokens[i] = g_strndup (strstr (weir_get_stdout (weir), "X-Weir-Token: ") + 14, 32);
      g_assert_cmpuint (strspn (tokens[i], "0123456789abcdef"), ==, 32);
      assert_answer (port, "GET /.weir/clients", "localhost", tokens[i], "{\"clients\":[],");
      assert_answer (port, "GET /.weir/clients", "localhost", "", "HTTP/1.1 401 ");
      weir_signal (weir, SIGTERM);
      g_assert_cmpint (weir_wait (weir), ==, 0);
    }
  g_assert_cmpstr (tokens[0], !=, tokens[1]);
  g_clear_pointer (&tokens[1], g_free);
}

static void
test_token_file (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "s.eventstream", script);
  g_autofree char *token_file = scratch_path (scratch, "token");
  const char *const words[] = { "--token-file", token_file, "--output", "jsonl", path, NULL };
  g_autofree char *first = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Weir) weir = serve (words);
      guint16 port = wait_for_port (weir);
      g_autofree char *token = NULL;
      struct stat info;

      weir_wait_for (weir, "}\n");
      g_assert_nonnull (strstr (weir_get_stdout (weir), "\"tokenFile\":\""));
      g_assert_true (g_file_get_contents (token_file, &token, NULL, NULL));
      g_assert_cmpint (stat (token_file, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
      g_strchomp (token);
      g_assert_null (strstr (weir_get_stdout (weir), token));
      assert_answer (port, "GET /.weir/clients", "localhost", token, "{\"clients\":[],");
      weir_signal (weir, SIGTERM);
      g_assert_cmpint (weir_wait (weir), ==, 0);
      if (i == 1)
        g_assert_cmpstr (token, ==, first);
      g_free (first);
      first = g_steal_pointer (&token);
    }
}

static void
assert_refused (const char *token_file, const char *path, const char *wanted)
{
  const char *const words[] = { "--token-file", token_file, path, NULL };
  g_autoptr (Weir) weir = serve (words);

  g_assert_cmpint (weir_wait (weir), ==, 2);
  g_test_message ("%s", weir_get_stderr (weir));
  g_assert_nonnull (strstr (weir_get_stderr (weir), wanted));
}

static void
test_bad_token_file (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "s.eventstream", script);
  g_autofree char *open_file = scratch_write (scratch, "open", "0123456789abcdef\n");
  g_autofree char *short_file = scratch_write (scratch, "short", "0123456789abcde\n");
  g_autofree char *nowhere = scratch_path (scratch, "no/token");

  g_assert_cmpint (g_chmod (open_file, 0640), ==, 0);
  g_assert_cmpint (g_chmod (short_file, 0600), ==, 0);
  assert_refused (open_file, path, "Others may read the token file");
  assert_refused (short_file, path, "holds no token");
  assert_refused (nowhere, path, "cannot be used");
}

static void
test_no_control (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "s.eventstream", script);
  const char *const words[] = { "--no-control", path, NULL };
  const char *const wrong[] = { "--no-control", "--hold", path, NULL };
  g_autoptr (Weir) weir = serve (words);
  g_autoptr (Weir) refused = serve (wrong);
  guint16 port = wait_for_port (weir);

  assert_answer (port, "GET /.weir/clients", "localhost", "", "without its control interface");
  weir_signal (weir, SIGTERM);
  g_assert_cmpint (weir_wait (weir), ==, 0);
  g_assert_null (strstr (weir_get_stdout (weir), "Token"));
  g_assert_cmpint (weir_wait (refused), ==, 2);
}

static void
test_hold_and_host (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "s.eventstream", script);
  const char *const words[] = { "--hold", "--host", "Mock.Example", "--host", "other.example", path, NULL };
  g_autoptr (Weir) weir = serve (words);
  guint16 port = wait_for_port (weir);
  g_autoptr (RawClient) held = ask (port, "GET /s", "mock.example:8080", "");

  raw_client_wait_for (held, "\r\n\r\n");
  raw_run_for (50);
  g_assert_null (strstr (held->in->str, "data: first"));
  assert_answer (port, "GET /nothing", "other.example", "", "HTTP/1.1 404 ");
  assert_answer (port, "GET /s", "evil.example", "", "HTTP/1.1 403 ");
}

static void
test_command_has_token (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "s.eventstream", script);
  const char *const arguments[] = { "test", path, "--", "sh", "-c", "test ${#WEIR_TOKEN} -eq 32", NULL };
  g_autoptr (Weir) weir = weir_run (WEIR_RUN_DEFAULT, arguments);

  g_assert_cmpint (weir_wait (weir), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/serve/control/start-line", test_start_line);
  g_test_add_func ("/serve/control/token-file", test_token_file);
  g_test_add_func ("/serve/control/bad-token-file", test_bad_token_file);
  g_test_add_func ("/serve/control/no-control", test_no_control);
  g_test_add_func ("/serve/control/hold-and-host", test_hold_and_host);
  g_test_add_func ("/serve/control/command-has-token", test_command_has_token);

  return g_test_run ();
}
