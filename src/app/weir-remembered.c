/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-remembered.h"

#include "weir-mock-page.h"
#include "weir-served-item.h"
#include "weir-stream-item.h"

/* Of a sidebar item: the WeirWorkspaceItem that it was last. */
#define REMEMBERED "weir-remembered"

static gpointer
ref_item (gconstpointer item, gpointer user_data)
{
  return weir_workspace_item_ref ((WeirWorkspaceItem *) item);
}

static void
set_remembered (WeirSidebarItem *item, WeirWorkspaceItem *remembered)
{
  g_object_set_data_full (G_OBJECT (item), REMEMBERED, weir_workspace_item_ref (remembered), (GDestroyNotify) weir_workspace_item_unref);
}

static void
restore_mock (WeirWindow *window, WeirWorkspaceItem *remembered)
{
  g_autoptr (WeirMockItem) mock = weir_mock_item_new_remembered (remembered);

  if (mock == NULL)
    return;

  weir_window_add_mock (window, mock);
  set_remembered (weir_window_get_item (window), remembered);
}

static void
restore_item (WeirWindow *window, WeirWorkspaceItem *remembered)
{
  WeirSidebarItem *item;
  WeirStream *stream;

  if (remembered->mock != NULL)
    {
      restore_mock (window, remembered);
      return;
    }
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
  set_remembered (item, remembered);
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

/* Returns: (nullable): nothing is to be remembered */
static WeirWorkspaceItem *
remember_item (WeirSidebarItem *item)
{
  WeirWorkspaceItem *before = g_object_get_data (G_OBJECT (item), REMEMBERED);

  if (WEIR_IS_SERVED_ITEM (item))
    {
      weir_mock_page_flush (WEIR_MOCK_PAGE (weir_sidebar_item_get_page (item)));
      return weir_mock_item_remember (weir_served_item_get_mock (WEIR_SERVED_ITEM (item)), before);
    }
  if (!WEIR_IS_STREAM_ITEM (item) || weir_window_is_passing (item))
    return NULL;

  return weir_workspace_item_update (before, weir_stream_item_get_stream (WEIR_STREAM_ITEM (item)), FALSE);
}

static void
store_window (GPtrArray *remembered, WeirWindow *window)
{
  GListModel *items = weir_window_get_items (window);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (WeirSidebarItem) item = g_list_model_get_item (items, i);
      WeirWorkspaceItem *now = remember_item (item);

      if (now == NULL)
        continue;
      set_remembered (item, now);
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
