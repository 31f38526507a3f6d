/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* A long text for a text view, which can bear neither much at once nor a long line: in parts, each of which costs its own length only,
 * wherever in the text it is. */

/* Bytes of a part, roughly; six times as much is shown of it at most. */
#define WEIR_EXCERPT_PART (64u * 1024)
/* Where a line goes on in the next one. */
#define WEIR_EXCERPT_SIGN "↩"

/* Returns: 1 or more */
guint weir_excerpt_count_parts (WeirSpan text);
/* @number: from 0. Parts follow each other without a gap; they end with a line where one ends near, and never within a character. */
WeirSpan weir_excerpt_get_part (WeirSpan text, guint number);

/**
 * weir_excerpt_append_part:
 * @text: any bytes
 * @max_line: bytes of a line of @out, roughly; more than 1,000
 *
 * Appends a part as visible text on many lines, none of which is too long: such a line goes on in the next one, after
 * WEIR_EXCERPT_SIGN at its end. Without those signs and ends it is the visible text of all of the part.
 *
 * Returns: whether a line had to be broken
 */
gboolean weir_excerpt_append_part (GString *out, WeirSpan text, guint number, gsize max_line);

G_END_DECLS
