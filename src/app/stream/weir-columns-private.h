/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-columns.h"

G_BEGIN_DECLS

/* The columns as one text: a GVariant's, `[('time', true, 115), …]`: name or path, whether shown, width in tenths of a digit. */

/* @columns: of WeirColumn */
char *weir_columns_write (GArray *columns);
/* Appends to @columns, which is empty. */
void weir_columns_parse (GArray *columns, const char *state);

/* The usual columns, in order. */
void weir_columns_append_usual (GArray *columns);
double weir_column_get_usual_width (WeirColumnKind kind);
void weir_column_clear (WeirColumn *column);

/* @cells: of WeirCell, with the widths that are wanted. Leaves out what has no room in @width and sets the positions; the data takes
 * what is left. */
void weir_cells_fit (GArray *cells, GArray *columns, int width);

G_END_DECLS
