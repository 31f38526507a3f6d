/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "scratch.h"
#include "weir-stream-item.h"

#include <glib/gstdio.h>

#define RECORDING ":@ weir 1\n:@ recorded 2026-11-21T14:22:18.463275Z\n:@ connect 1\n:@ open\ndata: 1\n\n"

/* The application, and what its one window showed; it ends when that is known. */
typedef struct
{
  WeirApplication *application;
  char *shown; /* a URL or path; NULL: the first page */
} Run;

static gboolean
look (gpointer user_data)
{
  Run *run = user_data;
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (run->application));
  WeirSidebarItem *item = weir_window_get_item (windows->data);

  g_assert_cmpuint (g_list_length (windows), ==, 1);
  if (item != NULL)
    {
      WeirStream *stream = weir_stream_item_get_stream (WEIR_STREAM_ITEM (item));
      WeirRequest *request = weir_stream_get_request (stream);

      if (request != NULL)
        run->shown = g_strdup (weir_request_get_options (request)->url);
      else
        g_object_get (stream, "path", &run->shown, NULL);
    }
  gtk_window_destroy (windows->data);
  return G_SOURCE_REMOVE;
}

static void
on_window_added (Run *run)
{
  g_idle_add_full (G_PRIORITY_LOW, look, run, NULL);
}

/* What the window shows of a command line. */
static char *
run_with (const char *argument)
{
  char *argv[] = { (char *) "weir-window", (char *) argument, NULL };
  g_autoptr (WeirApplication) application = weir_application_new ();
  Run run = { .application = application };
  gulong handler = g_signal_connect_swapped (application, "window-added", G_CALLBACK (on_window_added), &run);
  guint deadline = app_begin_wait ("the application ended");

  g_assert_cmpint (g_application_run (G_APPLICATION (application), (int) g_strv_length (argv), argv), ==, 0);
  g_source_remove (deadline);
  g_signal_handler_disconnect (application, handler);
  return run.shown;
}

static void
test_nothing (void)
{
  g_autofree char *shown = run_with (NULL);
  g_autofree char *in_new_window = run_with ("--new-window");

  g_assert_null (shown);
  g_assert_null (in_new_window);
}

/* As it was typed: a GFile may write it in another way. */
static void
test_url (void)
{
  g_autofree char *shown = run_with ("http://127.0.0.1:9/ticks?b=%20c");

  g_assert_cmpstr (shown, ==, "http://127.0.0.1:9/ticks?b=%20c");
}

/* What could be a file's name, too, is one. */
static void
test_url_without_scheme (void)
{
  g_autofree char *port = run_with ("localhost:9/ticks");
  g_autofree char *host = run_with ("localhost");
  g_autofree char *missing = run_with ("missing.eventstream");

  g_assert_cmpstr (port, ==, "http://localhost:9/ticks");
  g_assert_cmpstr (host, ==, "http://localhost/");
  g_assert_true (missing == NULL || !g_str_has_prefix (missing, "http"));
}

static void
test_path (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "it's here", RECORDING);
  g_autofree char *shown = run_with (path);

  g_assert_cmpstr (shown, ==, path);
}

static void
test_relative_path (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "here.eventstream", RECORDING);
  g_autofree char *before = g_get_current_dir ();
  g_autofree char *shown = NULL;

  g_assert_cmpint (g_chdir (scratch->path), ==, 0);
  shown = run_with ("here.eventstream");
  g_assert_cmpint (g_chdir (before), ==, 0);
  g_assert_cmpstr (shown, ==, path);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/application/nothing", test_nothing);
  g_test_add_func ("/application/url", test_url);
  g_test_add_func ("/application/url-without-scheme", test_url_without_scheme);
  g_test_add_func ("/application/path", test_path);
  g_test_add_func ("/application/relative-path", test_relative_path);
  return g_test_run ();
}
