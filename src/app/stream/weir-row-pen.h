/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-row-look.h"

G_BEGIN_DECLS

/**
 * WeirRowPen:
 * @snapshot: (nullable): %NULL: only measures
 * @width: px of the row
 *
 * Draws in one row. Places are px from the edge at which lines start.
 */
typedef struct
{
  WeirRowLook *look;
  WeirEvent *event;
  GtkSnapshot *snapshot;
  int width;
} WeirRowPen;

/* The left edge of what is @width wide at @x. */
float weir_row_pen_to_left (const WeirRowPen *self, int x, int width);
void weir_row_pen_bar (const WeirRowPen *self, int x, int y, int width, int height, const GdkRGBA *color);
/* How wide the text is within @width. */
int weir_row_pen_measure (const WeirRowPen *self, PangoLayout *layout, const char *text, int width);
/* Draws the text (nullable) within @width at @x. Returns: how wide it is */
int weir_row_pen_text (const WeirRowPen *self, PangoLayout *layout, const char *text, int x, int width, gboolean at_end,
                       const GdkRGBA *color);
/* A symbol of the look's size, in the middle of the row's height. */
void weir_row_pen_icon (const WeirRowPen *self, GtkSymbolicPaintable *icon, int x, const GdkRGBA *color);

G_END_DECLS
