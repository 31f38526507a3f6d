/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-stream-private.h"

/* Notes on rows: written where the recording is, a file's on a thread of its own. */

typedef struct
{
  WeirRecording *recording;
  guint64 row;
  char *text;
} Noting;

static void
noting_free (gpointer data)
{
  Noting *self = data;

  weir_recording_unref (self->recording);
  g_free (self->text);
  g_free (self);
}

static void
note (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Noting *self = task_data;
  GError *error = NULL;

  if (weir_recording_set_note (self->recording, self->row, self->text, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_noted (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  WeirStream *self = g_task_get_source_object (outer);
  g_autoptr (GError) problem = NULL;
  GError *error = NULL;

  self->is_noting = FALSE;
  /* Of a stream that is watched the monitor tells. */
  if (self->request == NULL && self->recording != NULL)
    problem = weir_recording_steal_problem (self->recording);
  if (problem != NULL)
    weir_stream_set_problem (self, problem->message);
  weir_stream_update (self);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, error);
}

void
weir_stream_set_note_async (WeirStream *self, guint64 row, const char *text, GAsyncReadyCallback done, gpointer user_data)
{
  g_autoptr (GTask) outer = NULL;
  Noting *noting;

  g_return_if_fail (WEIR_IS_STREAM (self));
  g_return_if_fail (text != NULL);
  g_return_if_fail (self->recording != NULL);

  outer = g_task_new (self, NULL, done, user_data);
  g_task_set_source_tag (outer, weir_stream_set_note_async);
  if (self->request == NULL && (self->is_noting || self->progress < 1))
    {
      g_task_return_new_error (outer, G_IO_ERROR, G_IO_ERROR_PENDING, "%s", _ ("The recording is still being read or written. Try again."));
      return;
    }

  noting = g_new0 (Noting, 1);
  noting->recording = weir_recording_ref (self->recording);
  noting->row = row;
  noting->text = g_strdup (text);
  self->is_noting = TRUE;
  if (self->request == NULL)
    weir_worker_run_blocking (note, noting, noting_free, on_noted, g_object_ref (outer));
  else
    weir_worker_run (self->ingest, note, noting, noting_free, on_noted, g_object_ref (outer));
}

gboolean
weir_stream_set_note_finish (WeirStream *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, weir_stream_set_note_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
