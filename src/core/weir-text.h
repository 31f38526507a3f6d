/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/*
 * Received bytes as text for eyes: whatever a terminal would act on, and whatever would not be seen, is shown instead.
 *
 *   C0 controls and DEL    their pictures: ␀ ␇ ␉ ␍ ␛ ␡ …, but LF as ⏎
 *   C1 controls, controls and marks of writing direction, U+2028, U+2029, U+FEFF, zero-width characters, soft hyphens, tags,
 *   fillers, noncharacters, characters that are not assigned       <U+202E>
 *   bytes that are not UTF-8                                       <0xFF>
 *
 * Everything printable stays as it is. Zero-width joiners and non-joiners stay between characters beyond ASCII, where scripts and
 * emoji need them; combining marks stay on their base, up to 32 of them.
 */

/**
 * WeirTextFlags:
 * @WEIR_TEXT_LINES: LF and TAB stay as they are: for text on many lines
 */
typedef enum
{
  WEIR_TEXT_NONE = 0,
  WEIR_TEXT_LINES = 1 << 0,
} WeirTextFlags;

/* Appends all of @text; any bytes. */
void weir_text_append_visible (GString *out, WeirSpan text, WeirTextFlags flags);

/**
 * weir_text_append_row:
 * @text: any bytes
 * @columns: at most so many columns of a terminal are filled
 *
 * Appends the start of @text on one line, ended by `…` when it does not fit. Neither a character with its marks, an emoji with what
 * is joined to it, nor a replacement is cut in two. Costs what is shown, not what @text holds.
 *
 * Returns: how many columns were filled
 */
gsize weir_text_append_row (GString *out, WeirSpan text, guint columns);

G_END_DECLS
