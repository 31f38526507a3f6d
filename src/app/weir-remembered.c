/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-remembered.h"

#include <glib/gi18n.h>

#include "weir-application.h"
#include "weir-mock-page.h"
#include "weir-request-edit.h"
#include "weir-served-item.h"
#include "weir-stream-item.h"
#include "weir-toast.h"

/* Of a sidebar item: the WeirWorkspaceItem that it was last, and whether its secrets are to be in the keyring. */
#define REMEMBERED "weir-remembered"
#define SECRETS "weir-secrets"
/* Of one for which the keyring is asked, until it answers or the person asks again. */
#define ASKED "weir-asked"
/* The keyring is asked so long before that is said. */
#define SLOW_MS 1000
/* Of a window: what it has still to bring back. */
#define RESTORING "weir-restoring"

typedef struct
{
  WeirWindow *window; /* not owned: holds it */
  GPtrArray *items;
  guint n_done;
  guint source;
} Restoring;

WeirWorkspaceItem *
weir_remembered_get (WeirSidebarItem *item)
{
  g_return_val_if_fail (WEIR_IS_SIDEBAR_ITEM (item), NULL);

  return g_object_get_data (G_OBJECT (item), REMEMBERED);
}

/* @remembered: (transfer full) */
static void
take_remembered (WeirSidebarItem *item, WeirWorkspaceItem *remembered)
{
  g_object_set_data_full (G_OBJECT (item), REMEMBERED, remembered, (GDestroyNotify) weir_workspace_item_unref);
}

void
weir_remembered_set_secrets (WeirSidebarItem *item, gboolean kept)
{
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (item));

  g_object_set_data (G_OBJECT (item), SECRETS, GINT_TO_POINTER (kept));
}

gboolean
weir_remembered_has_secrets (WeirSidebarItem *item)
{
  g_return_val_if_fail (WEIR_IS_SIDEBAR_ITEM (item), FALSE);

  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (item), SECRETS));
}

static gpointer
ref_item (gconstpointer item, gpointer user_data)
{
  return weir_workspace_item_ref ((WeirWorkspaceItem *) item);
}

/* Unless the person was quicker, and said what to ask for. */
static void
on_completed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WeirSidebarItem) item = user_data;
  WeirStream *stream = weir_stream_item_get_stream (WEIR_STREAM_ITEM (item));
  GtkRoot *window = gtk_widget_get_root (weir_sidebar_item_get_page (item));
  g_auto (GStrv) missing = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRequest) request = weir_keyring_complete_finish (WEIR_KEYRING (object), result, &missing, &error);

  if (request == NULL)
    {
      if (WEIR_IS_WINDOW (window))
        weir_window_show_error (WEIR_WINDOW (window), _ ("Passwords and tokens are missing"), error);
      return;
    }
  if (weir_stream_get_missing (stream) == NULL || weir_stream_get_request (stream) != weir_remembered_get (item)->request)
    return;

  weir_stream_set_request (stream, request);
  weir_stream_set_missing (stream, missing[0] != NULL ? (const char *const *) missing : NULL);
}

static void
restore_mock (WeirWindow *window, WeirWorkspaceItem *remembered)
{
  g_autoptr (WeirMockItem) mock = weir_mock_item_new_remembered (remembered);

  if (mock == NULL)
    return;

  weir_window_add_mock (window, mock);
  take_remembered (weir_window_get_added (window), weir_workspace_item_ref (remembered));
}

static void
restore_item (WeirWindow *window, WeirWorkspaceItem *remembered)
{
  WeirKeyring *keyring = weir_application_get_keyring (WEIR_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))));
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
  item = weir_window_get_added (window);
  if (item == NULL || !WEIR_IS_STREAM_ITEM (item))
    return;

  stream = weir_stream_item_get_stream (WEIR_STREAM_ITEM (item));
  weir_stream_set_title (stream, remembered->title);
  weir_stream_set_missing (stream, remembered->missing[0] != NULL ? (const char *const *) remembered->missing : NULL);
  take_remembered (item, weir_workspace_item_ref (remembered));
  weir_remembered_set_secrets (item, remembered->remembers);
  if (keyring != NULL && remembered->remembers && remembered->missing[0] != NULL)
    weir_keyring_complete_async (keyring, remembered, on_completed, g_object_ref (item));
}

static void
restore_next (Restoring *self)
{
  weir_window_set_adds_unseen (self->window, TRUE);
  restore_item (self->window, g_ptr_array_index (self->items, self->n_done));
  weir_window_set_adds_unseen (self->window, FALSE);
  self->n_done++;
}

static gboolean
on_idle (gpointer user_data)
{
  Restoring *self = user_data;

  restore_next (self);
  if (self->n_done < self->items->len)
    return G_SOURCE_CONTINUE;

  self->source = 0;
  g_object_set_data (G_OBJECT (self->window), RESTORING, NULL);

  return G_SOURCE_REMOVE;
}

static void
free_restoring (gpointer data)
{
  Restoring *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_ptr_array_unref (self->items);
  g_free (self);
}

void
weir_remembered_restore (WeirWorkspace *workspace, WeirWindow *window)
{
  /* Of our own: adding pages may set them anew. */
  g_autoptr (GPtrArray) items = g_ptr_array_copy (weir_workspace_get_items (workspace), ref_item, NULL);
  Restoring *restoring;

  g_ptr_array_set_free_func (items, (GDestroyNotify) weir_workspace_item_unref);
  if (items->len == 0)
    return;
  restoring = g_new0 (Restoring, 1);
  restoring->window = window;
  restoring->items = g_ptr_array_ref (items);
  g_object_set_data_full (G_OBJECT (window), RESTORING, restoring, free_restoring);
  /* A page takes about as long as a frame. */
  restoring->source = g_idle_add (on_idle, restoring);
}

gboolean
weir_remembered_is_restoring (WeirWindow *window)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (window), FALSE);

  return g_object_get_data (G_OBJECT (window), RESTORING) != NULL;
}

/* Returns: (nullable): nothing is to be remembered */
static WeirWorkspaceItem *
remember_item (WeirSidebarItem *item)
{
  WeirWorkspaceItem *before = weir_remembered_get (item);

  if (WEIR_IS_SERVED_ITEM (item))
    {
      weir_mock_page_flush (WEIR_MOCK_PAGE (weir_sidebar_item_get_page (item)));
      return weir_mock_item_remember (weir_served_item_get_mock (WEIR_SERVED_ITEM (item)), before);
    }
  if (!WEIR_IS_STREAM_ITEM (item) || weir_window_is_passing (item))
    return NULL;

  return weir_workspace_item_update (before, weir_stream_item_get_stream (WEIR_STREAM_ITEM (item)), weir_remembered_has_secrets (item));
}

static void
store_window (GPtrArray *remembered, WeirWindow *window)
{
  const Restoring *restoring = g_object_get_data (G_OBJECT (window), RESTORING);
  GListModel *items = weir_window_get_items (window);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (WeirSidebarItem) item = g_list_model_get_item (items, i);
      WeirWorkspaceItem *now = remember_item (item);

      if (now == NULL)
        continue;
      take_remembered (item, weir_workspace_item_ref (now));
      g_ptr_array_add (remembered, now);
    }
  for (guint i = restoring != NULL ? restoring->n_done : 0; restoring != NULL && i < restoring->items->len; i++)
    g_ptr_array_add (remembered, weir_workspace_item_ref (g_ptr_array_index (restoring->items, i)));
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

void
weir_remembered_forget (WeirWorkspace *workspace)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  if (weir_workspace_get_items (workspace)->len > 0)
    weir_workspace_set_items (workspace, none);
}

static void
drop_secrets (WeirWindow *window, const char *id)
{
  GListModel *items = weir_window_get_items (window);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (WeirSidebarItem) item = g_list_model_get_item (items, i);
      WeirWorkspaceItem *remembered = weir_remembered_get (item);

      if (remembered != NULL && g_str_equal (remembered->id, id))
        weir_remembered_set_secrets (item, FALSE);
    }
}

void
weir_remembered_drop_secrets (GtkApplication *application, const char *id)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));
  g_return_if_fail (id != NULL);

  for (GList *next = gtk_application_get_windows (application); next != NULL; next = next->next)
    if (WEIR_IS_WINDOW (next->data))
      drop_secrets (next->data, id);
}

static void
on_request_accepted (WeirSidebarItem *item, WeirRequest *request, WeirRequestDialog *dialog)
{
  GtkRoot *window = gtk_widget_get_root (weir_sidebar_item_get_page (item));

  weir_remembered_set_secrets (item, weir_request_dialog_get_remember (dialog));
  if (window != NULL)
    weir_application_remember (WEIR_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))), NULL);
}

static WeirKeyring *
get_keyring (WeirSidebarItem *item)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (weir_sidebar_item_get_page (item)));

  return weir_application_get_keyring (WEIR_APPLICATION (gtk_window_get_application (window)));
}

static void
edit_request (WeirSidebarItem *item, const char *why)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (weir_sidebar_item_get_page (item)));
  WeirRequestDialog *dialog = weir_request_edit (window, weir_stream_item_get_stream (WEIR_STREAM_ITEM (item)), why);
  gboolean can_remember = get_keyring (item) != NULL;

  weir_request_dialog_set_remember (dialog, can_remember && !weir_window_is_passing (item), weir_remembered_has_secrets (item));
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_request_accepted), item, G_CONNECT_SWAPPED);
}

typedef struct
{
  WeirSidebarItem *item;
  gboolean to_start;
} Asking;

/* Who did not want to wait for it has the dialog, and who closed the page nothing. */
static void
on_asked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (WeirSidebarItem) item = asking->item;
  WeirStream *stream = weir_stream_item_get_stream (WEIR_STREAM_ITEM (item));
  g_auto (GStrv) missing = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRequest) request = weir_keyring_complete_finish (WEIR_KEYRING (object), result, &missing, &error);

  if (g_object_steal_data (G_OBJECT (item), ASKED) == NULL || gtk_widget_get_root (weir_sidebar_item_get_page (item)) == NULL)
    return;
  if (request != NULL)
    {
      weir_stream_set_request (stream, request);
      weir_stream_set_missing (stream, missing[0] != NULL ? (const char *const *) missing : NULL);
    }
  if (asking->to_start && weir_stream_get_missing (stream) == NULL)
    weir_stream_start (stream);
  else
    edit_request (item, weir_request_edit_explain (error));
}

/* It may wait for a person who does not see the question. */
static gboolean
on_slow (gpointer user_data)
{
  WeirSidebarItem *item = user_data;
  GtkRoot *window = gtk_widget_get_root (weir_sidebar_item_get_page (item));

  if (g_object_get_data (G_OBJECT (item), ASKED) != NULL && WEIR_IS_WINDOW (window))
    weir_window_add_toast (WEIR_WINDOW (window),
                           weir_toast_new (_ ("Waiting for the keyring. Press again to fill in by hand what is missing.")));
  return G_SOURCE_REMOVE;
}

void
weir_remembered_edit_request (WeirSidebarItem *item, gboolean to_start)
{
  WeirKeyring *keyring;
  Asking *asking;

  g_return_if_fail (WEIR_IS_STREAM_ITEM (item));

  keyring = get_keyring (item);
  if (keyring == NULL || !weir_remembered_has_secrets (item) || weir_remembered_get (item) == NULL ||
      weir_stream_get_missing (weir_stream_item_get_stream (WEIR_STREAM_ITEM (item))) == NULL ||
      g_object_steal_data (G_OBJECT (item), ASKED) != NULL)
    {
      edit_request (item, keyring != NULL && weir_remembered_has_secrets (item) ? weir_request_edit_explain (NULL) : NULL);
      return;
    }

  asking = g_new (Asking, 1);
  *asking = (Asking){ g_object_ref (item), to_start };
  g_object_set_data (G_OBJECT (item), ASKED, (gpointer) ASKED);
  g_timeout_add_full (G_PRIORITY_DEFAULT, SLOW_MS, on_slow, g_object_ref (item), g_object_unref);
  weir_keyring_complete_async (keyring, weir_remembered_get (item), on_asked, asking);
}
