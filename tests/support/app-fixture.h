/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-application.h"
#include "weir-window.h"

G_BEGIN_DECLS

/* Runs the main loop until @expression is true; ends the test when it is not within 40 s. */
#define app_wait(expression)                                                                                                               \
  do                                                                                                                                       \
    {                                                                                                                                      \
      guint app_deadline = app_begin_wait (#expression);                                                                                   \
      while (!(expression))                                                                                                                \
        g_main_context_iteration (NULL, TRUE);                                                                                             \
      g_source_remove (app_deadline);                                                                                                      \
    }                                                                                                                                      \
  while (0)
guint app_begin_wait (const char *what);

/* Registered, without a window. */
WeirApplication *app_start (void);
/* Activates it; the window is on the screen. */
WeirWindow *app_open_window (WeirApplication *application);
/* Closes the windows; ends the test when a widget of them lives on. */
void app_close (WeirApplication *application);
/* Widgets that are to end: @root and what is in it. */
GPtrArray *app_watch_widgets (GtkWidget *root);
/* Runs the main loop until all of them are freed; ends the test when one is not within 40 s. Takes the array. */
void app_wait_for_end (GPtrArray *widgets);
/* Destroys the window; ends the test when a widget of it lives on. */
void app_destroy (GtkWindow *window);
/* Waits for a frame to be drawn. */
void app_draw (GtkWidget *widget);
/* Runs what is due. */
void app_settle (void);

/* A widget below @root that is named so by style class; the first one. Returns: (nullable) */
GtkWidget *app_find_by_class (GtkWidget *root, const char *css_class);
GtkWidget *app_find_by_type (GtkWidget *root, GType type);
/* A top-level window. Returns: (transfer none) (nullable) */
GtkWindow *app_find_toplevel (GType type);

G_END_DECLS
