/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "weir-recording.h"
#include "weir-worker.h"

G_BEGIN_DECLS

/* Names that are counted apart; events of any beyond them, and of names too long to have a number, are the others'. */
#define WEIR_TALLY_NAMES 199u
/* Spans of the lane; beyond, the oldest are joined two by two, and keep the name of the longer one. */
#define WEIR_TALLY_SPANS 10000u

typedef enum
{
  WEIR_LANE_CONNECTING, /* until the response is taken for a stream */
  WEIR_LANE_OPEN,
  WEIR_LANE_WAITING,
  WEIR_LANE_FAILED,
  WEIR_LANE_STOPPED, /* ended, and nothing follows yet */
} WeirLane;

/* Times since the recording's start. */
typedef struct
{
  gint64 from_us;
  gint64 to_us; /* of the last one: the time of the last row, also while it goes on */
  WeirLane lane;
} WeirLaneSpan;

/**
 * WeirTally:
 *
 * What was received, by name and over time: counted as the recording grows, from its first row that is kept, and not taken back when
 * rows are given back. Rows are read on a worker; every call is on the thread that made the tally, where the signal `changed` tells at
 * most ten times a second that there is something new. What the calls return changes with that signal only, but for
 * weir_tally_get_bins(), which may be ahead of it. Memory is bounded, whatever comes.
 */
#define WEIR_TYPE_TALLY (weir_tally_get_type ())
G_DECLARE_FINAL_TYPE (WeirTally, weir_tally, WEIR, TALLY, GObject)

/* @worker: where rows are read, in turns of some milliseconds; must outlive the tally. @from_row: rows before it are not counted */
WeirTally *weir_tally_new (WeirRecording *recording, WeirWorker *worker, guint64 from_row);
/* There may be new rows. */
void weir_tally_update (WeirTally *self);
/* Rows before this one are counted. */
guint64 weir_tally_get_counted (WeirTally *self);

/* WEIR_TALLY_NAMES + 1 at most. A name keeps its place; new ones come at the end. */
guint weir_tally_get_n_names (WeirTally *self);
/* (nullable): an event type, raw UTF-8, to be shown through weir_text_append_row(); %NULL: the others, which are one place too */
const char *weir_tally_get_name (WeirTally *self, guint name);
/* Events. */
guint64 weir_tally_get_name_count (WeirTally *self, guint name);
/* Rows. */
guint64 weir_tally_get_kind_count (WeirTally *self, WeirRowKind kind);
/* Of the units of the wire, as they are in the recording. */
guint64 weir_tally_get_bytes (WeirTally *self);

/**
 * weir_tally_get_bins:
 * @from_us, @to_us: since the recording's start; @to_us is beyond
 * @out: (out): @n_bins times weir_tally_get_n_names() places, events of @name in @bin at `out[bin * n_names + name]`
 *
 * Counts events in equal stretches of time. Exact as long as the rows from @from_us to @to_us are kept and at most 65,536; else
 * counts that were kept for stretches of 100 ms, 400 ms, 1.6 s and so on are shared out, the coarser the farther back: bins that are
 * multiples of such a stretch long and begin at one are exact too. Costs the bins, not the rows.
 */
void weir_tally_get_bins (WeirTally *self, gint64 from_us, gint64 to_us, guint n_bins, guint32 *out);
/* The connection over time, in order and without holes. Returns: (array length=n) (nullable), until the next `changed` */
const WeirLaneSpan *weir_tally_get_lane (WeirTally *self, guint *n);
/* Times of the first and the last row that are counted; 0: none */
gint64 weir_tally_get_start_us (WeirTally *self);
gint64 weir_tally_get_end_us (WeirTally *self);

G_END_DECLS
