/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pops the menu up, with @model from the first time on: many a widget is closed without its menu, and GTK 4.8 never lets go of the
 * sections of a menu. @at: (nullable): what it points to */
void weir_menu_popup (GtkPopoverMenu *menu, GMenuModel *model, const GdkRectangle *at);

/* Returns: whether there is a menu at this place of the widget; then it is open */
typedef gboolean (*WeirMenuFunc) (GtkWidget *widget, double x, double y);
/* Calls @open when the widget is clicked with the other button, or touched for long. */
void weir_menu_add_gestures (GtkWidget *widget, WeirMenuFunc open);

G_END_DECLS
