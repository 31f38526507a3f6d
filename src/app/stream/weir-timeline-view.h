/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-tally.h"

G_BEGIN_DECLS

#define WEIR_TYPE_TIMELINE_VIEW (weir_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (WeirTimelineView, weir_timeline_view, WEIR, TIMELINE_VIEW, GtkWidget)

/* Events by name over time, above the connection's lane. The signal `time-activated (gint64)` asks to go there. */
GtkWidget *weir_timeline_view_new (void);
/* @start_wall_us: the wall clock at time 0 of the tally's recording */
void weir_timeline_view_set_tally (WeirTimelineView *self, WeirTally *tally, gint64 start_wall_us);
/* Shows what the tally has of that time. What was under way at the tally's end is taken to go on until @to_us. */
void weir_timeline_view_update (WeirTimelineView *self, gint64 from_us, gint64 to_us);

G_END_DECLS
