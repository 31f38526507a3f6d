/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <math.h>

#include "weir-random.h"

#define GOLDEN_GAMMA G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)

static guint64
mix (guint64 z)
{
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return z ^ (z >> 31);
}

void
weir_random_init (WeirRandom *self, guint64 seed, guint64 key, guint64 stream)
{
  self->state = mix (mix (mix (seed + GOLDEN_GAMMA) ^ (key + GOLDEN_GAMMA)) ^ (stream + GOLDEN_GAMMA));
}

guint64
weir_random_next (WeirRandom *self)
{
  self->state += GOLDEN_GAMMA;
  return mix (self->state);
}

gint64
weir_random_range (WeirRandom *self, gint64 min, gint64 max)
{
  guint64 width = (guint64) max - (guint64) min + 1;
  guint64 draw = weir_random_next (self);

  if (width == 0)
    return (gint64) draw;

  /* The bias is below width / 2^64. */
  return (gint64) ((guint64) min + draw % width);
}

gint64
weir_random_exponential (WeirRandom *self, gint64 mean)
{
  /* From 2^-53 to 1. */
  double u = ((double) (weir_random_next (self) >> 11) + 1) * 0x1p-53;

  return (gint64) (-log (u) * (double) mean + 0.5);
}

guint64
weir_random_mix (guint64 seed, const char *text)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  if (*text == '\0')
    return seed;
  for (; *text != '\0'; text++)
    hash = (hash ^ (guchar) *text) * G_GUINT64_CONSTANT (0x100000001b3);

  return seed ^ hash;
}
