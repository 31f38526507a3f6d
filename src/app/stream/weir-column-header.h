/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-columns.h"

G_BEGIN_DECLS

/**
 * WeirColumnHeader:
 *
 * The heads of the columns. Dragging an edge resizes, dragging a head moves the column. By keyboard: arrows go from head to head, with
 * Shift they resize, with Control they move the column; Enter, Space, Menu, Shift+F10 open the menu, as a secondary click does, in
 * which columns are chosen, and `view.time-mode`, if there is such an action.
 */
#define WEIR_TYPE_COLUMN_HEADER (weir_column_header_get_type ())
G_DECLARE_FINAL_TYPE (WeirColumnHeader, weir_column_header, WEIR, COLUMN_HEADER, GtkWidget)

/* Once. */
void weir_column_header_set_columns (WeirColumnHeader *self, WeirColumns *columns);
/* px of a digit in a row */
void weir_column_header_set_unit (WeirColumnHeader *self, double unit);

G_END_DECLS
