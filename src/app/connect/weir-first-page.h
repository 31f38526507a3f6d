/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-keyring.h"
#include "weir-workspace.h"

G_BEGIN_DECLS

#define WEIR_TYPE_FIRST_PAGE (weir_first_page_get_type ())
G_DECLARE_FINAL_TYPE (WeirFirstPage, weir_first_page, WEIR, FIRST_PAGE, AdwBin)

/**
 * WeirFirstPage:
 *
 * Where a new stream begins: the one field, the demo, *Open…* and what was watched lately. Grabbing its focus focuses the field.
 *
 * Signals: `watch` (WeirRequest *request, gboolean start): a request to make a page of; `open` (const char *path): a file to open;
 * `serve` (GBytes *script): a script to make a mock of, which runs.
 * Actions of its surroundings that it uses: `win.demo`, `win.template`, `win.open`.
 */
GtkWidget *weir_first_page_new (void);

/* Puts the text into the field, as if it had been pasted there. */
void weir_first_page_take_text (WeirFirstPage *self, const char *text);
/* @workspace: (nullable): whose recent ones are shown, the first few of them */
void weir_first_page_set_workspace (WeirFirstPage *self, WeirWorkspace *workspace);

/* @keyring: (nullable): where tokens and passwords can be kept: the person is asked then, and while `watch` is emitted
 * weir_first_page_get_remember() tells the answer; what it has of a recent one is not asked for. At first %NULL. */
void weir_first_page_set_keyring (WeirFirstPage *self, WeirKeyring *keyring);
gboolean weir_first_page_get_remember (WeirFirstPage *self);

G_END_DECLS
