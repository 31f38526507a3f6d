/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-remembered.h"

#include "weir-stream-item.h"

/* Of a sidebar item: the WeirWorkspaceItem that it was last. */
#define REMEMBERED "weir-remembered"

static gpointer
ref_item (gconstpointer item, gpointer user_data)
{
  return weir_workspace_item_ref ((WeirWorkspaceItem *) item);
}

static void
restore_item (WeirWindow *window, WeirWorkspaceItem *remembered)
{
  WeirSidebarItem *item;
  WeirStream *stream;

  if (remembered->path != NULL && !g_file_test (remembered->path, G_FILE_TEST_IS_REGULAR))
    return;

  if (remembered->path != NULL)
    weir_window_open_path (window, remembered->path);
  else
    weir_window_watch (window, remembered->request, FALSE);
  item = weir_window_get_item (window);
  if (!WEIR_IS_STREAM_ITEM (item))
    return;

  stream = weir_stream_item_get_stream (WEIR_STREAM_ITEM (item));
  weir_stream_set_title (stream, remembered->title);
  weir_stream_set_missing (stream, (const char *const *) remembered->missing);
  g_object_set_data_full (G_OBJECT (item), REMEMBERED, weir_workspace_item_ref (remembered), (GDestroyNotify) weir_workspace_item_unref);
}

void
weir_remembered_restore (WeirWorkspace *workspace, WeirWindow *window)
{
  /* Of our own: adding pages may set them anew. */
  g_autoptr (GPtrArray) items = g_ptr_array_copy (weir_workspace_get_items (workspace), ref_item, NULL);

  g_ptr_array_set_free_func (items, (GDestroyNotify) weir_workspace_item_unref);
  for (guint i = 0; i < items->len; i++)
    restore_item (window, g_ptr_array_index (items, i));
  if (items->len > 0)
    weir_window_show_first_page (window);
}

static void
store_window (GPtrArray *remembered, WeirWindow *window)
{
  GListModel *items = weir_window_get_items (window);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (WeirSidebarItem) item = g_list_model_get_item (items, i);
      WeirWorkspaceItem *now;

      if (!WEIR_IS_STREAM_ITEM (item) || weir_window_is_passing (item))
        continue;
      now = weir_workspace_item_update (g_object_get_data (G_OBJECT (item), REMEMBERED),
                                        weir_stream_item_get_stream (WEIR_STREAM_ITEM (item)), FALSE);
      if (now == NULL)
        continue;
      g_object_set_data_full (G_OBJECT (item), REMEMBERED, weir_workspace_item_ref (now), (GDestroyNotify) weir_workspace_item_unref);
      g_ptr_array_add (remembered, now);
    }
}

void
weir_remembered_store (WeirWorkspace *workspace, GtkApplication *application, WeirWindow *leaving)
{
  g_autoptr (GPtrArray) remembered = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_workspace_item_unref);
  gboolean others = FALSE;

  for (GList *next = gtk_application_get_windows (application); next != NULL; next = next->next)
    {
      if (!WEIR_IS_WINDOW (next->data) || next->data == leaving)
        continue;
      others = TRUE;
      store_window (remembered, next->data);
    }
  if (leaving != NULL && !others)
    store_window (remembered, leaving);
  weir_workspace_set_items (workspace, remembered);
}
