/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-application.h"
#include "weir-mock-page.h"
#include "weir-served-item.h"
#include "weir-template-dialog.h"
#include "weir-toast.h"
#include "weir-window.h"

#include <glib/gi18n.h>

/* What a window's pages are of: mock servers. */

static gboolean
has_title (WeirWindow *self, const char *title)
{
  GListModel *items = weir_window_get_items (self);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (WeirSidebarItem) item = g_list_model_get_item (items, i);

      if (g_str_equal (weir_sidebar_item_get_title (item), title))
        return TRUE;
    }

  return FALSE;
}

/* Several without a name of their own are told apart. */
static void
number_title (WeirWindow *self, WeirMockItem *mock)
{
  const char *title = weir_mock_item_get_title (mock);

  if (weir_mock_item_has_own_title (mock) || weir_mock_item_get_file (mock) != NULL || !has_title (self, title))
    return;

  for (guint i = 2;; i++)
    {
      /* Translators: the name of a mock, then a number: “Mock 2” */
      g_autofree char *numbered = g_strdup_printf (_ ("%1$s %2$u"), title, i);

      if (has_title (self, numbered))
        continue;
      weir_mock_item_set_title (mock, numbered);
      return;
    }
}

/* What its script says, too: a crash loses nothing that was typed a while ago. */
static void
on_notify (WeirWindow *self, GParamSpec *pspec)
{
  static const char *const remembered[] = { "text", "title", "file", "running", "port", "host", "cors", "tls", "speed", "loop", NULL };
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application != NULL && g_strv_contains (remembered, pspec->name))
    weir_application_remember_soon (WEIR_APPLICATION (application));
}

void
weir_window_add_mock (WeirWindow *self, WeirMockItem *mock)
{
  g_autoptr (WeirSidebarItem) item = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (WEIR_IS_MOCK_ITEM (mock));

  number_title (self, mock);
  item = weir_served_item_new (mock, weir_mock_page_new (mock));
  g_signal_connect_object (mock, "notify", G_CALLBACK (on_notify), self, G_CONNECT_SWAPPED);
  weir_window_add (self, item);
  weir_application_remember_soon (WEIR_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

static void
tell_served (WeirWindow *self, const char *url)
{
  /* Translators: %s is a URL */
  g_autofree char *text = g_strdup_printf (_ ("Serving at %s – the URL is copied"), url);

  weir_window_add_toast (self, weir_toast_new (text));
}

static void
run (WeirWindow *self, WeirMockItem *mock)
{
  g_autoptr (GError) error = NULL;

  if (!weir_mock_item_run (mock, &error))
    {
      weir_window_show_error (self, _ ("The mock could not be started"), error);
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), weir_mock_item_get_url (mock));
  tell_served (self, weir_mock_item_get_url (mock));
}

/* Its page may be closed by now. */
static gboolean
has_mock (WeirWindow *self, WeirMockItem *mock)
{
  GListModel *items = weir_window_get_items (self);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (WeirSidebarItem) item = g_list_model_get_item (items, i);

      if (WEIR_IS_SERVED_ITEM (item) && weir_served_item_get_mock (WEIR_SERVED_ITEM (item)) == mock)
        return TRUE;
    }

  return FALSE;
}

static void
on_loaded (WeirWindow *self, GParamSpec *pspec, WeirMockItem *mock)
{
  g_signal_handlers_disconnect_by_func (mock, on_loaded, self);
  if (has_mock (self, mock))
    run (self, mock);
}

void
weir_window_serve (WeirWindow *self, WeirMockItem *mock)
{
  gboolean loading;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (WEIR_IS_MOCK_ITEM (mock));

  weir_window_add_mock (self, mock);
  g_object_get (mock, "loading", &loading, NULL);
  if (loading)
    g_signal_connect_object (mock, "notify::loading", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  else
    run (self, mock);
}

void
weir_window_serve_script (WeirWindow *self, GBytes *script)
{
  g_autoptr (WeirMockItem) mock = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (script != NULL);

  mock = weir_mock_item_new_for_bytes (NULL, script);
  weir_window_serve (self, mock);
}

void
weir_window_choose_template (WeirWindow *self)
{
  GtkWidget *dialog;

  g_return_if_fail (WEIR_IS_WINDOW (self));

  dialog = weir_template_dialog_new (GTK_WINDOW (self));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (weir_window_serve_script), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* (nullable): the page of the mock whose script is @file */
static WeirSidebarItem *
find_file (WeirWindow *self, GFile *file)
{
  GListModel *items = weir_window_get_items (self);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (WeirSidebarItem) item = g_list_model_get_item (items, i);
      GFile *other = WEIR_IS_SERVED_ITEM (item) ? weir_mock_item_get_file (weir_served_item_get_mock (WEIR_SERVED_ITEM (item))) : NULL;

      if (other != NULL && g_file_equal (file, other))
        return item;
    }

  return NULL;
}

void
weir_window_open_script (WeirWindow *self, const char *path)
{
  g_autoptr (GFile) file = NULL;
  WeirSidebarItem *item;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  file = g_file_new_for_path (path);
  item = find_file (self, file);
  if (item != NULL)
    {
      weir_window_show_item (self, item);
    }
  else
    {
      g_autoptr (WeirMockItem) mock = weir_mock_item_new_for_file (file);

      weir_window_add_mock (self, mock);
    }
}

void
weir_window_duplicate_mock (WeirWindow *self, WeirSidebarItem *item)
{
  WeirMockItem *original = weir_served_item_get_mock (WEIR_SERVED_ITEM (item));
  g_autoptr (GBytes) bytes = weir_mock_item_dup_bytes (original);
  g_autoptr (WeirMockItem) mock = weir_mock_item_new_for_bytes (NULL, bytes);

  weir_window_add_mock (self, mock);
}

void
weir_window_copy_address (WeirWindow *self, WeirSidebarItem *item)
{
  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (item));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), weir_sidebar_item_get_address (item));
  weir_window_add_toast (self, adw_toast_new (_ ("URL copied")));
}

void
weir_window_watch_address (WeirWindow *self, WeirSidebarItem *item)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (item));

  options.url = weir_sidebar_item_get_address (item);
  if (WEIR_IS_SERVED_ITEM (item))
    options.ca_file = weir_mock_item_get_certificate (weir_served_item_get_mock (WEIR_SERVED_ITEM (item)));
  /* It is here, whatever the way to elsewhere. */
  options.proxy = "";
  request = weir_request_new (&options, &error);
  if (request == NULL)
    weir_window_show_error (self, _ ("This address cannot be watched"), error);
  else
    weir_window_watch (self, request, TRUE);
}
