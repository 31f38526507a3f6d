/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "turns.h"
#include "weir-name-chips.h"
#include "weir-remembered.h"
#include "weir-stream-item.h"
#include "weir-stream-page-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* bench-crowd [CASE...] [FILE|URL]: the program's own window with much of what is usually little, and what a person does then: see the
 * table at the end. `rows` needs a large recording, `live` a URL that sends without end (pace-server). Prints for each step the longest
 * turn of the main loop, in ms of this thread's CPU time, and how many were longer than a frame. On a display of its own:
 * tests/support/with-display bench-crowd. */

typedef struct
{
  WeirApplication *application;
  WeirWindow *window;
  char *folder;
  const char *given; /* (nullable): a file or URL */
} Bench;

static void
step (const char *what)
{
  turns_run_until_quiet ();
  turns_print (what);
}

static WeirStreamPage *
get_page (Bench *bench)
{
  return WEIR_STREAM_PAGE (weir_sidebar_item_get_page (weir_window_get_item (bench->window)));
}

static WeirStreamPage *
open_file (Bench *bench, const char *path)
{
  WeirStream *stream;
  double progress = 0;

  turns_begin ();
  weir_window_open_path (bench->window, path);
  turns_run_for_ms (200);
  stream = weir_stream_item_get_stream (WEIR_STREAM_ITEM (weir_window_get_item (bench->window)));
  while (progress < 1)
    {
      turns_run_for_ms (100);
      g_object_get (stream, "progress", &progress, NULL);
    }
  step ("opened");
  return get_page (bench);
}

static void
act (WeirStreamPage *page, const char *action, GVariant *parameter)
{
  g_action_group_activate_action (weir_stream_page_get_actions (page), action, parameter);
}

static void
show_timeline (WeirStreamPage *page, gboolean shown)
{
  g_action_group_change_action_state (weir_stream_page_get_actions (page), "timeline", g_variant_new_boolean (shown));
}

static void
names (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "names.eventstream", NULL);
  g_autoptr (GString) text = g_string_new (":@ weir 1\n:@ template off\n:@ recorded 2026-11-21T08:00:00.000000Z\n:@ connect 1\n"
                                           ":@ request GET http://127.0.0.1:8123/prices\n:@ http 1.1\n:@ status 200 OK\n"
                                           ":@ header Content-Type: text/event-stream\n:@ open\n");
  WeirStreamPage *page;
  GtkMenuButton *more;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, ":@ wait 1ms\nevent: a-name-%u\ndata: %u\n\n", i % 20000, i);
  g_file_set_contents (path, text->str, (gssize) text->len, NULL);
  page = open_file (bench, path);
  show_timeline (page, TRUE);
  step ("timeline");
  more = GTK_MENU_BUTTON (app_find_by_type (app_find_by_type (GTK_WIDGET (page), WEIR_TYPE_NAME_CHIPS), GTK_TYPE_MENU_BUTTON));
  gtk_menu_button_popup (more);
  step ("all names");
  gtk_menu_button_popdown (more);
  step ("closed");
  weir_filter_row_set_query (page->filter_row, "-event:a-name-7");
  step ("hidden");
  for (int width = 1200; width > 400; width -= 40)
    {
      gtk_window_set_default_size (GTK_WINDOW (bench->window), width, 760);
      turns_run_for_ms (30);
    }
  step ("narrower");
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1200, 760);
  step ("wide");
  g_remove (path);
}

static void
remembered (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "workspace.json", NULL);
  g_autoptr (WeirWorkspace) workspace = weir_workspace_new (path);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_workspace_item_unref);
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *url = g_strdup_printf ("http://127.0.0.1:1/stream/%u", i);
      g_autoptr (WeirRequest) request = NULL;

      options.url = url;
      request = weir_request_new (&options, NULL);
      g_ptr_array_add (items, weir_workspace_item_new_request (request, NULL));
    }
  weir_workspace_set_items (workspace, items);
  turns_begin ();
  weir_remembered_restore (workspace, bench->window);
  step ("200 streams");
  weir_application_remember (bench->application, NULL);
  step ("remembered");
  for (guint i = 0; i < 30; i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (bench->window), "next-page", NULL);
      turns_run_for_ms (50);
    }
  step ("from page to page");
  weir_workspace_flush (workspace, NULL);
  g_remove (path);
}

static void
rows (Bench *bench)
{
  g_autofree char *copy = g_build_filename (bench->folder, "copy.eventstream", NULL);
  g_autoptr (GString) hard = g_string_new (NULL);
  WeirStreamPage *page;

  if (bench->given == NULL)
    return;
  page = open_file (bench, bench->given);
  while (hard->len < 15000)
    g_string_append (hard, "-zz ");
  weir_filter_row_set_query (page->filter_row, hard->str);
  step ("hard filter");
  weir_filter_row_set_query (page->filter_row, "event:trade 17");
  step ("filter");
  weir_filter_row_clear (page->filter_row);
  step ("no filter");
  show_timeline (page, TRUE);
  step ("timeline");
  show_timeline (page, FALSE);
  step ("no timeline");
  act (page, "clear", NULL);
  step ("cleared");
  act (page, "bring-back", NULL);
  step ("brought back");
  weir_page_save_as (page, copy);
  turns_run_for_ms (4000);
  step ("saved");
  g_remove (copy);
  weir_window_close_item (bench->window, weir_window_get_item (bench->window));
  step ("closed");
}

static void
live (Bench *bench)
{
  GtkWindow *window;

  if (bench->given == NULL)
    return;
  weir_window_open_url (bench->window, bench->given);
  turns_run_for_ms (1500);
  turns_print ("opened");
  for (const char *query = "event:tick 17 -42"; *query != '\0'; query++)
    {
      g_autofree char *part = g_strndup ("event:tick 17 -42", (gsize) (query - "event:tick 17 -42") + 1);

      weir_filter_row_set_query (get_page (bench)->filter_row, part);
      turns_run_for_ms (60);
    }
  turns_run_for_ms (500);
  turns_print ("typed");
  weir_filter_row_clear (get_page (bench)->filter_row);
  turns_run_for_ms (500);
  turns_print ("cleared");
  g_action_group_activate_action (G_ACTION_GROUP (bench->application), "preferences", NULL);
  turns_run_for_ms (800);
  turns_print ("preferences");
  window = gtk_application_get_active_window (GTK_APPLICATION (bench->application));
  if (window != GTK_WINDOW (bench->window))
    gtk_window_destroy (window);
  turns_run_for_ms (300);
  turns_print ("closed");
  g_action_group_activate_action (G_ACTION_GROUP (bench->window), "shortcuts", NULL);
  turns_run_for_ms (800);
  turns_print ("shortcuts");
  window = app_find_toplevel (GTK_TYPE_SHORTCUTS_WINDOW);
  if (window != NULL)
    gtk_window_close (window);
  turns_run_for_ms (300);
  turns_print ("closed");
  for (guint i = 0; i < 20; i++)
    weir_window_open_url (bench->window, bench->given);
  turns_run_for_ms (1500);
  turns_print ("20 more");
  for (guint i = 0; i < 20; i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (bench->window), "next-page", NULL);
      turns_run_for_ms (100);
    }
  turns_print ("from page to page");
}

static void
detail (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "detail.eventstream", NULL);
  g_autoptr (GString) text = g_string_new ("id: 1\ndata: [0");
  static const char *const views[] = { "data", "bytes" };
  WeirStreamPage *page;

  while (text->len < 10 * 1024 * 1024)
    g_string_append (text, ",{\"id\":17,\"name\":\"item\"}");
  g_string_append (text, "]\n\n");
  for (guint i = 0; i < 20; i++)
    {
      g_string_append (text, "data: ");
      for (guint j = 0; j < 50000; j++)
        g_string_append (text, "some words ");
      g_string_append_printf (text, "\nid: %u\n\n", i);
    }
  g_file_set_contents (path, text->str, (gssize) text->len, NULL);
  page = open_file (bench, path);
  weir_event_view_select_row (page->events, 0);
  step ("selected");
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_object_set (page->detail, "view", views[i], NULL);
      turns_run_until_quiet ();
      turns_begin ();
      for (int width = 1200; width > 400; width -= 40)
        {
          gtk_window_set_default_size (GTK_WINDOW (bench->window), width, 760);
          turns_run_for_ms (30);
        }
      step ("narrower");
      gtk_window_set_default_size (GTK_WINDOW (bench->window), 1200, 760);
      step ("wide");
    }
  g_remove (path);
}

static const struct
{
  const char *name;
  void (*run) (Bench *bench);
} cases[] = {
  { "names", names }, { "remembered", remembered }, { "rows", rows }, { "live", live }, { "detail", detail },
};

static void
run (WeirApplication *application, const char *folder, const char *given, guint i)
{
  Bench bench = { application, NULL, (char *) folder, given };

  bench.window = app_open_window (application);
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1200, 760);
  turns_run_until_quiet ();
  turns_begin ();
  g_print ("%-11s", cases[i].name);
  cases[i].run (&bench);
  g_print ("\n");
}

int
main (int argc, char **argv)
{
  WeirApplication *application = app_start ();
  g_autofree char *folder = g_dir_make_tmp ("weir-bench-XXXXXX", NULL);
  const char *given = argc > 1 && strpbrk (argv[argc - 1], "/") != NULL ? argv[argc - 1] : NULL;
  const int n_names = argc - 1 - (given != NULL);

  turns_watch ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_asked = n_names == 0;

      for (int j = 1; j <= n_names; j++)
        is_asked = is_asked || g_str_equal (argv[j], cases[i].name);
      if (is_asked)
        run (application, folder, given, i);
    }
  app_close (application);
  g_object_unref (application);
  g_rmdir (folder);
  return 0;
}
