/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-mock-item.h"
#include "weir-sidebar-item.h"

G_BEGIN_DECLS

#define WEIR_TYPE_SERVED_ITEM (weir_served_item_get_type ())
G_DECLARE_FINAL_TYPE (WeirServedItem, weir_served_item, WEIR, SERVED_ITEM, WeirSidebarItem)

/**
 * weir_served_item_new:
 * @page: (transfer floating): shows the mock
 *
 * A mock server in the sidebar: its name, whether it runs, and where and for how many.
 */
WeirSidebarItem *weir_served_item_new (WeirMockItem *mock, GtkWidget *page);
/* (transfer none) */
WeirMockItem *weir_served_item_get_mock (WeirServedItem *self);

G_END_DECLS
