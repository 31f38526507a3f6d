/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-column-header-private.h"

#include "weir-column-title.h"

/* px */
#define PADDING 6
#define EDGE_REACH 6
#define LEAST_WIDTH 100
/* Digits a key press. */
#define KEY_STEP 1

G_DEFINE_FINAL_TYPE (WeirColumnHeader, weir_column_header, GTK_TYPE_WIDGET)

static gboolean
is_rtl (WeirColumnHeader *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

const WeirCell *
weir_column_header_lay_out (WeirColumnHeader *self, guint *n_cells)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  return weir_columns_lay_out (self->columns, width, self->unit, n_cells);
}

int
weir_column_header_from_start (WeirColumnHeader *self, double x)
{
  return is_rtl (self) ? gtk_widget_get_width (GTK_WIDGET (self)) - (int) x : (int) x;
}

gboolean
weir_column_header_get_edge (WeirColumnHeader *self, const WeirCell *cell, int *x, int *sign)
{
  guint n_cells;
  const WeirCell *cells = weir_column_header_lay_out (self, &n_cells);

  *sign = 1;
  for (guint i = 0; i < n_cells && &cells[i] <= cell; i++)
    if (weir_columns_get (self->columns, cells[i].index)->kind == WEIR_COLUMN_DATA)
      *sign = -1;
  *x = *sign > 0 ? cell->x + cell->width + PADDING : cell->x - PADDING;

  return weir_columns_get (self->columns, cell->index)->kind != WEIR_COLUMN_DATA;
}

const WeirCell *
weir_column_header_find_edge (WeirColumnHeader *self, int x)
{
  guint n_cells;
  const WeirCell *cells = weir_column_header_lay_out (self, &n_cells);

  for (guint i = 0; i < n_cells; i++)
    {
      int edge, sign;

      if (weir_column_header_get_edge (self, &cells[i], &edge, &sign) && ABS (x - edge) <= EDGE_REACH)
        return &cells[i];
    }
  return NULL;
}

static void
allocate_child (WeirColumnHeader *self, GtkWidget *child, int x, int width, int height)
{
  int all = gtk_widget_get_width (GTK_WIDGET (self));

  gtk_widget_size_allocate (child, &(GtkAllocation){ is_rtl (self) ? all - x - width : x, 0, MAX (width, 0), height }, -1);
}

static const WeirCell *
find_cell (const WeirCell *cells, guint n_cells, guint index)
{
  for (guint i = 0; i < n_cells; i++)
    if (cells[i].index == index)
      return &cells[i];
  return NULL;
}

static void
weir_column_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WeirColumnHeader *self = WEIR_COLUMN_HEADER (widget);
  int button_width;
  guint n_cells;
  const WeirCell *cells = weir_column_header_lay_out (self, &n_cells);

  gtk_widget_measure (GTK_WIDGET (self->button), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &button_width, NULL, NULL);
  for (guint i = 0; i < self->titles->len; i++)
    {
      GtkWidget *title = g_ptr_array_index (self->titles, i);
      const WeirCell *cell = find_cell (cells, n_cells, i);
      int least, room;

      /* A head that is hidden for a moment only would lose the focus. */
      gtk_widget_set_child_visible (title, cell != NULL);
      if (cell == NULL)
        continue;
      gtk_widget_measure (title, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      room = MIN (cell->width + 2 * PADDING, width - button_width - (cell->x - PADDING));
      allocate_child (self, title, cell->x - PADDING, MAX (room, least), height);
    }
  allocate_child (self, GTK_WIDGET (self->button), width - button_width, button_width, height);
  gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
weir_column_header_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  WeirColumnHeader *self = WEIR_COLUMN_HEADER (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = LEAST_WIDTH;
      return;
    }
  gtk_widget_measure (GTK_WIDGET (self->button), orientation, -1, minimum, natural, NULL, NULL);
  for (guint i = 0; i < self->titles->len; i++)
    {
      int least, usual;

      gtk_widget_measure (g_ptr_array_index (self->titles, i), orientation, -1, &least, &usual, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, usual);
    }
}

/* A thin line where an edge can be dragged. */
static void
weir_column_header_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WeirColumnHeader *self = WEIR_COLUMN_HEADER (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  guint n_cells;
  const WeirCell *cells = weir_column_header_lay_out (self, &n_cells);
  GdkRGBA color;

  GTK_WIDGET_CLASS (weir_column_header_parent_class)->snapshot (widget, snapshot);

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= 0.2f;
  for (guint i = 0; i < n_cells; i++)
    {
      int x, sign;

      if (!weir_column_header_get_edge (self, &cells[i], &x, &sign))
        continue;
      gtk_snapshot_append_color (snapshot, &color,
                                 &GRAPHENE_RECT_INIT ((float) (is_rtl (self) ? width - x - 1 : x), (float) height / 4, 1,
                                                      (float) height / 2));
    }
}

static void
on_columns_changed (WeirColumns *columns, gpointer user_data)
{
  WeirColumnHeader *self = user_data;
  guint n = weir_columns_get_n (columns);

  while (self->titles->len > n)
    {
      gtk_widget_unparent (g_ptr_array_index (self->titles, self->titles->len - 1));
      g_ptr_array_set_size (self->titles, (int) self->titles->len - 1);
    }
  while (self->titles->len < n)
    {
      GtkWidget *title = weir_column_title_new ();

      gtk_widget_insert_before (title, GTK_WIDGET (self), GTK_WIDGET (self->button));
      g_ptr_array_add (self->titles, title);
    }
  for (guint i = 0; i < n; i++)
    weir_column_title_show (g_ptr_array_index (self->titles, i), columns, i);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
weir_column_header_set_columns (WeirColumnHeader *self, WeirColumns *columns)
{
  g_return_if_fail (WEIR_IS_COLUMN_HEADER (self));
  g_return_if_fail (WEIR_IS_COLUMNS (columns));
  g_return_if_fail (self->columns == NULL);

  self->columns = g_object_ref (columns);
  g_signal_connect_object (columns, "changed", G_CALLBACK (on_columns_changed), self, 0);
  on_columns_changed (columns, self);
}

void
weir_column_header_set_unit (WeirColumnHeader *self, double unit)
{
  g_return_if_fail (WEIR_IS_COLUMN_HEADER (self));

  if (self->unit == unit)
    return;
  self->unit = unit;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* Returns: whether the focus is on a head; then @place is its place among those that are shown */
static gboolean
find_focus (WeirColumnHeader *self, const WeirCell *cells, guint n_cells, guint *place)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));

  for (*place = 0; *place < n_cells; ++*place)
    if (g_ptr_array_index (self->titles, cells[*place].index) == focus)
      return TRUE;
  return FALSE;
}

static void
act_on_arrow (WeirColumnHeader *self, guint place, int step, GdkModifierType state)
{
  guint n_cells;
  const WeirCell *cells = weir_column_header_lay_out (self, &n_cells);
  guint index = cells[place].index;
  guint neighbour;

  if (state == GDK_SHIFT_MASK)
    {
      weir_columns_set_width (self->columns, index, weir_columns_get_width (self->columns, index) + step * KEY_STEP);
      return;
    }
  if ((step < 0 && place == 0) || (step > 0 && place + 1 >= n_cells))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  neighbour = cells[place + (guint) step].index;
  if (state == GDK_CONTROL_MASK)
    weir_columns_move (self->columns, index, neighbour);
  gtk_widget_grab_focus (g_ptr_array_index (self->titles, neighbour));
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer user_data)
{
  WeirColumnHeader *self = user_data;
  int forward = is_rtl (self) ? -1 : 1;
  guint n_cells, place;
  const WeirCell *cells = weir_column_header_lay_out (self, &n_cells);

  state &= gtk_accelerator_get_default_mod_mask ();
  if (!find_focus (self, cells, n_cells, &place))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      act_on_arrow (self, place, -forward, state);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      act_on_arrow (self, place, forward, state);
      return GDK_EVENT_STOP;
    case GDK_KEY_F10:
      if (state != GDK_SHIFT_MASK)
        return GDK_EVENT_PROPAGATE;
      G_GNUC_FALLTHROUGH;
    case GDK_KEY_Menu:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      weir_column_header_open_menu (self, cells[place].x + cells[place].width / 2);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* The heads are one stop of Tab, the button another: the arrows go from head to head. */
static gboolean
weir_column_header_focus (GtkWidget *widget, GtkDirectionType direction)
{
  WeirColumnHeader *self = WEIR_COLUMN_HEADER (widget);
  GtkWidget *child = gtk_widget_get_focus_child (widget);
  GtkWidget *button = GTK_WIDGET (self->button);
  guint n_cells;
  const WeirCell *cells = weir_column_header_lay_out (self, &n_cells);
  gboolean is_title = child != NULL && WEIR_IS_COLUMN_TITLE (child);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (weir_column_header_parent_class)->focus (widget, direction);
  /* A popover goes round by itself. */
  if (child != NULL && !is_title && gtk_widget_child_focus (child, direction))
    return TRUE;
  if (direction == GTK_DIR_TAB_FORWARD ? is_title : child == NULL)
    return gtk_widget_child_focus (button, direction);
  if (direction == GTK_DIR_TAB_FORWARD ? child == NULL : child == button)
    return n_cells > 0 && gtk_widget_grab_focus (g_ptr_array_index (self->titles, cells[0].index));

  return FALSE;
}

static void
weir_column_header_dispose (GObject *object)
{
  WeirColumnHeader *self = WEIR_COLUMN_HEADER (object);

  weir_column_header_dispose_menu (self);
  for (guint i = 0; self->titles != NULL && i < self->titles->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->titles, i));
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (weir_column_header_parent_class)->dispose (object);
}

static void
weir_column_header_class_init (WeirColumnHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_column_header_dispose;
  widget_class->focus = weir_column_header_focus;
  widget_class->size_allocate = weir_column_header_size_allocate;
  widget_class->measure = weir_column_header_measure;
  widget_class->snapshot = weir_column_header_snapshot;
  gtk_widget_class_set_css_name (widget_class, "weir-column-header");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
weir_column_header_init (WeirColumnHeader *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->titles = g_ptr_array_new ();
  self->unit = 8;
  weir_column_header_init_menu (self);
  weir_column_header_init_drag (self);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
