/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-sidebar-item.h"

G_BEGIN_DECLS

#define WEIR_TYPE_SIDEBAR_ROW (weir_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirSidebarRow, weir_sidebar_row, WEIR, SIDEBAR_ROW, GtkListBoxRow)

/**
 * weir_sidebar_row_new:
 *
 * State, title, note and what can be done, as a menu. It has the actions `row.rename`, `row.start`, `row.stop`, `row.duplicate`,
 * `row.close`, and while the item has an address `row.copy-address` and `row.watch`; of the last four only the signals come: `duplicate`,
 * `close`, `copy-address`, `watch`.
 */
GtkWidget *weir_sidebar_row_new (WeirSidebarItem *item);
/* (transfer none) */
WeirSidebarItem *weir_sidebar_row_get_item (WeirSidebarRow *self);

G_END_DECLS
