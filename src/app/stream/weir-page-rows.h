/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-event-list.h"
#include "weir-filter.h"
#include "weir-tally.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PAGE_ROWS (weir_page_rows_get_type ())
G_DECLARE_FINAL_TYPE (WeirPageRows, weir_page_rows, WEIR, PAGE_ROWS, GObject)

/**
 * WeirPageRows:
 *
 * The rows of a recording as a page shows them: the list with what is filtered out and cleared away, and the tally of the rest. The
 * signal `changed ()` says that weir_page_rows_update() has something to do; a recording that grows must be told by the caller.
 */
/* @worker: for searching and counting; outlives it */
WeirPageRows *weir_page_rows_new (WeirRecording *recording, WeirWorker *worker);
WeirRecording *weir_page_rows_get_recording (WeirPageRows *self);
WeirEventList *weir_page_rows_get_list (WeirPageRows *self);
/* Another one after each weir_page_rows_set_start(). */
WeirTally *weir_page_rows_get_tally (WeirPageRows *self);

/* @filter: (nullable): %NULL: all rows. What was shown stays until the first matches are found. */
void weir_page_rows_set_filter (WeirPageRows *self, WeirFilter *filter);
gboolean weir_page_rows_has_filter (WeirPageRows *self);
/* 0 to 1: how far the filter has come; 1 without one, and while it keeps up with what comes. */
double weir_page_rows_get_progress (WeirPageRows *self);

/* Rows before this one are cleared away. */
void weir_page_rows_set_start (WeirPageRows *self, guint64 row);
guint64 weir_page_rows_get_start (WeirPageRows *self);
/* Rows that are kept, shown or not. */
guint64 weir_page_rows_get_n_kept (WeirPageRows *self);
guint64 weir_page_rows_get_n_shown (WeirPageRows *self);

/* Returns: whether it is worth calling again with the next frame */
gboolean weir_page_rows_update (WeirPageRows *self);

/* The time from which rows are shown. */
gint64 weir_page_rows_get_start_us (WeirPageRows *self);
/* The first row at that time or later. Returns: whether there is one */
gboolean weir_page_rows_find_time (WeirPageRows *self, gint64 time_us, guint64 *row);

G_END_DECLS
