/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One of weir-menus.ui, the same for all who show it: the sections of a menu that a GtkBuilder of GTK 4.8 has made are there for ever.
 * (transfer none) */
GMenuModel *weir_menu_get (const char *name);

/* Pops the menu up, with @model from the first time on: many a widget is closed without its menu. @at: (nullable): what it points to */
void weir_menu_popup (GtkPopoverMenu *menu, GMenuModel *model, const GdkRectangle *at);

/* Returns: whether there is a menu at this place of the widget; then it is open */
typedef gboolean (*WeirMenuFunc) (GtkWidget *widget, double x, double y);
/* Calls @open when the widget is clicked with the other button, or touched for long. */
void weir_menu_add_gestures (GtkWidget *widget, WeirMenuFunc open);

/* Gives the items of each menu of the window their names, for a screen reader, when the focus comes to one: GTK 4.18 names them after a label
 * that it hides. */
void weir_menu_name_items (GtkWindow *window);

G_END_DECLS
