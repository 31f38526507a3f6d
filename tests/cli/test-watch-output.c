/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "watch-run.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Signals, pipes that close or stall, full disks, and what is saved. */

/* A pipe takes 64 KiB, but its pages need not be full. */
#define PIPE_FULL (48 * 1024)

static char *
make_path (const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-watch-XXXXXX", NULL);

  return g_build_filename (folder, name, NULL);
}

static void
remove_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
}

/* An end on request: the attempt is closed, the last record is there, the saved recording is whole. */
static void
check_signal (int signal_number)
{
  g_autoptr (WatchRun) run = watch_run_new ();
  g_autofree char *path = make_path ("saved.eventstream");
  const char *const words[] = { "--output", "jsonl", "--save", path, NULL };
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *saved = NULL;

  watch_run_answer (run, STREAM_HEAD "id: 1\ndata: one\n\ndata: half", RAW_HOLD);
  watch_run_start_words (run, WEIR_RUN_DEFAULT, words);
  weir_wait_for (run->weir, "\"one\"");
  weir_signal (run->weir, signal_number);
  g_assert_cmpint (watch_run_wait (run), ==, 0);
  g_assert_cmpstr (weir_get_stderr (run->weir), ==, "");

  records = watch_run_dup_records (run);
  g_assert_true (record_is (records_find (records, "ended", 0), "reason", "stopped"));
  g_assert_true (record_is (records_find (records, "end", 0), "events", "1"));
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_true (g_str_has_prefix (saved, ":@ weir 1\n"));
  g_assert_nonnull (strstr (saved, "id: 1\ndata: one\n\n"));
  g_assert_nonnull (strstr (saved, ":@ raw \"data: half\"\n"));
  g_assert_nonnull (strstr (saved, ":@ ended stopped"));
  remove_path (path);
}

static void
test_signals (void)
{
  check_signal (SIGINT);
  check_signal (SIGTERM);
  check_signal (SIGHUP);
}

/* A wish that a signal leaves unmet is told apart. */
static void
test_signal_with_wish (void)
{
  g_autoptr (WatchRun) run = watch_run_new ();

  watch_run_answer (run, STREAM_HEAD "data: one\n\n", RAW_HOLD);
  watch_run_start (run, WEIR_RUN_DEFAULT, "--output jsonl --count 2");
  weir_wait_for (run->weir, "\"one\"");
  weir_signal (run->weir, SIGINT);
  g_assert_cmpint (watch_run_wait (run), ==, 4);
}

/* Also while waiting to reconnect, and before the head. */
static void
test_signal_while_waiting (void)
{
  g_autoptr (WatchRun) run = watch_run_new ();
  g_autoptr (WatchRun) silent = watch_run_new ();

  watch_run_answer (run, STREAM_HEAD "data: one\n\n", RAW_CLOSE);
  watch_run_start (run, WEIR_RUN_DEFAULT, "--output jsonl --reconnect-time 1h");
  weir_wait_for (run->weir, "\"waiting\"");
  weir_signal (run->weir, SIGTERM);
  g_assert_cmpint (watch_run_wait (run), ==, 0);
  g_ptr_array_unref (watch_run_dup_records (run));

  watch_run_answer (silent, "", RAW_HOLD);
  watch_run_start (silent, WEIR_RUN_DEFAULT, "--output jsonl");
  weir_wait_for (silent->weir, "\"connecting\"");
  weir_signal (silent->weir, SIGTERM);
  g_assert_cmpint (watch_run_wait (silent), ==, 0);
  g_ptr_array_unref (watch_run_dup_records (silent));
}

/* Whoever does not read keeps the first signal waiting; the second one ends it at once. */
static void
test_second_signal (void)
{
  g_autoptr (WatchRun) run = watch_run_new ();
  g_autoptr (GString) large = g_string_new (STREAM_HEAD);

  for (guint i = 0; i < 20000; i++)
    g_string_append (large, "data: twenty bytes of it\n\n");
  watch_run_answer (run, large->str, RAW_HOLD);
  watch_run_start (run, WEIR_RUN_HOLD_STDOUT, "--output jsonl");
  weir_wait_unread (run->weir, PIPE_FULL);
  weir_signal (run->weir, SIGINT);
  /* Two of the same could become one. */
  weir_signal (run->weir, SIGTERM);
  /* Who reads now could let it end before it has seen the second one. */
  weir_wait_unheard (run->weir);
  g_assert_cmpint (watch_run_wait (run), ==, 5);
}

/* What a slow reader takes late is whole. */
static void
test_slow_reader (void)
{
  g_autoptr (WatchRun) run = watch_run_new ();
  g_autoptr (GPtrArray) records = NULL;
  RawScript *script = raw_script_new ();
  g_autoptr (GString) large = g_string_new (STREAM_HEAD);
  const guint n = 6000; /* several times what a pipe holds */

  for (guint i = 0; i < n; i++)
    g_string_append_printf (large, "id: %u\ndata: {\"n\": %u}\n\n", i, i);
  raw_script_send (script, large->str, large->len);
  raw_script_add (script, RAW_HOLD, 0);
  raw_server_add (run->server, script);
  watch_run_start (run, WEIR_RUN_HOLD_STDOUT, "--output jsonl --count 6000");
  weir_wait_unread (run->weir, PIPE_FULL);
  weir_release_stdout (run->weir);
  g_assert_cmpint (watch_run_wait (run), ==, 0);
  records = watch_run_dup_records (run);
  g_assert_cmpuint (records->len, ==, n + 5);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_assert_true (record_is (g_ptr_array_index (records, i + 3), "id", id));
    }
}

/* A closed pipe: quiet, at once, also while nothing is to be printed. */
static void
test_closed_pipe (void)
{
  g_autoptr (WatchRun) run = watch_run_new ();

  watch_run_answer (run, STREAM_HEAD "data: one\n\n", RAW_HOLD);
  watch_run_start (run, WEIR_RUN_HOLD_STDOUT, "--output jsonl --count 5");
  weir_wait_unread (run->weir, 200);
  weir_close_stdout (run->weir);
  g_assert_cmpint (watch_run_wait (run), ==, 0);
  g_assert_cmpstr (weir_get_stderr (run->weir), ==, "");
}

static void
test_closed_pipe_with_expectation (void)
{
  g_autoptr (WatchRun) run = watch_run_new ();

  watch_run_answer (run, STREAM_HEAD "data: one\n\n", RAW_HOLD);
  watch_run_start (run, WEIR_RUN_HOLD_STDOUT, "--output jsonl --expect event:trade>=1");
  weir_wait_unread (run->weir, 200);
  weir_close_stdout (run->weir);
  g_assert_cmpint (watch_run_wait (run), ==, 1);
}

static void
test_full_output (void)
{
  static const char *const formats[] = { "jsonl", "text", "raw" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (WatchRun) run = watch_run_new ();
      const char *const arguments[] = { "watch", run->url, "--output", formats[i], NULL };

      watch_run_answer (run, STREAM_HEAD "data: one\n\n", RAW_HOLD);
      run->weir = weir_run_full (WEIR_RUN_DEFAULT, arguments, NULL, NULL, "/dev/full");
      g_assert_cmpint (watch_run_wait (run), ==, 5);
      g_assert_nonnull (strstr (weir_get_stderr (run->weir), "No space left"));
    }
}

/* A standard output that is closed is a failure, and no socket takes its place. */
static void
test_no_output (void)
{
  g_autoptr (WatchRun) run = watch_run_new ();
  g_autofree char *command = g_strdup_printf ("exec \"$0\" watch %s --count 1 >&-", run->url);

  watch_run_answer (run, STREAM_HEAD "data: one\n\n", RAW_HOLD);
  run->weir = weir_run_shell (WEIR_RUN_DEFAULT, command);
  g_assert_cmpint (watch_run_wait (run), ==, 5);
  g_assert_nonnull (strstr (weir_get_stderr (run->weir), "standard output"));
  if (raw_server_get_request (run->server, 0) != NULL)
    g_assert_null (strstr (raw_server_get_request (run->server, 0)->str, "connecting"));
}

/* raw: the bytes of complete blocks as they came, over connections; nothing else on standard output. */
static void
test_raw (void)
{
  static const char first[] = "\xef\xbb\xbf: c\r\n\r\ndata: a\rdata: b\r\r\nretry: 100\n\n\n\ndata: \xff\n\nid: x\n\n";
  static const char second[] = "data: \x1b[31m\n\n";
  g_autoptr (WatchRun) run = watch_run_new ();
  g_autofree char *first_answer = g_strconcat (STREAM_HEAD, first, "data: half", NULL);
  g_autofree char *second_answer = g_strconcat (STREAM_HEAD, second, NULL);
  g_autofree char *expected = g_strconcat (first, second, NULL);

  watch_run_answer (run, first_answer, RAW_CLOSE);
  watch_run_answer (run, second_answer, RAW_HOLD);
  watch_run_start (run, WEIR_RUN_DEFAULT, "--output raw --count 3");
  g_assert_cmpint (watch_run_wait (run), ==, 0);
  g_assert_cmpstr (weir_get_stdout (run->weir), ==, expected);
  g_assert_nonnull (strstr (weir_get_stderr (run->weir), "reconnecting: GET "));
  g_assert_null (strstr (weir_get_stderr (run->weir), "\x1b"));
}

static void
test_save_exists (void)
{
  g_autofree char *path = make_path ("saved.eventstream");
  const char *const words[] = { "--save", path, NULL };
  const char *const replacing[] = { "--save", path, "--replace", "--count", "1", NULL };
  g_autoptr (WatchRun) refused = watch_run_new ();
  g_autoptr (WatchRun) run = watch_run_new ();
  g_autofree char *kept = NULL;
  g_autofree char *saved = NULL;

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  watch_run_start_words (refused, WEIR_RUN_DEFAULT, words);
  g_assert_cmpint (watch_run_wait (refused), ==, 2);
  g_assert_nonnull (strstr (weir_get_stderr (refused->weir), "--replace"));
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "mine");
  g_assert_cmpuint (raw_server_get_n_connections (refused->server), ==, 0);

  watch_run_answer (run, STREAM_HEAD "data: one\n\n", RAW_HOLD);
  watch_run_start_words (run, WEIR_RUN_DEFAULT, replacing);
  g_assert_cmpint (watch_run_wait (run), ==, 0);
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_nonnull (strstr (saved, "data: one\n\n"));
  remove_path (path);
}

static void
test_save_nowhere (void)
{
  const char *const words[] = { "--save", "/nonexistent/folder/x.eventstream", NULL };
  g_autoptr (WatchRun) run = watch_run_new ();

  watch_run_start_words (run, WEIR_RUN_DEFAULT, words);
  g_assert_cmpint (watch_run_wait (run), ==, 5);
  g_assert_nonnull (strstr (weir_get_stderr (run->weir), "/nonexistent/folder/x.eventstream"));
}

/* The disk is full in the middle (here: a limit on the size of files): it is said, the stream is watched on, the status says so, and
 * the file is whole as far as it goes. */
static void
test_save_full (void)
{
  g_autoptr (WatchRun) run = watch_run_new ();
  g_autofree char *path = make_path ("saved.eventstream");
  g_autofree char *command =
      g_strdup_printf ("ulimit -f 16; trap '' XFSZ; exec \"$0\" watch %s --output jsonl --count 2000 --save %s", run->url, path);
  g_autoptr (GString) answer = g_string_new (STREAM_HEAD);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *saved = NULL;
  gsize length;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (answer, "id: %u\ndata: some bytes of data\n\n", i);
  watch_run_answer (run, answer->str, RAW_HOLD);
  run->weir = weir_run_shell (WEIR_RUN_DEFAULT, command);
  g_assert_cmpint (watch_run_wait (run), ==, 5);
  g_assert_nonnull (strstr (weir_get_stderr (run->weir), path));
  records = watch_run_dup_records (run);
  g_assert_cmpuint (records_count (records, "event"), ==, 2000);
  g_assert_true (g_file_get_contents (path, &saved, &length, NULL));
  g_assert_true (g_str_has_prefix (saved, ":@ weir 1\n"));
  g_assert_true (g_str_has_suffix (saved, "\n"));
  g_assert_cmpuint (length, <=, 16 * 1024);
  remove_path (path);
}

/* Secrets are in neither output nor recording unless asked for. */
static void
test_secrets (void)
{
  for (guint keep = 0; keep < 2; keep++)
    {
      g_autoptr (WatchRun) run = watch_run_new ();
      g_autofree char *path = make_path ("saved.eventstream");
      g_autofree char *url = g_strdup_printf ("http://u:canary@127.0.0.1:%u/?token=canary", raw_server_get_port (run->server));
      const char *const arguments[] = {
        "watch", url, "-H", "X-Api-Key: canary", "--save", path, "--count", "1", "--output", "jsonl", keep ? "--keep-secrets" : NULL, NULL
      };
      g_autofree char *saved = NULL;

      watch_run_answer (run, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nSet-Cookie: a=canary\r\n\r\ndata: one\n\n", RAW_HOLD);
      run->weir = weir_run (WEIR_RUN_DEFAULT, arguments);
      g_assert_cmpint (watch_run_wait (run), ==, 0);
      g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
      g_assert_cmpint (strstr (saved, "canary") != NULL, ==, keep);
      g_assert_cmpint (strstr (weir_get_stdout (run->weir), "canary") != NULL, ==, keep);
      remove_path (path);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/watch-output/signals", test_signals);
  g_test_add_func ("/watch-output/signal-with-wish", test_signal_with_wish);
  g_test_add_func ("/watch-output/signal-while-waiting", test_signal_while_waiting);
  g_test_add_func ("/watch-output/second-signal", test_second_signal);
  g_test_add_func ("/watch-output/slow-reader", test_slow_reader);
  g_test_add_func ("/watch-output/closed-pipe", test_closed_pipe);
  g_test_add_func ("/watch-output/closed-pipe-with-expectation", test_closed_pipe_with_expectation);
  g_test_add_func ("/watch-output/full-output", test_full_output);
  g_test_add_func ("/watch-output/no-output", test_no_output);
  g_test_add_func ("/watch-output/raw", test_raw);
  g_test_add_func ("/watch-output/save-exists", test_save_exists);
  g_test_add_func ("/watch-output/save-nowhere", test_save_nowhere);
  g_test_add_func ("/watch-output/save-full", test_save_full);
  g_test_add_func ("/watch-output/secrets", test_secrets);

  return g_test_run ();
}
