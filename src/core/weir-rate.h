/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirRate:
 *
 * Events by the second and the histogram of the gaps between them. Times are the caller's monotonic µs and must not go back
 * (one that does counts as now). Bounded memory, no allocation after creation.
 */
typedef struct _WeirRate WeirRate;

WeirRate *weir_rate_new (void);
void weir_rate_free (WeirRate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRate, weir_rate_free)

void weir_rate_add (WeirRate *self, gint64 time_us);
guint64 weir_rate_get_total (const WeirRate *self);
/* Events a second over the window that ends at @now_us; @window_us: 1 s to 60 s. Events are counted by the eighth of a second; of the
 * one in which the window starts the share inside is taken. */
double weir_rate_get_per_second (const WeirRate *self, gint64 now_us, gint64 window_us);
/* The gap, in µs, that the share @quantile (0..1) of the gaps does not pass, at most 1/16 of its value too long; -1 without gaps. */
gint64 weir_rate_get_gap_quantile (const WeirRate *self, double quantile);
/* -1 without gaps */
gint64 weir_rate_get_longest_gap (const WeirRate *self);

G_END_DECLS
