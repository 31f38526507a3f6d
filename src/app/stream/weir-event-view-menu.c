/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-view-private.h"

#include "weir-menu.h"

WeirEvent *
weir_event_view_get_target (WeirEventView *self)
{
  return self->menu_event != NULL ? self->menu_event : self->selected;
}

static void
set_enabled (WeirEventView *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->row_actions, name)), enabled);
}

static gboolean
is_of_wire (WeirEvent *event)
{
  WeirRowKind kind = weir_event_get_kind (event);

  return kind <= WEIR_ROW_RETRY || kind == WEIR_ROW_UNFINISHED;
}

void
weir_event_view_update_actions (WeirEventView *self)
{
  WeirEvent *event = weir_event_view_get_target (self);
  gboolean is_live = self->stream != NULL && weir_stream_get_request (self->stream) != NULL;

  set_enabled (self, "reconnect-from-here", event != NULL && is_live && weir_event_get_id (event) != NULL);
  set_enabled (self, "copy-data", event != NULL);
  set_enabled (self, "copy-block", event != NULL && is_of_wire (event));
  set_enabled (self, "copy-curl", event != NULL && is_live);
  set_enabled (self, "copy-javascript", event != NULL && is_live);
  set_enabled (self, "copy-python", event != NULL && is_live);
  set_enabled (self, "copy-test", event != NULL && is_live);
  set_enabled (self, "mock-row", event != NULL && weir_event_get_kind (event) <= WEIR_ROW_RETRY);
  set_enabled (self, "mock-from-here", event != NULL);
  set_enabled (self, "mock-shown", self->list != NULL);
  set_enabled (self, "mock-cut", event != NULL);
  /* A plain event stream has neither times nor a place for notes. */
  set_enabled (self, "note", event != NULL && self->stream != NULL && weir_event_has_time (event));
  set_enabled (self, "time-zero", event != NULL);
  set_enabled (self, "clear-time-zero", self->look->clock.zero_us != 0);
}

static void
reconnect_from_here (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirEventView *self = user_data;
  g_autofree char *id = weir_event_dup_last_event_id (weir_event_view_get_target (self));
  g_autoptr (GError) error = NULL;

  if (id == NULL)
    return;
  if (!weir_stream_reconnect_from (self->stream, id, &error))
    weir_event_view_tell (self, error->message);
  else
    weir_event_view_set_following (self, TRUE);
}

static void
set_zero (WeirEventView *self, gint64 zero_us)
{
  self->look->clock.zero_us = zero_us;
  weir_event_view_update_actions (self);
  weir_event_view_refresh_rows (self);
}

static void
time_zero (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirEventView *self = user_data;

  set_zero (self, weir_event_get_time_us (weir_event_view_get_target (self)));
  /* On a wall clock it could not be seen. */
  weir_event_view_set_time_mode (self, WEIR_TIME_START);
}

static void
clear_time_zero (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_zero (user_data, 0);
}

/* The menu is about no row any more; an action that it started has run by now. */
static gboolean
forget_target (gpointer user_data)
{
  g_autoptr (WeirEventView) self = user_data;

  if (self->menu == NULL || gtk_widget_get_visible (GTK_WIDGET (self->menu)))
    return G_SOURCE_REMOVE;
  if (self->menu_item != NULL && self->menu_item != self->note_item)
    gtk_widget_remove_css_class (self->menu_item, "has-open-popup");
  g_clear_weak_pointer (&self->menu_item);
  g_clear_object (&self->menu_event);
  weir_event_view_update_actions (self);

  return G_SOURCE_REMOVE;
}

static void
on_menu_closed (GtkPopover *popover, gpointer user_data)
{
  g_idle_add (forget_target, g_object_ref (user_data));
}

static void
open_menu (WeirEventView *self, WeirEventRow *row, const GdkRectangle *place)
{
  WeirEvent *event = weir_event_row_get_event (row);

  if (event == NULL)
    return;
  if (self->menu_item != NULL)
    gtk_widget_remove_css_class (self->menu_item, "has-open-popup");
  g_set_object (&self->menu_event, event);
  g_set_weak_pointer (&self->menu_item, gtk_widget_get_parent (GTK_WIDGET (row)));
  gtk_widget_add_css_class (self->menu_item, "has-open-popup");
  /* The menu takes the pointer, and the row never hears that the button was let go. */
  gtk_widget_unset_state_flags (self->menu_item, GTK_STATE_FLAG_ACTIVE);
  weir_event_view_update_actions (self);
  weir_menu_popup (self->menu, weir_menu_get ("row"), place);
}

static WeirEventRow *
pick_row (WeirEventView *self, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = picked;

  if (picked == NULL)
    return NULL;
  if (!WEIR_IS_EVENT_ROW (picked))
    row = gtk_widget_get_first_child (picked);

  return row != NULL && WEIR_IS_EVENT_ROW (row) ? WEIR_EVENT_ROW (row) : NULL;
}

static gboolean
open_menu_at (GtkWidget *widget, double x, double y)
{
  WeirEventView *self = WEIR_EVENT_VIEW (widget);
  WeirEventRow *row = pick_row (self, x, y);

  if (row == NULL)
    return FALSE;
  open_menu (self, row, &(GdkRectangle){ (int) x, (int) y, 1, 1 });

  return TRUE;
}

gboolean
weir_event_view_open_menu_of_focus (WeirEventView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  graphene_rect_t bounds;

  if (row == NULL || !WEIR_IS_EVENT_ROW (row) || !gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
    return FALSE;
  open_menu (self, WEIR_EVENT_ROW (row),
             &(GdkRectangle){ (int) bounds.origin.x + (int) bounds.size.width / 2, (int) bounds.origin.y, 1, (int) bounds.size.height });

  return TRUE;
}

static gboolean
on_menu_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return weir_event_view_open_menu_of_focus (user_data);
}

static void
add_keys (WeirEventView *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Menu, 0),
                                                                                     gtk_keyval_trigger_new (GDK_KEY_F10, GDK_SHIFT_MASK)),
                                                        gtk_callback_action_new (on_menu_key, self, NULL)));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_c, GDK_CONTROL_MASK),
                                                          gtk_named_action_new ("row.copy-data")));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_m, GDK_CONTROL_MASK),
                                                          gtk_named_action_new ("row.note")));
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), keys);
}

void
weir_event_view_init_menu (WeirEventView *self)
{
  static const GActionEntry entries[] = {
    { .name = "reconnect-from-here", .activate = reconnect_from_here },
    { .name = "time-zero", .activate = time_zero },
    { .name = "clear-time-zero", .activate = clear_time_zero },
  };
  GSimpleActionGroup *group = g_simple_action_group_new ();

  self->row_actions = G_ACTION_MAP (group);
  g_action_map_add_action_entries (self->row_actions, entries, G_N_ELEMENTS (entries), self);
  weir_event_view_add_copy_actions (self);
  weir_event_view_add_mock_actions (self);
  weir_event_view_add_note_action (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "row", G_ACTION_GROUP (group));
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (on_menu_closed), self, 0);
  weir_menu_add_gestures (GTK_WIDGET (self), open_menu_at);
  add_keys (self);
}

void
weir_event_view_dispose_menu (WeirEventView *self)
{
  g_clear_weak_pointer (&self->menu_item);
  g_clear_object (&self->menu_event);
  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->menu)));
  g_clear_object (&self->row_actions);
}
