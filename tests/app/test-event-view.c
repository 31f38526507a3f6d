/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "weir-event-view-private.h"
#include "weir-record-session.h"

typedef struct
{
  WeirRecording *recording;
  WeirRecordSession session;
  WeirEventList *list;
  WeirEventView *view;
  GtkListView *list_view;
  GtkAdjustment *adjustment;
  GtkWindow *window;
} Fixture;

static void
receive (Fixture *fixture, guint n)
{
  g_autoptr (GString) bytes = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (bytes, "id: %u\nevent: tick\ndata: {\"n\":%u}\n\n", i, i);
  weir_record_session_read (&fixture->session, weir_span (bytes->str, bytes->len), 1000);
}

/* Three rows of the connection come first. */
#define FIRST_EVENT 3

static gboolean
is_at_end (Fixture *fixture)
{
  GtkAdjustment *adjustment = fixture->adjustment;

  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) >= gtk_adjustment_get_upper (adjustment) - 1;
}

static guint
get_n_items (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

/* What came is in the list, and laid out. */
static void
update (Fixture *fixture)
{
  guint64 count = weir_recording_get_count (fixture->recording);

  weir_event_view_queue_update (fixture->view);
  app_wait (weir_event_list_get_row (fixture->list, get_n_items (fixture) - 1) == count - 1);
  app_settle ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (GError) error = NULL;

  options.in_memory = TRUE;
  options.budget_rows = GPOINTER_TO_UINT (data);
  fixture->recording = weir_recording_new (&options, &error);
  g_assert_no_error (error);
  weir_record_session_init (&fixture->session, fixture->recording, 1);
  weir_record_session_connect (&fixture->session);
  receive (fixture, 1000);
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
  app_wait (is_at_end (fixture));
  app_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  app_settle ();
  weir_record_session_clear (&fixture->session);
  g_object_unref (fixture->list);
  weir_recording_unref (fixture->recording);
}

/* The widget of the row; NULL unless it is within the list's window. */
static WeirEventRow *
find_row (Fixture *fixture, guint64 number)
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

static void
test_follows (Fixture *fixture, gconstpointer data)
{
  g_assert_true (weir_event_view_get_following (fixture->view));
  for (guint i = 0; i < 5; i++)
    {
      receive (fixture, 500);
      update (fixture);
      app_wait (is_at_end (fixture));
      app_wait (find_row (fixture, weir_recording_get_count (fixture->recording) - 1) != NULL);
    }
  g_assert_true (weir_event_view_get_following (fixture->view));
  g_assert_cmpuint (weir_event_view_get_unseen (fixture->view), ==, 0);
}

static void
scroll_up (Fixture *fixture)
{
  gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_value (fixture->adjustment) - 3000);
  app_settle ();
}

static void
test_stops_on_scrolling (Fixture *fixture, gconstpointer data)
{
  double value;

  scroll_up (fixture);
  g_assert_false (weir_event_view_get_following (fixture->view));
  value = gtk_adjustment_get_value (fixture->adjustment);
  receive (fixture, 213);
  update (fixture);
  g_assert_cmpuint (weir_event_view_get_unseen (fixture->view), ==, 213);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, value);

  /* "213 new" */
  weir_event_view_set_following (fixture->view, TRUE);
  app_wait (is_at_end (fixture));
  g_assert_cmpuint (weir_event_view_get_unseen (fixture->view), ==, 0);
  receive (fixture, 10);
  update (fixture);
  app_wait (is_at_end (fixture));

  /* Who scrolls to the end follows again. */
  scroll_up (fixture);
  gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_upper (fixture->adjustment));
  app_wait (weir_event_view_get_following (fixture->view));
}

/* A window that is made higher shows more at the end: nobody scrolled. */
static void
test_resize_follows (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_default_size (fixture->window, 900, 700);
  app_wait (gtk_widget_get_height (GTK_WIDGET (fixture->view)) > 600);
  app_wait (is_at_end (fixture));
  gtk_window_set_default_size (fixture->window, 900, 300);
  app_wait (gtk_widget_get_height (GTK_WIDGET (fixture->view)) < 400);
  app_wait (is_at_end (fixture));
  g_assert_true (weir_event_view_get_following (fixture->view));
}

static void
count (guint *n)
{
  ++*n;
}

static void
test_selects (Fixture *fixture, gconstpointer data)
{
  guint n_told = 0;

  g_signal_connect_swapped (fixture->view, "notify::selected", G_CALLBACK (count), &n_told);
  g_assert_null (weir_event_view_get_selected (fixture->view));
  g_assert_true (weir_event_view_select_row (fixture->view, 500));
  g_assert_false (weir_event_view_get_following (fixture->view));
  g_assert_cmpuint (weir_event_get_number (weir_event_view_get_selected (fixture->view)), ==, 500);
  g_assert_cmpuint (n_told, ==, 1);
  app_wait (find_row (fixture, 500) != NULL);
  receive (fixture, 5);
  update (fixture);
  g_assert_nonnull (find_row (fixture, 500));
  g_assert_cmpuint (weir_event_view_get_unseen (fixture->view), ==, 5);

  g_assert_false (weir_event_view_select_row (fixture->view, 5000));
  weir_event_view_unselect (fixture->view);
  g_assert_null (weir_event_view_get_selected (fixture->view));
  g_assert_cmpuint (n_told, ==, 2);
  weir_event_view_scroll_to_row (fixture->view, 0);
  app_wait (find_row (fixture, 0) != NULL);
}

static WeirMatches *
make_matches (guint64 from, guint64 step, guint n)
{
  WeirMatches *matches = weir_matches_new ();

  for (guint i = 0; i < n; i++)
    {
      guint64 row = from + i * step;

      weir_matches_append (matches, &row, 1);
    }
  return matches;
}

/* Another filter empties the list and fills it: what was selected stays so when it is there. */
static void
test_filter_keeps_selection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirMatches) with = make_matches (0, 10, 90);
  g_autoptr (WeirMatches) without = make_matches (5, 10, 90);
  g_autoptr (WeirMatches) none = weir_matches_new ();
  guint n_told = 0;

  weir_event_view_select_row (fixture->view, 500);
  g_signal_connect_swapped (fixture->view, "notify::selected", G_CALLBACK (count), &n_told);
  weir_event_list_set_matches (fixture->list, with);
  weir_event_list_set_matches (fixture->list, none);
  weir_event_list_set_matches (fixture->list, NULL);
  weir_event_list_set_matches (fixture->list, with);
  app_settle ();
  g_assert_cmpuint (n_told, ==, 0);
  g_assert_cmpuint (weir_event_get_number (weir_event_view_get_selected (fixture->view)), ==, 500);
  g_assert_cmpuint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (fixture->list_view))), ==, 50);

  weir_event_list_set_matches (fixture->list, without);
  g_assert_null (weir_event_view_get_selected (fixture->view));
  g_assert_cmpuint (n_told, ==, 1);
  weir_event_list_set_matches (fixture->list, NULL);
  app_settle ();
  g_assert_null (weir_event_view_get_selected (fixture->view));
}

/* A recording that gives back its oldest rows: the view stays with what it shows. */
static void
test_trimmed (Fixture *fixture, gconstpointer data)
{
  weir_event_view_select_row (fixture->view, 900);
  app_wait (find_row (fixture, 900) != NULL);
  for (guint i = 0; i < 10; i++)
    {
      receive (fixture, 1000);
      update (fixture);
    }
  g_assert_cmpuint (weir_recording_get_first (fixture->recording), >, 900);
  g_assert_null (weir_event_view_get_selected (fixture->view));
  weir_event_view_set_following (fixture->view, TRUE);
  for (guint i = 0; i < 10; i++)
    {
      receive (fixture, 1000);
      update (fixture);
      app_wait (is_at_end (fixture));
    }
  g_assert_true (weir_event_view_get_following (fixture->view));
}

static void
on_clipboard (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;
  g_autoptr (GError) error = NULL;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, &error);
  g_assert_no_error (error);
}

static char *
read_clipboard (Fixture *fixture)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->view)), NULL, on_clipboard, &text);
  app_wait (text != NULL);
  return text;
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->list_view), action, NULL));
}

static void
assert_copies (Fixture *fixture, guint64 row, const char *action, const char *wanted)
{
  g_autofree char *text = NULL;
  guint n_told = 0;
  gulong handler = g_signal_connect_swapped (fixture->view, "told", G_CALLBACK (count), &n_told);

  g_assert_true (weir_event_view_select_row (fixture->view, row));
  activate (fixture, action);
  app_wait (n_told == 1);
  g_signal_handler_disconnect (fixture->view, handler);
  text = read_clipboard (fixture);
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_copies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) block = g_string_new ("data: ");
  g_autofree char *text = NULL;
  guint64 first = weir_recording_get_count (fixture->recording);
  guint n_told = 0;

  weir_record_session_read (&fixture->session,
                            WEIR_SPAN_LITERAL ("id: 7\nevent: a\ndata: one\ndata: \xe4\xb8\x89\n\n: no event\n\ndata: \xff\n\n"), 1);
  update (fixture);
  assert_copies (fixture, first, "row.copy-data", "one\n\xe4\xb8\x89");
  assert_copies (fixture, first, "row.copy-block", "id: 7\nevent: a\ndata: one\ndata: \xe4\xb8\x89\n\n");
  assert_copies (fixture, first + 1, "row.copy-block", ": no event\n");
  assert_copies (fixture, first + 2, "row.copy-block", "data: \xef\xbf\xbd\n\n");

  /* All of it, however long. */
  for (guint i = 0; i < 1024 * 1024; i++)
    g_string_append_c (block, 'x');
  g_string_append (block, "\n\n");
  weir_record_session_read (&fixture->session, weir_span (block->str, block->len), 1);
  update (fixture);
  g_signal_connect_swapped (fixture->view, "told", G_CALLBACK (count), &n_told);
  weir_event_view_select_row (fixture->view, first + 3);
  activate (fixture, "row.copy-data");
  app_wait (n_told == 1);
  text = read_clipboard (fixture);
  g_assert_cmpuint (strlen (text), ==, 1024 * 1024);
}

static gboolean
is_enabled (Fixture *fixture, const char *name)
{
  return g_action_get_enabled (g_action_map_lookup_action (fixture->view->row_actions, name));
}

static void
test_actions (Fixture *fixture, gconstpointer data)
{
  /* Without a row there is nothing to do. */
  g_assert_false (is_enabled (fixture, "copy-data"));
  g_assert_false (is_enabled (fixture, "copy-block"));
  g_assert_false (is_enabled (fixture, "time-zero"));
  /* The connection has no block, and without a stream nothing reconnects. */
  weir_event_view_select_row (fixture->view, 1);
  g_assert_false (is_enabled (fixture, "copy-block"));
  g_assert_false (is_enabled (fixture, "reconnect-from-here"));
}

static void
test_time_zero (Fixture *fixture, gconstpointer data)
{
  WeirTimeMode mode;

  g_assert_false (is_enabled (fixture, "clear-time-zero"));
  weir_event_view_select_row (fixture->view, 500);
  activate (fixture, "row.time-zero");
  g_object_get (fixture->view, "time-mode", &mode, NULL);
  g_assert_cmpint (mode, ==, WEIR_TIME_START);
  activate (fixture, "row.clear-time-zero");
  g_assert_false (is_enabled (fixture, "clear-time-zero"));
  /* The columns' menu sets it, too. */
  g_assert_true (
      gtk_widget_activate_action (app_find_by_type (GTK_WIDGET (fixture->view), WEIR_TYPE_COLUMN_HEADER), "columns.time-mode", "s", "gap"));
  g_assert_cmpint (weir_event_view_get_time_mode (fixture->view), ==, WEIR_TIME_GAP);
}

/* Presses a key on @widget: its own controllers are told. Returns: whether one took it */
static gboolean
press (GtkWidget *widget, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &taken);
    }
  return taken;
}

static void
test_end_key (Fixture *fixture, gconstpointer data)
{
  weir_event_view_select_row (fixture->view, 100);
  g_assert_false (press (GTK_WIDGET (fixture->list_view), GDK_KEY_Home, 0));
  g_assert_false (press (GTK_WIDGET (fixture->list_view), GDK_KEY_End, GDK_CONTROL_MASK));
  g_assert_false (weir_event_view_get_following (fixture->view));
  g_assert_true (press (GTK_WIDGET (fixture->list_view), GDK_KEY_End, 0));
  g_assert_true (weir_event_view_get_following (fixture->view));
  app_wait (is_at_end (fixture));
}

/* The keyboard's focus is on a row after the end was shown, and stays on one while rows come and go. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus;

  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  for (guint i = 0; i < 5; i++)
    {
      receive (fixture, 400);
      update (fixture);
      app_wait (is_at_end (fixture));
    }
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->list_view)));
}

static void
on_activated (WeirEventView *view, WeirEvent *event, gpointer user_data)
{
  *(guint64 *) user_data = weir_event_get_number (event);
}

static void
test_activates (Fixture *fixture, gconstpointer data)
{
  guint64 activated = 0;

  g_signal_connect (fixture->view, "row-activated", G_CALLBACK (on_activated), &activated);
  g_signal_emit_by_name (fixture->list_view, "activate", 77);
  g_assert_cmpuint (activated, ==, 77);
}

/* What a screen reader says of the row with the focus. */
static void
test_labels (Fixture *fixture, gconstpointer data)
{
  WeirEventRow *row;
  GtkWidget *item;

  weir_event_view_set_time_mode (fixture->view, WEIR_TIME_GAP);
  weir_event_view_select_row (fixture->view, FIRST_EVENT);
  app_wait ((row = find_row (fixture, FIRST_EVENT)) != NULL);
  app_settle ();
  item = gtk_widget_get_parent (GTK_WIDGET (row));
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (item)), ==, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (item, GTK_ACCESSIBLE_PROPERTY_LABEL, "Event tick, ID 0, 1 ms: {\"n\":0}");
}

static void
test_other_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirEventList) other = weir_event_list_new (fixture->recording);

  weir_event_view_select_row (fixture->view, 500);
  weir_event_view_set_stream (fixture->view, NULL, NULL);
  app_settle ();
  g_assert_null (weir_event_view_get_selected (fixture->view));
  g_assert_null (find_row (fixture, 500));
  weir_event_view_set_following (fixture->view, TRUE);
  weir_event_view_set_stream (fixture->view, NULL, other);
  app_wait (is_at_end (fixture) && find_row (fixture, weir_recording_get_count (fixture->recording) - 1) != NULL);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) g_test_add ("/event-view/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("follows", test_follows);
  ADD ("stops-on-scrolling", test_stops_on_scrolling);
  ADD ("resize-follows", test_resize_follows);
  ADD ("selects", test_selects);
  ADD ("filter-keeps-selection", test_filter_keeps_selection);
  g_test_add ("/event-view/trimmed", Fixture, GUINT_TO_POINTER (8192), set_up, test_trimmed, tear_down);
  ADD ("copies", test_copies);
  ADD ("actions", test_actions);
  ADD ("time-zero", test_time_zero);
  ADD ("end-key", test_end_key);
  ADD ("focus", test_focus);
  ADD ("activates", test_activates);
  ADD ("labels", test_labels);
  ADD ("other-list", test_other_list);
  return g_test_run ();
}
