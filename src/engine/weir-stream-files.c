/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-recording-index.h"
#include "weir-stream-private.h"
#include "weir-sync-private.h"

/* Recordings: opened, taken over, saved. */

#define PROGRESS_MS 100

/* What the loading thread and the main thread share. */
typedef struct
{
  WeirRecording *recording;
  GCancellable *cancellable; /* nullable; the task's */
  GMutex mutex;
  double progress;
  guint64 n_events; /* when it is done */
  guint timer;      /* main thread */
} Loading;

static void
loading_free (gpointer data)
{
  Loading *self = data;

  weir_recording_unref (self->recording);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
on_progress (guint64 done, guint64 total, gpointer data)
{
  Loading *self = data;

  weir_sync_lock (&self->mutex);
  self->progress = total > 0 ? (double) done / (double) total : 0;
  weir_sync_unlock (&self->mutex);
}

static guint64
count_events (WeirRecording *recording)
{
  guint64 count = weir_recording_get_count (recording);
  guint64 n = 0;
  WeirRow row;

  for (guint64 i = weir_recording_get_first (recording); i < count; i++)
    if (weir_recording_get_row (recording, i, &row) && row.kind == WEIR_ROW_EVENT)
      n++;

  return n;
}

static void
load (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Loading *self = task_data;
  GError *error = NULL;
  gboolean is_read = weir_recording_load (self->recording, on_progress, self, self->cancellable, &error);

  self->n_events = count_events (self->recording);
  if (is_read)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
show_progress (WeirStream *self, double progress)
{
  if (progress > self->progress)
    {
      self->progress = progress;
      weir_stream_notify (self, "progress");
    }
}

/* The outer task is the caller's, the inner one runs on the thread. */
static gboolean
on_timer (gpointer data)
{
  GTask *outer = data;
  WeirStream *self = g_task_get_source_object (outer);
  Loading *loading = g_task_get_task_data (outer);
  double progress;

  weir_sync_lock (&loading->mutex);
  progress = loading->progress;
  weir_sync_unlock (&loading->mutex);
  show_progress (self, MIN (progress, 0.99));
  weir_stream_notify (self, "bytes");

  return G_SOURCE_CONTINUE;
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  WeirStream *self = g_task_get_source_object (outer);
  Loading *loading = g_task_get_task_data (outer);
  GError *error = NULL;

  g_source_remove (loading->timer);
  self->file_events = loading->n_events;
  show_progress (self, 1);
  weir_stream_notify (self, "events");
  weir_stream_notify (self, "bytes");
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      weir_stream_set_problem (self, error->message);
      g_task_return_error (outer, error);
      return;
    }
  if (weir_recording_was_interrupted (self->recording))
    weir_stream_set_problem (self, _ ("This recording was interrupted: its last connection has no end."));
  g_task_return_boolean (outer, TRUE);
}

static WeirStream *
read_file (WeirRecording *recording, const char *path, GError *error, GCancellable *cancellable, GAsyncReadyCallback done,
           gpointer user_data)
{
  WeirStream *self = g_object_new (WEIR_TYPE_STREAM, NULL);
  g_autoptr (GTask) outer = g_task_new (self, cancellable, done, user_data);
  Loading *loading;

  self->path = g_strdup (path);
  self->suggested_title = g_filename_display_basename (path);
  if (recording == NULL)
    {
      g_task_return_error (outer, error);
      return self;
    }

  self->recording = recording;
  self->progress = 0;
  loading = g_new0 (Loading, 1);
  loading->recording = weir_recording_ref (recording);
  g_mutex_init (&loading->mutex);
  g_task_set_task_data (outer, loading, loading_free);
  loading->timer = g_timeout_add (PROGRESS_MS, on_timer, outer);
  /* The outer task, which owns what is shared, outlives the inner one. */
  loading->cancellable = cancellable;
  weir_worker_run_blocking (load, loading, NULL, on_loaded, g_object_ref (outer));

  return self;
}

WeirStream *
weir_stream_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  GError *error = NULL;
  WeirRecording *recording;
  WeirStream *self;

  g_return_val_if_fail (path != NULL, NULL);

  recording = weir_recording_open (path, &error);
  self = read_file (recording, path, error, cancellable, done, user_data);
  self->saved = recording != NULL;
  return self;
}

WeirStream *
weir_stream_adopt_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  GError *error = NULL;
  WeirRecording *recording;

  g_return_val_if_fail (path != NULL, NULL);

  recording = weir_recording_adopt (path, &error);
  return read_file (recording, path, error, cancellable, done, user_data);
}

gboolean
weir_stream_open_finish (WeirStream *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  WeirRecording *recording;
  char *path;
  gboolean replace;
  gboolean is_copy;
  GCancellable *cancellable; /* nullable; the task's */
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  weir_recording_unref (self->recording);
  g_free (self->path);
  g_free (self);
}

static void
save (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Saving *self = task_data;
  GError *error = NULL;

  if (weir_recording_save (self->recording, self->path, self->replace, &self->is_copy, self->cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_saved (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  WeirStream *self = g_task_get_source_object (outer);
  Saving *saving = g_task_get_task_data (outer);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (outer, error);
      return;
    }
  if (!saving->is_copy)
    {
      g_free (self->path);
      self->path = g_strdup (saving->path);
      weir_stream_notify (self, "path");
    }
  self->saved = TRUE;
  weir_stream_notify (self, "saved");
  g_task_return_boolean (outer, TRUE);
}

void
weir_stream_save_async (WeirStream *self, const char *path, gboolean replace, GCancellable *cancellable, GAsyncReadyCallback done,
                        gpointer user_data)
{
  g_autoptr (GTask) outer = NULL;
  Saving *saving;

  g_return_if_fail (WEIR_IS_STREAM (self));
  g_return_if_fail (path != NULL);

  outer = g_task_new (self, cancellable, done, user_data);
  if (self->recording == NULL)
    {
      g_task_return_new_error (outer, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s", _ ("There is nothing to save yet."));
      return;
    }

  saving = g_new0 (Saving, 1);
  saving->recording = weir_recording_ref (self->recording);
  saving->path = g_strdup (path);
  saving->replace = replace;
  g_task_set_task_data (outer, saving, saving_free);
  saving->cancellable = cancellable;
  weir_worker_run_blocking (save, saving, NULL, on_saved, g_object_ref (outer));
}

gboolean
weir_stream_save_finish (WeirStream *self, GAsyncResult *result, gboolean *is_copy, GError **error)
{
  const Saving *saving;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  saving = g_task_get_task_data (G_TASK (result));
  if (is_copy != NULL)
    *is_copy = saving != NULL && saving->is_copy;
  return g_task_propagate_boolean (G_TASK (result), error);
}
