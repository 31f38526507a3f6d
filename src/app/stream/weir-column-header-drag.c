/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-column-header-private.h"

static const WeirCell *
find_cell (WeirColumnHeader *self, int x)
{
  guint n_cells;
  const WeirCell *cells = weir_column_header_lay_out (self, &n_cells);

  for (guint i = 0; i < n_cells; i++)
    if (x >= cells[i].x && x < cells[i].x + cells[i].width)
      return &cells[i];
  return NULL;
}

/* What the data could give. */
static int
find_spare (WeirColumnHeader *self)
{
  guint n_cells;
  const WeirCell *cells = weir_column_header_lay_out (self, &n_cells);

  for (guint i = 0; i < n_cells; i++)
    if (weir_columns_get (self->columns, cells[i].index)->kind == WEIR_COLUMN_DATA)
      return cells[i].width - (int) (weir_columns_get_width (self->columns, cells[i].index) * self->unit + 0.5);
  return gtk_widget_get_width (GTK_WIDGET (self));
}

static void
on_drag_begin (GtkGestureDrag *gesture, double start_x, double start_y, gpointer user_data)
{
  WeirColumnHeader *self = user_data;
  int x = weir_column_header_from_start (self, start_x), edge;
  const WeirCell *cell = weir_column_header_find_edge (self, x);

  self->drag_x = start_x;
  self->is_resizing = cell != NULL;
  self->is_moving = FALSE;
  if (cell == NULL)
    cell = find_cell (self, x);
  if (cell == NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->dragged = cell->index;
  self->is_held = TRUE;
  weir_columns_hold (self->columns);
  if (!self->is_resizing)
    return;
  weir_column_header_get_edge (self, cell, &edge, &self->drag_sign);
  self->start_width = cell->width;
  /* No further than until another column would have to go. */
  self->most_width = cell->width + MAX (find_spare (self), 0);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
move_dragged (WeirColumnHeader *self, int x)
{
  const WeirCell *cell = find_cell (self, x);
  guint to;

  if (cell == NULL || cell->index == self->dragged)
    return;
  /* It changes places when it is past the middle, or a narrow one would jump to and fro before a wide one. */
  if (cell->index > self->dragged ? x < cell->x + cell->width / 2 : x > cell->x + cell->width / 2)
    return;
  to = cell->index;
  weir_columns_move (self->columns, self->dragged, to);
  self->dragged = to;
}

static void
on_drag_update (GtkGestureDrag *gesture, double offset_x, double offset_y, gpointer user_data)
{
  WeirColumnHeader *self = user_data;
  int x = weir_column_header_from_start (self, self->drag_x + offset_x);
  int start = weir_column_header_from_start (self, self->drag_x);

  if (self->is_resizing)
    {
      int width = MIN (self->start_width + self->drag_sign * (x - start), self->most_width);

      weir_columns_set_width (self->columns, self->dragged, MAX (width / self->unit, WEIR_COLUMN_NARROWEST));
      return;
    }
  if (!self->is_moving && !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) offset_x, (int) offset_y))
    return;
  if (!self->is_moving)
    {
      self->is_moving = TRUE;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
    }
  move_dragged (self, x);
}

static void
on_drag_end (GtkGestureDrag *gesture, double offset_x, double offset_y, gpointer user_data)
{
  WeirColumnHeader *self = user_data;

  if (!self->is_held)
    return;
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  self->is_held = self->is_resizing = self->is_moving = FALSE;
  weir_columns_release (self->columns);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  WeirColumnHeader *self = user_data;
  gboolean at_edge = weir_column_header_find_edge (self, weir_column_header_from_start (self, x)) != NULL;

  if (!self->is_resizing && !self->is_moving)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), at_edge ? "col-resize" : NULL);
}

/* A double click on an edge gives the column its usual width. */
static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  WeirColumnHeader *self = user_data;
  const WeirCell *cell = weir_column_header_find_edge (self, weir_column_header_from_start (self, x));

  if (n_press == 2 && cell != NULL)
    weir_columns_set_width (self->columns, cell->index, 0);
}

static void
on_menu_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  WeirColumnHeader *self = user_data;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  weir_column_header_open_menu (self, weir_column_header_from_start (self, x));
}

static void
on_long_press (GtkGestureLongPress *gesture, double x, double y, gpointer user_data)
{
  WeirColumnHeader *self = user_data;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  weir_column_header_open_menu (self, weir_column_header_from_start (self, x));
}

void
weir_column_header_init_drag (WeirColumnHeader *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu_click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_drag_end), self, 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, 0);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu_click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (menu_click, "pressed", G_CALLBACK (on_menu_pressed), self, 0);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (on_long_press), self, 0);
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu_click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
