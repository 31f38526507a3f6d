/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-code-line.h"
#include "weir-diff-rows.h"

G_BEGIN_DECLS

/* A line of a comparison as a row of a list: its numbers in both texts, a sign, the text. One widget for all of it: there are some two
 * hundred of them. */
GtkWidget *weir_diff_line_new (void);
void weir_diff_line_show (WeirCodeLine *line, const WeirDiffRow *row);

G_END_DECLS
