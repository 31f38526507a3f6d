/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/**
 * WeirNeedle:
 *
 * A text to be found in bytes. Immutable; any thread.
 *
 * Caseless means: letters are the same when Unicode's simple lower case of their upper case is (ς and σ, ß and ẞ, but not ß and
 * ss), and a letter of ASCII is the same as its other case in ASCII and nothing else (not K and the Kelvin sign).
 */
typedef struct _WeirNeedle WeirNeedle;

/* @text: valid UTF-8, not empty; copied */
WeirNeedle *weir_needle_new (WeirSpan text, gboolean caseless);
void weir_needle_free (WeirNeedle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirNeedle, weir_needle_free)

/**
 * weir_needle_find:
 * @bytes: any bytes
 * @found: (out): where it stands; of another length than the needle, perhaps, when caseless
 *
 * The first place. Decoding the bytes as UTF-8 first finds the same, because no character of the needle comes of decoding what is
 * not UTF-8 (unless it holds U+FFFD).
 */
gboolean weir_needle_find (const WeirNeedle *self, WeirSpan bytes, WeirSpan *found);

/* How many bytes are compared quickly: of two needles that must both be there, the one with more is looked for first. */
gsize weir_needle_get_weight (const WeirNeedle *self);

/* What is compared when case does not count. */
gunichar weir_needle_fold (gunichar character);

G_END_DECLS
