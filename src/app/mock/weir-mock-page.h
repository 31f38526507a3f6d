/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-mock-item.h"

G_BEGIN_DECLS

#define WEIR_TYPE_MOCK_PAGE (weir_mock_page_get_type ())
G_DECLARE_FINAL_TYPE (WeirMockPage, weir_mock_page, WEIR, MOCK_PAGE, GtkWidget)

/**
 * WeirMockPage:
 *
 * Everything about one mock: its script, who is connected and what was asked, and what is sent by hand.
 *
 * Its actions are in the group `mock`: run, stop, hold, step(u), copy-url, copy-this(s), watch, save, save-as, find, next-answer(s), clear-next,
 * snippet(u), any-port, problem, copy-control, copy-token, view(s), send.
 */
GtkWidget *weir_mock_page_new (WeirMockItem *item);
/* (transfer none) */
WeirMockItem *weir_mock_page_get_item (WeirMockPage *self);
/* (transfer none): to be inserted where buttons outside of the page need them */
GActionGroup *weir_mock_page_get_actions (WeirMockPage *self);
/* What is being typed reaches the item a moment later: now. */
void weir_mock_page_flush (WeirMockPage *self);

G_END_DECLS
