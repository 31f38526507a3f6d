/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "stage.h"

static void
load_style (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  if (g_object_get_data (G_OBJECT (display), "stage-style") != NULL)
    return;

  adw_init ();
  gtk_css_provider_load_from_resource (style, "/io/github/weir/Weir/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (style), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), "/io/github/weir/Weir/icons");
  g_object_set_data (G_OBJECT (display), "stage-style", display);
}

GtkWindow *
stage_show (GtkWidget *child, int width, int height)
{
  GtkWindow *window;

  load_style ();
  window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (window, width, height);
  gtk_window_set_child (window, child);
  gtk_window_present (window);
  app_wait (gtk_widget_get_mapped (child) && gtk_widget_get_width (child) > 0);

  return window;
}

gboolean
stage_press (GtkWidget *widget, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &taken);
    }

  return taken;
}

GtkWidget *
stage_find_text (GtkWidget *root, const char *text)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = stage_find_text (child, text);

  return found;
}

GtkWidget *
stage_find_action (GtkWidget *root, const char *action)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_ACTIONABLE (root) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = stage_find_action (child, action);

  return found;
}

void
stage_click_toast (GtkWidget *root, const char *label)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (root);
  gint64 end_us;

  app_wait (stage_find_text (root, label) != NULL);
  end_us = gdk_frame_clock_get_frame_time (clock) + 550 * G_TIME_SPAN_MILLISECOND;
  while (gdk_frame_clock_get_frame_time (clock) < end_us)
    app_draw (root);
  g_signal_emit_by_name (gtk_widget_get_ancestor (stage_find_text (root, label), GTK_TYPE_BUTTON), "clicked");
}
