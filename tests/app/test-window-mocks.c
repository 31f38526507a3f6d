/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "raw-client.h"
#include "stage.h"
#include "weir-event-view.h"
#include "weir-mock-control.h"
#include "weir-paste-field.h"
#include "weir-served-item.h"
#include "weir-settings.h"
#include "weir-sidebar.h"
#include "weir-stream-item.h"
#include "weir-template-dialog.h"
#include "window-fixture.h"

#define SCRIPT ":@ weir 1\n:@ title Ticks\n:@ on /ticks\ndata: tick\n\n:@ hold\n"
#define RECORDING ":@ weir 1\n:@ recorded 2026-11-21T14:22:18.463275Z\n:@ connect 1\n:@ open\ndata: one\n\n"

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = weir_settings_new ();

  /* A slow test's pages are not the next one's. */
  g_settings_set_boolean (settings, "remember-streams", FALSE);
  window_set_up (fixture, NULL);
}

/* Of the page that is shown. */
static WeirMockItem *
get_mock (WindowFixture *fixture)
{
  return weir_served_item_get_mock (WEIR_SERVED_ITEM (weir_window_get_item (fixture->window)));
}

static gboolean
shows_mock (WindowFixture *fixture)
{
  return WEIR_IS_SERVED_ITEM (weir_window_get_item (fixture->window));
}

static WeirMark
get_mark (WeirSidebarItem *item)
{
  int mark;

  g_object_get (item, "mark", &mark, NULL);
  return (WeirMark) mark;
}

static void
on_text (GObject *object, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static void
check_clipboard (WindowFixture *fixture, const char *expected)
{
  g_autofree char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL, on_text, &text);
  app_wait (text != NULL);
  g_assert_cmpstr (text, ==, expected);
}

/* What a client gets that asks for the URL. */
static RawClient *
ask (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", g_uri_get_path (uri));
  RawClient *client = raw_client_new ((guint16) g_uri_get_port (uri));

  raw_client_send (client, request);
  return client;
}

static const char *
get_toast (WindowFixture *fixture)
{
  GtkWidget *toast = app_find_by_type (GTK_WIDGET (fixture->window), g_type_from_name ("AdwToastWidget"));

  return toast != NULL ? gtk_label_get_text (GTK_LABEL (app_find_by_type (toast, GTK_TYPE_LABEL))) : NULL;
}

/* JSON in the one field, the one button: a client gets its events. */
static void
test_serve (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (RawClient) client = NULL;
  WeirSidebarItem *item;
  const char *url;

  weir_window_take_text (fixture->window, "[{\"side\": \"home\"}, {\"side\": \"guest\"}]");
  g_signal_emit_by_name (app_find_by_type (GTK_WIDGET (fixture->window), WEIR_TYPE_PASTE_FIELD), "activated");
  app_wait (shows_mock (fixture));
  item = weir_window_get_item (fixture->window);
  g_assert_cmpint (weir_sidebar_item_get_section (item), ==, WEIR_SECTION_MOCKS);
  g_assert_cmpstr (weir_sidebar_item_get_title (item), ==, "Mock");
  g_assert_cmpint (get_mark (item), ==, WEIR_MARK_SERVING);
  g_assert_true (window_has_note (item, "^:\\d+$"));

  url = weir_mock_item_get_url (get_mock (fixture));
  g_assert_true (g_str_has_prefix (url, "http://127.0.0.1:"));
  g_assert_true (g_str_has_suffix (url, "/events"));
  check_clipboard (fixture, url);
  g_assert_nonnull (strstr (get_toast (fixture), url));

  client = ask (url);
  raw_client_wait_for (client, "data: {\"side\": \"home\"}\n\n");
  app_wait (window_has_note (item, "^:\\d+ · 1$"));
  raw_client_wait_for (client, "data: {\"side\": \"guest\"}\n\n");

  weir_sidebar_item_stop (item);
  g_assert_cmpint (get_mark (item), ==, WEIR_MARK_STOPPED);
  raw_client_wait_for_end (client);
  g_assert_true (window_has_note (item, "^$"));
}

/* Two without a name, and copies. */
static void
test_names (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) plain = g_bytes_new_static ("data: a\n\n", 9);
  g_autoptr (GBytes) copied = NULL;

  weir_window_serve_script (fixture->window, plain);
  weir_window_serve_script (fixture->window, plain);
  g_assert_cmpstr (weir_sidebar_item_get_title (weir_window_get_item (fixture->window)), ==, "Mock 2");
  weir_window_duplicate (fixture->window, weir_window_get_item (fixture->window));
  g_assert_cmpuint (window_count (fixture), ==, 3);
  g_assert_cmpstr (weir_sidebar_item_get_title (weir_window_get_item (fixture->window)), ==, "Mock 3");
  g_assert_false (weir_mock_item_get_running (get_mock (fixture)));
  copied = weir_mock_item_dup_bytes (get_mock (fixture));
  g_assert_true (g_bytes_equal (copied, plain));
}

/* What a file is, it says itself. */
static void
test_open (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *script = scratch_write (fixture->scratch, "ticks.weir", SCRIPT);
  g_autofree char *recording = scratch_write (fixture->scratch, "friday.eventstream", RECORDING);
  g_autofree char *json = scratch_write (fixture->scratch, "orders.json", "[1, 2, 3]\n");
  WeirSidebarItem *item;
  WeirSpan pasted;

  weir_window_open_path (fixture->window, script);
  item = weir_window_get_item (fixture->window);
  g_assert_true (shows_mock (fixture));
  app_wait (g_str_equal (weir_mock_item_get_text (get_mock (fixture)), SCRIPT));
  g_assert_cmpstr (weir_sidebar_item_get_title (item), ==, "Ticks");
  g_assert_false (weir_mock_item_get_running (get_mock (fixture)));
  g_assert_cmpint (get_mark (item), ==, WEIR_MARK_IDLE);

  weir_window_open_path (fixture->window, recording);
  g_assert_true (WEIR_IS_STREAM_ITEM (weir_window_get_item (fixture->window)));
  g_assert_cmpuint (window_count (fixture), ==, 2);
  /* It is open already. */
  weir_window_open_path (fixture->window, script);
  g_assert_true (weir_window_get_item (fixture->window) == item);
  g_assert_cmpuint (window_count (fixture), ==, 2);

  weir_window_open_path (fixture->window, json);
  g_assert_null (weir_window_get_item (fixture->window));
  pasted = weir_paste_field_get_text (WEIR_PASTE_FIELD (app_find_by_type (GTK_WIDGET (fixture->window), WEIR_TYPE_PASTE_FIELD)));
  g_assert_true (weir_span_equals_string (pasted, "[1, 2, 3]\n"));
}

/* Out of the sidebar and back, running as before, at the same place. */
static void
test_undo (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (WeirMockItem) mock = weir_mock_item_new (NULL, SCRIPT);
  g_autoptr (RawClient) client = NULL;
  g_autofree char *url = NULL;
  WeirSidebarItem *item;

  weir_window_add_mock (fixture->window, mock);
  g_assert_true (weir_mock_item_run (mock, NULL));
  item = weir_window_get_item (fixture->window);
  url = g_strdup (weir_mock_item_get_url (get_mock (fixture)));
  weir_window_close_item (fixture->window, item);
  g_assert_cmpuint (window_count (fixture), ==, 0);
  g_assert_cmpstr (get_toast (fixture), ==, "“Ticks” was closed");
  g_assert_cmpint (get_mark (item), ==, WEIR_MARK_STOPPED);
  stage_click_toast (GTK_WIDGET (fixture->window), "Undo");
  app_wait (window_count (fixture) == 1);
  g_assert_cmpstr (weir_mock_item_get_url (get_mock (fixture)), ==, url);
  client = ask (url);
  raw_client_wait_for (client, "data: tick\n\n");
}

/* Its own menu: the URL copied, a page that watches it. */
static void
test_address (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) script = g_bytes_new_static (SCRIPT, strlen (SCRIPT));
  GtkWidget *sidebar = app_find_by_type (GTK_WIDGET (fixture->window), WEIR_TYPE_SIDEBAR);
  WeirSidebarItem *item;
  WeirStream *stream;

  weir_window_serve_script (fixture->window, script);
  item = weir_window_get_item (fixture->window);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), "something else");
  g_signal_emit_by_name (sidebar, "copy-address", item);
  check_clipboard (fixture, weir_mock_item_get_url (get_mock (fixture)));

  g_signal_emit_by_name (sidebar, "watch", item);
  g_assert_cmpuint (window_count (fixture), ==, 2);
  stream = weir_stream_item_get_stream (WEIR_STREAM_ITEM (weir_window_get_item (fixture->window)));
  app_wait (weir_stream_get_state (stream) == WEIR_SOURCE_OPEN);
  app_wait (window_has_note (item, "· 1$"));

  /* Over TLS it is trusted. */
  g_object_set (weir_served_item_get_mock (WEIR_SERVED_ITEM (item)), "tls", TRUE, NULL);
  g_assert_true (weir_mock_item_run (weir_served_item_get_mock (WEIR_SERVED_ITEM (item)), NULL));
  g_assert_true (g_str_has_prefix (weir_sidebar_item_get_address (item), "https://"));
  g_signal_emit_by_name (sidebar, "watch", item);
  stream = weir_stream_item_get_stream (WEIR_STREAM_ITEM (weir_window_get_item (fixture->window)));
  app_wait (weir_stream_get_state (stream) == WEIR_SOURCE_OPEN);

  /* By the page's own button, too. */
  weir_window_show_item (fixture->window, item);
  g_action_group_activate_action (weir_sidebar_item_get_actions (item), "watch", NULL);
  g_assert_cmpuint (window_count (fixture), ==, 4);
  stream = weir_stream_item_get_stream (WEIR_STREAM_ITEM (weir_window_get_item (fixture->window)));
  app_wait (weir_stream_get_state (stream) == WEIR_SOURCE_OPEN);

  /* Without an address there is nothing to copy. */
  weir_sidebar_item_stop (item);
  g_assert_cmpstr (weir_sidebar_item_get_address (item), ==, "");
}

#define WIRE "retry: 250\nid: 1\ndata: {{one}}\n\n", ": keep\n", "id: 2\nevent: b\ndata: two\n\n", "data: \303\n\n"

/* Opens a recording of the units; its rows are there. Returns: (transfer none): where they are shown */
static WeirEventView *
open_recording (WindowFixture *fixture, const char *const *units)
{
  g_autoptr (GString) text = g_string_new (":@ weir 1\n:@ template off\n:@ recorded 2026-11-21T14:22:18.463275Z\n:@ connect 1\n:@ open\n");
  g_autofree char *path = NULL;
  WeirEventView *view;
  WeirStream *stream;

  for (gsize i = 0; units[i] != NULL; i++)
    g_string_append_printf (text, ":@ wait 10ms\n%s", units[i]);
  g_string_append (text, ":@ ended cut\n");
  path = scratch_write (fixture->scratch, "friday.eventstream", text->str);
  weir_window_open_path (fixture->window, path);
  stream = weir_stream_item_get_stream (WEIR_STREAM_ITEM (weir_window_get_item (fixture->window)));
  view = WEIR_EVENT_VIEW (app_find_by_type (GTK_WIDGET (fixture->window), WEIR_TYPE_EVENT_VIEW));
  /* Connecting, open, the units, the end. */
  app_wait (weir_recording_get_count (weir_stream_get_recording (stream)) >= g_strv_length ((GStrv) units) + 3);
  app_wait (weir_event_view_select_row (view, weir_recording_get_count (weir_stream_get_recording (stream)) - 1));
  return view;
}

static RawClient *
ask_with_id (const char *url, const char *id)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: %s\r\n\r\n", g_uri_get_path (uri), id);
  RawClient *client = raw_client_new ((guint16) g_uri_get_port (uri));

  raw_client_send (client, request);
  return client;
}

/* The row of the unit that begins so. */
static guint64
find_unit (WeirStream *stream, const char *start)
{
  WeirRecording *recording = weir_stream_get_recording (stream);

  for (guint64 row = 0; row < weir_recording_get_count (recording); row++)
    {
      g_autoptr (GBytes) wire = weir_recording_read_wire (recording, row, NULL);

      if (wire != NULL && g_bytes_get_size (wire) >= strlen (start) && memcmp (g_bytes_get_data (wire, NULL), start, strlen (start)) == 0)
        return row;
    }
  g_assert_not_reached ();
}

static void
check_body (RawClient *client, const char *const *units)
{
  g_autofree char *wanted = g_strjoinv (NULL, (GStrv) units);
  /* The chunk, not only what is in it. */
  g_autofree char *last = g_strconcat (units[g_strv_length ((GStrv) units) - 1], "\r\n", NULL);
  g_autoptr (GString) got = NULL;

  raw_client_wait_for (client, last);
  got = raw_client_dechunk (client, NULL);
  g_assert_cmpmem (got->str, got->len, wanted, strlen (wanted));
}

/* Byte for byte what was received, in the order and at the pace in which it was. */
static void
test_shown (WindowFixture *fixture, gconstpointer data)
{
  static const char *const units[] = { WIRE, NULL };
  WeirEventView *view = open_recording (fixture, units);
  g_autoptr (RawClient) client = NULL;

  gtk_widget_activate_action (GTK_WIDGET (view), "row.mock-shown", NULL);
  app_wait (shows_mock (fixture));
  g_assert_cmpstr (weir_sidebar_item_get_title (weir_window_get_item (fixture->window)), ==, "Mock of friday");
  check_clipboard (fixture, weir_mock_item_get_url (get_mock (fixture)));
  client = ask (weir_mock_item_get_url (get_mock (fixture)));
  check_body (client, units);
  g_assert_false (client->is_eof);
}

/* One row alone, and from one on. */
static void
test_row (WindowFixture *fixture, gconstpointer data)
{
  static const char *const units[] = { WIRE, NULL };
  WeirEventView *view = open_recording (fixture, units);
  WeirSidebarItem *page = weir_window_get_item (fixture->window);
  WeirStream *stream = weir_stream_item_get_stream (WEIR_STREAM_ITEM (page));
  g_autoptr (RawClient) one = NULL;
  g_autoptr (RawClient) rest = NULL;

  g_assert_true (weir_event_view_select_row (view, find_unit (stream, "id: 2")));
  gtk_widget_activate_action (GTK_WIDGET (view), "row.mock-row", NULL);
  app_wait (shows_mock (fixture));
  one = ask (weir_mock_item_get_url (get_mock (fixture)));
  check_body (one, (const char *[]){ units[2], NULL });

  weir_window_show_item (fixture->window, page);
  gtk_widget_activate_action (GTK_WIDGET (view), "row.mock-from-here", NULL);
  app_wait (shows_mock (fixture));
  rest = ask (weir_mock_item_get_url (get_mock (fixture)));
  check_body (rest, units + 2);
}

/* Cut behind the row; who comes back with its id gets the rest, and the mock says so. */
static void
test_cut (WindowFixture *fixture, gconstpointer data)
{
  static const char *const units[] = { WIRE, NULL };
  WeirEventView *view = open_recording (fixture, units);
  WeirStream *stream = weir_stream_item_get_stream (WEIR_STREAM_ITEM (weir_window_get_item (fixture->window)));
  g_autoptr (RawClient) first = NULL;
  g_autoptr (RawClient) second = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  gboolean is_whole;
  g_autoptr (GString) got = NULL;
  g_autofree char *before = g_strjoin (NULL, units[0], units[1], units[2], NULL);

  g_assert_true (weir_event_view_select_row (view, find_unit (stream, "id: 2")));
  gtk_widget_activate_action (GTK_WIDGET (view), "row.mock-cut", NULL);
  app_wait (shows_mock (fixture));
  first = ask (weir_mock_item_get_url (get_mock (fixture)));
  raw_client_wait_for_end (first);
  got = raw_client_dechunk (first, &is_whole);
  g_assert_false (is_whole);
  g_assert_cmpstr (got->str, ==, before);

  second = ask_with_id (weir_mock_item_get_url (get_mock (fixture)), "2");
  check_body (second, units + 3);
  outcomes = weir_mock_list_outcomes (weir_mock_item_get_mock (get_mock (fixture)), NULL);
  g_assert_cmpuint (outcomes->len, ==, 1);
  g_assert_cmpuint (((WeirExpectOutcome *) outcomes->pdata[0])->n_held, ==, 1);
}

/* A recording is a script. */
static void
test_recording (WindowFixture *fixture, gconstpointer data)
{
  static const char *const units[] = { WIRE, NULL };
  WeirEventView *view = open_recording (fixture, units);
  WeirSidebarItem *page = weir_window_get_item (fixture->window);
  g_autoptr (RawClient) client = NULL;
  g_autofree char *wanted = g_strjoinv (NULL, (GStrv) units);
  g_autoptr (GString) got = NULL;

  gtk_widget_activate_action (GTK_WIDGET (view), "stream.serve", NULL);
  app_wait (shows_mock (fixture));
  client = ask (weir_mock_item_get_url (get_mock (fixture)));
  raw_client_wait_for_end (client);
  got = raw_client_dechunk (client, NULL);
  g_assert_cmpstr (got->str, ==, wanted);

  weir_window_show_item (fixture->window, page);
  gtk_widget_activate_action (GTK_WIDGET (view), "stream.edit-script", NULL);
  app_wait (shows_mock (fixture));
  g_assert_false (weir_mock_item_get_running (get_mock (fixture)));
  g_assert_cmpuint (window_count (fixture), ==, 3);
}

/* From the first page: a template runs. */
static void
test_template (WindowFixture *fixture, gconstpointer data)
{
  GtkWindow *dialog;

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "template", NULL);
  dialog = app_find_toplevel (WEIR_TYPE_TEMPLATE_DIALOG);
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  g_signal_emit_by_name (gtk_window_get_default_widget (dialog), "clicked");
  app_wait (shows_mock (fixture));
  g_assert_true (weir_mock_item_get_running (get_mock (fixture)));
  check_clipboard (fixture, weir_mock_item_get_url (get_mock (fixture)));
}

/* The offer comes before what was told, and can be taken while that is still on its way out. */
static void
test_undo_at_once (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autoptr (GBytes) script = g_bytes_new_static (SCRIPT, strlen (SCRIPT));

  weir_window_serve_script (fixture->window, script);
  app_wait (get_toast (fixture) != NULL);
  weir_window_close_item (fixture->window, weir_window_get_item (fixture->window));
  stage_click_toast (window, "Undo");
  app_wait (stage_find_text (window, "Undo") == NULL);
  g_assert_cmpuint (window_count (fixture), ==, 1);
}

/* What was told waits behind the offer, and goes with it. */
static void
test_close_twice (WindowFixture *fixture, gconstpointer at_once)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autoptr (WeirMockItem) first = weir_mock_item_new ("First", SCRIPT);
  g_autoptr (WeirMockItem) second = weir_mock_item_new ("Second", SCRIPT);
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "Reason");

  weir_window_add_mock (fixture->window, first);
  weir_window_add_mock (fixture->window, second);
  weir_window_close_item (fixture->window, weir_window_get_item (fixture->window));
  app_wait (stage_find_text (window, "“Second” was closed") != NULL);
  for (guint i = 0; i < 30 && at_once == NULL; i++)
    app_draw (window);
  weir_window_show_error (fixture->window, "What", error);
  weir_window_close_item (fixture->window, weir_window_get_item (fixture->window));
  app_wait (stage_find_text (window, "“First” was closed") != NULL);
  app_wait (stage_find_text (window, "“Second” was closed") == NULL);
  g_assert_null (stage_find_text (window, "What: Reason"));
  /* Until nothing is on its way any more. */
  for (guint i = 0; i < 60; i++)
    app_draw (window);
}

/* One whose page is closed while its script is being read does not run behind it. */
static void
test_close_unread (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (":@ weir 1\n");
  g_autoptr (WeirMockItem) mock = NULL;
  g_autoptr (GBytes) script = NULL;
  gboolean loading = TRUE;

  while (text->len <= WEIR_MOCK_ITEM_TEXT)
    g_string_append (text, ": more\n\n");
  script = g_bytes_new (text->str, text->len);
  weir_window_serve_script (fixture->window, script);
  mock = g_object_ref (get_mock (fixture));
  weir_window_close_item (fixture->window, weir_window_get_item (fixture->window));
  for (; loading; g_object_get (mock, "loading", &loading, NULL))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (weir_mock_item_get_running (mock));
}

/* A key that is held down. */
static void
test_close_many (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (WeirMockItem) item = weir_mock_item_new ("Mock", SCRIPT);

      weir_window_add_mock (fixture->window, item);
    }
  for (guint i = 0; i < 6; i++)
    {
      weir_window_close_item (fixture->window, weir_window_get_item (fixture->window));
      for (guint frame = 0; frame < 3; frame++)
        app_draw (window);
    }
  g_assert_cmpuint (window_count (fixture), ==, 0);
  app_wait (stage_find_text (window, "“Mock” was closed") != NULL);
  for (guint i = 0; i < 60; i++)
    app_draw (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/window/mocks/serve", WindowFixture, NULL, set_up, test_serve, window_tear_down);
  g_test_add ("/window/mocks/names", WindowFixture, NULL, set_up, test_names, window_tear_down);
  g_test_add ("/window/mocks/open", WindowFixture, NULL, set_up, test_open, window_tear_down);
  g_test_add ("/window/mocks/undo", WindowFixture, NULL, set_up, test_undo, window_tear_down);
  g_test_add ("/window/mocks/address", WindowFixture, NULL, set_up, test_address, window_tear_down);
  g_test_add ("/window/mocks/of-what-is-shown", WindowFixture, NULL, set_up, test_shown, window_tear_down);
  g_test_add ("/window/mocks/of-a-row", WindowFixture, NULL, set_up, test_row, window_tear_down);
  g_test_add ("/window/mocks/with-a-cut", WindowFixture, NULL, set_up, test_cut, window_tear_down);
  g_test_add ("/window/mocks/of-a-recording", WindowFixture, NULL, set_up, test_recording, window_tear_down);
  g_test_add ("/window/mocks/of-a-template", WindowFixture, NULL, set_up, test_template, window_tear_down);

  g_test_add ("/window/mocks/undo-at-once", WindowFixture, NULL, set_up, test_undo_at_once, window_tear_down);
  g_test_add ("/window/mocks/close-twice-at-once", WindowFixture, "at once", set_up, test_close_twice, window_tear_down);
  g_test_add ("/window/mocks/close-many", WindowFixture, NULL, set_up, test_close_many, window_tear_down);
  g_test_add ("/window/mocks/close-twice", WindowFixture, NULL, set_up, test_close_twice, window_tear_down);
  g_test_add ("/window/mocks/close-unread", WindowFixture, NULL, set_up, test_close_unread, window_tear_down);
  return g_test_run ();
}
