/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-columns.h"
#include "weir-name-color.h"
#include "weir-row-text.h"

G_BEGIN_DECLS

/**
 * WeirRowLook:
 * @clock: how times are shown; its zone is the look's own
 * @unit: px of a digit
 * @mono_unit: px of a character in @data
 * @height: px of a row
 * @baseline: px from a row's top
 * @numbers: writes from left to right whatever the language
 * @data: of a fixed width; each line in its own direction
 * @remark: the same, slanted
 * @symbol_size: px of an icon in a line
 * @is_hasty: rows come and go faster than anyone reads: what only a screen reader needs waits
 *
 * What all rows of one list share: nothing is kept for a row, and there is one layout of a kind that each text goes through.
 */
typedef struct
{
  WeirColumns *columns;
  WeirClock clock;
  double unit;
  double mono_unit;
  int height;
  int baseline;
  int symbol_size;
  gboolean is_rtl;
  gboolean is_hasty;
  PangoLayout *numbers;
  PangoLayout *words;
  PangoLayout *data;
  PangoLayout *remark;
  GtkSymbolicPaintable *odd, *note;
  GdkRGBA color, dim, line, accent, success, warning, error;
  GdkRGBA names[WEIR_N_NAME_COLORS];
} WeirRowLook;

/* (transfer full): a box of g_rc_box */
WeirRowLook *weir_row_look_new (WeirColumns *columns);
WeirRowLook *weir_row_look_ref (WeirRowLook *self);
void weir_row_look_unref (WeirRowLook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRowLook, weir_row_look_unref)

/* Takes fonts, colours and direction of @widget, whose text is the rows'. */
void weir_row_look_update (WeirRowLook *self, GtkWidget *widget);

G_END_DECLS
