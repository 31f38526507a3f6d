/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A window for one widget, on the screen, with the program's style. */
GtkWindow *stage_show (GtkWidget *child, int width, int height);

/* Gives a key to the widget's own key controllers. Returns: whether one took it */
gboolean stage_press (GtkWidget *widget, guint key, GdkModifierType state);

/* What can be seen below @root (mapped): a label with just this text, a button with this action. Returns: (nullable) */
GtkWidget *stage_find_text (GtkWidget *root, const char *text);
GtkWidget *stage_find_action (GtkWidget *root, const char *action);

/* Waits for a toast that has this button, and clicks it when the toast has come in: libadwaita 1.2 does not bear it before. */
void stage_click_toast (GtkWidget *root, const char *label);

G_END_DECLS
