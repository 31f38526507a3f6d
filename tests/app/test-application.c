/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"

/* The application, and what its one window showed; it ends when that is known. */
typedef struct
{
  WeirApplication *application;
  char *command;
  guint n_windows;
} Run;

static gboolean
look (gpointer user_data)
{
  Run *run = user_data;
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (run->application));
  GtkWidget *label = app_find_by_class (windows->data, "monospace");

  run->n_windows = g_list_length (windows);
  run->command = g_strdup (gtk_label_get_text (GTK_LABEL (label)));
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (run->application))) != NULL)
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
  g_assert_cmpuint (run.n_windows, ==, 1);
  return run.command;
}

static void
test_command_line (void)
{
  g_autofree char *nothing = run_with (NULL);
  g_autofree char *url = run_with ("http://127.0.0.1:8123/%7Eticks/../a?b=%20c#d");
  g_autofree char *path = run_with ("/a/it's here");
  g_autofree char *relative = run_with ("here.eventstream");
  g_autofree char *folder = g_get_current_dir ();
  g_autofree char *wanted = g_strdup_printf ("weir decode '%s/here.eventstream'", folder);

  g_assert_cmpstr (nothing, ==, "weir demo");
  g_assert_cmpstr (url, ==, "weir watch 'http://127.0.0.1:8123/%7Eticks/../a?b=%20c#d'");
  g_assert_cmpstr (path, ==, "weir decode '/a/it'\\''s here'");
  g_assert_cmpstr (relative, ==, wanted);
}

static void
test_new_window (void)
{
  g_autofree char *command = run_with ("--new-window");

  g_assert_cmpstr (command, ==, "weir demo");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/application/command-line", test_command_line);
  g_test_add_func ("/application/new-window", test_new_window);
  return g_test_run ();
}
