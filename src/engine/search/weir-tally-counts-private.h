/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-pyramid-private.h"
#include "weir-tally.h"

G_BEGIN_DECLS

#define WEIR_ROW_KINDS (WEIR_ROW_DROPPED + 1)

/* One name, or the others. */
typedef struct
{
  char *name; /* NULL: the others */
  guint64 count;
  WeirPyramid pyramid;
  gint64 pending_bin; /* events that are not in the pyramid yet are all in this one */
  guint32 n_pending;
} WeirTallyName;

/**
 * WeirTallyCounts:
 *
 * The counts themselves: rows in, numbers out. No thread of its own; one at a time.
 */
typedef struct
{
  WeirRecording *recording; /* not owned */
  guint64 from_row;
  guint64 next;      /* row to be counted next */
  GPtrArray *names;  /* WeirTallyName */
  GByteArray *slots; /* by the recording's number of a name: place + 1 in names; 0: not known yet */
  guint others;      /* place of the others + 1; 0: there are none yet */
  guint64 kinds[WEIR_ROW_KINDS];
  guint64 n_bytes;
  GArray *lane; /* WeirLaneSpan */
  gint64 start_us, end_us;
  gboolean has_start;
} WeirTallyCounts;

void weir_tally_counts_init (WeirTallyCounts *self, WeirRecording *recording, guint64 from_row);
void weir_tally_counts_clear (WeirTallyCounts *self);
/* Counts @most rows at most. Returns: whether there are more */
gboolean weir_tally_counts_take (WeirTallyCounts *self, guint most);
/* As weir_tally_get_bins(), for the first @n_names names. */
void weir_tally_counts_get_bins (WeirTallyCounts *self, gint64 from_us, gint64 to_us, guint n_bins, guint32 *out, guint n_names);

G_END_DECLS
