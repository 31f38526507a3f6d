/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "weir-span.h"

G_BEGIN_DECLS

/**
 * WeirJsonNode:
 *
 * A row of a JSON tree: a value with its place, as it was sent; or, of a container with more children than anybody scrolls through, a
 * stretch of them.
 */
#define WEIR_TYPE_JSON_NODE (weir_json_node_get_type ())
G_DECLARE_FINAL_TYPE (WeirJsonNode, weir_json_node, WEIR, JSON_NODE, GObject)

typedef enum
{
  WEIR_JSON_KIND_OBJECT,
  WEIR_JSON_KIND_ARRAY,
  WEIR_JSON_KIND_STRING,
  WEIR_JSON_KIND_NUMBER,
  WEIR_JSON_KIND_LITERAL,
  WEIR_JSON_KIND_RANGE,
} WeirJsonKind;

/* The whole text, which passed weir_json_check(). */
WeirJsonNode *weir_json_node_new_root (GBytes *text);
/* @name: of a member, with its quotes; empty: an item, number @index. @name and @value lie in the text of @parent. */
WeirJsonNode *weir_json_node_new_child (WeirJsonNode *parent, WeirSpan name, guint index, WeirSpan value);
/* Children @from up to @from + @n of the container that @container stands for, or is a range of. */
WeirJsonNode *weir_json_node_new_range (WeirJsonNode *container, guint from, guint n);

WeirJsonKind weir_json_node_get_kind (WeirJsonNode *self);
/* Whether it is a container that is not empty, or a range. */
gboolean weir_json_node_has_children (WeirJsonNode *self);
GBytes *weir_json_node_get_text (WeirJsonNode *self);
/* As sent; of a range, the container. */
WeirSpan weir_json_node_get_value (WeirJsonNode *self);
void weir_json_node_get_range (WeirJsonNode *self, guint *from, guint *n);

/* (transfer full): one line of visible text each: the name, and the value or what is in it. */
char *weir_json_node_dup_name (WeirJsonNode *self);
char *weir_json_node_dup_summary (WeirJsonNode *self);
/* (transfer full): `$.a["b c"][0]`, as weir_json_get_path() takes it. */
char *weir_json_node_dup_path (WeirJsonNode *self);
/* (transfer full): what somebody who copies the value wants: of a string what it says, else the value as sent; valid UTF-8. */
char *weir_json_node_dup_value (WeirJsonNode *self);
/* (transfer full) (nullable): the bytes of the data that say it, name and all: `"px":10.2`, or as many of them as make a
 * filter; NULL for what is not a single value. */
char *weir_json_node_dup_source (WeirJsonNode *self);

G_END_DECLS
