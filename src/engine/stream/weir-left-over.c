/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-left-over.h"

#include <glib/gstdio.h>
#include <string.h>

#include "weir-recording-index.h"
#include "weir-redact.h"
#include "weir-text.h"
#include "weir-worker.h"

/* A response head, and all that stands before it, is far shorter. */
#define HEAD (64u * 1024)
/* More of a URL no dialog shows. */
#define URL_COLUMNS 300

void
weir_left_over_free (WeirLeftOver *self)
{
  g_free (self->path);
  g_free (self->url);
  g_free (self);
}

/* The URL in `:@ request METHOD URL`. */
static char *
find_url (const char *head)
{
  static const char directive[] = "\n:@ request ";
  const char *line = strstr (head, directive);
  g_autofree char *url = NULL;
  g_autofree char *redacted = NULL;
  GString *shown = g_string_new (NULL);

  if (line == NULL)
    return g_string_free (shown, FALSE);

  line += strlen (directive);
  line += strcspn (line, " \r\n");
  line += strspn (line, " ");
  url = g_strndup (line, strcspn (line, "\r\n"));
  redacted = weir_redact_url (url);
  weir_text_append_row (shown, weir_span_from_string (redacted), URL_COLUMNS);

  return g_string_free (shown, FALSE);
}

static char *
read_head (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char *head = g_malloc0 (HEAD + 1);

  /* What cannot be read says nothing: the file is offered all the same. */
  if (stream != NULL)
    (void) g_input_stream_read_all (G_INPUT_STREAM (stream), head, HEAD, NULL, NULL, NULL);

  return head;
}

/* Returns: (nullable): %NULL: gone meanwhile, or no recording */
static WeirLeftOver *
look_at (const char *path)
{
  g_autoptr (WeirRecording) recording = weir_recording_open (path, NULL);
  g_autofree char *head = NULL;
  WeirLeftOver *self;
  GStatBuf info;

  if (recording == NULL || g_stat (path, &info) < 0)
    return NULL;

  head = read_head (path);
  self = g_new0 (WeirLeftOver, 1);
  self->path = g_strdup (path);
  self->start_wall_us = weir_recording_get_start_wall (recording);
  /* Parts of it may have been given back. */
  self->size = (guint64) MIN (info.st_size, info.st_blocks * 512);
  self->url = find_url (head);

  return self;
}

static void
list (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) paths = weir_recording_find_left_over (task_data);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_left_over_free);

  for (guint i = 0; i < paths->len; i++)
    {
      WeirLeftOver *one = look_at (g_ptr_array_index (paths, i));

      if (one != NULL)
        g_ptr_array_add (found, one);
    }
  g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  GPtrArray *found = g_task_propagate_pointer (G_TASK (result), NULL);

  g_task_return_pointer (outer, found, (GDestroyNotify) g_ptr_array_unref);
}

void
weir_left_over_list_async (const char *scratch_folder, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  GTask *outer = g_task_new (NULL, cancellable, done, user_data);

  g_task_set_source_tag (outer, weir_left_over_list_async);
  weir_worker_run_blocking (list, g_strdup (scratch_folder), g_free, on_listed, outer);
}

GPtrArray *
weir_left_over_list_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, weir_left_over_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
remove_all (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  char **paths = task_data;
  GError *first = NULL;

  for (guint i = 0; paths[i] != NULL; i++)
    weir_recording_remove_left_over (paths[i], first == NULL ? &first : NULL);

  if (first != NULL)
    g_task_return_error (task, first);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, error);
}

void
weir_left_over_remove_async (const char *const *paths, GAsyncReadyCallback done, gpointer user_data)
{
  GTask *outer = g_task_new (NULL, NULL, done, user_data);

  g_task_set_source_tag (outer, weir_left_over_remove_async);
  weir_worker_run_blocking (remove_all, g_strdupv ((char **) paths), (GDestroyNotify) g_strfreev, on_removed, outer);
}

gboolean
weir_left_over_remove_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, weir_left_over_remove_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
