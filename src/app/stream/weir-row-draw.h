/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-row-look.h"

G_BEGIN_DECLS

/* Draws the row's cells, @look->height high. */
void weir_row_draw (WeirRowLook *look, WeirEvent *event, GtkSnapshot *snapshot, int width);

/* What is at @x of a row that is drawn so wide. */
typedef enum
{
  WEIR_ROW_PART_NONE,
  WEIR_ROW_PART_READ, /* the mark of rows that came in one read */
  WEIR_ROW_PART_TIME,
  WEIR_ROW_PART_ODD, /* the sign of odd bytes */
  WEIR_ROW_PART_NOTE,
} WeirRowPart;

WeirRowPart weir_row_find_part (WeirRowLook *look, WeirEvent *event, int width, int x);

G_END_DECLS
