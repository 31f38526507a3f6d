/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WeirDetailTree:
 *
 * JSON as a tree, each number and string as it was sent. What was opened or closed by hand stays so in the next text, where it has
 * the same path. Signal `filter (char *text)`: somebody wants the events whose data hold the text.
 */
#define WEIR_TYPE_DETAIL_TREE (weir_detail_tree_get_type ())
G_DECLARE_FINAL_TYPE (WeirDetailTree, weir_detail_tree, WEIR, DETAIL_TREE, AdwBin)

/* @text: (nullable): JSON that passed the gate */
void weir_detail_tree_set_text (WeirDetailTree *self, GBytes *text);

G_END_DECLS
