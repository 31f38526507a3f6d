/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/**
 * WeirExcerptLines:
 * @WEIR_EXCERPT_ELIDE: of a line that is too long the rest is left out, and how much that is stands at its end
 * @WEIR_EXCERPT_BREAK: such a line goes on in the next one, after the sign WEIR_EXCERPT_SIGN at its end
 */
typedef enum
{
  WEIR_EXCERPT_ELIDE,
  WEIR_EXCERPT_BREAK,
} WeirExcerptLines;

#define WEIR_EXCERPT_SIGN "↩"

/**
 * weir_excerpt_append:
 * @text: any bytes
 * @max_bytes: appended at most, but for the last line's end
 * @max_line: bytes of a line of @out, roughly; more than 1,000
 *
 * Appends the start of @text as visible text on many lines, none of which is too long for a text view. Costs what is appended, and
 * finding the ends of the lines in it.
 *
 * Returns: how many bytes of @text that stands for, whole lines or parts of a broken one: where the next excerpt goes on
 */
gsize weir_excerpt_append (GString *out, WeirSpan text, gsize max_bytes, gsize max_line, WeirExcerptLines lines);

G_END_DECLS
