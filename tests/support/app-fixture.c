/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "weir-settings.h"

/* Longer than the slowest machine needs to map a window. */
#define TIMEOUT_US (40 * G_TIME_SPAN_SECOND)

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
    g_error ("40 s passed without: %s", wait->what);
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

static void
watch_tree (GtkWidget *root, GPtrArray *widgets)
{
  gpointer *slot;

  /* GTK keeps it for the next window. */
  if (g_str_equal (G_OBJECT_TYPE_NAME (root), "GtkTooltipWindow"))
    return;

  slot = g_new (gpointer, 1);
  *slot = root;
  g_object_add_weak_pointer (G_OBJECT (root), slot);
  g_ptr_array_add (widgets, slot);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    watch_tree (child, widgets);
}

GPtrArray *
app_watch_widgets (GtkWidget *root)
{
  GPtrArray *widgets = g_ptr_array_new_with_free_func (g_free);

  watch_tree (root, widgets);

  return widgets;
}

void
app_wait_for_end (GPtrArray *widgets)
{
  for (guint i = 0; i < widgets->len; i++)
    {
      gpointer *slot = g_ptr_array_index (widgets, i);
      g_autofree char *what = g_strdup_printf ("the end of a %s", *slot != NULL ? G_OBJECT_TYPE_NAME (*slot) : "widget");
      guint deadline = app_begin_wait (what);

      while (*slot != NULL)
        g_main_context_iteration (NULL, TRUE);
      g_source_remove (deadline);
    }
  g_ptr_array_unref (widgets);
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  guint *n = user_data;

  (*n)++;

  return *n < 2 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
app_draw (GtkWidget *widget)
{
  guint n = 0;

  gtk_widget_queue_draw (widget);
  gtk_widget_add_tick_callback (widget, on_frame, &n, NULL);
  app_wait (n == 2);
}

void
app_destroy (GtkWindow *window)
{
  GPtrArray *widgets;

  /* GTK holds what was hidden with the focus in it until the next frame, and for ever when the window goes before. */
  if (gtk_widget_get_mapped (GTK_WIDGET (window)))
    app_draw (GTK_WIDGET (window));
  widgets = app_watch_widgets (GTK_WIDGET (window));
  gtk_window_destroy (window);
  app_wait_for_end (widgets);
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
    app_destroy (windows->data);
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
