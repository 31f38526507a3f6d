/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-excerpt.h"

G_BEGIN_DECLS

/**
 * WeirDetailText:
 *
 * Received text for reading: made visible, a part at a time, with no line that a text view could choke on.
 */
#define WEIR_TYPE_DETAIL_TEXT (weir_detail_text_get_type ())
G_DECLARE_FINAL_TYPE (WeirDetailText, weir_detail_text, WEIR, DETAIL_TEXT, AdwBin)

/* Bytes that are put into the view at once. */
#define WEIR_DETAIL_TEXT_STEP (256u * 1024)

/* @text: (nullable): any bytes. @is_json: coloured, while it is not too long. Costs WEIR_DETAIL_TEXT_STEP at most. */
void weir_detail_text_set_text (WeirDetailText *self, GBytes *text, gboolean is_json, WeirExcerptLines lines);

G_END_DECLS
