/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-window-private.h"

#include "weir-application.h"
#include "weir-first-page.h"
#include "weir-left-over-bar.h"
#include "weir-menu.h"
#include "weir-settings.h"
#include "weir-text.h"
#include "weir-toast.h"
#include "weir-toasts.h"

#include <glib/gi18n.h>

/* Columns of a title inside a toast. */
#define TOAST_TITLE_COLUMNS 40
/* Long enough to see what was closed by mistake. */
#define UNDO_SECONDS 8

G_DEFINE_FINAL_TYPE (WeirWindow, weir_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
is_empty (WeirWindow *self)
{
  return g_list_model_get_n_items (weir_sidebar_get_items (self->sidebar)) == 0;
}

static void
show_page (WeirWindow *self)
{
  WeirSidebarItem *item = weir_sidebar_get_selected (self->sidebar);
  const char *title;

  g_binding_group_set_source (self->shown, item);
  /* Not of the window: each widget of each page would hear of it. */
  gtk_widget_insert_action_group (self->save_button, "stream", item != NULL ? weir_sidebar_item_get_actions (item) : NULL);
  if (item != NULL)
    {
      gtk_stack_set_visible_child (self->pages, weir_sidebar_item_get_page (item));
      gtk_widget_set_visible (self->save_button, weir_sidebar_item_get_actions (item) != NULL);
      return;
    }
  gtk_stack_set_visible_child (self->pages, self->first_page);
  gtk_widget_set_visible (self->save_button, FALSE);
  title = is_empty (self) ? "Weir" : _ ("New stream");
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, "");
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* An empty sidebar is not shown. */
void
weir_window_update_sidebar (WeirWindow *self)
{
  gboolean empty = is_empty (self);

  g_object_set (self->split, "sidebar-shown", self->sidebar_wanted && !empty, NULL);
  if (empty)
    weir_split_fold (self->split);
  gtk_widget_set_visible (self->sidebar_button, !empty);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "toggle-sidebar")), !empty);
}

static void
on_activated (WeirWindow *self)
{
  weir_split_fold (self->split);
}

static void
on_folded (WeirWindow *self)
{
  gboolean beside;

  g_object_get (self->split, "sidebar-shown", &beside, NULL);
  beside = beside && !weir_split_get_folded (self->split);
  adw_header_bar_set_show_start_title_buttons (self->header, !beside);
}

static void
add (WeirWindow *self, WeirSidebarItem *item, guint position)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean goes_along = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->pages));
  GtkWidget *page = weir_sidebar_item_get_page (item);

  gtk_stack_add_child (self->pages, page);
  weir_sidebar_insert (self->sidebar, item, position);
  g_set_weak_pointer (&self->added, item);
  weir_application_remember_soon (WEIR_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  if (self->adds_unseen)
    return;
  weir_sidebar_select (self->sidebar, item);
  /* The stack gives it to the first that takes it, which is not what a page is for. */
  if (goes_along)
    gtk_widget_grab_focus (page);
}

static void
on_undo_close (AdwToast *toast, gpointer user_data)
{
  GtkWidget *window = gtk_widget_get_ancestor (user_data, WEIR_TYPE_WINDOW);
  WeirSidebarItem *item = g_object_get_data (G_OBJECT (toast), "item");

  weir_sidebar_item_set_closed (item, FALSE);
  add (WEIR_WINDOW (window), item, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (toast), "position")));
}

/* @position: where it was */
static void
offer_undo (WeirWindow *self, WeirSidebarItem *item, guint position)
{
  const char *title = weir_sidebar_item_get_title (item);
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autofree char *text = NULL;
  AdwToast *toast;

  weir_text_append_row (shown, (WeirSpan){ title, strlen (title) }, TOAST_TITLE_COLUMNS);
  /* Translators: %s is the name of a stream or recording */
  text = g_strdup_printf (_ ("“%s” was closed"), shown->str);
  toast = weir_toast_new (text);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  /* What is not brought back goes with the toast. */
  g_object_set_data_full (G_OBJECT (toast), "item", g_object_ref (item), g_object_unref);
  g_object_set_data (G_OBJECT (toast), "position", GUINT_TO_POINTER (position));
  g_signal_connect (toast, "button-clicked", G_CALLBACK (on_undo_close), self->toasts);
  weir_toasts_offer (self->toasts, toast);
}

void
weir_window_add (WeirWindow *self, WeirSidebarItem *item)
{
  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (item));

  add (self, item, G_MAXUINT);
}

void
weir_window_set_adds_unseen (WeirWindow *self, gboolean unseen)
{
  g_return_if_fail (WEIR_IS_WINDOW (self));

  self->adds_unseen = unseen;
  g_clear_weak_pointer (&self->added);
}

WeirSidebarItem *
weir_window_get_added (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return self->added;
}

void
weir_window_close_item (WeirWindow *self, WeirSidebarItem *item)
{
  GtkWidget *page, *focus;
  gboolean has_focus;
  guint position;
  g_autoptr (WeirSidebarItem) kept = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (item));

  page = weir_sidebar_item_get_page (item);
  if (gtk_widget_get_parent (page) != GTK_WIDGET (self->pages))
    return;

  kept = g_object_ref (item);
  focus = gtk_window_get_focus (GTK_WINDOW (self));
  has_focus = focus != NULL && (focus == page || gtk_widget_is_ancestor (focus, page));
  /* GTK never lets go of what is hidden with the focus in it and then taken out, in one frame. */
  if (has_focus)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  position = weir_sidebar_remove (self->sidebar, item);
  gtk_stack_remove (self->pages, page);
  if (has_focus)
    gtk_widget_grab_focus (gtk_stack_get_visible_child (self->pages));
  weir_sidebar_item_set_closed (item, TRUE);
  weir_application_remember (WEIR_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), NULL);
  offer_undo (self, item, position);
}

void
weir_window_show_first_page (WeirWindow *self)
{
  g_return_if_fail (WEIR_IS_WINDOW (self));

  weir_sidebar_select (self->sidebar, NULL);
  weir_split_fold (self->split);
  gtk_widget_grab_focus (self->first_page);
}

void
weir_window_offer_left_over (WeirWindow *self, const char *folder)
{
  g_return_if_fail (WEIR_IS_WINDOW (self));

  weir_left_over_bar_look (self->left_over, folder);
}

void
weir_window_take_text (WeirWindow *self, const char *text)
{
  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  weir_window_show_first_page (self);
  weir_first_page_take_text (WEIR_FIRST_PAGE (self->first_page), text);
}

GListModel *
weir_window_get_items (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return weir_sidebar_get_items (self->sidebar);
}

WeirSidebarItem *
weir_window_get_item (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), NULL);

  return weir_sidebar_get_selected (self->sidebar);
}

void
weir_window_add_toast (WeirWindow *self, AdwToast *toast)
{
  g_return_if_fail (WEIR_IS_WINDOW (self));

  weir_toasts_tell (self->toasts, toast);
}

void
weir_window_show_error (WeirWindow *self, const char *title, const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (title != NULL);
  g_return_if_fail (error != NULL);

  /* Translators: what could not be done, then the reason */
  text = g_strdup_printf (_ ("%s: %s"), title, error->message);
  weir_window_add_toast (self, weir_toast_new (text));
}

void
weir_window_show_item (WeirWindow *self, WeirSidebarItem *item)
{
  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (item));

  weir_sidebar_select (self->sidebar, item);
}

static void
load_state (WeirWindow *self)
{
  GtkWindow *window = GTK_WINDOW (self);

  gtk_window_set_default_size (window, g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (window);
  g_object_set (self->split, "sidebar-width", g_settings_get_int (self->settings, "sidebar-width"), NULL);
  self->sidebar_wanted = g_settings_get_boolean (self->settings, "sidebar-shown");
}

/* The next window comes up as this one was left. */
static gboolean
weir_window_close_request (GtkWindow *window)
{
  WeirWindow *self = WEIR_WINDOW (window);
  int width, height, sidebar_width;

  gtk_window_get_default_size (window, &width, &height);
  g_object_get (self->split, "sidebar-width", &sidebar_width, NULL);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  g_settings_set_int (self->settings, "sidebar-width", sidebar_width);
  g_settings_set_boolean (self->settings, "sidebar-shown", self->sidebar_wanted);
  weir_application_remember (WEIR_APPLICATION (gtk_window_get_application (window)), self);
  return GTK_WINDOW_CLASS (weir_window_parent_class)->close_request (window);
}

static void
weir_window_dispose (GObject *object)
{
  WeirWindow *self = WEIR_WINDOW (object);

  g_clear_weak_pointer (&self->added);
  gtk_widget_dispose_template (GTK_WIDGET (self), WEIR_TYPE_WINDOW);
  g_clear_object (&self->shown);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (weir_window_parent_class)->dispose (object);
}

static void
weir_window_class_init (WeirWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = weir_window_close_request;
  g_type_ensure (WEIR_TYPE_FIRST_PAGE);
  g_type_ensure (WEIR_TYPE_LEFT_OVER_BAR);
  g_type_ensure (WEIR_TYPE_SIDEBAR);
  g_type_ensure (WEIR_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/weir-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, split);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, header);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, title);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, left_over);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, first_page);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, show_page);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_folded);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_close_item);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_copy_address);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_duplicate);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_open_left_over);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_open_path);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_serve_script);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_watch);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_watch_address);
}

static void
weir_window_init (WeirWindow *self)
{
  self->settings = weir_settings_new ();
  self->shown = g_binding_group_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->menu_button, weir_menu_get ("main"));
  g_binding_group_bind (self->shown, "title", self->title, "title", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->shown, "subtitle", self->title, "subtitle", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->shown, "title", self, "title", G_BINDING_SYNC_CREATE);
  weir_window_add_actions (self);
  weir_window_accept_drops (self);
  weir_menu_name_items (GTK_WINDOW (self));
  load_state (self);
  g_signal_connect_object (weir_sidebar_get_items (self->sidebar), "items-changed", G_CALLBACK (weir_window_update_sidebar), self,
                           G_CONNECT_SWAPPED);
  weir_window_update_sidebar (self);
  show_page (self);
  /* What is typed or pasted at once goes there. */
  gtk_widget_grab_focus (self->first_page);
}

/* It is of use only while streams are remembered. */
static void
offer_keyring (WeirWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application != NULL)
    weir_first_page_set_keyring (WEIR_FIRST_PAGE (self->first_page), weir_application_get_keyring (WEIR_APPLICATION (application)));
}

WeirWindow *
weir_window_new (GtkApplication *application)
{
  WeirWindow *self = g_object_new (WEIR_TYPE_WINDOW, "application", application, NULL);

  offer_keyring (self);
  g_signal_connect_object (self->settings, "changed::remember-streams", G_CALLBACK (offer_keyring), self, G_CONNECT_SWAPPED);
  weir_first_page_set_workspace (WEIR_FIRST_PAGE (self->first_page), weir_application_get_workspace (WEIR_APPLICATION (application)));
  return self;
}
