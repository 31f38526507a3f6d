/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WeirDetailText:
 *
 * Received text for reading: made visible, of a long one a part at a time, with no line that a text view could choke on. Every part
 * can be come to, and costs its own length only.
 */
#define WEIR_TYPE_DETAIL_TEXT (weir_detail_text_get_type ())
G_DECLARE_FINAL_TYPE (WeirDetailText, weir_detail_text, WEIR, DETAIL_TEXT, AdwBin)

/* @text: (nullable): any bytes. @is_json: coloured, where no line is too long for that */
void weir_detail_text_set_text (WeirDetailText *self, GBytes *text, gboolean is_json);

G_END_DECLS
