/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-view-private.h"

/*
 * The keyboard's focus among rows. GtkListView takes it from row to row with Tab, to the end of a million rows, and when it is asked
 * for the focus it gives it to any row that it holds, and scrolls there. So that is done here: the list is one stop, and the focus is
 * given to rows in view. Following leaves it where it is; it comes to what is in view with the next key.
 */

/* Whether the whole of it is in the list's window. A row with the focus that was scrolled away is kept, hidden where it was last. */
static gboolean
is_in_view (WeirEventView *self, GtkWidget *item)
{
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (item) && gtk_widget_compute_bounds (item, GTK_WIDGET (self->list_view), &bounds) && bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (GTK_WIDGET (self->list_view));
}

static GtkWidget *
get_focused_item (WeirEventView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_parent (focus) == GTK_WIDGET (self->list_view) ? focus : NULL;
}

static guint64
get_row (GtkWidget *item)
{
  GtkWidget *row = gtk_widget_get_first_child (item);
  WeirEvent *event = row != NULL && WEIR_IS_EVENT_ROW (row) ? weir_event_row_get_event (WEIR_EVENT_ROW (row)) : NULL;

  return event != NULL ? weir_event_get_number (event) : WEIR_ROW_NONE;
}

/* Of the rows in view the selected one, else the first or the last. Returns: (nullable) */
static GtkWidget *
find_item_in_view (WeirEventView *self, gboolean last)
{
  guint64 selected = self->selected != NULL ? weir_event_get_number (self->selected) : WEIR_ROW_NONE;
  guint64 best_row = WEIR_ROW_NONE;
  GtkWidget *best = NULL;

  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      guint64 row = get_row (item);

      if (row == WEIR_ROW_NONE || !is_in_view (self, item))
        continue;
      if (row == selected)
        return item;
      if (best == NULL || (last ? row > best_row : row < best_row))
        {
          best = item;
          best_row = row;
        }
    }

  return best;
}

gboolean
weir_event_view_focus_rows (WeirEventView *self)
{
  GtkWidget *focused = get_focused_item (self);
  GtkWidget *item;

  if (focused != NULL && is_in_view (self, focused))
    return TRUE;
  item = find_item_in_view (self, self->following);

  return item != NULL && gtk_widget_grab_focus (item);
}

static gboolean
is_one_of (guint key, const guint *keys)
{
  for (; *keys != 0; keys++)
    if (*keys == key)
      return TRUE;

  return FALSE;
}

/* (or -1) */
static gint64
get_frame (WeirEventView *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->list_view));

  return clock != NULL ? gdk_frame_clock_get_frame_counter (clock) : -1;
}

/* A key that would act on a row with the focus that nobody sees brings the focus into view instead; one that moves it selects there. It
 * cannot go on to the list: the row that it is on its way to may be gone with the focus. Within a frame in which a key moved it the row is
 * not yet where it will be seen. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer user_data)
{
  static const guint moving[] = { GDK_KEY_Up,        GDK_KEY_KP_Up,        GDK_KEY_Down,
                                  GDK_KEY_KP_Down,   GDK_KEY_Page_Up,      GDK_KEY_KP_Page_Up,
                                  GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, 0 };
  static const guint others[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space, GDK_KEY_KP_Space, GDK_KEY_Menu, 0 };
  WeirEventView *self = user_data;
  GtkWidget *focused = get_focused_item (self);
  gboolean moves = is_one_of (key, moving);

  if (focused == NULL || (!moves && !is_one_of (key, others)))
    return GDK_EVENT_PROPAGATE;
  if (is_in_view (self, focused) || (self->moved_in >= 0 && self->moved_in == get_frame (self)))
    {
      if (moves)
        self->moved_in = get_frame (self);
      return GDK_EVENT_PROPAGATE;
    }
  if (!weir_event_view_focus_rows (self))
    return GDK_EVENT_PROPAGATE;
  focused = get_focused_item (self);
  if (moves && focused != NULL && (state & gtk_accelerator_get_default_mod_mask ()) == 0)
    weir_event_view_select_row (self, get_row (focused));

  return GDK_EVENT_STOP;
}

gboolean
weir_event_view_move_focus (WeirEventView *self, GtkDirectionType direction)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  GtkWidget *header = GTK_WIDGET (self->header);

  if (child != NULL && child != GTK_WIDGET (self->scrolled) && gtk_widget_child_focus (child, direction))
    return TRUE;
  if (direction == GTK_DIR_TAB_FORWARD)
    {
      if (child == GTK_WIDGET (self->scrolled))
        return FALSE;
      return (child == NULL && gtk_widget_child_focus (header, direction)) || weir_event_view_focus_rows (self);
    }
  if (child == header)
    return FALSE;

  return (child == NULL && weir_event_view_focus_rows (self)) || gtk_widget_child_focus (header, direction);
}

void
weir_event_view_init_focus (WeirEventView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->moved_in = -1;
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), keys);
}
