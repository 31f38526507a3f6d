/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The real program (WEIR_PROGRAM) as a child. Its output is gathered in the thread-default main context of the caller, so that a
 * server of the test can live there too. */
typedef struct _Weir Weir;

typedef enum
{
  WEIR_RUN_DEFAULT = 0,
  WEIR_RUN_STDIN_PIPE = 1 << 0,  /* weir_write_stdin(); otherwise it is /dev/null */
  WEIR_RUN_HOLD_STDOUT = 1 << 1, /* nothing is read of its output until weir_release_stdout() */
  WEIR_RUN_LINES = 1 << 2,       /* its output is read only while the test waits for it, so that it can be closed later */
} WeirRunFlags;

/* @arguments: NULL-terminated, without the program's name */
Weir *weir_run (WeirRunFlags flags, const char *const *arguments);
/* One more setting of its environment; standard output into a file. Before anything: takes the place of weir_run(). */
Weir *weir_run_full (WeirRunFlags flags, const char *const *arguments, const char *environment_name, const char *environment_value,
                     const char *stdout_path);
/* The same through a shell: @command names the program as "$0". */
Weir *weir_run_shell (WeirRunFlags flags, const char *command);
void weir_free (Weir *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Weir, weir_free)

/* Writes in pieces of @piece bytes (0: whole), each a write of its own; then closes it when @close. */
void weir_write_stdin (Weir *self, const char *bytes, gsize n_bytes, gsize piece, gboolean close);
/* With its output held: waits until so many bytes of it lie in the pipe. */
void weir_wait_unread (Weir *self, gsize n_bytes);
void weir_release_stdout (Weir *self);
/* With its output held, or read by lines. */
void weir_close_stdout (Weir *self);
void weir_signal (Weir *self, int signal_number);

/* Waits until the output holds @text; fails the test after 40 s. */
void weir_wait_for (Weir *self, const char *text);
/* With its output held: waits until it has ended, although nobody reads. */
void weir_wait_unheard (Weir *self);
/* Waits until it has ended and all output is gathered. Returns: its exit status, or minus the signal */
int weir_wait (Weir *self);
/* The same with another time-out than 40 s. */
int weir_wait_long (Weir *self, guint timeout_s);

const char *weir_get_stdout (Weir *self);
gsize weir_get_stdout_length (Weir *self);
const char *weir_get_stderr (Weir *self);

G_END_DECLS
