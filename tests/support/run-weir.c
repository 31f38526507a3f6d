/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "run-weir.h"

#include <gio/gunixinputstream.h>
#include <string.h>
#include <sys/ioctl.h>

#define TIMEOUT_S 40

struct _Weir
{
  GSubprocess *process;
  GInputStream *pipes[2]; /* stdout (may be NULL), stderr */
  GString *gathered[2];
  char buffer[2][65536];
  guint n_open; /* pipes that are read */
  gboolean stdout_held;
  gboolean by_lines;
  gboolean exited;
};

typedef struct
{
  Weir *weir;
  int which;
} Read;

static void read_more (Weir *self, int which);

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Read *read = data;
  Weir *self = read->weir;
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n <= 0)
    {
      self->n_open--;
      return;
    }
  g_string_append_len (self->gathered[read->which], self->buffer[read->which], n);
  read_more (self, read->which);
}

static void
read_more (Weir *self, int which)
{
  Read *read = g_new0 (Read, 1);

  read->weir = self;
  read->which = which;
  g_input_stream_read_async (self->pipes[which], self->buffer[which], sizeof self->buffer[which], G_PRIORITY_DEFAULT, NULL, on_read, read);
}

static void
on_exited (GObject *source, GAsyncResult *result, gpointer data)
{
  Weir *self = data;

  g_assert_true (g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL));
  self->exited = TRUE;
}

Weir *
weir_run (WeirRunFlags flags, const char *const *arguments)
{
  return weir_run_full (flags, arguments, NULL, NULL, NULL);
}

static Weir *
run_words (WeirRunFlags flags, GPtrArray *words, const char *environment_name, const char *environment_value, const char *stdout_path)
{
  Weir *self = g_new0 (Weir, 1);
  GSubprocessFlags process_flags = G_SUBPROCESS_FLAGS_STDERR_PIPE;
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GError) error = NULL;

  if ((flags & WEIR_RUN_STDIN_PIPE) != 0)
    process_flags |= G_SUBPROCESS_FLAGS_STDIN_PIPE;
  if (stdout_path == NULL)
    process_flags |= G_SUBPROCESS_FLAGS_STDOUT_PIPE;
  launcher = g_subprocess_launcher_new (process_flags);
  if (environment_name != NULL)
    g_subprocess_launcher_setenv (launcher, environment_name, environment_value, TRUE);
  if (stdout_path != NULL)
    g_subprocess_launcher_set_stdout_file_path (launcher, stdout_path);

  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, &error);
  g_assert_no_error (error);
  self->pipes[0] = g_subprocess_get_stdout_pipe (self->process);
  self->pipes[1] = g_subprocess_get_stderr_pipe (self->process);
  self->by_lines = (flags & WEIR_RUN_LINES) != 0;
  self->stdout_held = (flags & WEIR_RUN_HOLD_STDOUT) != 0 || self->by_lines;
  for (int i = 0; i < 2; i++)
    {
      self->gathered[i] = g_string_new (NULL);
      if (self->pipes[i] != NULL && !(i == 0 && self->stdout_held))
        {
          self->n_open++;
          read_more (self, i);
        }
    }
  g_subprocess_wait_async (self->process, NULL, on_exited, self);

  return self;
}

Weir *
weir_run_full (WeirRunFlags flags, const char *const *arguments, const char *environment_name, const char *environment_value,
               const char *stdout_path)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  g_ptr_array_add (words, (char *) WEIR_PROGRAM);
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (words, (char *) arguments[i]);
  g_ptr_array_add (words, NULL);

  return run_words (flags, words, environment_name, environment_value, stdout_path);
}

Weir *
weir_run_shell (WeirRunFlags flags, const char *command)
{
  char *const words[] = { (char *) "/bin/sh", (char *) "-c", (char *) command, (char *) WEIR_PROGRAM, NULL };
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_ptr_array_add (list, words[i]);

  return run_words (flags, list, NULL, NULL, NULL);
}

static gboolean
on_timeout (gpointer data)
{
  gboolean *late = data;

  *late = TRUE;

  return G_SOURCE_CONTINUE;
}

static void
iterate_until_late (Weir *self, gboolean *late, const char *what)
{
  if (*late)
    g_error ("waited in vain for %s; standard output: %s\nstandard error: %s", what, self->gathered[0]->str, self->gathered[1]->str);
  g_main_context_iteration (NULL, TRUE);
}

/* What there is, waiting for it. */
static void
read_now (Weir *self)
{
  gssize n = g_input_stream_read (self->pipes[0], self->buffer[0], sizeof self->buffer[0], NULL, NULL);

  g_assert_cmpint (n, >, 0);
  g_string_append_len (self->gathered[0], self->buffer[0], n);
}

void
weir_wait_for (Weir *self, const char *text)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (TIMEOUT_S, on_timeout, &late);

  while (strstr (self->gathered[0]->str, text) == NULL)
    {
      if (self->by_lines)
        read_now (self);
      else
        iterate_until_late (self, &late, text);
    }
  g_source_remove (timer);
}

void
weir_wait_unheard (Weir *self)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (TIMEOUT_S, on_timeout, &late);

  g_assert (self->stdout_held);
  while (!self->exited)
    iterate_until_late (self, &late, "the end");
  g_source_remove (timer);
}

int
weir_wait (Weir *self)
{
  return weir_wait_long (self, TIMEOUT_S);
}

int
weir_wait_long (Weir *self, guint timeout_s)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (timeout_s, on_timeout, &late);

  if (self->stdout_held && self->pipes[0] != NULL)
    weir_release_stdout (self);
  while (!self->exited || self->n_open > 0)
    iterate_until_late (self, &late, "the end");
  g_source_remove (timer);

  return g_subprocess_get_if_exited (self->process) ? g_subprocess_get_exit_status (self->process)
                                                    : -g_subprocess_get_term_sig (self->process);
}

void
weir_free (Weir *self)
{
  if (!self->exited)
    {
      g_subprocess_force_exit (self->process);
      (void) weir_wait (self);
    }
  g_object_unref (self->process);
  for (int i = 0; i < 2; i++)
    g_string_free (self->gathered[i], TRUE);
  g_free (self);
}

void
weir_write_stdin (Weir *self, const char *bytes, gsize n_bytes, gsize piece, gboolean close)
{
  GOutputStream *pipe = g_subprocess_get_stdin_pipe (self->process);
  g_autoptr (GError) error = NULL;

  if (piece == 0)
    piece = MAX (n_bytes, 1);
  for (gsize i = 0; i < n_bytes; i += piece)
    {
      g_output_stream_write_all (pipe, bytes + i, MIN (piece, n_bytes - i), NULL, NULL, &error);
      g_assert_no_error (error);
    }
  if (close)
    g_output_stream_close (pipe, NULL, NULL);
}

void
weir_wait_unread (Weir *self, gsize n_bytes)
{
  int fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (self->pipes[0]));
  gint64 late_us = g_get_monotonic_time () + TIMEOUT_S * G_USEC_PER_SEC;
  int unread = 0;

  g_assert (self->stdout_held);
  while (unread < (int) n_bytes)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
      g_assert_cmpint (ioctl (fd, FIONREAD, &unread), ==, 0);
      g_assert_cmpint (g_get_monotonic_time (), <, late_us);
    }
}

void
weir_release_stdout (Weir *self)
{
  g_assert (self->stdout_held);

  self->stdout_held = FALSE;
  self->n_open++;
  read_more (self, 0);
}

void
weir_close_stdout (Weir *self)
{
  g_assert (self->stdout_held);

  self->stdout_held = FALSE;
  g_input_stream_close (self->pipes[0], NULL, NULL);
}

void
weir_signal (Weir *self, int signal_number)
{
  g_subprocess_send_signal (self->process, signal_number);
}

const char *
weir_get_stdout (Weir *self)
{
  return self->gathered[0]->str;
}

gsize
weir_get_stdout_length (Weir *self)
{
  return self->gathered[0]->len;
}

const char *
weir_get_stderr (Weir *self)
{
  return self->gathered[1]->str;
}
