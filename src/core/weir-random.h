/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirRandom:
 *
 * The draws of a player: SplitMix64 (Steele, Lea, Flood 2014): a counter that grows by 2^64 / φ, mixed. The same seed and key
 * give the same draws in every version, on every machine; the mixing and its constants are part of the script format.
 */
typedef struct
{
  guint64 state;
} WeirRandom;

/* @key, @stream: draws that must not depend on each other have different ones. */
void weir_random_init (WeirRandom *self, guint64 seed, guint64 key, guint64 stream);
/* Another seed for each text: the same one in every version, on every machine (FNV-1a, 64 bits); "" leaves it as it is. */
guint64 weir_random_mix (guint64 seed, const char *text);
guint64 weir_random_next (WeirRandom *self);
/* From @min to @max, both included; @min ≤ @max. */
gint64 weir_random_range (WeirRandom *self, gint64 min, gint64 max);
/* Exponentially distributed; at most 37 times the mean. */
gint64 weir_random_exponential (WeirRandom *self, gint64 mean);

G_END_DECLS
