/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The row of a match that is no longer kept. */
#define WEIR_MATCHES_GONE G_MAXUINT64

/**
 * WeirMatches:
 *
 * Numbers of the rows that match, rising. One writer appends; any number of readers look at the matches from first to count without
 * a lock. A match keeps its index for ever.
 */
typedef struct _WeirMatches WeirMatches;

WeirMatches *weir_matches_new (void);
WeirMatches *weir_matches_ref (WeirMatches *self);
void weir_matches_unref (WeirMatches *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirMatches, weir_matches_unref)

/* Writer. @rows: rising, and above all that came before */
void weir_matches_append (WeirMatches *self, const guint64 *rows, gsize n_rows);
/* Writer, after appending what was found there: rows below @row were searched. */
void weir_matches_set_searched (WeirMatches *self, guint64 row);
/* Writer. Matches below @row are no longer kept; their memory is used again. */
void weir_matches_trim (WeirMatches *self, guint64 row);

/* Any thread. Index of the first match that is kept. */
guint64 weir_matches_get_first (WeirMatches *self);
/* Index after the last match: the number of matches ever found. */
guint64 weir_matches_get_count (WeirMatches *self);
/* @index: below the count. Returns: the row's number, or WEIR_MATCHES_GONE */
guint64 weir_matches_get_row (WeirMatches *self, guint64 index);
/* Rows below this were searched: their matches are counted. */
guint64 weir_matches_get_searched (WeirMatches *self);
/* The first match at or after @row. Returns: whether there is one */
gboolean weir_matches_find (WeirMatches *self, guint64 row, guint64 *index);

G_END_DECLS
