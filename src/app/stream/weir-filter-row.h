/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-filter.h"
#include "weir-tally.h"

G_BEGIN_DECLS

#define WEIR_TYPE_FILTER_ROW (weir_filter_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirFilterRow, weir_filter_row, WEIR, FILTER_ROW, GtkBox)

/**
 * WeirFilterRow:
 *
 * What is to be shown: a query that is typed, the event types as chips, the kinds of rows in a menu. The signal `filter-changed ()`
 * says that weir_filter_row_get_filter() is another; a query with a mistake changes nothing and is said. `leave ()`: Escape was
 * pressed in an empty entry.
 */
GtkWidget *weir_filter_row_new (void);
/* (transfer none) (nullable): %NULL: everything */
WeirFilter *weir_filter_row_get_filter (WeirFilterRow *self);
/* @tally: (nullable) */
void weir_filter_row_set_tally (WeirFilterRow *self, WeirTally *tally);
/* There may be new counts. */
void weir_filter_row_update (WeirFilterRow *self);
/* Everything is shown again, hidden kinds too. */
void weir_filter_row_clear (WeirFilterRow *self);
void weir_filter_row_set_query (WeirFilterRow *self, const char *query);
/* Only rows that have the text, too. */
void weir_filter_row_add_text (WeirFilterRow *self, const char *text);
void weir_filter_row_set_narrow (WeirFilterRow *self, gboolean narrow);
/* To the entry, all of it selected. */
void weir_filter_row_grab_focus (WeirFilterRow *self);

G_END_DECLS
