/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n.h>

#include "weir-error.h"
#include "weir-limits.h"
#include "weir-rows-script.h"
#include "weir-stream-page-private.h"
#include "weir-worker.h"

/* A recording is a script: a mock plays all of it, its connections and their ends included. */

#define PIECE ((gsize) 1024 * 1024)

typedef struct
{
  WeirStreamPage *page;
  gboolean run;
} Serving;

static gboolean
check (WeirRecording *recording, gsize size, GError **error)
{
  if (size > WEIR_LIMIT_IMPORT)
    {
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_LIMIT,
                   _ ("The recording is longer than %u MiB: make a mock of some of its rows, or save it and play it with “weir serve”"),
                   WEIR_LIMIT_IMPORT / 1024 / 1024);
      return FALSE;
    }
  if (weir_recording_get_dropped (recording) > 0)
    {
      g_set_error_literal (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_LIMIT,
                           _ ("The beginning of the recording is not kept any more: make a mock of the rows that are shown"));
      return FALSE;
    }

  return TRUE;
}

static void
read_all (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  WeirRecording *recording = task_data;
  g_autoptr (GByteArray) all = g_byte_array_new ();
  GError *error = NULL;
  gssize n;

  do
    {
      gsize done = all->len;

      g_byte_array_set_size (all, (guint) (done + PIECE));
      n = weir_recording_read_bytes (recording, done, (char *) all->data + done, PIECE, &error);
      g_byte_array_set_size (all, (guint) (done + (gsize) MAX (n, 0)));
    }
  while (n > 0 && check (recording, all->len, &error));
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&all)), (GDestroyNotify) g_bytes_unref);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Serving *serving = user_data;
  g_autoptr (WeirStreamPage) page = serving->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) script = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GBytes) routed = NULL;
  g_autofree char *title = NULL;

  /* It may be closed meanwhile. */
  if (page->stream == NULL)
    return;
  if (script == NULL)
    {
      weir_page_tell (page, error->message);
      return;
    }
  title = g_strdup_printf (_ ("Mock of %s"), weir_stream_get_title (page->stream));
  /* Who plays against it then names another server, and no other path. */
  routed = weir_recording_add_route (script);
  g_signal_emit_by_name (page, "script", routed, title, serving->run);
}

void
weir_page_serve (WeirStreamPage *self, gboolean run)
{
  WeirRecording *recording = weir_stream_get_recording (self->stream);
  Serving *serving;

  if (recording == NULL)
    return;

  serving = g_new (Serving, 1);
  *serving = (Serving){ g_object_ref (self), run };
  weir_worker_run_blocking (read_all, weir_recording_ref (recording), (GDestroyNotify) weir_recording_unref, on_read, serving);
}
