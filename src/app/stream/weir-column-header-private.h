/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-column-header.h"

G_BEGIN_DECLS

struct _WeirColumnHeader
{
  GtkWidget parent_instance;

  GPtrArray *titles; /* WeirColumnTitle, one a column */
  GtkMenuButton *button;
  WeirColumns *columns;
  double unit;

  /* Dragging: weir-column-header-drag.c */
  gboolean is_held;
  gboolean is_resizing;
  gboolean is_moving;
  guint dragged; /* a column's index */
  double drag_x;
  int drag_sign; /* -1: a wider column begins further to the front */
  int start_width, most_width;

  /* The menu: weir-column-header-menu.c */
  GSimpleActionGroup *actions;
  GMenu *menu_model;
  GtkPopoverMenu *menu;
  GtkPopover *path_popover;
};

/* The cells as the rows have them. */
const WeirCell *weir_column_header_lay_out (WeirColumnHeader *self, guint *n_cells);
/* px from the edge at which lines start */
int weir_column_header_from_start (WeirColumnHeader *self, double x);
/* The cell of which @x, from the start, is the edge that resizes it. Returns: (transfer none) (nullable) */
const WeirCell *weir_column_header_find_edge (WeirColumnHeader *self, int x);
/* Where that edge is, and (@sign) whether it is at the cell's end (1) or start (-1), as behind the data. %FALSE: none, for the data */
gboolean weir_column_header_get_edge (WeirColumnHeader *self, const WeirCell *cell, int *x, int *sign);

void weir_column_header_init_drag (WeirColumnHeader *self);
void weir_column_header_init_menu (WeirColumnHeader *self);
void weir_column_header_dispose_menu (WeirColumnHeader *self);
void weir_column_header_open_menu (WeirColumnHeader *self, int x);

G_END_DECLS
