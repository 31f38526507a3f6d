/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "weir-settings.h"

/* Longer than the slowest machine needs to map a window. */
#define TIMEOUT_US (20 * G_TIME_SPAN_SECOND)

typedef struct
{
  const char *what;
  gint64 deadline;
} Wait;

/* Often, so that the condition is looked at when nothing happens in this program, too. */
static gboolean
on_tick (gpointer user_data)
{
  const Wait *wait = user_data;

  if (g_get_monotonic_time () > wait->deadline)
    g_error ("20 s passed without: %s", wait->what);
  return G_SOURCE_CONTINUE;
}

guint
app_begin_wait (const char *what)
{
  Wait *wait = g_new (Wait, 1);

  wait->what = what;
  wait->deadline = g_get_monotonic_time () + TIMEOUT_US;
  return g_timeout_add_full (G_PRIORITY_DEFAULT, 10, on_tick, wait, g_free);
}

void
app_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

WeirApplication *
app_start (void)
{
  WeirApplication *application = weir_application_new ();
  g_autoptr (GSettings) settings = weir_settings_new ();
  g_autoptr (GError) error = NULL;

  /* Each test begins with nothing. */
  g_settings_set_boolean (settings, "remember-streams", FALSE);

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  return application;
}

WeirWindow *
app_open_window (WeirApplication *application)
{
  GtkWindow *window;

  g_application_activate (G_APPLICATION (application));
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_assert_true (WEIR_IS_WINDOW (window));
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (window)));
  return WEIR_WINDOW (window);
}

void
app_close (WeirApplication *application)
{
  GList *windows;

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (application))) != NULL)
    {
      GtkWindow *window = windows->data;

      g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
      gtk_window_destroy (window);
      app_wait (window == NULL);
    }
}

GtkWidget *
app_find_by_class (GtkWidget *root, const char *css_class)
{
  GtkWidget *found = NULL;

  if (gtk_widget_has_css_class (root, css_class))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = app_find_by_class (child, css_class);
  return found;
}

GtkWidget *
app_find_by_type (GtkWidget *root, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = app_find_by_type (child, type);
  return found;
}

GtkWindow *
app_find_toplevel (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  return NULL;
}
