/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-tally.h"

G_BEGIN_DECLS

/* The spans of a connection's life, from its rows. Returns: (element-type WeirLaneSpan) */
GArray *weir_lane_new (void);
/* What the row tells: another lane from its time on, or that the last one goes on until then. */
void weir_lane_add (GArray *spans, const WeirRow *row);
/* The lane that holds from a row of that kind on. Returns: %FALSE when it does not say */
gboolean weir_lane_of_kind (WeirRowKind kind, WeirLane *lane);
/* From @time_us on. */
void weir_lane_set (GArray *spans, WeirLane lane, gint64 time_us);

G_END_DECLS
