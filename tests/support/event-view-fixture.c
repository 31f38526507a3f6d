/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "event-view-fixture.h"

void
view_receive (ViewFixture *fixture, guint n)
{
  g_autoptr (GString) bytes = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (bytes, "id: %u\nevent: tick\ndata: {\"n\":%u}\n\n", i, i);
  weir_record_session_read (&fixture->session, weir_span (bytes->str, bytes->len), 1000);
}

gboolean
view_is_at_end (ViewFixture *fixture)
{
  GtkAdjustment *adjustment = fixture->adjustment;

  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) >= gtk_adjustment_get_upper (adjustment) - 1;
}

static guint
get_n_items (ViewFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

void
view_update (ViewFixture *fixture)
{
  guint64 count = weir_recording_get_count (fixture->recording);

  weir_event_view_queue_update (fixture->view);
  app_wait (weir_event_list_get_row (fixture->list, get_n_items (fixture) - 1) == count - 1);
  /* Until they are laid out the list's widgets are where others were. */
  app_draw (GTK_WIDGET (fixture->window));
}

void
view_set_up (ViewFixture *fixture, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (GError) error = NULL;

  options.in_memory = TRUE;
  options.budget_rows = GPOINTER_TO_UINT (data);
  fixture->recording = weir_recording_new (&options, &error);
  g_assert_no_error (error);
  weir_record_session_init (&fixture->session, fixture->recording, 1);
  weir_record_session_connect (&fixture->session);
  view_receive (fixture, 1000);
  fixture->list = weir_event_list_new (fixture->recording);
  fixture->view = WEIR_EVENT_VIEW (weir_event_view_new ());
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 900, 400);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->view));
  weir_event_view_set_stream (fixture->view, NULL, fixture->list);
  fixture->list_view = GTK_LIST_VIEW (app_find_by_type (GTK_WIDGET (fixture->view), GTK_TYPE_LIST_VIEW));
  fixture->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->list_view));
  gtk_window_present (fixture->window);
  app_wait (gtk_adjustment_get_upper (fixture->adjustment) > 1000 * 16);
  app_wait (view_is_at_end (fixture));
  app_settle ();
}

void
view_tear_down (ViewFixture *fixture, gconstpointer data)
{
  app_destroy (fixture->window);
  weir_record_session_clear (&fixture->session);
  g_object_unref (fixture->list);
  weir_recording_unref (fixture->recording);
}

WeirEventRow *
view_find_row (ViewFixture *fixture, guint64 number)
{
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (fixture->list_view)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      WeirEventRow *row = WEIR_EVENT_ROW (gtk_widget_get_first_child (item));
      WeirEvent *event = weir_event_row_get_event (row);
      graphene_rect_t bounds;

      if (event != NULL && weir_event_get_number (event) == number &&
          gtk_widget_compute_bounds (item, GTK_WIDGET (fixture->list_view), &bounds) && bounds.origin.y + bounds.size.height > 0 &&
          bounds.origin.y < (float) gtk_widget_get_height (GTK_WIDGET (fixture->list_view)))
        return row;
    }
  return NULL;
}

void
view_activate (ViewFixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->list_view), action, NULL));
}

gboolean
view_is_enabled (ViewFixture *fixture, const char *name)
{
  return g_action_get_enabled (g_action_map_lookup_action (fixture->view->row_actions, name));
}
