/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-tally.h"

G_BEGIN_DECLS

/* Equal bins over time. Their length is a round one, so that bars stand still while the time grows. */
typedef struct
{
  gint64 from_us;
  gint64 bin_us;
  guint n_bins;
} WeirTimelineScale;

/* The shortest round bins of which @n_bins hold the time from @from_us to @to_us. */
WeirTimelineScale weir_timeline_scale_fit (gint64 from_us, gint64 to_us, guint n_bins);
gint64 weir_timeline_scale_get_end (const WeirTimelineScale *self);
/* The bin that holds the time; FALSE outside. */
gboolean weir_timeline_scale_find (const WeirTimelineScale *self, gint64 time_us, guint *bin);

/* The shortest round step that parts @span_us in at most @n_steps. */
gint64 weir_timeline_choose_step (gint64 span_us, guint n_steps);
/* @wall_us: local wall clock, µs; as precise as @step_us needs: "10:04", "10:04:11", "10:04:11.203". Returns: (transfer full) */
char *weir_timeline_dup_time (gint64 wall_us, gint64 step_us);

#define WEIR_TIMELINE_NO_LANE 0xff

/**
 * WeirTimelineLane:
 * @most: what took most of the bin: a WeirLane, or %WEIR_TIMELINE_NO_LANE
 * @mark: the worst of what else was in it: failed, waiting or connecting, or %WEIR_TIMELINE_NO_LANE
 */
typedef struct
{
  guint8 most;
  guint8 mark;
} WeirTimelineLane;

/* @bins: one for each of the scale; short outages stay visible at any scale. */
void weir_timeline_fill_lane (const WeirTimelineScale *scale, const WeirLaneSpan *spans, guint n_spans, WeirTimelineLane *bins);

G_END_DECLS
