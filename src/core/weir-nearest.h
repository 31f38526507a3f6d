/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

#define WEIR_NEAREST_INIT ((WeirNearest){ NULL, 3 })

/**
 * WeirNearest:
 * @word: (nullable): of those that were tried the one that the misspelt word is most likely meant to be
 *
 * Begins as %WEIR_NEAREST_INIT.
 */
typedef struct
{
  const char *word;
  gsize distance;
} WeirNearest;

/* @known: a word of fewer than 32 bytes, in small letters, which is not copied; case does not count. */
void weir_nearest_try (WeirNearest *self, WeirSpan misspelt, const char *known);

G_END_DECLS
