/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

#define WEIR_HEX_BYTES 16u

/* Appends @bytes, WEIR_HEX_BYTES at most, as pairs of digits: `64 61 74 61 3a 20 78 0a  0a`, with two spaces in the middle; no
 * padding. */
void weir_hex_append_bytes (GString *out, WeirSpan bytes);

/**
 * weir_hex_append_text:
 * @all: what the bytes are part of: a character may begin in one row and end in the next
 * @from, @to: the bytes, WEIR_HEX_BYTES at most
 * @lengths: (out) (array fixed-size=16): how many bytes of @out stand for each of them
 *
 * Appends the same bytes as text, a column for each byte: a character in the place of its first ones, `·` for those that are left and
 * for bytes that are no character, controls as ␀ ␍ ⏎ and the like, a byte order mark as `BOM`. What would be written from right to
 * left or not be seen by itself is `·` too.
 *
 * Returns: a bit for each byte, the first one lowest: whether what is shown for it is a sign, not the text itself
 */
guint weir_hex_append_text (GString *out, WeirSpan all, gsize from, gsize to, guint8 *lengths);

G_END_DECLS
