/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Rows that are added at a time: what is seen at once, roughly. */
#define WEIR_GROWING_LIST_STEP 50u

/**
 * weir_growing_list_show:
 * @rows: (nullable): %NULL: none
 *
 * Has a list view show other rows, scrolled to the first one. A list view makes the widgets of some two hundred rows, which takes longer
 * than a frame; so it is given a few rows first, some more in each of the next turns of the main loop, and then the others.
 */
void weir_growing_list_show (GtkScrolledWindow *scroller, GtkNoSelection *selection, GListModel *rows);

G_END_DECLS
