/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-beat.h"
#include "weir-event-view-private.h"

/* The list looks at what came at most so often. */
#define UPDATE_INTERVAL_MS 50
/* A frame later, when all that was told was what went at the head. */
#define FRAME_MS 17

static gboolean
is_at_end (GtkAdjustment *adjustment, double margin)
{
  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) >=
         gtk_adjustment_get_upper (adjustment) - margin;
}

static guint
get_n_items (WeirEventView *self)
{
  return self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
}

void
weir_event_view_scroll_to (WeirEventView *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

static void
scroll_to_end (WeirEventView *self)
{
  guint n_items = get_n_items (self);

  /* What a menu or a note is about stays where it is. */
  if (n_items == 0 || self->menu_event != NULL || self->note_event != NULL)
    return;
  self->is_end_due = TRUE;
  weir_event_view_scroll_to (self, n_items - 1);
}

static void
count_unseen (WeirEventView *self)
{
  guint position;

  if (self->following || self->list == NULL || !weir_event_list_find (self->list, self->first_unseen, &position))
    weir_event_view_set_unseen (self, 0);
  else
    weir_event_view_set_unseen (self, get_n_items (self) - position);
}

void
weir_event_view_set_unseen (WeirEventView *self, guint64 unseen)
{
  if (unseen == self->unseen)
    return;
  self->unseen = unseen;
  weir_event_view_notify_unseen (self);
}

/* The row after the last one that is shown. */
static guint64
find_end (WeirEventView *self)
{
  guint n_items = get_n_items (self);
  guint64 row;

  if (n_items == 0)
    return self->list != NULL ? weir_event_list_get_start (self->list) : 0;
  row = weir_event_list_get_row (self->list, n_items - 1);

  return row != WEIR_ROW_NONE ? row + 1 : row;
}

void
weir_event_view_set_following (WeirEventView *self, gboolean following)
{
  g_return_if_fail (WEIR_IS_EVENT_VIEW (self));

  if (following)
    scroll_to_end (self);
  if (self->following == !!following)
    return;

  self->following = !!following;
  self->look->is_hasty = self->following;
  self->first_unseen = self->following ? WEIR_ROW_NONE : find_end (self);
  count_unseen (self);
  weir_event_view_notify_following (self);
}

void
weir_event_view_follow_list (WeirEventView *self)
{
  if (self->following)
    scroll_to_end (self);
  else if (self->first_unseen == WEIR_ROW_NONE)
    self->first_unseen = find_end (self);
  count_unseen (self);
}

static gboolean
on_cooled_down (gpointer user_data)
{
  WeirEventView *self = user_data;

  weir_beat_stop (&self->cool_down);
  if (self->is_update_due)
    weir_event_view_queue_update (self);

  return G_SOURCE_CONTINUE;
}

void
weir_event_view_queue_update (WeirEventView *self)
{
  guint n_before;

  g_return_if_fail (WEIR_IS_EVENT_VIEW (self));

  self->is_update_due = self->list != NULL;
  /* One that is not seen looks when it is seen again. */
  if (self->cool_down != NULL || self->list == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  n_before = get_n_items (self);
  /* After something there may be more. */
  self->is_update_due = weir_event_list_update (self->list);
  weir_beat_start (&self->cool_down, get_n_items (self) < n_before ? FRAME_MS : UPDATE_INTERVAL_MS, on_cooled_down, self);
}

static gboolean
on_moved_away (gpointer user_data)
{
  WeirEventView *self = user_data;

  self->catch_up = 0;
  if (self->following && !is_at_end (gtk_scrolled_window_get_vadjustment (self->scrolled), 1))
    scroll_to_end (self);

  return G_SOURCE_REMOVE;
}

/* Not from within: the list is just being laid out. */
static void
queue_catch_up (WeirEventView *self)
{
  if (self->catch_up == 0)
    self->catch_up = g_idle_add (on_moved_away, self);
}

/* The list takes a row that it has not laid out for one without a height, and stops that much short of the end that it was asked for. */
static gboolean
is_row_short (WeirEventView *self, GtkAdjustment *adjustment)
{
  double row = gtk_adjustment_get_upper (adjustment) / MAX (get_n_items (self), 1);

  return self->is_end_due && is_at_end (adjustment, row + 1) && !is_at_end (adjustment, row - 1);
}

static void
on_value_changed (GtkAdjustment *adjustment, gpointer user_data)
{
  WeirEventView *self = user_data;
  double before = self->last_value;
  double value = gtk_adjustment_get_value (adjustment);
  double margin = self->look->height / 2.0;

  self->last_value = value;
  if (is_at_end (adjustment, 1))
    self->is_end_due = FALSE;
  weir_event_view_foreach_row (self, weir_event_row_wake);
  /* When rows come, the end moves away and the value stays; when rows go or the window grows, the value shrinks at the end: neither is a
   * person who scrolls up. */
  if (self->following && value < before - 1 && !is_at_end (adjustment, margin))
    {
      if (is_row_short (self, adjustment))
        queue_catch_up (self);
      else
        weir_event_view_set_following (self, FALSE);
    }
  else if (!self->following && value > before && is_at_end (adjustment, 1) && self->selected == NULL)
    weir_event_view_set_following (self, TRUE);
}

/* The list got its first size, or another one. */
static void
on_size_changed (GtkAdjustment *adjustment, gpointer user_data)
{
  WeirEventView *self = user_data;

  weir_event_view_foreach_row (self, weir_event_row_wake);
  if (self->following && !is_at_end (adjustment, 1))
    queue_catch_up (self);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer user_data)
{
  if ((key != GDK_KEY_End && key != GDK_KEY_KP_End) || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  weir_event_view_set_following (user_data, TRUE);

  return GDK_EVENT_STOP;
}

void
weir_event_view_init_follow (WeirEventView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->following = TRUE;
  self->look->is_hasty = TRUE;
  self->first_unseen = WEIR_ROW_NONE;
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_value_changed), self, 0);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_size_changed), self, 0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), keys);
}

void
weir_event_view_dispose_follow (WeirEventView *self)
{
  weir_beat_stop (&self->cool_down);
  g_clear_handle_id (&self->catch_up, g_source_remove);
}
