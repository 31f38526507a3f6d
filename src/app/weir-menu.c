/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-menu.h"

/* Of the display. */
#define MENUS_KEY "weir-menus"
/* Where the focus was when the menu came up. */
#define FOCUS_KEY "weir-menu-focus"

GMenuModel *
weir_menu_get (const char *name)
{
  GObject *display = G_OBJECT (gdk_display_get_default ());
  GtkBuilder *menus = g_object_get_data (display, MENUS_KEY);

  if (menus == NULL)
    {
      menus = gtk_builder_new_from_resource ("/io/github/weir/Weir/weir-menus.ui");
      g_object_set_data_full (display, MENUS_KEY, menus, g_object_unref);
    }

  return G_MENU_MODEL (gtk_builder_get_object (menus, name));
}

static void
free_focus (gpointer data)
{
  GWeakRef *focus = data;

  g_weak_ref_clear (focus);
  g_free (focus);
}

/* GTK 4.8 leaves it in the menu that was closed, where no key arrives, when it was in a menu within the menu. */
static gboolean
take_focus_back (gpointer user_data)
{
  g_autoptr (GtkWidget) menu = user_data;
  GtkRoot *root = gtk_widget_get_root (menu);
  GtkWidget *now = root != NULL ? gtk_root_get_focus (root) : NULL;
  GWeakRef *before = g_object_get_data (G_OBJECT (menu), FOCUS_KEY);
  g_autoptr (GtkWidget) focus = before != NULL ? g_weak_ref_get (before) : NULL;

  if (root == NULL || gtk_widget_get_visible (menu) || (now != NULL && now != menu && !gtk_widget_is_ancestor (now, menu)))
    return G_SOURCE_REMOVE;
  if (focus == NULL || !gtk_widget_get_mapped (focus) || gtk_widget_get_root (focus) != root || !gtk_widget_grab_focus (focus))
    gtk_widget_grab_focus (gtk_widget_get_parent (menu));

  return G_SOURCE_REMOVE;
}

/* What was chosen may give the focus to something else first. */
static void
on_closed (GtkPopover *menu)
{
  g_idle_add (take_focus_back, g_object_ref (menu));
}

static void
keep_focus (GtkPopoverMenu *menu)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (menu));
  GtkWidget *now = root != NULL ? gtk_root_get_focus (root) : NULL;
  GWeakRef *focus = g_object_get_data (G_OBJECT (menu), FOCUS_KEY);

  if (focus == NULL)
    {
      focus = g_new0 (GWeakRef, 1);
      g_weak_ref_init (focus, NULL);
      g_object_set_data_full (G_OBJECT (menu), FOCUS_KEY, focus, free_focus);
      g_signal_connect (menu, "closed", G_CALLBACK (on_closed), NULL);
    }
  g_weak_ref_set (focus, now);
}

void
weir_menu_popup (GtkPopoverMenu *menu, GMenuModel *model, const GdkRectangle *at)
{
  g_return_if_fail (GTK_IS_POPOVER_MENU (menu));
  g_return_if_fail (G_IS_MENU_MODEL (model));

  if (gtk_popover_menu_get_menu_model (menu) == NULL)
    gtk_popover_menu_set_menu_model (menu, model);
  keep_focus (menu);
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

static gboolean
is_item (GtkWidget *widget)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  return role == GTK_ACCESSIBLE_ROLE_MENU_ITEM || role == GTK_ACCESSIBLE_ROLE_MENU_ITEM_CHECKBOX ||
         role == GTK_ACCESSIBLE_ROLE_MENU_ITEM_RADIO;
}

/* (nullable) */
static const char *
find_text (GtkWidget *item)
{
  const char *text = NULL;

  if (GTK_IS_LABEL (item))
    return gtk_label_get_text (GTK_LABEL (item));
  for (GtkWidget *child = gtk_widget_get_first_child (item); child != NULL && text == NULL; child = gtk_widget_get_next_sibling (child))
    text = find_text (child);

  return text;
}

static void
name_items (GtkWidget *menu)
{
  const char *text = is_item (menu) ? find_text (menu) : NULL;

  if (text != NULL && *text != '\0')
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (menu); child != NULL; child = gtk_widget_get_next_sibling (child))
    name_items (child);
}

static void
on_focus (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *menu = focus != NULL && is_item (focus) ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER_MENU) : NULL;

  if (menu != NULL)
    name_items (menu);
}

void
weir_menu_name_items (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (on_focus), NULL);
}
