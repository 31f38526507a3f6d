/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-window.h"

#include "weir-settings.h"
#include "weir-sidebar.h"
#include "weir-split.h"
#include "weir-text.h"

#include <glib/gi18n.h>

/* Columns of a title inside a toast. */
#define TOAST_TITLE_COLUMNS 40
/* Long enough to see what was closed by mistake. */
#define UNDO_SECONDS 8

struct _WeirWindow
{
  AdwApplicationWindow parent_instance;

  WeirSplit *split;
  WeirSidebar *sidebar;
  AdwHeaderBar *header;
  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkStack *pages;
  GtkWidget *first_page;
  GtkWidget *save_button;
  GtkWidget *start_button;
  GtkWidget *stop_button;

  GSettings *settings;
  GBindingGroup *shown; /* of the item that is shown */
};

G_DEFINE_FINAL_TYPE (WeirWindow, weir_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_page (WeirWindow *self)
{
  WeirSidebarItem *item = weir_sidebar_get_selected (self->sidebar);

  g_binding_group_set_source (self->shown, item);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "stream", item != NULL ? weir_sidebar_item_get_actions (item) : NULL);
  if (item != NULL)
    {
      gtk_stack_set_visible_child (self->pages, weir_sidebar_item_get_page (item));
      gtk_widget_set_visible (self->save_button, weir_sidebar_item_get_actions (item) != NULL);
      return;
    }
  gtk_stack_set_visible_child (self->pages, self->first_page);
  gtk_widget_set_visible (self->save_button, FALSE);
  gtk_widget_set_visible (self->start_button, FALSE);
  gtk_widget_set_visible (self->stop_button, FALSE);
  adw_window_title_set_title (self->title, "Weir");
  adw_window_title_set_subtitle (self->title, "");
  gtk_window_set_title (GTK_WINDOW (self), "Weir");
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
on_undo_close (AdwToast *toast, gpointer user_data)
{
  GtkWidget *window = gtk_widget_get_ancestor (user_data, WEIR_TYPE_WINDOW);
  WeirSidebarItem *item = g_object_get_data (G_OBJECT (toast), "item");

  weir_sidebar_item_set_closed (item, FALSE);
  weir_window_add (WEIR_WINDOW (window), item);
}

static void
offer_undo (WeirWindow *self, WeirSidebarItem *item)
{
  const char *title = weir_sidebar_item_get_title (item);
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  AdwToast *toast;

  weir_text_append_row (shown, (WeirSpan){ title, strlen (title) }, TOAST_TITLE_COLUMNS);
  /* Translators: %s is the name of a stream or recording */
  text = g_strdup_printf (_ ("“%s” was closed"), shown->str);
  markup = g_markup_escape_text (text, -1);
  toast = adw_toast_new (markup);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  /* What is not brought back goes with the toast. */
  g_object_set_data_full (G_OBJECT (toast), "item", g_object_ref (item), g_object_unref);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (on_undo_close), self->toasts);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
weir_window_add (WeirWindow *self, WeirSidebarItem *item)
{
  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (item));

  gtk_stack_add_child (self->pages, weir_sidebar_item_get_page (item));
  weir_sidebar_add (self->sidebar, item);
  weir_sidebar_select (self->sidebar, item);
}

void
weir_window_close_item (WeirWindow *self, WeirSidebarItem *item)
{
  GtkWidget *page;
  g_autoptr (WeirSidebarItem) kept = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (item));

  page = weir_sidebar_item_get_page (item);
  if (gtk_widget_get_parent (page) != GTK_WIDGET (self->pages))
    return;

  kept = g_object_ref (item);
  weir_sidebar_remove (self->sidebar, item);
  gtk_stack_remove (self->pages, page);
  weir_sidebar_item_set_closed (item, TRUE);
  offer_undo (self, item);
}

void
weir_window_show_first_page (WeirWindow *self)
{
  g_return_if_fail (WEIR_IS_WINDOW (self));

  weir_sidebar_select (self->sidebar, NULL);
  weir_split_fold (self->split);
  gtk_widget_child_focus (self->first_page, GTK_DIR_TAB_FORWARD);
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

  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* @text: any; a toast's title is markup. */
static void
add_text_toast (WeirWindow *self, const char *text)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autofree char *markup = NULL;

  weir_text_append_visible (shown, (WeirSpan){ text, strlen (text) }, WEIR_TEXT_NONE);
  markup = g_markup_escape_text (shown->str, -1);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (markup));
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
  add_text_toast (self, text);
}

void
weir_window_show_item (WeirWindow *self, WeirSidebarItem *item)
{
  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (WEIR_IS_SIDEBAR_ITEM (item));

  weir_sidebar_select (self->sidebar, item);
}

static void
new_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_show_first_page (user_data);
}

static void
close_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirSidebarItem *item = weir_window_get_item (user_data);

  if (item != NULL)
    weir_window_close_item (user_data, item);
  else
    gtk_window_close (user_data);
}

static void
open_files (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_choose_files (user_data);
}

static void
watch_demo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_window_watch_demo (user_data);
}

static void
rename_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_sidebar_rename_selected (WEIR_WINDOW (user_data)->sidebar);
}

static void
next_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_sidebar_step (WEIR_WINDOW (user_data)->sidebar, 1);
}

static void
previous_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_sidebar_step (WEIR_WINDOW (user_data)->sidebar, -1);
}

static void
go_to_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_sidebar_select_position (WEIR_WINDOW (user_data)->sidebar, (guint) g_variant_get_int32 (parameter) - 1);
}

static void
toggle_sidebar (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_split_toggle (WEIR_WINDOW (user_data)->split);
}

static void
focus_border (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  weir_split_focus_border (WEIR_WINDOW (user_data)->split);
}

static void
load_state (WeirWindow *self)
{
  GtkWindow *window = GTK_WINDOW (self);

  gtk_window_set_default_size (window, g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (window);
  g_object_set (self->split, "sidebar-width", g_settings_get_int (self->settings, "sidebar-width"), "sidebar-shown",
                g_settings_get_boolean (self->settings, "sidebar-shown"), NULL);
}

/* The next window comes up as this one was left. */
static gboolean
weir_window_close_request (GtkWindow *window)
{
  WeirWindow *self = WEIR_WINDOW (window);
  int width, height, sidebar_width;
  gboolean sidebar_shown;

  gtk_window_get_default_size (window, &width, &height);
  g_object_get (self->split, "sidebar-width", &sidebar_width, "sidebar-shown", &sidebar_shown, NULL);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  g_settings_set_int (self->settings, "sidebar-width", sidebar_width);
  g_settings_set_boolean (self->settings, "sidebar-shown", sidebar_shown);
  return GTK_WINDOW_CLASS (weir_window_parent_class)->close_request (window);
}

static void
weir_window_dispose (GObject *object)
{
  WeirWindow *self = WEIR_WINDOW (object);

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
  g_type_ensure (WEIR_TYPE_SIDEBAR);
  g_type_ensure (WEIR_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/weir-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, split);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, header);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, title);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, first_page);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, start_button);
  gtk_widget_class_bind_template_child (widget_class, WeirWindow, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, show_page);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_folded);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_close_item);
  gtk_widget_class_bind_template_callback (widget_class, weir_window_duplicate);
}

static void
weir_window_init (WeirWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "demo", .activate = watch_demo },
    { .name = "new", .activate = new_page },
    { .name = "open", .activate = open_files },
    { .name = "close-page", .activate = close_page },
    { .name = "rename", .activate = rename_page },
    { .name = "next-page", .activate = next_page },
    { .name = "previous-page", .activate = previous_page },
    { .name = "go-to-page", .activate = go_to_page, .parameter_type = "i" },
    { .name = "toggle-sidebar", .activate = toggle_sidebar },
    { .name = "focus-border", .activate = focus_border },
  };

  self->settings = weir_settings_new ();
  self->shown = g_binding_group_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_binding_group_bind (self->shown, "title", self->title, "title", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->shown, "subtitle", self->title, "subtitle", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->shown, "title", self, "title", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->shown, "can-start", self->start_button, "visible", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->shown, "can-stop", self->stop_button, "visible", G_BINDING_SYNC_CREATE);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  weir_window_accept_drops (self);
  load_state (self);
  show_page (self);
}

WeirWindow *
weir_window_new (GtkApplication *application)
{
  return g_object_new (WEIR_TYPE_WINDOW, "application", application, NULL);
}
