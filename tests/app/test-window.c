/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-application.h"
#include "weir-window.h"

/* Longer than the slowest machine needs to map a window. */
#define TIMEOUT_SECONDS 20

static gboolean
on_timeout (gpointer user_data)
{
  g_error ("nothing happened for %d s", TIMEOUT_SECONDS);
  return G_SOURCE_REMOVE;
}

static WeirApplication *
start (void)
{
  WeirApplication *application = weir_application_new ();
  g_autoptr (GError) error = NULL;

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  return application;
}

static void
wait_until_mapped (GtkWindow *window)
{
  guint timeout = g_timeout_add_seconds (TIMEOUT_SECONDS, on_timeout, NULL);

  while (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

static void
close_all (WeirApplication *application)
{
  guint timeout = g_timeout_add_seconds (TIMEOUT_SECONDS, on_timeout, NULL);
  GList *windows;

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (application))) != NULL)
    {
      gtk_window_destroy (windows->data);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_source_remove (timeout);
}

/* The text of the first label below @widget that has the style class; NULL without one. */
static const char *
find_label (GtkWidget *widget, const char *style)
{
  const char *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, style))
    return gtk_label_get_text (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_label (child, style);
  return found;
}

static void
test_opens_and_closes (void)
{
  g_autoptr (WeirApplication) application = start ();
  GtkWindow *window;

  g_application_activate (G_APPLICATION (application));
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_assert_true (WEIR_IS_WINDOW (window));
  wait_until_mapped (window);
  g_assert_cmpstr (gtk_window_get_title (window), ==, "Weir");
  g_assert_cmpstr (find_label (GTK_WIDGET (window), "monospace"), ==, "weir demo");
  g_assert_cmpstr (find_label (GTK_WIDGET (window), "dim-label"), ==, "Version " WEIR_VERSION);
  g_assert_true (gtk_icon_theme_has_icon (gtk_icon_theme_get_for_display (gdk_display_get_default ()), WEIR_APP_ID));
  /* A second start comes to the first window. */
  g_application_activate (G_APPLICATION (application));
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (GTK_APPLICATION (application))), ==, 1);
  gtk_window_close (window);
  while (gtk_application_get_windows (GTK_APPLICATION (application)) != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
check_command (const char *argument, const char *command)
{
  g_autoptr (WeirApplication) application = start ();
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argument);
  GtkWindow *window;

  g_application_open (G_APPLICATION (application), &file, 1, "");
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  wait_until_mapped (window);
  g_assert_cmpstr (find_label (GTK_WIDGET (window), "monospace"), ==, command);
  close_all (application);
}

static void
test_shows_the_command (void)
{
  check_command ("http://127.0.0.1:8123/ticks?a=b", "weir watch 'http://127.0.0.1:8123/ticks?a=b'");
  check_command ("/a/it's here", "weir decode '/a/it'\\''s here'");
}

static GtkWindow *
find_about_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (GTK_IS_ABOUT_DIALOG (window))
        return window;
    }
  return NULL;
}

static void
test_about (void)
{
  g_autoptr (WeirApplication) application = start ();
  GtkWindow *window, *dialog;

  g_application_activate (G_APPLICATION (application));
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  wait_until_mapped (window);
  g_action_group_activate_action (G_ACTION_GROUP (application), "about", NULL);
  dialog = find_about_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (gtk_window_get_transient_for (dialog) == window);
  wait_until_mapped (dialog);
  g_assert_cmpstr (gtk_about_dialog_get_version (GTK_ABOUT_DIALOG (dialog)), ==, WEIR_VERSION);
  gtk_window_destroy (dialog);
  close_all (application);
}

static void
check_shortcut (WeirApplication *application, const char *action, const char *wanted)
{
  g_auto (GStrv) found = gtk_application_get_accels_for_action (GTK_APPLICATION (application), action);

  g_assert_cmpstrv (found, ((const char *const[]){ wanted, NULL }));
}

static void
test_shortcuts (void)
{
  g_autoptr (WeirApplication) application = start ();

  check_shortcut (application, "app.quit", "<Control>q");
  check_shortcut (application, "window.close", "<Control>w");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window/opens-and-closes", test_opens_and_closes);
  g_test_add_func ("/window/shows-the-command", test_shows_the_command);
  g_test_add_func ("/window/about", test_about);
  g_test_add_func ("/window/shortcuts", test_shortcuts);
  return g_test_run ();
}
