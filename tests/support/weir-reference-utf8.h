/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* One code point of the decoded stream. */
typedef struct
{
  gunichar c;
  gsize offset;         /* of its first byte */
  gboolean is_replaced; /* U+FFFD for bytes that are not UTF-8 */
} WeirReferencePoint;

/* Returns: (element-type WeirReferencePoint) */
GArray *weir_reference_decode_points (WeirSpan bytes);
/* Returns: whether none of the points is replaced */
gboolean weir_reference_append_points (GString *text, const WeirReferencePoint *points, gsize n_points);

G_END_DECLS
