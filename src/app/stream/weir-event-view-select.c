/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-view-private.h"

static guint
get_n_items (WeirEventView *self)
{
  return self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
}

static void
set_selected (WeirEventView *self, WeirEvent *event)
{
  if (!g_set_object (&self->selected, event))
    return;
  weir_event_view_update_actions (self);
  weir_event_view_notify_selected (self);
}

static void
on_selected_item (GtkSingleSelection *selection, GParamSpec *pspec, gpointer user_data)
{
  WeirEventView *self = user_data;
  WeirEvent *event = gtk_single_selection_get_selected_item (selection);

  if (self->is_restoring)
    return;
  /* Another filter empties the list before it fills it: what was selected may come back. */
  if (event == NULL && self->wanted_row != WEIR_ROW_NONE && get_n_items (self) == 0)
    return;

  self->wanted_row = event != NULL ? weir_event_get_number (event) : WEIR_ROW_NONE;
  if (event != NULL)
    weir_event_view_set_following (self, FALSE);
  set_selected (self, event);
}

static gboolean
find_exact (WeirEventView *self, guint64 row, guint *position)
{
  return self->list != NULL && weir_event_list_find (self->list, row, position) && weir_event_list_get_row (self->list, *position) == row;
}

void
weir_event_view_restore_selection (WeirEventView *self)
{
  guint position;

  if (self->wanted_row == WEIR_ROW_NONE || gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    return;

  if (find_exact (self, self->wanted_row, &position))
    {
      /* It is the row that it was: nothing to tell. */
      self->is_restoring = TRUE;
      gtk_single_selection_set_selected (self->selection, position);
      self->is_restoring = FALSE;
    }
  else if (self->list != NULL && weir_event_list_find (self->list, self->wanted_row, &position))
    {
      /* Later rows are there, and it is not. */
      self->wanted_row = WEIR_ROW_NONE;
      set_selected (self, NULL);
    }
}

gboolean
weir_event_view_select_row (WeirEventView *self, guint64 row)
{
  guint position;

  g_return_val_if_fail (WEIR_IS_EVENT_VIEW (self), FALSE);

  if (!find_exact (self, row, &position))
    return FALSE;
  gtk_single_selection_set_selected (self->selection, position);
  weir_event_view_set_following (self, FALSE);
  weir_event_view_scroll_to (self, position);

  return TRUE;
}

void
weir_event_view_unselect (WeirEventView *self)
{
  g_return_if_fail (WEIR_IS_EVENT_VIEW (self));

  self->wanted_row = WEIR_ROW_NONE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  set_selected (self, NULL);
}

void
weir_event_view_scroll_to_row (WeirEventView *self, guint64 row)
{
  guint position;

  g_return_if_fail (WEIR_IS_EVENT_VIEW (self));

  if (self->list == NULL || !weir_event_list_find (self->list, row, &position))
    return;
  weir_event_view_set_following (self, FALSE);
  weir_event_view_scroll_to (self, position);
}

static void
on_activate (GtkListView *list_view, guint position, gpointer user_data)
{
  WeirEventView *self = user_data;
  g_autoptr (WeirEvent) event = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (event == NULL)
    return;
  /* A row may have the focus without being selected, as the last one after End. */
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit_by_name (self, "row-activated", event);
}

void
weir_event_view_init_select (WeirEventView *self)
{
  self->wanted_row = WEIR_ROW_NONE;
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected_item), self, 0);
  g_signal_connect_object (self->list_view, "activate", G_CALLBACK (on_activate), self, 0);
}
