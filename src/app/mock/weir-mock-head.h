/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-mock-item.h"

G_BEGIN_DECLS

#define WEIR_TYPE_MOCK_HEAD (weir_mock_head_get_type ())
G_DECLARE_FINAL_TYPE (WeirMockHead, weir_mock_head, WEIR, MOCK_HEAD, AdwBin)

/* What a mock does, in words, and what can be done with it: the actions are the page's, in the group `mock`. */
GtkWidget *weir_mock_head_new (void);
/* Once. */
void weir_mock_head_set_item (WeirMockHead *self, WeirMockItem *item);
void weir_mock_head_set_narrow (WeirMockHead *self, gboolean narrow);
/* Whether script and clients are shown by turns. @tiny: there is no room for all tools in one row */
void weir_mock_head_set_by_turns (WeirMockHead *self, gboolean by_turns, gboolean tiny);
/* @urls: (nullable) (array zero-terminated=1): where else it answers, for the menu beside *Copy URL* */
void weir_mock_head_set_urls (WeirMockHead *self, const char *const *urls);
/* @waiting: (array zero-terminated=1): labels of answers that wait, the next one first */
void weir_mock_head_set_waiting (WeirMockHead *self, const char *const *waiting);

G_END_DECLS
