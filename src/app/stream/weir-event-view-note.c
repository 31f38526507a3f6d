/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-view-private.h"

#include "weir-note-popover.h"

/* What a person says of a row. */

typedef struct
{
  WeirEventView *view;
  guint64 row;
  char *before; /* (nullable) */
  gboolean removes;
} Noting;

static void
noting_free (Noting *self)
{
  g_object_unref (self->view);
  g_free (self->before);
  g_free (self);
}

static void
on_noted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Noting *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!weir_stream_set_note_finish (WEIR_STREAM (object), result, &error))
    weir_event_view_tell (self->view, error->message);
  else if (self->removes && self->before != NULL)
    weir_event_view_tell_removed (self->view, self->row, self->before);
  noting_free (self);
}

void
weir_event_view_set_note (WeirEventView *self, guint64 row, const char *text)
{
  Noting *noting;

  g_return_if_fail (WEIR_IS_EVENT_VIEW (self));
  g_return_if_fail (text != NULL);

  if (self->stream == NULL || self->list == NULL)
    return;
  noting = g_new0 (Noting, 1);
  noting->view = g_object_ref (self);
  noting->row = row;
  noting->before = weir_recording_dup_note (weir_event_list_get_recording (self->list), row);
  noting->removes = *text == '\0';
  weir_stream_set_note_async (self->stream, row, text, on_noted, noting);
}

static void
on_save (WeirEventView *self, const char *text)
{
  if (self->note_event != NULL)
    weir_event_view_set_note (self, weir_event_get_number (self->note_event), text);
}

/* The list's widget of the row, when it is in view. */
static GtkWidget *
find_item (WeirEventView *self, guint64 row, graphene_rect_t *bounds)
{
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *child = gtk_widget_get_first_child (item);
      WeirEvent *event = child != NULL && WEIR_IS_EVENT_ROW (child) ? weir_event_row_get_event (WEIR_EVENT_ROW (child)) : NULL;

      if (event != NULL && weir_event_get_number (event) == row && gtk_widget_get_mapped (item) &&
          gtk_widget_compute_bounds (item, GTK_WIDGET (self), bounds) &&
          bounds->origin.y >= (float) gtk_widget_get_height (GTK_WIDGET (self->header)) - bounds->size.height / 2 &&
          bounds->origin.y + bounds->size.height / 2 < (float) gtk_widget_get_height (GTK_WIDGET (self)))
        return item;
    }

  return NULL;
}

static void
mark_item (WeirEventView *self, GtkWidget *item)
{
  if (self->note_item != NULL)
    gtk_widget_remove_css_class (self->note_item, "has-open-popup");
  g_set_weak_pointer (&self->note_item, item);
  if (item != NULL)
    gtk_widget_add_css_class (item, "has-open-popup");
}

static gboolean
forget_note (gpointer user_data)
{
  g_autoptr (WeirEventView) self = user_data;

  if (self->note == NULL || gtk_widget_get_visible (self->note))
    return G_SOURCE_REMOVE;
  g_clear_object (&self->note_event);
  if (self->following)
    weir_event_view_follow_list (self);

  return G_SOURCE_REMOVE;
}

static void
on_popover_closed (GtkPopover *popover, gpointer user_data)
{
  mark_item (user_data, NULL);
  weir_event_view_focus_rows (user_data);
  /* What it saves is said after it is closed. */
  g_idle_add (forget_note, g_object_ref (user_data));
}

static GtkWidget *
ensure_popover (WeirEventView *self)
{
  if (self->note != NULL)
    return self->note;
  self->note = weir_note_popover_new ();
  gtk_widget_set_parent (self->note, GTK_WIDGET (self));
  g_signal_connect_object (self->note, "save", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note, "closed", G_CALLBACK (on_popover_closed), self, 0);

  return self->note;
}

static void
ask (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WeirEventView *self = user_data;
  WeirEvent *event = weir_event_view_get_target (self);
  g_autofree char *text = weir_event_dup_note (event);
  GtkWidget *header = GTK_WIDGET (self->header);
  GtkWidget *popover = ensure_popover (self);
  GtkWidget *item;
  graphene_rect_t bounds;

  g_set_object (&self->note_event, event);
  item = find_item (self, weir_event_get_number (event), &bounds);
  /* A row that was scrolled away: below the heads of the columns. */
  if (item == NULL)
    graphene_rect_init (&bounds, 0, 0, (float) gtk_widget_get_width (header), (float) gtk_widget_get_height (header));
  mark_item (self, item);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) bounds.origin.x + (int) bounds.size.width / 2,
                                                                       (int) bounds.origin.y, 1, (int) bounds.size.height });
  weir_note_popover_ask (WEIR_NOTE_POPOVER (popover), weir_event_get_number (event) + 1, text);
}

void
weir_event_view_add_note_action (WeirEventView *self)
{
  static const GActionEntry entries[] = { { .name = "note", .activate = ask } };

  g_action_map_add_action_entries (self->row_actions, entries, G_N_ELEMENTS (entries), self);
}

void
weir_event_view_dispose_note (WeirEventView *self)
{
  g_clear_weak_pointer (&self->note_item);
  g_clear_object (&self->note_event);
  g_clear_pointer (&self->note, gtk_widget_unparent);
}
