/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-view-private.h"

void
weir_event_view_foreach_row (WeirEventView *self, void (*func) (WeirEventRow *row))
{
  GtkWidget *item;

  for (item = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (row != NULL && WEIR_IS_EVENT_ROW (row))
        func (WEIR_EVENT_ROW (row));
    }
}

void
weir_event_view_refresh_rows (WeirEventView *self)
{
  weir_event_view_foreach_row (self, weir_event_row_refresh);
}

static void
set_up_item (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  WeirEventView *self = user_data;

  gtk_list_item_set_child (item, weir_event_row_new (self->look));
}

static void
bind_item (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  weir_event_row_set_event (WEIR_EVENT_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_item (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  weir_event_row_set_event (WEIR_EVENT_ROW (gtk_list_item_get_child (item)), NULL);
}

void
weir_event_view_update_look (WeirEventView *self)
{
  int height = self->look->height;

  if (self->list_view == NULL)
    return;
  weir_row_look_update (self->look, GTK_WIDGET (self->list_view));
  weir_column_header_set_unit (self->header, self->look->unit);
  weir_event_view_refresh_rows (self);
  if (self->look->height != height)
    for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); item != NULL;
         item = gtk_widget_get_next_sibling (item))
      if (gtk_widget_get_first_child (item) != NULL)
        gtk_widget_queue_resize (gtk_widget_get_first_child (item));
}

void
weir_event_view_init_rows (WeirEventView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_item), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_item), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_item), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
}
