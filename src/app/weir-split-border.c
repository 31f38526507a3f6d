/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-split-border.h"

#include <glib/gi18n.h>

#define STEP 16

struct _WeirSplitBorder
{
  GtkWidget parent_instance;

  double start; /* of a drag, in the parent's coordinates: the border itself moves along */
};

G_DEFINE_FINAL_TYPE (WeirSplitBorder, weir_split_border, GTK_TYPE_WIDGET)

enum
{
  BEGIN,
  MOVE,
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static double
get_pointer (WeirSplitBorder *self, GtkGestureDrag *drag)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double x = 0, y = 0, parent_x, parent_y;

  gtk_gesture_get_point (GTK_GESTURE (drag), NULL, &x, &y);
  gtk_widget_translate_coordinates (widget, gtk_widget_get_parent (widget), x, y, &parent_x, &parent_y);
  return parent_x;
}

static void
move (WeirSplitBorder *self, double x)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  g_signal_emit (self, signals[MOVE], 0, is_rtl ? -x : x);
}

static void
on_drag_begin (WeirSplitBorder *self, double x, double y, GtkGestureDrag *drag)
{
  self->start = get_pointer (self, drag);
  g_signal_emit (self, signals[BEGIN], 0);
}

static void
on_drag_update (WeirSplitBorder *self, double x, double y, GtkGestureDrag *drag)
{
  move (self, get_pointer (self, drag) - self->start);
}

static gboolean
on_key (WeirSplitBorder *self, guint key, guint code, GdkModifierType modifiers)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      g_signal_emit (self, signals[BEGIN], 0);
      move (self, -STEP);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      g_signal_emit (self, signals[BEGIN], 0);
      move (self, STEP);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      g_signal_emit (self, signals[LEAVE], 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Tab goes past it: a line to move is no stop on the way to the page. */
static gboolean
weir_split_border_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return FALSE;
}

static void
weir_split_border_class_init (WeirSplitBorderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = weir_split_border_focus;
  signals[BEGIN] = g_signal_new ("begin", WEIR_TYPE_SPLIT_BORDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVE] = g_signal_new ("move", WEIR_TYPE_SPLIT_BORDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[LEAVE] = g_signal_new ("leave", WEIR_TYPE_SPLIT_BORDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "weir-split-border");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEPARATOR);
}

static void
weir_split_border_init (WeirSplitBorder *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_cursor_from_name (widget, "col-resize");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Width of the sidebar"), -1);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (widget, keys);
}

GtkWidget *
weir_split_border_new (void)
{
  return g_object_new (WEIR_TYPE_SPLIT_BORDER, NULL);
}
