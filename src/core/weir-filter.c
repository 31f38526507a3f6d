/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-filter-private.h"

struct _WeirFilter
{
  gatomicrefcount ref_count;
  char *query;
  WeirFilterNode *root;     /* nullable */
  const WeirNeedle *needle; /* nullable, of a node */
  gboolean has_kinds;
};

static const char *const kind_nicks[WEIR_FILTER_N_KINDS] = {
  [WEIR_FILTER_EVENT] = "event",
  [WEIR_FILTER_BLOCK] = "block",
  [WEIR_FILTER_COMMENT] = "comment",
  [WEIR_FILTER_RETRY] = "retry",
  [WEIR_FILTER_CONNECTING] = "connecting",
  [WEIR_FILTER_REDIRECT] = "redirect",
  [WEIR_FILTER_HEAD] = "head",
  [WEIR_FILTER_OPEN] = "open",
  [WEIR_FILTER_ENDED] = "ended",
  [WEIR_FILTER_WAITING] = "waiting",
  [WEIR_FILTER_FAILED] = "failed",
  [WEIR_FILTER_UNFINISHED] = "unfinished",
  [WEIR_FILTER_DROPPED] = "dropped",
};

const char *
weir_filter_kind_get_nick (WeirFilterKind kind)
{
  g_return_val_if_fail ((guint) kind < WEIR_FILTER_N_KINDS, NULL);

  return kind_nicks[kind];
}

WeirFilterNode *
weir_filter_node_new (WeirFilterOperator op, gsize start, gsize end)
{
  WeirFilterNode *self = g_new0 (WeirFilterNode, 1);

  self->op = op;
  self->start = start;
  self->end = end;
  if (op == WEIR_FILTER_AND || op == WEIR_FILTER_OR || op == WEIR_FILTER_NOT)
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_filter_node_free);

  return self;
}

void
weir_filter_node_free (WeirFilterNode *self)
{
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->needle, weir_needle_free);
  g_clear_pointer (&self->wire_needle, weir_needle_free);
  g_free (self->value);
  g_free (self);
}

/* The longest part whose bytes stand on the wire as they are decoded: U+FFFD stands for any bytes, LF for a line end and the field
 * name after it. */
static WeirSpan
find_wire_part (WeirSpan text)
{
  const char *end = text.data + text.len;
  const char *start = text.data;
  WeirSpan longest = WEIR_SPAN_EMPTY;

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (character == '\n' || character == '\r' || character == 0xFFFD)
        start = next;
      else if ((gsize) (next - start) > longest.len)
        longest = weir_span (start, (gsize) (next - start));
    }

  return longest;
}

static gboolean
has_capital (WeirSpan text)
{
  for (const char *p = text.data; p < text.data + text.len; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_isupper (character) || g_unichar_istitle (character))
        return TRUE;
    }

  return FALSE;
}

WeirFilterNode *
weir_filter_node_new_word (WeirSpan text, gsize start, gsize end)
{
  WeirFilterNode *self = weir_filter_node_new (WEIR_FILTER_WORD, start, end);
  gboolean caseless = !has_capital (text);
  WeirSpan part = find_wire_part (text);

  if (text.len > 0)
    self->needle = weir_needle_new (text, caseless);
  if (part.len > 0)
    self->wire_needle = weir_needle_new (part, caseless);
  self->is_line = part.len == text.len;

  return self;
}

WeirFilterNode *
weir_filter_node_new_id (WeirSpan id, gsize start, gsize end)
{
  WeirFilterNode *self = weir_filter_node_new (WEIR_FILTER_ID, start, end);
  WeirSpan part = find_wire_part (id);

  self->value = weir_span_dup (id);
  if (part.len > 0)
    self->wire_needle = weir_needle_new (part, FALSE);

  return self;
}

static gboolean
has_kinds (const WeirFilterNode *node)
{
  if (node->op == WEIR_FILTER_KINDS)
    return TRUE;
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    if (has_kinds (g_ptr_array_index (node->children, i)))
      return TRUE;

  return FALSE;
}

/* Of what must all hold, the needle that is found with the least false places. */
static const WeirNeedle *
choose_needle (const WeirFilterNode *node)
{
  const WeirNeedle *best = node->wire_needle;

  if (node->op != WEIR_FILTER_AND)
    return best;
  for (guint i = 0; i < node->children->len; i++)
    {
      const WeirNeedle *needle = choose_needle (g_ptr_array_index (node->children, i));

      if (needle != NULL && (best == NULL || weir_needle_get_weight (needle) > weir_needle_get_weight (best)))
        best = needle;
    }

  return best;
}

WeirFilter *
weir_filter_new (const char *query, gsize *error_start, gsize *error_end, GError **error)
{
  WeirFilterNode *root = NULL;
  WeirFilter *self;

  g_return_val_if_fail (query != NULL, NULL);

  if (!weir_filter_parse (query, &root, error_start, error_end, error))
    return NULL;

  self = g_new0 (WeirFilter, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->query = g_strdup (query);
  self->root = root;
  self->needle = root != NULL ? choose_needle (root) : NULL;
  self->has_kinds = root != NULL && has_kinds (root);

  return self;
}

WeirFilter *
weir_filter_ref (WeirFilter *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
weir_filter_unref (WeirFilter *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->root, weir_filter_node_free);
  g_free (self->query);
  g_free (self);
}

gboolean
weir_filter_is_empty (const WeirFilter *self)
{
  return self->root == NULL;
}

const char *
weir_filter_get_query (const WeirFilter *self)
{
  return self->query;
}

gboolean
weir_filter_has_kinds (const WeirFilter *self)
{
  return self->has_kinds;
}

const WeirNeedle *
weir_filter_get_needle (const WeirFilter *self)
{
  return self->needle;
}

static WeirFilterVerdict
verdict (gboolean holds)
{
  return holds ? WEIR_FILTER_YES : WEIR_FILTER_NO;
}

static const char *
find_line_start (const char *p, const char *start)
{
  while (p > start && p[-1] != '\n' && p[-1] != '\r')
    p--;

  return p;
}

static const char *
find_line_end (const char *p, const char *end)
{
  while (p < end && *p != '\n' && *p != '\r')
    p++;

  return p;
}

/* Whether the needle stands in a `data` line's value. Looks at each line once. */
static gboolean
find_in_data_lines (const WeirNeedle *needle, WeirSpan wire)
{
  const char *end = wire.data + wire.len;
  const char *p = wire.data;
  WeirSpan found;

  while (p < end && weir_needle_find (needle, weir_span (p, (gsize) (end - p)), &found))
    {
      const char *line = find_line_start (found.data, wire.data);

      if (end - line > 5 && memcmp (line, "data:", 5) == 0)
        {
          const char *value = line + (line[5] == ' ' ? 6 : 5);

          if (found.data >= value)
            return TRUE;
          p = value;
        }
      else
        {
          p = find_line_end (found.data, end);
        }
    }

  return FALSE;
}

static WeirFilterVerdict
judge_word (const WeirFilterNode *node, const WeirFilterSubject *subject)
{
  WeirSpan found;

  /* Nothing stands in every text. */
  if (node->needle == NULL)
    return WEIR_FILTER_YES;
  if (subject->known & WEIR_FILTER_KNOWS_TEXT)
    return verdict (weir_needle_find (node->needle, subject->text, &found));
  if (!(subject->known & WEIR_FILTER_KNOWS_WIRE) || node->wire_needle == NULL)
    return WEIR_FILTER_UNKNOWN;
  if (node->is_line && subject->kind == WEIR_FILTER_EVENT)
    return verdict (find_in_data_lines (node->wire_needle, subject->wire));

  return weir_needle_find (node->wire_needle, subject->wire, &found) ? WEIR_FILTER_UNKNOWN : WEIR_FILTER_NO;
}

static WeirFilterVerdict
judge_name (const WeirFilterNode *node, const WeirFilterSubject *subject)
{
  gsize length = strlen (node->value);

  if (subject->kind != WEIR_FILTER_EVENT)
    return WEIR_FILTER_NO;
  if (!(subject->known & WEIR_FILTER_KNOWS_NAME))
    return WEIR_FILTER_UNKNOWN;
  if (!node->is_prefix)
    return verdict (weir_span_equal (subject->name, weir_span (node->value, length)));

  return verdict (subject->name.len >= length && (length == 0 || memcmp (subject->name.data, node->value, length) == 0));
}

static WeirFilterVerdict
judge_id (const WeirFilterNode *node, const WeirFilterSubject *subject)
{
  WeirSpan found;

  if (subject->kind != WEIR_FILTER_EVENT && subject->kind != WEIR_FILTER_BLOCK)
    return WEIR_FILTER_NO;
  if ((subject->known & (WEIR_FILTER_KNOWS_HAS_ID | WEIR_FILTER_KNOWS_ID)) && !subject->has_id)
    return WEIR_FILTER_NO;
  if (subject->known & WEIR_FILTER_KNOWS_ID)
    return verdict (weir_span_equals_string (subject->id, node->value));
  if ((subject->known & WEIR_FILTER_KNOWS_WIRE) && node->wire_needle != NULL &&
      !weir_needle_find (node->wire_needle, subject->wire, &found))
    return WEIR_FILTER_NO;

  return WEIR_FILTER_UNKNOWN;
}

static WeirFilterVerdict judge_node (const WeirFilterNode *node, const WeirFilterSubject *subject);

/* @decisive: the verdict of one child that is the verdict of all */
static WeirFilterVerdict
judge_children (const WeirFilterNode *node, const WeirFilterSubject *subject, WeirFilterVerdict decisive)
{
  WeirFilterVerdict all = decisive == WEIR_FILTER_NO ? WEIR_FILTER_YES : WEIR_FILTER_NO;

  for (guint i = 0; i < node->children->len; i++)
    {
      WeirFilterVerdict one = judge_node (g_ptr_array_index (node->children, i), subject);

      if (one == decisive)
        return decisive;
      if (one == WEIR_FILTER_UNKNOWN)
        all = WEIR_FILTER_UNKNOWN;
    }

  return all;
}

/* The parser bounds the depth. */
static WeirFilterVerdict
judge_node (const WeirFilterNode *node, const WeirFilterSubject *subject)
{
  WeirFilterVerdict child;

  switch (node->op)
    {
    case WEIR_FILTER_AND:
      return judge_children (node, subject, WEIR_FILTER_NO);
    case WEIR_FILTER_OR:
      return judge_children (node, subject, WEIR_FILTER_YES);
    case WEIR_FILTER_NOT:
      child = judge_node (g_ptr_array_index (node->children, 0), subject);
      return child == WEIR_FILTER_UNKNOWN ? child : verdict (child == WEIR_FILTER_NO);
    case WEIR_FILTER_WORD:
      return judge_word (node, subject);
    case WEIR_FILTER_NAME:
      return judge_name (node, subject);
    case WEIR_FILTER_ID:
      return judge_id (node, subject);
    case WEIR_FILTER_KINDS:
    default:
      return verdict ((node->kinds & (1u << subject->kind)) != 0);
    }
}

WeirFilterVerdict
weir_filter_judge (const WeirFilter *self, const WeirFilterSubject *subject)
{
  return self->root != NULL ? judge_node (self->root, subject) : WEIR_FILTER_YES;
}
