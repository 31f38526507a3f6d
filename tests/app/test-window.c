/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "weir-paste-field.h"
#include "weir-settings.h"
#include "weir-state-mark.h"
#include "weir-template-dialog.h"

/* As in every page there is something to have the focus: GTK loses count of what it keeps for a frame when it cannot move that. */
static WeirSidebarItem *
add_page (WeirWindow *window, const char *title)
{
  GtkWidget *page = adw_bin_new ();
  g_autoptr (WeirSidebarItem) item = weir_sidebar_item_new (page, title);

  adw_bin_set_child (ADW_BIN (page), gtk_button_new_with_label (title));
  g_object_set (item, "subtitle", "http://127.0.0.1/", NULL);
  weir_window_add (window, item);
  return item;
}

static guint
count (WeirWindow *window)
{
  return g_list_model_get_n_items (weir_window_get_items (window));
}

static void
act (WeirWindow *window, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
}

static void
test_opens_and_closes (void)
{
  g_autoptr (WeirApplication) application = app_start ();
  WeirWindow *window = app_open_window (application);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Weir");
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), WEIR_TYPE_PASTE_FIELD));
  g_assert_true (gtk_icon_theme_has_icon (gtk_icon_theme_get_for_display (gdk_display_get_default ()), WEIR_APP_ID));
  /* A second start comes to the first window. */
  g_application_activate (G_APPLICATION (application));
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (GTK_APPLICATION (application))), ==, 1);
  g_action_group_activate_action (G_ACTION_GROUP (application), "new-window", NULL);
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (GTK_APPLICATION (application))), ==, 2);
  gtk_window_close (GTK_WINDOW (window));
  app_wait (g_list_length (gtk_application_get_windows (GTK_APPLICATION (application))) == 1);
  app_close (application);
}

static void
test_pages (void)
{
  g_autoptr (WeirApplication) application = app_start ();
  WeirWindow *window = app_open_window (application);
  WeirSidebarItem *one = add_page (window, "one");
  WeirSidebarItem *two = add_page (window, "two");

  g_assert_true (weir_window_get_item (window) == two);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "two");
  act (window, "previous-page");
  g_assert_true (weir_window_get_item (window) == one);
  act (window, "previous-page");
  g_assert_true (weir_window_get_item (window) == two);
  g_action_group_activate_action (G_ACTION_GROUP (window), "go-to-page", g_variant_new_int32 (1));
  g_assert_true (weir_window_get_item (window) == one);
  app_wait (gtk_widget_get_mapped (weir_sidebar_item_get_page (one)));
  g_assert_false (gtk_widget_get_mapped (weir_sidebar_item_get_page (two)));
  act (window, "new");
  g_assert_null (weir_window_get_item (window));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "New stream");
  app_wait (!gtk_widget_get_mapped (weir_sidebar_item_get_page (one)));
  app_close (application);
}

/* A title is text from outside: in the toast, too. */
static void
test_closing_can_be_undone (void)
{
  const char *title = "<b>&amp; </i>\u202e";
  g_autoptr (WeirApplication) application = app_start ();
  WeirWindow *window = app_open_window (application);
  WeirSidebarItem *item = add_page (window, title);
  GtkWidget *button, *toast;

  act (window, "close-page");
  g_assert_cmpuint (count (window), ==, 0);
  g_assert_null (weir_window_get_item (window));
  toast = app_find_by_type (GTK_WIDGET (window), g_type_from_name ("AdwToastWidget"));
  g_assert_nonnull (toast);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (app_find_by_type (toast, GTK_TYPE_LABEL))), ==, "“<b>&amp; </i><U+202E>” was closed");
  button = app_find_by_type (toast, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (count (window), ==, 1);
  g_assert_true (weir_window_get_item (window) == item);
  app_close (application);
}

/* With nothing chosen Ctrl+W closes the window. */
static void
test_closes_what_is_shown (void)
{
  g_autoptr (WeirApplication) application = app_start ();
  WeirWindow *window = app_open_window (application);

  add_page (window, "one");
  add_page (window, "two");
  act (window, "close-page");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "one");
  act (window, "close-page");
  g_assert_cmpuint (count (window), ==, 0);
  act (window, "close-page");
  app_wait (gtk_application_get_windows (GTK_APPLICATION (application)) == NULL);
}

/* What is closed and not brought back is freed, and so is what a closed window had. */
static void
test_frees_pages (void)
{
  g_autoptr (WeirApplication) application = app_start ();
  WeirWindow *window = app_open_window (application);
  WeirSidebarItem *closed = add_page (window, "closed");
  WeirSidebarItem *left = add_page (window, "left");

  g_object_add_weak_pointer (G_OBJECT (closed), (gpointer *) &closed);
  g_object_add_weak_pointer (G_OBJECT (left), (gpointer *) &left);
  weir_window_close_item (window, closed);
  app_close (application);
  g_assert_null (closed);
  g_assert_null (left);
}

/* The first screen is calm: no empty sidebar, no button for one. */
static void
test_empty_sidebar_is_hidden (void)
{
  g_autoptr (WeirApplication) application = app_start ();
  WeirWindow *window = app_open_window (application);
  GtkWidget *sidebar = app_find_by_class (GTK_WIDGET (window), "weir-sidebar");
  WeirSidebarItem *item;

  app_wait (!gtk_widget_get_child_visible (sidebar));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "toggle-sidebar"));
  item = add_page (window, "one");
  app_wait (gtk_widget_get_child_visible (sidebar));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "toggle-sidebar"));
  weir_window_close_item (window, item);
  app_wait (!gtk_widget_get_child_visible (sidebar));
  app_close (application);
}

static void
test_remembers_its_state (void)
{
  g_autoptr (WeirApplication) application = app_start ();
  g_autoptr (GSettings) settings = weir_settings_new ();
  WeirWindow *window;
  int width, height;

  g_settings_set_int (settings, "window-width", 800);
  g_settings_set_int (settings, "window-height", 600);
  g_settings_set_boolean (settings, "sidebar-shown", FALSE);
  window = app_open_window (application);
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_assert_cmpint (width, ==, 800);
  g_assert_cmpint (height, ==, 600);
  add_page (window, "one");
  act (window, "toggle-sidebar");
  gtk_window_close (GTK_WINDOW (window));
  g_assert_true (g_settings_get_boolean (settings, "sidebar-shown"));
  g_settings_reset (settings, "window-width");
  g_settings_reset (settings, "window-height");
  app_close (application);
}

static void
test_color_scheme (void)
{
  g_autoptr (WeirApplication) application = app_start ();
  g_autoptr (GSettings) settings = weir_settings_new ();

  app_open_window (application);
  g_settings_set_string (settings, "color-scheme", "dark");
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  g_settings_set_string (settings, "color-scheme", "light");
  g_assert_false (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  g_settings_reset (settings, "color-scheme");
  app_close (application);
}

/* What the icon's menu offers is there, through the bus and without one. */
static void
test_actions_of_the_icon (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", WEIR_APP_ID ".desktop.in", NULL);
  g_autoptr (GKeyFile) entry = g_key_file_new ();
  g_autoptr (WeirApplication) application = app_start ();
  WeirWindow *window = app_open_window (application);
  g_auto (GStrv) actions = NULL;
  GtkWindow *dialog;

  g_assert_true (g_key_file_load_from_file (entry, path, G_KEY_FILE_NONE, NULL));
  actions = g_key_file_get_string_list (entry, G_KEY_FILE_DESKTOP_GROUP, "Actions", NULL, NULL);
  g_assert_cmpstrv (actions, ((const char *const[]){ "new-stream", "new-mock", "new-window", NULL }));
  for (gsize i = 0; actions[i] != NULL; i++)
    g_assert_true (g_action_map_lookup_action (G_ACTION_MAP (application), actions[i]) != NULL);

  g_action_group_activate_action (G_ACTION_GROUP (application), "new-mock", NULL);
  dialog = app_find_toplevel (WEIR_TYPE_TEMPLATE_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_true (gtk_window_get_transient_for (dialog) == GTK_WINDOW (window));
  gtk_window_destroy (dialog);
  app_close (application);
}

/* Why something failed is often longer than a line. */
static void
test_long_error (void)
{
  g_autoptr (WeirApplication) application = app_start ();
  WeirWindow *window = app_open_window (application);
  g_autofree char *words = g_strnfill (120, 'w');
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "<b>\033 %s last", words);
  GtkWidget *toast;
  GtkLabel *label;

  weir_window_show_error (window, "Not done", error);
  app_wait ((toast = app_find_by_type (GTK_WIDGET (window), g_type_from_name ("AdwToastWidget"))) != NULL);
  label = GTK_LABEL (app_find_by_type (toast, GTK_TYPE_LABEL));
  app_wait (gtk_widget_get_width (GTK_WIDGET (label)) > 0);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (label), "Not done: <b>␛ www"));
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (label)), >=, 3);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (label)));
  app_close (application);
}

static void
test_about (void)
{
  g_autoptr (WeirApplication) application = app_start ();
  WeirWindow *window = app_open_window (application);
  GtkWindow *dialog;

  g_action_group_activate_action (G_ACTION_GROUP (application), "about", NULL);
  dialog = app_find_toplevel (GTK_TYPE_ABOUT_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_true (gtk_window_get_transient_for (dialog) == GTK_WINDOW (window));
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  g_assert_cmpstr (gtk_about_dialog_get_version (GTK_ABOUT_DIALOG (dialog)), ==, WEIR_VERSION);
  gtk_window_destroy (dialog);
  app_close (application);
}

static void
check_visible (guint n)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  app_wait (g_list_model_get_n_items (toplevels) == n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      g_assert_true (gtk_widget_get_visible (toplevel));
    }
}

/* GTK tells a screen reader of a hidden window when it asks for one that has just closed, and dies of it. */
static void
test_no_window_is_hidden (void)
{
  static const char *const actions[] = { "app.about", "app.preferences", "win.shortcuts", "win.template" };
  g_autoptr (WeirApplication) application = app_start ();
  WeirWindow *window = app_open_window (application);

  check_visible (1);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GtkWindow) dialog = NULL;

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), actions[i], NULL));
      check_visible (2);
      dialog = g_list_model_get_item (gtk_window_get_toplevels (), 1);
      app_wait (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
      gtk_window_close (dialog);
      check_visible (1);
    }
  app_close (application);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window/opens-and-closes", test_opens_and_closes);
  g_test_add_func ("/window/pages", test_pages);
  g_test_add_func ("/window/closing-can-be-undone", test_closing_can_be_undone);
  g_test_add_func ("/window/closes-what-is-shown", test_closes_what_is_shown);
  g_test_add_func ("/window/frees-pages", test_frees_pages);
  g_test_add_func ("/window/empty-sidebar-is-hidden", test_empty_sidebar_is_hidden);
  g_test_add_func ("/window/remembers-its-state", test_remembers_its_state);
  g_test_add_func ("/window/color-scheme", test_color_scheme);
  g_test_add_func ("/window/actions-of-the-icon", test_actions_of_the_icon);
  g_test_add_func ("/window/long-error", test_long_error);
  g_test_add_func ("/window/about", test_about);
  g_test_add_func ("/window/no-window-is-hidden", test_no_window_is_hidden);
  return g_test_run ();
}
