/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_DIFF_SAME,
  WEIR_DIFF_REMOVED, /* only in the text before */
  WEIR_DIFF_ADDED,   /* only in the text after */
} WeirDiffKind;

/**
 * WeirDiffLine:
 * @text: the line without its LF, in one of the two texts (of %WEIR_DIFF_SAME: in the one after)
 * @before: its number in the text before, from 1; 0: it is not there
 * @after: the same in the text after
 * @has_partner: a removed or added line that stands where the other text has another line: changed rather than gone or new
 * @changed: with a partner: the part of @text that the partner has not; may be empty
 *
 * Removed lines come before the added ones that stand in their place; the first of the ones is the partner of the first of the others.
 */
typedef struct
{
  WeirSpan text;
  WeirSpan changed;
  guint before;
  guint after;
  WeirDiffKind kind;
  gboolean has_partner;
} WeirDiffLine;

/**
 * weir_diff_lines:
 * @is_cut: (out): whether only the first WEIR_LIMIT_DIFF_LINES of a text were compared
 *
 * Compares two texts by line. A text that ends in LF ends with an empty line. Few differences are found as few as there can be; where
 * there are many, near enough. Costs the lengths, and the lines times WEIR_LIMIT_DIFF_EDITS at most, whatever the texts hold.
 *
 * Returns: (transfer full) (element-type WeirDiffLine): valid as long as both texts
 */
GArray *weir_diff_lines (WeirSpan before, WeirSpan after, gboolean *is_cut);

G_END_DECLS
