/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-item-private.h"
#include "weir-mock-path.h"

/* A mock's file: read when it is opened, written when the person asks. */

static void
set_etag (WeirMockItem *self, char *etag)
{
  g_free (self->etag);
  self->etag = etag;
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WeirMockItem) self = user_data;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  char *etag = NULL;

  bytes = g_file_load_bytes_finish (G_FILE (object), result, &etag, &error);
  self->is_loading = FALSE;
  if (bytes != NULL)
    {
      set_etag (self, etag);
      weir_mock_item_take_bytes (self, bytes);
      weir_mock_item_set_saved (self, bytes);
    }
  if (self->kept != NULL)
    {
      weir_mock_item_take_bytes (self, self->kept);
      weir_mock_item_update (self);
    }
  weir_mock_item_set_error (self, self->kept == NULL ? error : NULL);
  if (bytes != NULL || self->kept != NULL)
    {
      g_clear_pointer (&self->kept, g_bytes_unref);
      weir_mock_item_prepare (self, bytes != NULL);
    }
  else
    {
      weir_mock_item_notify (self, WEIR_MOCK_ITEM_LOADING);
    }
}

void
weir_mock_item_load (WeirMockItem *self)
{
  self->is_loading = TRUE;
  g_file_load_bytes_async (self->file, NULL, on_loaded, g_object_ref (self));
}

static void
on_replaced (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WeirMockItem *self = g_task_get_source_object (task);
  GFile *file = G_FILE (object);
  GError *error = NULL;
  char *etag = NULL;

  if (!g_file_replace_contents_finish (file, result, &etag, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  set_etag (self, etag);
  if (self->file == NULL || !g_file_equal (self->file, file))
    {
      g_set_object (&self->file, file);
      weir_mock_item_notify (self, WEIR_MOCK_ITEM_FILE);
      weir_mock_item_update_title (self);
    }
  weir_mock_item_set_saved (self, g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

static void
save (WeirMockItem *self, GFile *file, const char *etag, GTask *task)
{
  g_autoptr (GBytes) bytes = weir_mock_item_dup_bytes (self);

  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_file_replace_contents_bytes_async (file, bytes, etag, FALSE, G_FILE_CREATE_NONE, g_task_get_cancellable (task), on_replaced, task);
}

void
weir_mock_item_save (WeirMockItem *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (WEIR_IS_MOCK_ITEM (self));
  g_return_if_fail (self->file != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, weir_mock_item_save);
  save (self, self->file, self->etag, task);
}

void
weir_mock_item_save_as (WeirMockItem *self, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (WEIR_IS_MOCK_ITEM (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, weir_mock_item_save_as);
  save (self, file, NULL, task);
}

gboolean
weir_mock_item_save_finish (WeirMockItem *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ASCII letters and digits of the title; the rest of it are hyphens. */
static char *
make_name (const char *title)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *at = title; *at != '\0'; at++)
    {
      if (g_ascii_isalnum (*at))
        g_string_append_c (name, g_ascii_tolower (*at));
      else if (name->len > 0 && name->str[name->len - 1] != '-')
        g_string_append_c (name, '-');
    }
  if (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);

  return g_strdup (name->len > 0 ? name->str : "events");
}

char *
weir_mock_item_make_path (WeirMockItem *self)
{
  const char *title = self->own_title != NULL ? self->own_title : self->script_title;
  g_autofree char *name = self->file != NULL ? g_file_get_basename (self->file) : make_name (title != NULL ? title : "");

  return weir_mock_path_of_file (name);
}
