/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-mock-item.h"
#include "weir-sidebar-item.h"
#include "weir-stream.h"

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
/* What is added while @unseen is not shown. */
void weir_window_set_adds_unseen (WeirWindow *self, gboolean unseen);
/* (transfer none) (nullable): what was added since that was set */
WeirSidebarItem *weir_window_get_added (WeirWindow *self);
/* Takes the item and its page out; a toast brings them back. Nothing for an item that is not in this window. */
void weir_window_close_item (WeirWindow *self, WeirSidebarItem *item);
/* Nothing for an item that is not in this window. */
void weir_window_show_item (WeirWindow *self, WeirSidebarItem *item);
/* Shows the page where a new stream begins. */
void weir_window_show_first_page (WeirWindow *self);
/* Offers the recordings that a crash left in the folder. @folder: (nullable): the usual one */
void weir_window_offer_left_over (WeirWindow *self, const char *folder);
/* The first page, with the text in its field: what to make of it the person decides there. */
void weir_window_take_text (WeirWindow *self, const char *text);
/* (transfer none) (element-type WeirSidebarItem) */
GListModel *weir_window_get_items (WeirWindow *self);
/* (transfer none) (nullable): the item whose page is shown */
WeirSidebarItem *weir_window_get_item (WeirWindow *self);
/* Takes ownership of the toast. */
void weir_window_add_toast (WeirWindow *self, AdwToast *toast);

/* Nothing happened, and why: @error is the reason in words. */
void weir_window_show_error (WeirWindow *self, const char *title, const GError *error);

/* weir-window-streams.c: what the pages are of. */

/* A new page, which is shown. @start: connects */
void weir_window_watch (WeirWindow *self, WeirRequest *request, gboolean start);
/* A GET, started; what is no URL that can be watched is said. */
void weir_window_open_url (WeirWindow *self, const char *url);
/* A recording, a script or JSON, as what is in it says; one that is open in this window already is shown. */
void weir_window_open_path (WeirWindow *self, const char *path);
/* A recording that a crash left behind, still in its place. */
void weir_window_open_left_over (WeirWindow *self, const char *path);
/* A URL or a file. */
void weir_window_open_file (WeirWindow *self, GFile *file);
/* Of a command line, where a file goes before a URL without a scheme. @file: of that name */
void weir_window_open_argument (WeirWindow *self, const char *argument, GFile *file);
void weir_window_watch_demo (WeirWindow *self);
/* Whether it is of no use at another time: the demo. */
gboolean weir_window_is_passing (WeirSidebarItem *item);
/* Another page that asks the same, and connects unless that would send something twice; or that plays the same. */
void weir_window_duplicate (WeirWindow *self, WeirSidebarItem *item);
/* Asks which files to open. */
void weir_window_choose_files (WeirWindow *self);
/* Takes files and addresses that are dropped on it. */
void weir_window_accept_drops (WeirWindow *self);
/* Whether the text is an http or https URL. */
gboolean weir_window_is_url (const char *text);

/* weir-window-mocks.c */

/* A new page, which is shown. */
void weir_window_add_mock (WeirWindow *self, WeirMockItem *mock);
/* And runs it, copies its URL and says so. */
void weir_window_serve (WeirWindow *self, WeirMockItem *mock);
/* Of a script that is nowhere yet. */
void weir_window_serve_script (WeirWindow *self, GBytes *script);
/* Asks which of the program's scripts to serve. */
void weir_window_choose_template (WeirWindow *self);
/* A script's file, whatever is in it; one that is open in this window already is shown. */
void weir_window_open_script (WeirWindow *self, const char *path);
void weir_window_duplicate_mock (WeirWindow *self, WeirSidebarItem *item);
/* The item's address, while it has one. */
void weir_window_copy_address (WeirWindow *self, WeirSidebarItem *item);
void weir_window_watch_address (WeirWindow *self, WeirSidebarItem *item);

G_END_DECLS
