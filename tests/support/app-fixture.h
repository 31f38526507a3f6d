/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-application.h"
#include "weir-window.h"

G_BEGIN_DECLS

/* Runs the main loop until @expression is true; ends the test when it is not within 20 s. */
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
/* Closes the windows and runs the main loop until all is quiet. */
void app_close (WeirApplication *application);
/* Runs what is due. */
void app_settle (void);

/* A widget below @root that is named so by style class; the first one. Returns: (nullable) */
GtkWidget *app_find_by_class (GtkWidget *root, const char *css_class);
GtkWidget *app_find_by_type (GtkWidget *root, GType type);
/* A top-level window. Returns: (transfer none) (nullable) */
GtkWindow *app_find_toplevel (GType type);

G_END_DECLS
