/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "event-view-fixture.h"

static void
count (guint *n)
{
  ++*n;
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
read_clipboard (ViewFixture *fixture)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->view)), NULL, on_clipboard, &text);
  app_wait (text != NULL);
  return text;
}

static void
assert_copies (ViewFixture *fixture, guint64 row, const char *action, const char *wanted)
{
  g_autofree char *text = NULL;
  guint n_told = 0;
  gulong handler = g_signal_connect_swapped (fixture->view, "told", G_CALLBACK (count), &n_told);

  g_assert_true (weir_event_view_select_row (fixture->view, row));
  view_activate (fixture, action);
  app_wait (n_told == 1);
  g_signal_handler_disconnect (fixture->view, handler);
  text = read_clipboard (fixture);
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_copies (ViewFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) block = g_string_new ("data: ");
  g_autofree char *text = NULL;
  guint64 first = weir_recording_get_count (fixture->recording);
  guint n_told = 0;

  weir_record_session_read (&fixture->session,
                            WEIR_SPAN_LITERAL ("id: 7\nevent: a\ndata: one\ndata: \xe4\xb8\x89\n\n: no event\n\ndata: \xff\n\n"), 1);
  view_update (fixture);
  assert_copies (fixture, first, "row.copy-data", "one\n\xe4\xb8\x89");
  assert_copies (fixture, first, "row.copy-block", "id: 7\nevent: a\ndata: one\ndata: \xe4\xb8\x89\n\n");
  assert_copies (fixture, first + 1, "row.copy-block", ": no event\n");
  assert_copies (fixture, first + 2, "row.copy-block", "data: \xef\xbf\xbd\n\n");

  /* All of it, however long. */
  for (guint i = 0; i < 1024 * 1024; i++)
    g_string_append_c (block, 'x');
  g_string_append (block, "\n\n");
  weir_record_session_read (&fixture->session, weir_span (block->str, block->len), 1);
  view_update (fixture);
  g_signal_connect_swapped (fixture->view, "told", G_CALLBACK (count), &n_told);
  weir_event_view_select_row (fixture->view, first + 3);
  view_activate (fixture, "row.copy-data");
  app_wait (n_told == 1);
  text = read_clipboard (fixture);
  g_assert_cmpuint (strlen (text), ==, 1024 * 1024);
}

static void
test_actions (ViewFixture *fixture, gconstpointer data)
{
  /* Without a row there is nothing to do. */
  g_assert_false (view_is_enabled (fixture, "copy-data"));
  g_assert_false (view_is_enabled (fixture, "copy-block"));
  g_assert_false (view_is_enabled (fixture, "time-zero"));
  /* The connection has no block, and without a stream nothing reconnects. */
  weir_event_view_select_row (fixture->view, 1);
  g_assert_false (view_is_enabled (fixture, "copy-block"));
  g_assert_false (view_is_enabled (fixture, "reconnect-from-here"));
}

static char *
copy (ViewFixture *fixture, const char *action, char **told)
{
  char *text;

  g_clear_pointer (told, g_free);
  view_activate (fixture, action);
  app_wait (*told != NULL);
  text = read_clipboard (fixture);
  return text;
}

static void
on_told (WeirEventView *view, const char *words, gpointer user_data)
{
  *(char **) user_data = g_strdup (words);
}

/* The request as it would go on from the row, in a form that works: with its secrets, which is said. */
static void
test_copies_request (ViewFixture *fixture, gconstpointer data)
{
  static const WeirHeader headers[] = { { "Authorization", "Bearer abc" } };
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (WeirStream) stream = NULL;
  g_autofree char *told = NULL;
  g_autofree char *curl = NULL;
  g_autofree char *javascript = NULL;
  g_autofree char *python = NULL;
  g_autofree char *command = NULL;

  options.url = "http://127.0.0.1:1/s";
  options.headers = headers;
  options.n_headers = 1;
  request = weir_request_new (&options, NULL);
  stream = weir_stream_new (request, NULL, NULL);
  g_signal_connect (fixture->view, "told", G_CALLBACK (on_told), &told);
  weir_event_view_select_row (fixture->view, VIEW_FIRST_EVENT + 42);
  g_assert_false (view_is_enabled (fixture, "copy-curl"));
  weir_event_view_set_stream (fixture->view, stream, fixture->list);
  g_assert_true (view_is_enabled (fixture, "reconnect-from-here"));

  curl = copy (fixture, "row.copy-curl", &told);
  g_assert_nonnull (strstr (curl, "-H 'Last-Event-ID: 42'"));
  g_assert_nonnull (strstr (curl, "Bearer abc"));
  g_assert_cmpstr (told, ==, "Copied, with the secrets of the request");
  javascript = copy (fixture, "row.copy-javascript", &told);
  g_assert_nonnull (strstr (javascript, "fetch"));
  python = copy (fixture, "row.copy-python", &told);
  g_assert_nonnull (strstr (python, "httpx"));
  command = copy (fixture, "row.copy-test", &told);
  g_assert_nonnull (strstr (command, "--expect 'event:tick >= 1'"));
  weir_event_view_set_stream (fixture->view, NULL, fixture->list);
}

/* A menu is about the row it was opened on, which stays where it is. */
static void
test_menu (ViewFixture *fixture, gconstpointer data)
{
  GtkWidget *menu = GTK_WIDGET (fixture->view->menu);
  GtkWidget *item;
  double value;

  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  item = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (WEIR_IS_EVENT_ROW (gtk_widget_get_first_child (item)));
  g_assert_true (weir_event_view_open_menu_of_focus (fixture->view));
  app_wait (gtk_widget_get_mapped (menu));
  g_assert_true (gtk_widget_has_css_class (item, "has-open-popup"));
  g_assert_true (view_is_enabled (fixture, "copy-data"));
  g_assert_null (weir_event_view_get_selected (fixture->view));

  value = gtk_adjustment_get_value (fixture->adjustment);
  view_receive (fixture, 500);
  view_update (fixture);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, value);
  g_assert_true (weir_event_view_get_following (fixture->view));
  gtk_popover_popdown (GTK_POPOVER (menu));
  app_wait (!gtk_widget_has_css_class (item, "has-open-popup"));
  g_assert_false (view_is_enabled (fixture, "copy-data"));
  view_receive (fixture, 1);
  view_update (fixture);
  app_wait (view_is_at_end (fixture));
}

/* GTK 4.8 does not give it back from a menu within the menu; opening one here would keep the whole menu alive. */
static void
test_focus_comes_back (ViewFixture *fixture, gconstpointer data)
{
  GtkWidget *menu = GTK_WIDGET (fixture->view->menu);
  GtkRoot *root = GTK_ROOT (fixture->window);
  GtkWidget *item;

  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  item = gtk_root_get_focus (root);
  g_assert_true (weir_event_view_open_menu_of_focus (fixture->view));
  app_wait (gtk_widget_get_mapped (menu));
  gtk_popover_popdown (GTK_POPOVER (menu));
  gtk_root_set_focus (root, NULL);
  app_wait (gtk_root_get_focus (root) == item);
}

static void
test_time_zero (ViewFixture *fixture, gconstpointer data)
{
  WeirTimeMode mode;

  g_assert_false (view_is_enabled (fixture, "clear-time-zero"));
  weir_event_view_select_row (fixture->view, 500);
  view_activate (fixture, "row.time-zero");
  g_object_get (fixture->view, "time-mode", &mode, NULL);
  g_assert_cmpint (mode, ==, WEIR_TIME_START);
  view_activate (fixture, "row.clear-time-zero");
  g_assert_false (view_is_enabled (fixture, "clear-time-zero"));
  /* The columns' menu sets it, too. */
  g_assert_true (
      gtk_widget_activate_action (app_find_by_type (GTK_WIDGET (fixture->view), WEIR_TYPE_COLUMN_HEADER), "view.time-mode", "s", "gap"));
  g_assert_cmpint (weir_event_view_get_time_mode (fixture->view), ==, WEIR_TIME_GAP);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) g_test_add ("/event-view-menu/" name, ViewFixture, NULL, view_set_up, function, view_tear_down)
  ADD ("copies", test_copies);
  ADD ("copies-request", test_copies_request);
  ADD ("actions", test_actions);
  ADD ("menu", test_menu);
  ADD ("focus-comes-back", test_focus_comes_back);
  ADD ("time-zero", test_time_zero);
  return g_test_run ();
}
