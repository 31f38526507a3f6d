/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-name-color.h"
#include "weir-timeline-scale.h"

G_BEGIN_DECLS

/* A bar and the gap behind it. */
#define WEIR_TIMELINE_BIN_WIDTH 3

/**
 * WeirTimelinePicture:
 * @counts: of the scale's bins, WEIR_N_NAME_COLORS each
 * @lanes: of the scale's bins
 * @start_wall_us: the wall clock at time 0
 * @pointed: the bin under pointer or keyboard cursor; -1: none
 */
typedef struct
{
  WeirTimelineScale scale;
  const guint32 *counts;
  const WeirTimelineLane *lanes;
  gint64 start_wall_us;
  int pointed;
} WeirTimelinePicture;

void weir_timeline_measure_height (GtkWidget *widget, int *minimum, int *natural);
void weir_timeline_draw (GtkWidget *widget, GtkSnapshot *snapshot, const WeirTimelinePicture *picture);
/* The most events in a bin. */
guint32 weir_timeline_get_peak (const WeirTimelinePicture *picture);
/* "212/s". Returns: (transfer full) */
char *weir_timeline_dup_rate (guint64 events, gint64 duration_us);

G_END_DECLS
