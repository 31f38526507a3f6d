/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-diff-rows.h"

G_BEGIN_DECLS

/* A line of a comparison: its numbers in both texts, a sign, the text. */
#define WEIR_TYPE_DIFF_LINE_ROW (weir_diff_line_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirDiffLineRow, weir_diff_line_row, WEIR, DIFF_LINE_ROW, AdwBin)

GtkWidget *weir_diff_line_row_new (void);
void weir_diff_line_row_set_row (WeirDiffLineRow *self, WeirDiffRow *row);

G_END_DECLS
