/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "raw-client.h"
#include "scratch.h"
#include "weir-remembered.h"
#include "weir-served-item.h"
#include "weir-settings.h"

#include <glib/gstdio.h>

#define SCRIPT ":@ weir 1\n:@ on /ticks\ndata: tick\n\n:@ hold\n"
#define EDITED ":@ weir 1\n:@ on /ticks\ndata: edited\n\n:@ hold\n"

typedef struct
{
  Scratch *scratch;
  char *path;
  WeirApplication *application;
  WeirWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = weir_settings_new ();

  /* A slow test's pages are not the next one's. */
  g_settings_set_boolean (settings, "remember-streams", FALSE);
  fixture->scratch = scratch_new ();
  fixture->path = scratch_path (fixture->scratch, "workspace.json");
  fixture->application = app_start ();
  fixture->window = app_open_window (fixture->application);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  app_close (fixture->application);
  g_object_unref (fixture->application);
  g_free (fixture->path);
  scratch_free (fixture->scratch);
}

/* Closes the window; the next one has what was remembered of it. */
static void
start_again (Fixture *fixture)
{
  g_autoptr (WeirWorkspace) before = weir_workspace_new (fixture->path);
  g_autoptr (WeirWorkspace) after = NULL;

  weir_remembered_store (before, GTK_APPLICATION (fixture->application), NULL);
  g_assert_true (weir_workspace_flush (before, NULL));
  app_close (fixture->application);
  after = weir_workspace_new (fixture->path);
  fixture->window = app_open_window (fixture->application);
  weir_remembered_restore (after, fixture->window);
  app_wait (!weir_remembered_is_restoring (fixture->window));
}

/* The first one. */
static WeirMockItem *
get_mock (Fixture *fixture)
{
  g_autoptr (WeirSidebarItem) item = g_list_model_get_item (weir_window_get_items (fixture->window), 0);

  return weir_served_item_get_mock (WEIR_SERVED_ITEM (item));
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (weir_window_get_items (fixture->window));
}

static gboolean
get_flag (WeirMockItem *mock, const char *name)
{
  gboolean value;

  g_object_get (mock, name, &value, NULL);
  return value;
}

/* What was never saved, as it stood, at its address, running as before. */
static void
test_unsaved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = NULL;
  g_autoptr (RawClient) client = NULL;
  guint port;

  {
    g_autoptr (WeirMockItem) mock = weir_mock_item_new ("Mine", SCRIPT);

    weir_window_add_mock (fixture->window, mock);
    g_object_set (mock, "speed", 2.0, "loop", TRUE, NULL);
    weir_mock_item_set_text (mock, EDITED);
    g_assert_true (weir_mock_item_run (mock, NULL));
    url = g_strdup (weir_mock_item_get_url (mock));
    g_object_get (mock, "port", &port, NULL);
  }
  start_again (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpstr (weir_mock_item_get_title (get_mock (fixture)), ==, "Mine");
  g_assert_cmpstr (weir_mock_item_get_text (get_mock (fixture)), ==, EDITED);
  g_assert_true (get_flag (get_mock (fixture), "loop"));
  g_assert_cmpstr (weir_mock_item_get_url (get_mock (fixture)), ==, url);
  client = raw_client_new ((guint16) port);
  raw_client_send (client, "GET /ticks HTTP/1.1\r\nHost: localhost\r\n\r\n");
  raw_client_wait_for (client, "data: edited\n\n");
}

/* One that was stopped stays so, and one that others can reach waits for the person. */
static void
test_not_started (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirMockItem) stopped = weir_mock_item_new ("Stopped", SCRIPT);
  g_autoptr (WeirMockItem) open = weir_mock_item_new ("Open to all", SCRIPT);

  weir_window_add_mock (fixture->window, stopped);
  weir_window_add_mock (fixture->window, open);
  g_object_set (open, "host", "0.0.0.0", NULL);
  g_assert_true (weir_mock_item_run (open, NULL));
  start_again (fixture);
  g_assert_cmpuint (count (fixture), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (WeirSidebarItem) item = g_list_model_get_item (weir_window_get_items (fixture->window), i);

      g_assert_false (weir_mock_item_get_running (weir_served_item_get_mock (WEIR_SERVED_ITEM (item))));
    }
}

/* In a file: what was typed since is not in it, and not lost. */
static void
test_edited_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = scratch_write (fixture->scratch, "ticks.eventstream", SCRIPT);
  g_autofree char *contents = NULL;

  weir_window_open_path (fixture->window, path);
  app_wait (!get_flag (get_mock (fixture), "loading"));
  g_assert_true (weir_mock_item_run (get_mock (fixture), NULL));
  weir_mock_item_set_text (get_mock (fixture), EDITED);
  start_again (fixture);
  app_wait (!get_flag (get_mock (fixture), "loading"));
  g_assert_cmpstr (weir_mock_item_get_text (get_mock (fixture)), ==, EDITED);
  g_assert_true (get_flag (get_mock (fixture), "modified"));
  g_assert_null (weir_mock_item_get_error (get_mock (fixture)));
  g_assert_true (weir_mock_item_get_running (get_mock (fixture)));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, SCRIPT);

  weir_mock_item_set_text (get_mock (fixture), SCRIPT);
  g_assert_false (get_flag (get_mock (fixture), "modified"));
}

/* One that ran, came back running, and was stopped then. */
static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = scratch_write (fixture->scratch, "ticks.eventstream", SCRIPT);

  weir_window_open_path (fixture->window, path);
  app_wait (!get_flag (get_mock (fixture), "loading"));
  g_assert_true (weir_mock_item_run (get_mock (fixture), NULL));
  start_again (fixture);
  app_wait (weir_mock_item_get_running (get_mock (fixture)));
  weir_mock_item_stop (get_mock (fixture));
  start_again (fixture);
  app_wait (!get_flag (get_mock (fixture), "loading"));
  g_assert_false (weir_mock_item_get_running (get_mock (fixture)));
}

/* A file that is gone takes its mock with it, unless something was typed. */
static void
test_file_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *plain = scratch_write (fixture->scratch, "plain.eventstream", SCRIPT);
  g_autofree char *edited = scratch_write (fixture->scratch, "edited.eventstream", SCRIPT);

  weir_window_open_path (fixture->window, edited);
  app_wait (!get_flag (get_mock (fixture), "loading"));
  weir_mock_item_set_text (get_mock (fixture), EDITED);
  weir_window_open_path (fixture->window, plain);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpint (g_remove (plain), ==, 0);
  g_assert_cmpint (g_remove (edited), ==, 0);
  start_again (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
  app_wait (!get_flag (get_mock (fixture), "loading"));
  g_assert_cmpstr (weir_mock_item_get_text (get_mock (fixture)), ==, EDITED);
  g_assert_null (weir_mock_item_get_error (get_mock (fixture)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/remembered-mocks/unsaved", Fixture, NULL, set_up, test_unsaved, tear_down);
  g_test_add ("/remembered-mocks/not-started", Fixture, NULL, set_up, test_not_started, tear_down);
  g_test_add ("/remembered-mocks/edited-file", Fixture, NULL, set_up, test_edited_file, tear_down);
  g_test_add ("/remembered-mocks/stopped", Fixture, NULL, set_up, test_stopped, tear_down);
  g_test_add ("/remembered-mocks/file-gone", Fixture, NULL, set_up, test_file_gone, tear_down);

  return g_test_run ();
}
