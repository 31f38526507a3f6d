/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-filter.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_FILTER_AND,
  WEIR_FILTER_OR,
  WEIR_FILTER_NOT,
  WEIR_FILTER_WORD,
  WEIR_FILTER_NAME,
  WEIR_FILTER_ID,
  WEIR_FILTER_KINDS,
} WeirFilterOperator;

/**
 * WeirFilterNode:
 * @start: of the term in the query
 * @end: after it
 * @children: (nullable) (element-type WeirFilterNode): of AND and OR two or more, of NOT one
 * @value: (nullable): of NAME and ID
 * @is_prefix: NAME: @value is only how it begins
 * @kinds: KINDS: one bit each
 * @needle: (nullable): WORD: to be found in the text
 * @wire_needle: (nullable): WORD and ID: what is in the wire when the term holds
 * @is_line: WORD: @wire_needle is the whole word, so that it stands within one line
 */
typedef struct
{
  WeirFilterOperator op;
  gsize start;
  gsize end;
  GPtrArray *children;
  char *value;
  gboolean is_prefix;
  guint kinds;
  WeirNeedle *needle;
  WeirNeedle *wire_needle;
  gboolean is_line;
} WeirFilterNode;

WeirFilterNode *weir_filter_node_new (WeirFilterOperator op, gsize start, gsize end);
void weir_filter_node_free (WeirFilterNode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFilterNode, weir_filter_node_free)

/* Terms. @text: valid UTF-8, without NUL */
WeirFilterNode *weir_filter_node_new_word (WeirSpan text, gsize start, gsize end);
WeirFilterNode *weir_filter_node_new_id (WeirSpan id, gsize start, gsize end);

/* The reading of a query: where it is, and what went wrong where. */
typedef struct
{
  const char *query;
  const char *p;
  guint depth; /* of groups and negations */
  gsize error_start;
  gsize error_end;
  GError **error;
} WeirFilterParser;

/* What is wrong with the query from @start to @end. @message: (transfer full). Returns: NULL */
gpointer weir_filter_parser_fail (WeirFilterParser *self, int code, const char *start, const char *end, char *message);
gsize weir_filter_parser_offset (const WeirFilterParser *self, const char *p);
void weir_filter_parser_skip_spaces (WeirFilterParser *self);
/* Takes `event:…`, `id:…`, `kind:…` or a text; not at a space, a parenthesis or the end. Returns: (transfer full) (nullable): NULL on
 * failure */
WeirFilterNode *weir_filter_parser_take_term (WeirFilterParser *self);
/* The length of @text if it stands at @p, or 0 */
gsize weir_filter_match (const char *p, const char *text);
/* The length of the space at @p, or 0 */
gsize weir_filter_match_space (const char *p);

/**
 * weir_filter_parse:
 * @root: (out) (transfer full) (nullable): NULL: nothing is asked for
 *
 * Returns: %FALSE with @error and where
 */
gboolean weir_filter_parse (const char *query, WeirFilterNode **root, gsize *error_start, gsize *error_end, GError **error);

G_END_DECLS
