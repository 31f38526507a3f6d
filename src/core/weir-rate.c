/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <math.h>

#include "weir-rate.h"

/* Counts by the eighth of a second: windows of a second are then off by an eighth of one slot at most. */
#define SLOT_US (G_TIME_SPAN_SECOND / 8)
/* A minute, and one at each end that is only partly in the window. */
#define N_SLOTS (60 * 8 + 2)

/* Gaps: exact below 16 µs, then 16 sub-buckets for each octave up to 2^63. */
#define SUB_BITS 4
#define N_SUBS (1 << SUB_BITS)
#define N_GAPS ((63 - SUB_BITS) * N_SUBS + N_SUBS)

struct _WeirRate
{
  guint64 total;
  gint64 last_us;
  gint64 longest_us;
  guint32 slots[N_SLOTS]; /* slot n of all time is at n modulo N_SLOTS; the newest is that of last_us */
  guint64 gaps[N_GAPS];
};

WeirRate *
weir_rate_new (void)
{
  WeirRate *self = g_new0 (WeirRate, 1);

  self->longest_us = -1;

  return self;
}

void
weir_rate_free (WeirRate *self)
{
  g_free (self);
}

static guint
gap_index (guint64 gap_us)
{
  guint octave;

  if (gap_us < N_SUBS)
    return (guint) gap_us;
  octave = 63 - (guint) __builtin_clzll (gap_us);

  return (octave - SUB_BITS + 1) * N_SUBS + ((guint) (gap_us >> (octave - SUB_BITS)) & (N_SUBS - 1));
}

/* The longest gap that gap_index() puts there. */
static gint64
gap_at (guint index)
{
  const guint octave = index / N_SUBS;
  const guint64 sub = index % N_SUBS;

  if (octave == 0)
    return (gint64) sub;

  return (gint64) (((N_SUBS + sub + 1) << (octave - 1)) - 1);
}

static void
advance_slots (WeirRate *self, gint64 time_us)
{
  const gint64 newest = time_us / SLOT_US;
  const gint64 before = self->last_us / SLOT_US;

  for (gint64 slot = MAX (before + 1, newest - N_SLOTS + 1); slot <= newest; slot++)
    self->slots[slot % N_SLOTS] = 0;
}

void
weir_rate_add (WeirRate *self, gint64 time_us)
{
  time_us = MAX (time_us, self->last_us);

  if (self->total > 0)
    {
      const gint64 gap_us = time_us - self->last_us;

      self->longest_us = MAX (self->longest_us, gap_us);
      self->gaps[gap_index ((guint64) gap_us)]++;
    }
  advance_slots (self, time_us);
  self->last_us = time_us;
  self->total++;
  self->slots[(time_us / SLOT_US) % N_SLOTS]++;
}

guint64
weir_rate_get_total (const WeirRate *self)
{
  return self->total;
}

double
weir_rate_get_per_second (const WeirRate *self, gint64 now_us, gint64 window_us)
{
  gint64 start_us, oldest, newest;
  double count = 0;

  window_us = CLAMP (window_us, G_TIME_SPAN_SECOND, G_TIME_SPAN_MINUTE);
  now_us = MAX (now_us, self->last_us);
  start_us = MAX (now_us - window_us, 0);
  oldest = start_us / SLOT_US;
  newest = self->last_us / SLOT_US;

  for (gint64 slot = oldest; slot <= newest; slot++)
    {
      double share = 1;

      /* Of the slot in which the window starts, only what lies in it. */
      if (slot == oldest)
        share = (double) ((oldest + 1) * SLOT_US - start_us) / (double) SLOT_US;
      count += share * self->slots[slot % N_SLOTS];
    }

  return count * (double) G_TIME_SPAN_SECOND / (double) window_us;
}

gint64
weir_rate_get_gap_quantile (const WeirRate *self, double quantile)
{
  const guint64 n_gaps = self->total > 0 ? self->total - 1 : 0;
  guint64 rank;
  guint i = 0;

  if (n_gaps == 0)
    return -1;

  rank = (guint64) ceil (CLAMP (quantile, 0, 1) * (double) n_gaps);
  rank = CLAMP (rank, 1, n_gaps);
  while (self->gaps[i] < rank)
    rank -= self->gaps[i++];

  return MIN (gap_at (i), self->longest_us);
}

gint64
weir_rate_get_longest_gap (const WeirRate *self)
{
  return self->longest_us;
}
