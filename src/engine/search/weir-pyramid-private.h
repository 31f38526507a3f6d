/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WEIR_PYRAMID_BASE_US (100 * G_TIME_SPAN_MILLISECOND)
/* The last bin there is: half-way to the end of what a number holds. */
#define WEIR_PYRAMID_LAST (G_MAXINT64 / 2 / WEIR_PYRAMID_BASE_US)
/* The coarsest bins are 27 minutes long: 77 days of them. */
#define WEIR_PYRAMID_LEVELS 8u
/* Bins of one level, so that some level has a bin for each pixel of any stretch of time. */
#define WEIR_PYRAMID_BINS 4096u

typedef struct
{
  gint64 first;      /* number of the first bin that is kept, in bins from 0 */
  gboolean has_lost; /* bins before it were */
  GArray *bins;      /* guint32; %NULL: none yet */
} WeirPyramidLevel;

/**
 * WeirPyramid:
 *
 * How often something happened, in bins of WEIR_PYRAMID_BASE_US and of four times that, and so on. Each level keeps its newest bins.
 */
typedef struct
{
  WeirPyramidLevel levels[WEIR_PYRAMID_LEVELS];
} WeirPyramid;

/* Zeros are an empty one. */
void weir_pyramid_clear (WeirPyramid *self);
/* @bin: on the lowest level, from 0 to WEIR_PYRAMID_LAST; rising, or what is too old is left out */
void weir_pyramid_add (WeirPyramid *self, gint64 bin, guint32 n);
/* @out: places @stride apart. As weir_tally_get_bins() */
void weir_pyramid_get (const WeirPyramid *self, gint64 from_us, gint64 to_us, guint n_bins, guint32 *out, guint stride);

/* Where the @n th of @n_bins bins begins. */
static inline gint64
weir_pyramid_edge (gint64 from_us, gint64 to_us, guint n_bins, guint n)
{
  gint64 span = to_us - from_us;

  return from_us + span / n_bins * n + span % n_bins * n / n_bins;
}

G_END_DECLS
