/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-row-copy.h"

#include "weir-utf8.h"
#include "weir-worker.h"

static void
read_data (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  WeirEvent *event = task_data;
  GBytes *data = weir_event_dup_data (event);
  GError *error = NULL;

  if (data != NULL)
    {
      g_task_return_pointer (task, data, (GDestroyNotify) g_bytes_unref);
      return;
    }
  /* Reading the block tells why there is none. */
  data = weir_recording_read_wire (weir_event_get_recording (event), weir_event_get_number (event), &error);
  if (data == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, data, (GDestroyNotify) g_bytes_unref);
}

static void
read_block (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  WeirEvent *event = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) wire = weir_recording_read_wire (weir_event_get_recording (event), weir_event_get_number (event), &error);
  GString *text;
  const char *bytes;
  gsize n_bytes;

  if (wire == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  bytes = g_bytes_get_data (wire, &n_bytes);
  text = g_string_sized_new (n_bytes);
  weir_utf8_append (text, bytes, n_bytes);
  g_task_return_pointer (task, g_string_free_to_bytes (text), (GDestroyNotify) g_bytes_unref);
}

void
weir_row_copy_data_async (WeirEvent *event, GAsyncReadyCallback done, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  char *detail;

  g_return_if_fail (WEIR_IS_EVENT (event));

  if (weir_event_get_kind (event) == WEIR_ROW_EVENT)
    {
      weir_worker_run_blocking (read_data, g_object_ref (event), g_object_unref, done, user_data);
      return;
    }
  detail = weir_event_dup_detail (event);
  if (detail == NULL)
    {
      weir_row_copy_block_async (event, done, user_data);
      return;
    }
  task = g_task_new (NULL, NULL, done, user_data);
  g_task_return_pointer (task, g_bytes_new_take (detail, strlen (detail)), (GDestroyNotify) g_bytes_unref);
}

void
weir_row_copy_block_async (WeirEvent *event, GAsyncReadyCallback done, gpointer user_data)
{
  g_return_if_fail (WEIR_IS_EVENT (event));

  weir_worker_run_blocking (read_block, g_object_ref (event), g_object_unref, done, user_data);
}

GBytes *
weir_row_copy_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
