/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "weir-filter.h"
#include "weir-matches.h"
#include "weir-recording.h"
#include "weir-worker.h"

G_BEGIN_DECLS

#define WEIR_TYPE_SEARCH (weir_search_get_type ())
G_DECLARE_FINAL_TYPE (WeirSearch, weir_search, WEIR, SEARCH, GObject)

/**
 * weir_search_new:
 * @worker: where it runs, a slice of rows at a time in turn with other searches; must live longer than the search
 * @from_row: rows before it are not searched
 *
 * Runs a filter over a recording, and over what is added to it. It begins at once; another filter is another search. Every call is
 * on the thread that made it (the main thread), and so are the notifications of `progress` (0 to 1: how much of the recording is
 * searched) and the signal `changed`: there are new matches or rows without any; at most once in 16 ms.
 */
WeirSearch *weir_search_new (WeirRecording *recording, WeirFilter *filter, WeirWorker *worker, guint64 from_row);

/* (transfer none): at once; they grow, and what the recording gives back goes from their front */
WeirMatches *weir_search_get_matches (WeirSearch *self);
WeirFilter *weir_search_get_filter (WeirSearch *self);
double weir_search_get_progress (WeirSearch *self);
/* There may be new rows. Cheap. */
void weir_search_update (WeirSearch *self);
/* For good: at once for the caller, within 4,096 rows for the worker. What was found stays. Disposing does it too. */
void weir_search_cancel (WeirSearch *self);

G_END_DECLS
