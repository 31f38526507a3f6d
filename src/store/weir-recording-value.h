/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* How values are spelt in directive lines, and back. */

/* `350us`, `1.25ms`, `3.000001s`: exact to the µs. @duration_us: 0 or more */
void weir_value_append_duration (GString *out, gint64 duration_us);
/* Decimal digits with a unit, exact to the µs (what is finer is dropped); saturates. Returns: whether it is one */
gboolean weir_value_parse_duration (WeirSpan text, gint64 *duration_us);

/* One part of a `chunk` line: `N`, `N+TIME` or `*`, the rest (%G_MAXUINT64). Returns: whether it is one */
gboolean weir_value_parse_piece (WeirSpan word, guint64 *n_bytes, gint64 *gap_us);

/* ISO 8601 in UTC with µs. @wall_us: since 1970 */
void weir_value_append_time (GString *out, gint64 wall_us);
gboolean weir_value_parse_time (WeirSpan text, gint64 *wall_us);

/* One line of text as it is; bytes that would end the line become spaces. */
void weir_value_append_text (GString *out, const char *text);

/* How many bytes weir_value_append_quoted() writes for one byte between the quotes. */
gsize weir_value_quoted_size (char byte, gboolean escape_high);
/* A string of the script grammar. @escape_high: bytes beyond ASCII as \xHH, for what is not UTF-8 */
void weir_value_append_quoted (GString *out, WeirSpan bytes, gboolean escape_high);
/* @text: from the opening quote to the closing one. Appends the bytes; on FALSE @out is as it was. */
gboolean weir_value_unquote (WeirSpan text, GString *out);

gboolean weir_value_parse_number (WeirSpan text, guint64 *number);
/* Takes the first word and the spaces after it off @text. */
WeirSpan weir_value_take_word (WeirSpan *text);

/* Whether `:@` is anywhere in it. A search for both bytes takes many times as long as one for the rarer: it is only for text with many of
 * them. */
gboolean weir_value_may_have_directive (WeirSpan unit);

G_END_DECLS
