/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "watch-run.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is different when standard output is a terminal: colours, the line that counts, and no end of retries. */

typedef struct
{
  int fd; /* the terminal's other end */
  char *path;
  GString *screen;
} Terminal;

static gboolean
on_readable (int fd, GIOCondition condition, gpointer data)
{
  Terminal *self = data;
  char buffer[4096];
  gssize n = read (fd, buffer, sizeof buffer);

  if (n > 0)
    g_string_append_len (self->screen, buffer, n);

  /* EIO: the program has closed it. */
  return n > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static Terminal *
terminal_new (void)
{
  Terminal *self = g_new0 (Terminal, 1);

  self->fd = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (self->fd, >=, 0);
  g_assert_cmpint (grantpt (self->fd), ==, 0);
  g_assert_cmpint (unlockpt (self->fd), ==, 0);
  self->path = g_strdup (ptsname (self->fd));
  self->screen = g_string_new (NULL);
  g_unix_fd_add (self->fd, G_IO_IN | G_IO_HUP, on_readable, self);

  return self;
}

static void
terminal_free (Terminal *self)
{
  g_source_remove_by_user_data (self);
  close (self->fd);
  g_free (self->path);
  g_string_free (self->screen, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Terminal, terminal_free)

static gboolean
on_timeout (gpointer data)
{
  const Terminal *self = data;

  g_error ("waited in vain; the terminal has %s", self->screen->str);

  return G_SOURCE_REMOVE;
}

static void
wait_for (Terminal *self, const char *text)
{
  guint timer = g_timeout_add_seconds (40, on_timeout, self);

  while (strstr (self->screen->str, text) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

/* Starts on the terminal; the server answers once and is then gone. */
static void
start (WatchRun *run, Terminal *terminal, const char *name, const char *value)
{
  const char *const arguments[] = { "watch", run->url, "--reconnect-time", "500ms", NULL };

  watch_run_answer (run, STREAM_HEAD "event: trade\ndata: one\n\n", RAW_CLOSE);
  run->weir = weir_run_full (WEIR_RUN_DEFAULT, arguments, name, value, terminal->path);
}

static void
test_live_line (void)
{
  g_autoptr (Terminal) terminal = terminal_new ();
  g_autoptr (WatchRun) run = watch_run_new ();

  start (run, terminal, "TERM", "xterm");
  wait_for (terminal, "trade\x1b[0m");
  wait_for (terminal, "\r\x1b[K");
  wait_for (terminal, "attempt 2 in 0.");
  weir_signal (run->weir, SIGINT);
  g_assert_cmpint (watch_run_wait (run), ==, 0);
  wait_for (terminal, "1 event");
}

/* Where nobody looks on, the third try is the last. */
static void
test_retries (void)
{
  g_autoptr (Terminal) terminal = terminal_new ();
  g_autoptr (WatchRun) run = watch_run_new ();
  const char *const arguments[] = { "watch", run->url, "--reconnect-time", "100ms", NULL };

  g_clear_pointer (&run->server, raw_server_free);
  run->weir = weir_run_full (WEIR_RUN_DEFAULT, arguments, NULL, NULL, terminal->path);
  wait_for (terminal, "attempt 6 in 0.");
  weir_signal (run->weir, SIGINT);
  g_assert_cmpint (watch_run_wait (run), ==, 0);
}

static void
test_no_color (void)
{
  g_autoptr (Terminal) terminal = terminal_new ();
  g_autoptr (WatchRun) run = watch_run_new ();

  start (run, terminal, "NO_COLOR", "1");
  wait_for (terminal, "waiting: 500ms");
  weir_signal (run->weir, SIGINT);
  g_assert_cmpint (watch_run_wait (run), ==, 0);
  wait_for (terminal, "1 event");
  g_assert_null (strstr (terminal->screen->str, "\x1b[0m"));
}

static void
test_dumb (void)
{
  g_autoptr (Terminal) terminal = terminal_new ();
  g_autoptr (WatchRun) run = watch_run_new ();

  start (run, terminal, "TERM", "dumb");
  wait_for (terminal, "reconnecting: ");
  weir_signal (run->weir, SIGINT);
  g_assert_cmpint (watch_run_wait (run), ==, 0);
  wait_for (terminal, "1 event");
  g_assert_null (strchr (terminal->screen->str, '\x1b'));
}

int
main (int argc, char **argv)
{
  g_unsetenv ("NO_COLOR");
  g_setenv ("TERM", "xterm", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/terminal/live-line", test_live_line);
  g_test_add_func ("/terminal/retries", test_retries);
  g_test_add_func ("/terminal/no-color", test_no_color);
  g_test_add_func ("/terminal/dumb", test_dumb);

  return g_test_run ();
}
