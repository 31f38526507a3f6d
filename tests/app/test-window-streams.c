/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "stage.h"
#include "weir-settings.h"
#include "weir-stream-item.h"
#include "window-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#define HEAD ":@ weir 1\n:@ recorded 2026-11-21T14:22:18.463275Z\n:@ connect 1\n:@ open\n"
#define RECORDING HEAD ": hello\n\ndata: one\n\nid: 2\ndata: two\n\n"

/* Of the page that is shown. */
static WeirStream *
get_stream (WindowFixture *fixture)
{
  return weir_stream_item_get_stream (WEIR_STREAM_ITEM (weir_window_get_item (fixture->window)));
}

static guint64
get_events (WeirStream *stream)
{
  guint64 events;

  g_object_get (stream, "events", &events, NULL);
  return events;
}

static const char *
get_toast (WindowFixture *fixture)
{
  GtkWidget *toast = app_find_by_type (GTK_WIDGET (fixture->window), g_type_from_name ("AdwToastWidget"));

  return toast != NULL ? gtk_label_get_text (GTK_LABEL (app_find_by_type (toast, GTK_TYPE_LABEL))) : NULL;
}

/* The first event is there soon, and the sidebar says what goes on. */
static void
test_demo (WindowFixture *fixture, gconstpointer data)
{
  gint64 start = g_get_monotonic_time ();
  WeirSidebarItem *item;
  WeirStream *stream;
  int mark;

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "demo", NULL);
  item = weir_window_get_item (fixture->window);
  stream = get_stream (fixture);
  g_assert_cmpstr (weir_sidebar_item_get_title (item), ==, "Demo");
  app_wait (weir_sidebar_item_can_stop (item));
  app_wait (get_events (stream) > 0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_TIME_SPAN_SECOND);
  app_wait (window_has_note (item, "^1/s$"));
  g_object_get (item, "mark", &mark, NULL);
  g_assert_cmpint (mark, ==, WEIR_MARK_OPEN);

  /* A cut by us: it waits, counts down, and is open again. */
  weir_stream_cut (stream);
  app_wait (window_has_note (item, "^in \\d\\.\\d.s$"));
  g_object_get (item, "mark", &mark, NULL);
  g_assert_cmpint (mark, ==, WEIR_MARK_WAITING);
  weir_stream_reconnect_now (stream);
  app_wait (weir_stream_get_state (stream) == WEIR_SOURCE_OPEN);
  g_assert_false (window_has_note (item, "^in "));

  weir_sidebar_item_stop (item);
  g_object_get (item, "mark", &mark, NULL);
  g_assert_cmpint (mark, ==, WEIR_MARK_STOPPED);
  g_assert_true (weir_sidebar_item_can_start (item));
  g_assert_false (weir_sidebar_item_can_stop (item));
}

/* Each plays from its beginning. */
static void
test_demo_twice (WindowFixture *fixture, gconstpointer data)
{
  WeirStream *first, *second;

  weir_window_watch_demo (fixture->window);
  first = get_stream (fixture);
  weir_window_watch_demo (fixture->window);
  second = get_stream (fixture);
  g_assert_cmpuint (window_count (fixture), ==, 2);
  app_wait (get_events (first) > 0 && get_events (second) > 0);
}

/* A closed stream stops at once; brought back it goes on. */
static void
test_close_and_undo (WindowFixture *fixture, gconstpointer data)
{
  WeirSidebarItem *item;
  WeirStream *stream;

  weir_window_watch_demo (fixture->window);
  item = weir_window_get_item (fixture->window);
  stream = get_stream (fixture);
  app_wait (get_events (stream) > 0);
  weir_window_close_item (fixture->window, item);
  g_assert_cmpint (weir_stream_get_state (stream), ==, WEIR_SOURCE_STOPPED);
  stage_click_toast (GTK_WIDGET (fixture->window), "Undo");
  g_assert_true (weir_window_get_item (fixture->window) == item);
  app_wait (weir_stream_get_state (stream) == WEIR_SOURCE_OPEN);
}

/* What is brought back is where it was. */
static void
test_undo_in_place (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (WeirSidebarItem) second = NULL;
  g_autoptr (WeirSidebarItem) back = NULL;
  GtkWidget *toast;

  for (guint i = 0; i < 3; i++)
    weir_window_open_url (fixture->window, "http://127.0.0.1:9/x");
  second = g_list_model_get_item (weir_window_get_items (fixture->window), 1);
  weir_window_close_item (fixture->window, second);
  g_assert_cmpuint (window_count (fixture), ==, 2);
  app_wait ((toast = app_find_by_type (GTK_WIDGET (fixture->window), g_type_from_name ("AdwToastWidget"))) != NULL);
  g_signal_emit_by_name (app_find_by_type (toast, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpuint (window_count (fixture), ==, 3);
  back = g_list_model_get_item (weir_window_get_items (fixture->window), 1);
  g_assert_true (back == second);
}

/* What was not saved goes with the page, when nobody brings it back. */
static void
test_closing_discards_scratch (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  WeirStream *stream;
  GtkWidget *page;

  weir_window_watch_demo (fixture->window);
  stream = get_stream (fixture);
  app_wait (get_events (stream) > 0);
  path = g_strdup (weir_recording_get_path (weir_stream_get_recording (stream)));
  page = weir_sidebar_item_get_page (weir_window_get_item (fixture->window));
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  g_object_add_weak_pointer (G_OBJECT (stream), (gpointer *) &stream);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  weir_window_close_item (fixture->window, weir_window_get_item (fixture->window));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  app_close (fixture->application);
  app_wait (page == NULL);
  app_wait (stream == NULL);
  app_wait (!g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_duplicate (WindowFixture *fixture, gconstpointer data)
{
  WeirStream *first;

  weir_window_watch_demo (fixture->window);
  first = get_stream (fixture);
  weir_window_duplicate (fixture->window, weir_window_get_item (fixture->window));
  g_assert_cmpuint (window_count (fixture), ==, 2);
  g_assert_true (get_stream (fixture) != first);
  g_assert_true (weir_stream_get_request (get_stream (fixture)) == weir_stream_get_request (first));
  app_wait (weir_stream_get_state (get_stream (fixture)) == WEIR_SOURCE_OPEN);
}

/* A prompt for a model is paid for: another page of it waits to be started. */
static void
test_duplicate_of_post (WindowFixture *fixture, gconstpointer data)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (WeirRequest) request = NULL;

  options.url = "http://127.0.0.1:9/chat";
  options.body = body;
  request = weir_request_new (&options, NULL);
  weir_window_watch (fixture->window, request, FALSE);
  weir_window_duplicate (fixture->window, weir_window_get_item (fixture->window));
  g_assert_cmpuint (window_count (fixture), ==, 2);
  g_assert_cmpint (weir_stream_get_state (get_stream (fixture)), ==, WEIR_SOURCE_IDLE);
  g_assert_true (weir_sidebar_item_can_start (weir_window_get_item (fixture->window)));
}

static void
test_opens_recordings (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = scratch_write (fixture->scratch, "friday.eventstream", RECORDING);
  g_autofree char *other = scratch_write (fixture->scratch, "monday.eventstream", RECORDING);
  WeirSidebarItem *item;
  WeirStream *stream;
  int mark;

  weir_window_open_path (fixture->window, path);
  item = weir_window_get_item (fixture->window);
  stream = get_stream (fixture);
  g_assert_cmpstr (weir_sidebar_item_get_title (item), ==, "friday");
  g_assert_cmpint (weir_sidebar_item_get_section (item), ==, WEIR_SECTION_RECORDINGS);
  g_object_get (item, "mark", &mark, NULL);
  g_assert_cmpint (mark, ==, WEIR_MARK_RECORDING);
  g_assert_false (weir_sidebar_item_can_start (item));
  app_wait (get_events (stream) == 2);
  app_wait (window_has_note (item, "^$"));

  /* The same file has one page. */
  weir_window_open_path (fixture->window, other);
  g_assert_cmpuint (window_count (fixture), ==, 2);
  weir_window_open_path (fixture->window, path);
  g_assert_cmpuint (window_count (fixture), ==, 2);
  g_assert_true (weir_window_get_item (fixture->window) == item);
}

static void
test_rename (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = scratch_write (fixture->scratch, "a.eventstream", RECORDING);
  WeirSidebarItem *item;

  weir_window_open_path (fixture->window, path);
  item = weir_window_get_item (fixture->window);
  weir_sidebar_item_rename (item, "the first\n<b>\u202e");
  g_assert_cmpstr (weir_sidebar_item_get_title (item), ==, "the first⏎<b><U+202E>");
  weir_sidebar_item_rename (item, "");
  g_assert_cmpstr (weir_sidebar_item_get_title (item), ==, "a");
  app_wait (get_events (get_stream (fixture)) == 2);
}

/* What cannot be opened or watched is said, and leaves no page. */
static void
test_says_why_not (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *missing = scratch_path (fixture->scratch, "missing<b>.eventstream");
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->scratch->path);

  weir_window_open_path (fixture->window, missing);
  app_wait (get_toast (fixture) != NULL);
  g_assert_nonnull (strstr (get_toast (fixture), "The recording could not be opened: "));
  g_assert_nonnull (strstr (get_toast (fixture), "missing<b>.eventstream"));
  weir_window_open_file (fixture->window, folder);
  weir_window_open_url (fixture->window, "http://a b/");
  app_settle ();
  g_assert_cmpuint (window_count (fixture), ==, 0);
}

/* The page is closed while its file is still read. */
static void
test_closes_while_reading (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autofree char *path = NULL;
  WeirSidebarItem *item;

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, "data: %u\n\n", i);
  path = scratch_write (fixture->scratch, "long.eventstream", text->str);
  weir_window_open_path (fixture->window, path);
  item = weir_window_get_item (fixture->window);
  g_object_add_weak_pointer (G_OBJECT (item), (gpointer *) &item);
  weir_window_close_item (fixture->window, item);
  app_close (fixture->application);
  app_wait (item == NULL);
}

/* What a command line and the desktop hand over. */
static void
test_open_file (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = scratch_write (fixture->scratch, "a.eventstream", RECORDING);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) address = g_file_new_for_uri ("http://127.0.0.1:9/x");
  GFile *files[] = { file, address };
  const WeirRequestOptions *options;

  g_application_open (G_APPLICATION (fixture->application), files, 2, "");
  g_assert_cmpuint (window_count (fixture), ==, 2);
  options = weir_request_get_options (weir_stream_get_request (get_stream (fixture)));
  g_assert_cmpstr (options->url, ==, "http://127.0.0.1:9/x");
  g_assert_cmpstr (options->method, ==, "GET");
}

/* Streams, recordings and their names are there again; the demo is not, nor is anything started. */
static void
test_remembers (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = scratch_write (fixture->scratch, "friday.eventstream", RECORDING);
  g_autoptr (GSettings) settings = weir_settings_new ();
  GListModel *items;

  g_settings_set_boolean (settings, "remember-streams", TRUE);
  weir_window_watch_demo (fixture->window);
  weir_window_open_url (fixture->window, "http://127.0.0.1:9/prices");
  weir_stream_stop (get_stream (fixture));
  weir_sidebar_item_rename (weir_window_get_item (fixture->window), "the prices");
  weir_window_open_path (fixture->window, path);
  app_wait (get_events (get_stream (fixture)) == 2);
  gtk_window_close (GTK_WINDOW (fixture->window));
  app_wait (gtk_application_get_windows (GTK_APPLICATION (fixture->application)) == NULL);

  fixture->window = app_open_window (fixture->application);
  items = weir_window_get_items (fixture->window);
  app_wait (g_list_model_get_n_items (items) == 2);
  g_assert_null (weir_window_get_item (fixture->window));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (WeirSidebarItem) item = g_list_model_get_item (items, i);
      WeirStream *stream = weir_stream_item_get_stream (WEIR_STREAM_ITEM (item));

      g_assert_cmpstr (weir_sidebar_item_get_title (item), ==, i == 0 ? "the prices" : "friday");
      g_assert_cmpint (weir_stream_get_state (stream), ==, WEIR_SOURCE_IDLE);
    }
  g_settings_set_boolean (settings, "remember-streams", FALSE);
  app_settle ();
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/window-streams/demo", WindowFixture, NULL, window_set_up, test_demo, window_tear_down);
  g_test_add ("/window-streams/demo-twice", WindowFixture, NULL, window_set_up, test_demo_twice, window_tear_down);
  g_test_add ("/window-streams/close-and-undo", WindowFixture, NULL, window_set_up, test_close_and_undo, window_tear_down);
  g_test_add ("/window-streams/undo-in-place", WindowFixture, NULL, window_set_up, test_undo_in_place, window_tear_down);
  g_test_add ("/window-streams/closing-discards-scratch", WindowFixture, NULL, window_set_up, test_closing_discards_scratch,
              window_tear_down);
  g_test_add ("/window-streams/duplicate", WindowFixture, NULL, window_set_up, test_duplicate, window_tear_down);
  g_test_add ("/window-streams/duplicate-of-post", WindowFixture, NULL, window_set_up, test_duplicate_of_post, window_tear_down);
  g_test_add ("/window-streams/opens-recordings", WindowFixture, NULL, window_set_up, test_opens_recordings, window_tear_down);
  g_test_add ("/window-streams/rename", WindowFixture, NULL, window_set_up, test_rename, window_tear_down);
  g_test_add ("/window-streams/says-why-not", WindowFixture, NULL, window_set_up, test_says_why_not, window_tear_down);
  g_test_add ("/window-streams/closes-while-reading", WindowFixture, NULL, window_set_up, test_closes_while_reading, window_tear_down);
  g_test_add ("/window-streams/open-file", WindowFixture, NULL, window_set_up, test_open_file, window_tear_down);
  g_test_add ("/window-streams/remembers", WindowFixture, NULL, window_set_up, test_remembers, window_tear_down);
  return g_test_run ();
}
