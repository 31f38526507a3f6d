/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-exchange.h"
#include "weir-recording-index.h"
#include "weir-redact.h"
#include "weir-stream-private.h"
#include "weir-sync-private.h"
#include "weir-text.h"

/* Recordings: opened, taken over, saved. In all of them the outer task is the caller's, the inner one runs on a thread; the outer one
 * owns what they share and outlives the inner one. */

#define LOOK_MS 100
#define TITLE_COLUMNS 60

typedef struct
{
  WeirRecording *recording;
  GCancellable *cancellable; /* nullable; the outer task's */
  guint timer;               /* main thread */

  /* The loading thread only. */
  guint64 next_row;
  WeirFileFacts counted;
  char *last_event_id; /* nullable; for the main thread when all is read */
  char *url;           /* nullable; so, too */

  GMutex mutex; /* of what follows */
  double progress;
  WeirFileFacts facts;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *self = data;

  weir_recording_unref (self->recording);
  g_free (self->last_event_id);
  g_free (self->url);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
count_row (WeirFileFacts *facts, const WeirRow *row)
{
  switch ((WeirRowKind) row->kind)
    {
    case WEIR_ROW_EVENT:
      facts->events++;
      facts->bytes += row->length;
      break;
    case WEIR_ROW_BLOCK:
    case WEIR_ROW_UNFINISHED:
      facts->bytes += row->length;
      break;
    case WEIR_ROW_COMMENT:
    case WEIR_ROW_RETRY:
      if (!(row->flags & WEIR_ROW_IN_BLOCK))
        facts->bytes += row->length;
      break;
    case WEIR_ROW_CONNECTING:
      facts->attempts++;
      break;
    case WEIR_ROW_REDIRECT:
    case WEIR_ROW_HEAD:
    case WEIR_ROW_OPEN:
    case WEIR_ROW_ENDED:
    case WEIR_ROW_WAITING:
    case WEIR_ROW_FAILED:
    case WEIR_ROW_DROPPED:
    default:
      break;
    }
}

static void
publish (Loading *self, double progress)
{
  guint64 count = weir_recording_get_count (self->recording);
  WeirRow row;

  for (; self->next_row < count; self->next_row++)
    if (weir_recording_get_row (self->recording, self->next_row, &row))
      count_row (&self->counted, &row);

  weir_sync_lock (&self->mutex);
  self->progress = progress;
  self->facts = self->counted;
  weir_sync_unlock (&self->mutex);
}

static void
on_progress (guint64 done, guint64 total, gpointer data)
{
  publish (data, total > 0 ? (double) done / (double) total : 0);
}

/* (nullable): where the recording comes from: what its first connection asked for */
static char *
dup_url (WeirRecording *recording)
{
  g_autoptr (WeirExchange) exchange = weir_exchange_read (recording, weir_recording_get_first (recording), NULL, NULL);

  return exchange != NULL && exchange->url != NULL ? weir_redact_url (exchange->url) : NULL;
}

static void
load (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Loading *self = task_data;
  GError *error = NULL;
  gboolean is_read = weir_recording_load (self->recording, on_progress, self, self->cancellable, &error);

  publish (self, 1);
  if (self->next_row > 0)
    {
      self->last_event_id = weir_recording_dup_last_event_id (self->recording, self->next_row - 1);
      self->url = dup_url (self->recording);
    }
  if (is_read)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
on_look (gpointer data)
{
  WeirStream *self = g_task_get_source_object (data);
  Loading *loading = g_task_get_task_data (data);

  weir_sync_lock (&loading->mutex);
  /* Not yet 1: that is when it is known how it went. */
  self->progress = MIN (loading->progress, 0.99);
  self->file = loading->facts;
  weir_sync_unlock (&loading->mutex);
  weir_stream_update (self);

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
  self->progress = 1;
  self->file = loading->facts;
  g_object_freeze_notify (G_OBJECT (self));
  weir_stream_update (self);
  if (loading->last_event_id != NULL)
    weir_stream_set_last_event_id (self, loading->last_event_id);
  /* The name of a file in the scratch folder says nothing. */
  if (!self->has_name && loading->url != NULL)
    {
      g_autofree char *title = weir_stream_suggest_title (loading->url);

      weir_stream_set_names (self, loading->url, title);
    }
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    weir_stream_set_problem (self, error->message);
  else if (weir_recording_is_plain (loading->recording))
    weir_stream_set_problem (self, _ ("This is a plain event stream: when its events came is not known."));
  else if (weir_recording_was_interrupted (loading->recording))
    weir_stream_set_problem (self, _ ("This recording was interrupted: its last connection has no end."));
  g_object_thaw_notify (G_OBJECT (self));

  if (error != NULL)
    g_task_return_error (outer, error);
  else
    g_task_return_boolean (outer, TRUE);
}

/* `/home/me/friday.eventstream` → `friday` */
static char *
suggest_title (const char *path)
{
  static const char suffix[] = ".eventstream";
  g_autofree char *name = g_path_get_basename (path);
  GString *title = g_string_new (NULL);

  if (g_str_has_suffix (name, suffix) && strlen (name) > strlen (suffix))
    name[strlen (name) - strlen (suffix)] = '\0';
  weir_text_append_row (title, weir_span_from_string (name), TITLE_COLUMNS);

  return g_string_free (title, FALSE);
}

/* @recording: (transfer full) (nullable); @error: (transfer full): unless there is one */
static WeirStream *
read_file (WeirRecording *recording, const char *path, GError *error, GCancellable *cancellable, GAsyncReadyCallback done,
           gpointer user_data)
{
  WeirStream *self = g_object_new (WEIR_TYPE_STREAM, NULL);
  g_autoptr (GTask) outer = g_task_new (self, cancellable, done, user_data);
  g_autofree char *title = suggest_title (path);
  Loading *loading;

  g_task_set_source_tag (outer, read_file);
  /* How far it came is told by the inner task, cancelled or not. */
  g_task_set_check_cancellable (outer, FALSE);
  weir_stream_set_names (self, "", title);
  weir_stream_set_path (self, path);
  if (recording == NULL)
    {
      g_task_return_error (outer, error);
      return self;
    }

  self->recording = recording;
  self->progress = 0;
  loading = g_new0 (Loading, 1);
  loading->recording = weir_recording_ref (recording);
  loading->cancellable = cancellable;
  g_mutex_init (&loading->mutex);
  g_task_set_task_data (outer, loading, loading_free);
  loading->timer = g_timeout_add (LOOK_MS, on_look, outer);
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
  self->has_name = TRUE;
  weir_stream_update (self);

  return self;
}

WeirStream *
weir_stream_adopt_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  GError *error = NULL;
  WeirRecording *recording;
  WeirStream *self;

  g_return_val_if_fail (path != NULL, NULL);

  recording = weir_recording_adopt (path, &error);
  self = read_file (recording, path, error, cancellable, done, user_data);
  weir_stream_update (self);

  return self;
}

gboolean
weir_stream_open_finish (WeirStream *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, read_file), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  WeirRecording *recording;
  guint64 n_rows;
  guint64 n_notes;
  char *path;
  gboolean replace;
  gboolean is_copy;
  GCancellable *cancellable; /* nullable; the outer task's */
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

  self->copied_notes = saving->n_notes;
  /* A copy of a file that has a name changes nothing else. */
  if (!self->has_name)
    {
      weir_stream_set_path (self, saving->path);
      self->has_name = !saving->is_copy;
      self->copied_rows = saving->n_rows;
    }
  weir_stream_update (self);
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
  g_task_set_source_tag (outer, weir_stream_save_async);
  /* Saved is saved, whatever came in between. */
  g_task_set_check_cancellable (outer, FALSE);
  if (self->recording == NULL)
    {
      g_task_return_new_error (outer, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s", _ ("There is nothing to save yet."));
      return;
    }

  saving = g_new0 (Saving, 1);
  saving->recording = weir_recording_ref (self->recording);
  saving->n_rows = weir_recording_get_count (self->recording);
  saving->n_notes = weir_recording_get_note_changes (self->recording);
  saving->path = g_strdup (path);
  saving->replace = replace;
  saving->cancellable = cancellable;
  g_task_set_task_data (outer, saving, saving_free);
  weir_worker_run_blocking (save, saving, NULL, on_saved, g_object_ref (outer));
}

gboolean
weir_stream_save_finish (WeirStream *self, GAsyncResult *result, gboolean *is_copy, GError **error)
{
  const Saving *saving;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, weir_stream_save_async), FALSE);

  saving = g_task_get_task_data (G_TASK (result));
  if (is_copy != NULL)
    *is_copy = saving != NULL && saving->is_copy;

  return g_task_propagate_boolean (G_TASK (result), error);
}
