/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-pyramid-private.h"

void
weir_pyramid_clear (WeirPyramid *self)
{
  for (guint i = 0; i < WEIR_PYRAMID_LEVELS; i++)
    g_clear_pointer (&self->levels[i].bins, g_array_unref);
}

static gint64
width_of (guint level)
{
  return WEIR_PYRAMID_BASE_US << (2 * level);
}

/* Room for the bin: the oldest go, a quarter at once. */
static void
make_room (WeirPyramidLevel *self, gint64 bin)
{
  const gint64 most = WEIR_PYRAMID_BINS;
  gint64 first = bin - most + 1 + most / 4;

  if (bin - self->first < most)
    return;
  self->has_lost = TRUE;
  if (first - self->first >= (gint64) self->bins->len)
    {
      g_array_set_size (self->bins, 0);
      self->first = bin;
    }
  else
    {
      g_array_remove_range (self->bins, 0, (guint) (first - self->first));
      self->first = first;
    }
}

static void
add_to_level (WeirPyramidLevel *self, gint64 bin, guint32 n)
{
  guint index;

  if (self->bins == NULL)
    {
      self->bins = g_array_new (FALSE, TRUE, sizeof (guint32));
      self->first = bin;
    }
  if (bin < self->first)
    return;
  make_room (self, bin);
  index = (guint) (bin - self->first);
  if (index >= self->bins->len)
    g_array_set_size (self->bins, index + 1);
  g_array_index (self->bins, guint32, index) += n;
}

void
weir_pyramid_add (WeirPyramid *self, gint64 bin, guint32 n)
{
  for (guint i = 0; i < WEIR_PYRAMID_LEVELS; i++)
    add_to_level (&self->levels[i], bin >> (2 * i), n);
}

/* The finest level that reaches back so far. */
static guint
choose_level (const WeirPyramid *self, gint64 from_us)
{
  guint level = 0;

  while (level + 1 < WEIR_PYRAMID_LEVELS && self->levels[level].has_lost && self->levels[level].first * width_of (level) > from_us)
    level++;

  return level;
}

typedef struct
{
  const WeirPyramidLevel *level;
  gint64 width;
  gint64 end_us; /* nothing happened from then on */
  gint64 bin;    /* that comes next */
  double sum;    /* of the bins before it, from where the reading began */
} Reader;

static guint32
count_of_bin (const Reader *self, gint64 bin)
{
  const WeirPyramidLevel *level = self->level;

  if (bin < level->first || bin - level->first >= (gint64) level->bins->len)
    return 0;

  return g_array_index (level->bins, guint32, (guint) (bin - level->first));
}

/* What happened before @time_us; times rise from call to call. What is in a bin is spread over it, in the newest only up to now. */
static double
sum_before (Reader *self, gint64 time_us)
{
  gint64 bin = time_us / self->width;
  gint64 last = self->level->first + (gint64) self->level->bins->len;
  gint64 start_us = bin * self->width;
  gint64 spread_us = MIN (self->width, self->end_us - start_us);

  if (time_us >= self->end_us)
    bin = last;
  for (; self->bin < MIN (bin, last); self->bin++)
    self->sum += count_of_bin (self, self->bin);
  if (bin >= last)
    return self->sum;

  return self->sum + (double) count_of_bin (self, bin) * (double) (time_us - start_us) / (double) spread_us;
}

void
weir_pyramid_get (const WeirPyramid *self, gint64 from_us, gint64 to_us, guint n_bins, guint32 *out, guint stride)
{
  guint chosen = choose_level (self, from_us);
  const WeirPyramidLevel *lowest = &self->levels[0];
  Reader reader = { .level = &self->levels[chosen], .width = width_of (chosen) };
  guint64 before;

  for (guint i = 0; i < n_bins; i++)
    out[(gsize) i * stride] = 0;
  if (reader.level->bins == NULL)
    return;

  reader.end_us = (lowest->first + (gint64) lowest->bins->len) * width_of (0);
  reader.bin = MAX (MAX (from_us, 0) / reader.width, reader.level->first);
  before = (guint64) (sum_before (&reader, MAX (from_us, 0)) + 0.5);
  for (guint i = 0; i < n_bins; i++)
    {
      guint64 sum = (guint64) (sum_before (&reader, MAX (weir_pyramid_edge (from_us, to_us, n_bins, i + 1), 0)) + 0.5);

      out[(gsize) i * stride] = (guint32) MIN (sum - before, G_MAXUINT32);
      before = sum;
    }
}
