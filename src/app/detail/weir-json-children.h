/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-json-node.h"

G_BEGIN_DECLS

/* More children than this are shown as ranges of so many. */
#define WEIR_JSON_CHILDREN_MOST 1000u

/**
 * WeirJsonChildren:
 *
 * A GListModel of what is below a node. The text is not looked at before somebody asks how many items there are; a long one is then
 * read in a thread and the items come later.
 */
#define WEIR_TYPE_JSON_CHILDREN (weir_json_children_get_type ())
G_DECLARE_FINAL_TYPE (WeirJsonChildren, weir_json_children, WEIR, JSON_CHILDREN, GObject)

/* @node: with children. For gtk_tree_list_model_new(): @user_data is not used. Returns: (transfer full) (nullable) */
GListModel *weir_json_children_new (WeirJsonNode *node);

G_END_DECLS
