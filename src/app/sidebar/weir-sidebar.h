/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-sidebar-item.h"

G_BEGIN_DECLS

#define WEIR_TYPE_SIDEBAR (weir_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (WeirSidebar, weir_sidebar, WEIR, SIDEBAR, AdwBin)

/**
 * WeirSidebar:
 *
 * The list of pages under the headings of their sections. The list is kept in order of sections; within one, of adding,
 * unless told otherwise.
 *
 * Property: `selected` (WeirSidebarItem, nullable). Signals: `activated` (a row was chosen, selected before or not), `close`,
 * `duplicate`, `copy-address` and `watch` (WeirSidebarItem): what its row's menu asks for.
 */
void weir_sidebar_add (WeirSidebar *self, WeirSidebarItem *item);
/* As near to this position as its section goes. */
void weir_sidebar_insert (WeirSidebar *self, WeirSidebarItem *item, guint position);
/* Selects the next one, or the one before, or none. Returns: where it was; %G_MAXUINT: nowhere */
guint weir_sidebar_remove (WeirSidebar *self, WeirSidebarItem *item);
/* (nullable) */
void weir_sidebar_select (WeirSidebar *self, WeirSidebarItem *item);
/* (transfer none) (nullable) */
WeirSidebarItem *weir_sidebar_get_selected (WeirSidebar *self);
/* @step: rows further, negative: back; goes round at the ends */
void weir_sidebar_step (WeirSidebar *self, int step);
/* @position: from 0; beyond the last one: nothing */
void weir_sidebar_select_position (WeirSidebar *self, guint position);
/* (transfer none) (element-type WeirSidebarItem) */
GListModel *weir_sidebar_get_items (WeirSidebar *self);
/* Asks for a new name of the selected item. */
void weir_sidebar_rename_selected (WeirSidebar *self);

G_END_DECLS
