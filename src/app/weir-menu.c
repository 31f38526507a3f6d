/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-menu.h"

void
weir_menu_popup (GtkPopoverMenu *menu, GMenuModel *model, const GdkRectangle *at)
{
  g_return_if_fail (GTK_IS_POPOVER_MENU (menu));
  g_return_if_fail (G_IS_MENU_MODEL (model));

  if (gtk_popover_menu_get_menu_model (menu) == NULL)
    gtk_popover_menu_set_menu_model (menu, model);
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), at);
  gtk_popover_popup (GTK_POPOVER (menu));
}

static void
open_at (GtkGesture *gesture, double x, double y, WeirMenuFunc open)
{
  if (open (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  open_at (GTK_GESTURE (gesture), x, y, user_data);
}

static void
on_long_press (GtkGestureLongPress *gesture, double x, double y, gpointer user_data)
{
  open_at (GTK_GESTURE (gesture), x, y, user_data);
}

void
weir_menu_add_gestures (GtkWidget *widget, WeirMenuFunc open)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (open != NULL);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), (gpointer) open);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (on_long_press), (gpointer) open);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (press));
}
