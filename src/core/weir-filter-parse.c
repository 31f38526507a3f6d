/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-error.h"
#include "weir-filter-private.h"
#include "weir-limits.h"

#include <glib/gi18n-lib.h>

/* Typed by Chinese input methods. */
#define FULLWIDTH_MINUS "－"

static gpointer
fail_syntax (WeirFilterParser *self, const char *start, const char *end, const char *message)
{
  return weir_filter_parser_fail (self, WEIR_CORE_ERROR_SYNTAX, start, end, g_strdup (message));
}

static gboolean
is_at_end_of_word (const char *p)
{
  return *p == '\0' || *p == '(' || *p == ')' || weir_filter_match_space (p) > 0;
}

static gboolean
is_keyword (const char *p, const char *keyword)
{
  gsize n = weir_filter_match (p, keyword);

  return n > 0 && is_at_end_of_word (p + n);
}

static WeirFilterNode *take_or (WeirFilterParser *self, const char *before);

static WeirFilterNode *
take_group (WeirFilterParser *self)
{
  const char *start = self->p;
  g_autoptr (WeirFilterNode) node = NULL;

  self->p++;
  node = take_or (self, start);
  if (node == NULL)
    return NULL;
  if (*self->p != ')')
    return fail_syntax (self, start, start + 1, _ ("There is no “)” for this “(”; put text that is meant as it stands in \"quotes\""));
  self->p++;

  return g_steal_pointer (&node);
}

/* How many bytes the negation at @p has; 0: none. */
static gsize
match_negation (const char *p)
{
  if (is_keyword (p, "not"))
    return strlen ("not");

  return weir_filter_match (p, "-") + weir_filter_match (p, FULLWIDTH_MINUS);
}

static WeirFilterNode *take_one (WeirFilterParser *self);

static WeirFilterNode *
take_negation (WeirFilterParser *self, gsize length)
{
  const char *start = self->p;
  WeirFilterNode *child, *node;

  self->p += length;
  if (*start == 'n')
    weir_filter_parser_skip_spaces (self);
  if (*self->p == '\0' || *self->p == ')' || weir_filter_match_space (self->p) > 0)
    return fail_syntax (self, start, start + length,
                        _ ("Something to leave out must follow, as in -text; put text that is meant as it stands in \"quotes\""));
  child = take_one (self);
  if (child == NULL)
    return NULL;
  node = weir_filter_node_new (WEIR_FILTER_NOT, weir_filter_parser_offset (self, start), child->end);
  g_ptr_array_add (node->children, child);

  return node;
}

/* A term, a group, or what either must not be. */
static WeirFilterNode *
take_one (WeirFilterParser *self)
{
  const char *start = self->p;
  gsize negation = match_negation (start);
  WeirFilterNode *node;

  if (negation == 0 && *start != '(')
    return weir_filter_parser_take_term (self);
  if (self->depth == WEIR_LIMIT_FILTER_DEPTH)
    return weir_filter_parser_fail (self, WEIR_CORE_ERROR_LIMIT, start, start + MAX (negation, 1),
                                    g_strdup (_ ("The filter is nested too deeply")));

  self->depth++;
  node = negation > 0 ? take_negation (self, negation) : take_group (self);
  self->depth--;

  return node;
}

/* @node: (transfer full). Returns: (transfer full): AND or OR of both */
static WeirFilterNode *
join (WeirFilterOperator op, WeirFilterNode *so_far, WeirFilterNode *node, gboolean *is_joined)
{
  WeirFilterNode *both;

  if (so_far == NULL)
    return node;
  if (!*is_joined)
    {
      both = weir_filter_node_new (op, so_far->start, node->end);
      g_ptr_array_add (both->children, so_far);
      so_far = both;
      *is_joined = TRUE;
    }
  g_ptr_array_add (so_far->children, node);
  so_far->end = node->end;

  return so_far;
}

/* Only some kinds have a name or an ID: with another kind beside it, nothing could ever match. */
static gboolean
check_kinds (WeirFilterParser *self, const WeirFilterNode *all)
{
  guint kinds = (1u << WEIR_FILTER_N_KINDS) - 1;

  for (guint i = 0; i < all->children->len; i++)
    {
      const WeirFilterNode *node = g_ptr_array_index (all->children, i);

      if (node->op == WEIR_FILTER_KINDS)
        kinds &= node->kinds;
    }
  for (guint i = 0; i < all->children->len; i++)
    {
      const WeirFilterNode *node = g_ptr_array_index (all->children, i);
      guint possible = node->op == WEIR_FILTER_NAME ? 1u << WEIR_FILTER_EVENT
                       : node->op == WEIR_FILTER_ID ? 1u << WEIR_FILTER_EVENT | 1u << WEIR_FILTER_BLOCK
                                                    : kinds;

      if (kinds != 0 && (kinds & possible) == 0)
        {
          fail_syntax (self, self->query + node->start, self->query + node->end,
                       _ ("Only events have a name and an ID: with another “kind:” this finds nothing"));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
is_at_end_of_terms (WeirFilterParser *self)
{
  weir_filter_parser_skip_spaces (self);

  return *self->p == '\0' || *self->p == ')' || is_keyword (self->p, "or");
}

/* @before: where what wants a term begins: a parenthesis, an `or`, or the query */
static WeirFilterNode *
take_and (WeirFilterParser *self, const char *before)
{
  g_autoptr (WeirFilterNode) all = NULL;
  gboolean is_joined = FALSE;

  while (!is_at_end_of_terms (self))
    {
      WeirFilterNode *node;

      if (is_keyword (self->p, "and") && all != NULL)
        {
          self->p += strlen ("and");
          if (is_at_end_of_terms (self))
            break;
        }
      node = take_one (self);
      if (node == NULL)
        return NULL;
      all = join (WEIR_FILTER_AND, g_steal_pointer (&all), node, &is_joined);
    }
  if (all == NULL)
    return fail_syntax (self, before, *self->p == 'o' ? self->p + strlen ("or") : self->p,
                        _ ("A term is missing here; put text that is meant as it stands in \"quotes\""));
  if (is_joined && !check_kinds (self, all))
    return NULL;

  return g_steal_pointer (&all);
}

static WeirFilterNode *
take_or (WeirFilterParser *self, const char *before)
{
  g_autoptr (WeirFilterNode) any = NULL;
  gboolean is_joined = FALSE;

  for (;;)
    {
      WeirFilterNode *node = take_and (self, before);

      if (node == NULL)
        return NULL;
      any = join (WEIR_FILTER_OR, g_steal_pointer (&any), node, &is_joined);
      if (!is_keyword (self->p, "or"))
        return g_steal_pointer (&any);
      before = self->p;
      self->p += strlen ("or");
    }
}

static WeirFilterNode *
take_all (WeirFilterParser *self)
{
  g_autoptr (WeirFilterNode) root = take_or (self, self->p);

  if (root != NULL && *self->p != '\0')
    return fail_syntax (self, self->p, self->p + 1, _ ("There is no “(” for this “)”; put text that is meant as it stands in \"quotes\""));

  return g_steal_pointer (&root);
}

gboolean
weir_filter_parse (const char *query, WeirFilterNode **root, gsize *error_start, gsize *error_end, GError **error)
{
  WeirFilterParser parser = { .query = query, .p = query, .error = error };
  gsize length = strlen (query);
  const char *bad;

  *root = NULL;
  if (length > WEIR_LIMIT_FILTER)
    {
      weir_filter_parser_fail (&parser, WEIR_CORE_ERROR_LIMIT, query, query + length,
                               g_strdup_printf (_ ("The filter is longer than %u bytes"), WEIR_LIMIT_FILTER));
    }
  else if (!g_utf8_validate (query, -1, &bad))
    {
      fail_syntax (&parser, bad, query + length, _ ("The filter is not valid UTF-8 text"));
    }
  else
    {
      weir_filter_parser_skip_spaces (&parser);
      if (*parser.p == '\0')
        return TRUE;
      *root = take_all (&parser);
    }
  if (*root == NULL && error_start != NULL)
    *error_start = parser.error_start;
  if (*root == NULL && error_end != NULL)
    *error_end = parser.error_end;

  return *root != NULL;
}
