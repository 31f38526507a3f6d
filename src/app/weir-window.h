/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-sidebar-item.h"

G_BEGIN_DECLS

#define WEIR_TYPE_WINDOW (weir_window_get_type ())
G_DECLARE_FINAL_TYPE (WeirWindow, weir_window, WEIR, WINDOW, AdwApplicationWindow)

/**
 * WeirWindow:
 *
 * The sidebar and the page that is chosen there; without one, the first page.
 */
WeirWindow *weir_window_new (GtkApplication *application);

/* Adds the item's page and shows it. */
void weir_window_add (WeirWindow *self, WeirSidebarItem *item);
/* Takes the item and its page out; a toast brings them back. Nothing for an item that is not in this window. */
void weir_window_close_item (WeirWindow *self, WeirSidebarItem *item);
/* Shows the page where a new stream begins. */
void weir_window_show_first_page (WeirWindow *self);
/* (transfer none) (element-type WeirSidebarItem) */
GListModel *weir_window_get_items (WeirWindow *self);
/* (transfer none) (nullable): the item whose page is shown */
WeirSidebarItem *weir_window_get_item (WeirWindow *self);
/* Takes ownership of the toast. */
void weir_window_add_toast (WeirWindow *self, AdwToast *toast);

/* @is_file: @address is a path, else a URL. The command that works on it is shown, ready to copy. */
void weir_window_show_address (WeirWindow *self, const char *address, gboolean is_file);

G_END_DECLS
