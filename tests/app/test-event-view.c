/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "event-view-fixture.h"
#include "weir-column-title.h"

static void
test_follows (ViewFixture *fixture, gconstpointer data)
{
  g_assert_true (weir_event_view_get_following (fixture->view));
  for (guint i = 0; i < 5; i++)
    {
      view_receive (fixture, 500);
      view_update (fixture);
      app_wait (view_is_at_end (fixture));
      app_wait (view_find_row (fixture, weir_recording_get_count (fixture->recording) - 1) != NULL);
    }
  g_assert_true (weir_event_view_get_following (fixture->view));
  g_assert_cmpuint (weir_event_view_get_unseen (fixture->view), ==, 0);
}

static void
scroll_up (ViewFixture *fixture)
{
  gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_value (fixture->adjustment) - 3000);
  app_settle ();
}

static void
test_stops_on_scrolling (ViewFixture *fixture, gconstpointer data)
{
  double value;

  scroll_up (fixture);
  g_assert_false (weir_event_view_get_following (fixture->view));
  value = gtk_adjustment_get_value (fixture->adjustment);
  view_receive (fixture, 213);
  view_update (fixture);
  g_assert_cmpuint (weir_event_view_get_unseen (fixture->view), ==, 213);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, value);

  /* "213 new" */
  weir_event_view_set_following (fixture->view, TRUE);
  app_wait (view_is_at_end (fixture));
  g_assert_cmpuint (weir_event_view_get_unseen (fixture->view), ==, 0);
  view_receive (fixture, 10);
  view_update (fixture);
  app_wait (view_is_at_end (fixture));

  /* Who scrolls to the end follows again. */
  scroll_up (fixture);
  gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_upper (fixture->adjustment));
  app_wait (weir_event_view_get_following (fixture->view));
}

/* A window that is made higher shows more at the end: nobody scrolled. */
static void
test_resize_follows (ViewFixture *fixture, gconstpointer data)
{
  gtk_window_set_default_size (fixture->window, 900, 700);
  app_wait (gtk_widget_get_height (GTK_WIDGET (fixture->view)) > 600);
  app_wait (view_is_at_end (fixture));
  gtk_window_set_default_size (fixture->window, 900, 300);
  app_wait (gtk_widget_get_height (GTK_WIDGET (fixture->view)) < 400);
  app_wait (view_is_at_end (fixture));
  g_assert_true (weir_event_view_get_following (fixture->view));
}

static void
count (guint *n)
{
  ++*n;
}

static void
test_selects (ViewFixture *fixture, gconstpointer data)
{
  guint n_told = 0;

  g_signal_connect_swapped (fixture->view, "notify::selected", G_CALLBACK (count), &n_told);
  g_assert_null (weir_event_view_get_selected (fixture->view));
  g_assert_true (weir_event_view_select_row (fixture->view, 500));
  g_assert_false (weir_event_view_get_following (fixture->view));
  g_assert_cmpuint (weir_event_get_number (weir_event_view_get_selected (fixture->view)), ==, 500);
  g_assert_cmpuint (n_told, ==, 1);
  app_wait (view_find_row (fixture, 500) != NULL);
  view_receive (fixture, 5);
  view_update (fixture);
  g_assert_nonnull (view_find_row (fixture, 500));
  g_assert_cmpuint (weir_event_view_get_unseen (fixture->view), ==, 5);

  g_assert_false (weir_event_view_select_row (fixture->view, 5000));
  weir_event_view_unselect (fixture->view);
  g_assert_null (weir_event_view_get_selected (fixture->view));
  g_assert_cmpuint (n_told, ==, 2);
  weir_event_view_scroll_to_row (fixture->view, 0);
  app_wait (view_find_row (fixture, 0) != NULL);
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
test_filter_keeps_selection (ViewFixture *fixture, gconstpointer data)
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
test_trimmed (ViewFixture *fixture, gconstpointer data)
{
  weir_event_view_select_row (fixture->view, 900);
  app_wait (view_find_row (fixture, 900) != NULL);
  for (guint i = 0; i < 10; i++)
    {
      view_receive (fixture, 1000);
      view_update (fixture);
    }
  g_assert_cmpuint (weir_recording_get_first (fixture->recording), >, 900);
  g_assert_null (weir_event_view_get_selected (fixture->view));
  weir_event_view_set_following (fixture->view, TRUE);
  for (guint i = 0; i < 10; i++)
    {
      view_receive (fixture, 1000);
      /* As on a slow machine: rows go at the head and come at the end before any of it is laid out. */
      while (weir_event_list_update (fixture->list))
        ;
      app_draw (GTK_WIDGET (fixture->window));
      app_wait (view_is_at_end (fixture));
      app_wait (view_find_row (fixture, weir_recording_get_count (fixture->recording) - 1) != NULL);
      g_assert_true (weir_event_view_get_following (fixture->view));
    }
  g_assert_true (weir_event_view_get_following (fixture->view));
}

/* What is changed in one list is so in the others, and in the next run. */
static void
test_remembers_columns (ViewFixture *fixture, gconstpointer data)
{
  WeirEventView *other = g_object_ref_sink (WEIR_EVENT_VIEW (weir_event_view_new ()));
  WeirEventView *next;

  weir_columns_set_width (weir_event_view_get_columns (fixture->view), 3, 33);
  g_assert_cmpfloat (weir_columns_get_width (weir_event_view_get_columns (other), 3), ==, 33);
  g_object_unref (other);
  next = g_object_ref_sink (WEIR_EVENT_VIEW (weir_event_view_new ()));
  g_assert_cmpfloat (weir_columns_get_width (weir_event_view_get_columns (next), 3), ==, 33);
  weir_columns_reset (weir_event_view_get_columns (next));
  g_object_unref (next);
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
test_end_key (ViewFixture *fixture, gconstpointer data)
{
  weir_event_view_select_row (fixture->view, 100);
  g_assert_false (press (GTK_WIDGET (fixture->list_view), GDK_KEY_Home, 0));
  g_assert_false (press (GTK_WIDGET (fixture->list_view), GDK_KEY_End, GDK_CONTROL_MASK));
  g_assert_false (weir_event_view_get_following (fixture->view));
  g_assert_true (press (GTK_WIDGET (fixture->list_view), GDK_KEY_End, 0));
  g_assert_true (weir_event_view_get_following (fixture->view));
  app_wait (view_is_at_end (fixture));
}

static GtkWidget *
get_focus (ViewFixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

static gboolean
is_focus_in_view (ViewFixture *fixture)
{
  GtkWidget *row = get_focus (fixture) != NULL ? gtk_widget_get_first_child (get_focus (fixture)) : NULL;

  return row != NULL && WEIR_IS_EVENT_ROW (row) && gtk_widget_get_mapped (row) &&
         view_find_row (fixture, weir_event_get_number (weir_event_row_get_event (WEIR_EVENT_ROW (row)))) != NULL;
}

/* Following leaves the focus behind; the next key brings it to what is in view. */
static void
test_focus (ViewFixture *fixture, gconstpointer data)
{
  guint64 last;

  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (fixture->view)));
  g_assert_true (is_focus_in_view (fixture));
  g_assert_null (weir_event_view_get_selected (fixture->view));
  for (guint i = 0; i < 5; i++)
    {
      view_receive (fixture, 400);
      view_update (fixture);
      app_wait (view_is_at_end (fixture));
    }
  g_assert_true (weir_event_view_get_following (fixture->view));
  g_assert_nonnull (get_focus (fixture));
  app_wait (!is_focus_in_view (fixture));
  last = weir_recording_get_count (fixture->recording) - 1;
  app_wait (view_is_at_end (fixture) && view_find_row (fixture, last) != NULL);
  /* Enter would act on a row that nobody sees. */
  g_assert_true (press (GTK_WIDGET (fixture->list_view), GDK_KEY_Return, 0));
  g_assert_true (is_focus_in_view (fixture));
  g_assert_null (weir_event_view_get_selected (fixture->view));
  g_assert_false (press (GTK_WIDGET (fixture->list_view), GDK_KEY_Return, 0));

  view_receive (fixture, 400);
  view_update (fixture);
  app_wait (view_is_at_end (fixture) && view_find_row (fixture, last + 400) != NULL && !is_focus_in_view (fixture));
  g_assert_true (press (GTK_WIDGET (fixture->list_view), GDK_KEY_Up, 0));
  g_assert_true (is_focus_in_view (fixture));
  g_assert_false (weir_event_view_get_following (fixture->view));
  g_assert_cmpuint (weir_event_get_number (weir_event_view_get_selected (fixture->view)), ==, last + 400);
  /* In view the list does it. */
  g_assert_false (press (GTK_WIDGET (fixture->list_view), GDK_KEY_Up, 0));
}

/* What GTK does with a key that nobody took before. */
static void
press_for_list (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      GListModel *shortcuts = GTK_IS_SHORTCUT_CONTROLLER (controller) ? G_LIST_MODEL (controller) : NULL;

      for (guint j = 0; shortcuts != NULL && j < g_list_model_get_n_items (shortcuts); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key &&
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == 0)
            {
              gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, gtk_shortcut_get_arguments (shortcut));
              return;
            }
        }
    }
  g_error ("The list does not know this key");
}

/* Keys that come faster than frames: the row that they have come to is not yet where it is seen, and they go on from it. */
static void
test_fast_keys (ViewFixture *fixture, gconstpointer data)
{
  GtkWidget *list = GTK_WIDGET (fixture->list_view);
  guint n = (guint) (gtk_widget_get_height (list) / gtk_widget_get_height (gtk_widget_get_first_child (list))) + 10;

  weir_event_view_select_row (fixture->view, 100);
  app_draw (list);
  g_assert_true (weir_event_view_focus_rows (fixture->view));
  for (guint round = 1; round <= 3; round++)
    {
      for (guint i = 0; i < n; i++)
        if (!press (list, GDK_KEY_Down, 0))
          press_for_list (list, GDK_KEY_Down);
      g_assert_cmpuint (weir_event_get_number (weir_event_view_get_selected (fixture->view)), ==, 100 + round * n);
      app_draw (list);
      g_assert_true (is_focus_in_view (fixture));
    }
  for (guint i = 0; i < 3 * n; i++)
    if (!press (list, GDK_KEY_Up, 0))
      press_for_list (list, GDK_KEY_Up);
  g_assert_cmpuint (weir_event_get_number (weir_event_view_get_selected (fixture->view)), ==, 100);
}

/* Tab: the heads, the button beside them, the rows, and out again, however many there are. */
static void
test_tab (ViewFixture *fixture, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (fixture->view);

  gtk_window_set_focus (fixture->window, NULL);
  g_assert_true (gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD));
  g_assert_true (WEIR_IS_COLUMN_TITLE (get_focus (fixture)));
  g_assert_true (gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture), GTK_WIDGET (fixture->view->header)));
  g_assert_false (WEIR_IS_COLUMN_TITLE (get_focus (fixture)));
  g_assert_true (gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD));
  g_assert_true (is_focus_in_view (fixture));
  g_assert_false (gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD));
  g_assert_true (weir_event_view_get_following (fixture->view));

  g_assert_true (gtk_widget_child_focus (view, GTK_DIR_TAB_BACKWARD));
  g_assert_false (WEIR_IS_COLUMN_TITLE (get_focus (fixture)));
  g_assert_true (gtk_widget_child_focus (view, GTK_DIR_TAB_BACKWARD));
  g_assert_true (WEIR_IS_COLUMN_TITLE (get_focus (fixture)));
  g_assert_false (gtk_widget_child_focus (view, GTK_DIR_TAB_BACKWARD));
}

static void
on_activated (WeirEventView *view, WeirEvent *event, gpointer user_data)
{
  *(guint64 *) user_data = weir_event_get_number (event);
}

static void
test_activates (ViewFixture *fixture, gconstpointer data)
{
  guint64 activated = 0;

  g_signal_connect (fixture->view, "row-activated", G_CALLBACK (on_activated), &activated);
  g_signal_emit_by_name (fixture->list_view, "activate", 77);
  g_assert_cmpuint (activated, ==, 77);
}

/* What a screen reader says of the row with the focus. */
static void
test_labels (ViewFixture *fixture, gconstpointer data)
{
  WeirEventRow *row;
  GtkWidget *item;

  weir_event_view_set_time_mode (fixture->view, WEIR_TIME_GAP);
  weir_event_view_select_row (fixture->view, VIEW_FIRST_EVENT);
  app_wait ((row = view_find_row (fixture, VIEW_FIRST_EVENT)) != NULL);
  app_settle ();
  item = gtk_widget_get_parent (GTK_WIDGET (row));
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (item)), ==, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (item, GTK_ACCESSIBLE_PROPERTY_LABEL, "Event tick, ID 0, 1 ms: {\"n\":0}");
}

static void
test_other_list (ViewFixture *fixture, gconstpointer data)
{
  g_autoptr (WeirEventList) other = weir_event_list_new (fixture->recording);

  weir_event_view_select_row (fixture->view, 500);
  weir_event_view_set_stream (fixture->view, NULL, NULL);
  app_settle ();
  g_assert_null (weir_event_view_get_selected (fixture->view));
  g_assert_null (view_find_row (fixture, 500));
  weir_event_view_set_following (fixture->view, TRUE);
  weir_event_view_set_stream (fixture->view, NULL, other);
  app_wait (view_is_at_end (fixture) && view_find_row (fixture, weir_recording_get_count (fixture->recording) - 1) != NULL);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) g_test_add ("/event-view/" name, ViewFixture, NULL, view_set_up, function, view_tear_down)
  ADD ("follows", test_follows);
  ADD ("stops-on-scrolling", test_stops_on_scrolling);
  ADD ("resize-follows", test_resize_follows);
  ADD ("selects", test_selects);
  ADD ("filter-keeps-selection", test_filter_keeps_selection);
  g_test_add ("/event-view/trimmed", ViewFixture, GUINT_TO_POINTER (8192), view_set_up, test_trimmed, view_tear_down);
  ADD ("remembers-columns", test_remembers_columns);
  ADD ("end-key", test_end_key);
  ADD ("fast-keys", test_fast_keys);
  ADD ("focus", test_focus);
  ADD ("tab", test_tab);
  ADD ("activates", test_activates);
  ADD ("labels", test_labels);
  ADD ("other-list", test_other_list);
  return g_test_run ();
}
