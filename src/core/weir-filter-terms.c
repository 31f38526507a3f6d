/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-error.h"
#include "weir-filter-private.h"
#include "weir-limits.h"

#include <glib/gi18n-lib.h>

/* What Chinese input methods type is understood as its ASCII form. */
#define FULLWIDTH_COLON "："
#define LEFT_QUOTE "“"
#define RIGHT_QUOTE "”"

/* Terms that are not there yet; taken for text they would find nothing, and later something else. */
static const char *const later_prefixes[] = {
  "data:", "data" FULLWIDTH_COLON, "size>", "size<", "size=", "gap>", "gap<", "gap=", "time>", "time<", "time=", "$.", "$["
};

gsize
weir_filter_parser_offset (const WeirFilterParser *self, const char *p)
{
  return (gsize) (p - self->query);
}

gpointer
weir_filter_parser_fail (WeirFilterParser *self, int code, const char *start, const char *end, char *message)
{
  self->error_start = weir_filter_parser_offset (self, start);
  self->error_end = weir_filter_parser_offset (self, end);
  g_set_error_literal (self->error, WEIR_CORE_ERROR, code, message);
  g_free (message);

  return NULL;
}

static gpointer
fail_syntax (WeirFilterParser *self, const char *start, const char *end, const char *message)
{
  return weir_filter_parser_fail (self, WEIR_CORE_ERROR_SYNTAX, start, end, g_strdup (message));
}

gsize
weir_filter_match (const char *p, const char *text)
{
  return g_str_has_prefix (p, text) ? strlen (text) : 0;
}

gsize
weir_filter_match_space (const char *p)
{
  return *p != '\0' && g_unichar_isspace (g_utf8_get_char (p)) ? (gsize) (g_utf8_next_char (p) - p) : 0;
}

void
weir_filter_parser_skip_spaces (WeirFilterParser *self)
{
  gsize n;

  while ((n = weir_filter_match_space (self->p)) > 0)
    self->p += n;
}

/* The end of the text that starts at @p: a space, or the parenthesis that closes a group; f(x) is text. */
static const char *
find_end_of_text (const char *p, guint *n_open)
{
  for (*n_open = 0; *p != '\0' && weir_filter_match_space (p) == 0; p = g_utf8_next_char (p))
    {
      if (*p == '(')
        (*n_open)++;
      else if (*p == ')' && *n_open == 0)
        break;
      else if (*p == ')')
        (*n_open)--;
    }

  return p;
}

/* Takes a text that is not quoted. Returns: (transfer full) (nullable) */
static char *
take_text (WeirFilterParser *self)
{
  const char *start = self->p;
  guint n_open;

  self->p = find_end_of_text (start, &n_open);
  /* So that a query that is right is so within parentheses, too. */
  if (n_open > 0)
    return fail_syntax (self, start, self->p, _ ("There is no “)” for this “(”; put text that is meant as it stands in \"quotes\""));

  return g_strndup (start, (gsize) (self->p - start));
}

static gsize
match_quote (const char *p)
{
  return weir_filter_match (p, LEFT_QUOTE) + weir_filter_match (p, RIGHT_QUOTE);
}

/* Takes a quoted text. In "" a backslash stands before a quote or a backslash; “” hold anything else. Returns: (transfer full) (nullable) */
static char *
take_quoted (WeirFilterParser *self)
{
  const char *start = self->p;
  gboolean is_ascii = *start == '"';
  g_autoptr (GString) text = g_string_new (NULL);
  const char *p = start + (is_ascii ? 1 : match_quote (start));

  for (; *p != '\0'; p++)
    {
      gsize n = is_ascii ? weir_filter_match (p, "\"") : match_quote (p);

      if (n > 0)
        {
          self->p = p + n;
          return g_string_free (g_steal_pointer (&text), FALSE);
        }
      if (is_ascii && *p == '\\' && (p[1] == '"' || p[1] == '\\'))
        p++;
      g_string_append_c (text, *p);
    }

  return fail_syntax (self, start, p, _ ("The quoted text has no end: a quotation mark is missing"));
}

static gboolean
is_at_quote (const char *p)
{
  return *p == '"' || match_quote (p) > 0;
}

/* Takes what stands behind `event:` and its like, which began at @start. Returns: (transfer full) (nullable) */
static char *
take_value (WeirFilterParser *self, const char *start, gboolean *is_quoted, const char *message)
{
  const char *value = self->p;

  *is_quoted = is_at_quote (value);
  if (*is_quoted)
    return take_quoted (self);
  if (*value == '\0' || *value == ')' || weir_filter_match_space (value) > 0)
    return fail_syntax (self, start, value, message);

  return take_text (self);
}

static WeirFilterNode *
take_name (WeirFilterParser *self, const char *start)
{
  gboolean is_quoted;
  char *name = take_value (self, start, &is_quoted, _ ("“event:” needs the name of an event, as in event:trade"));
  WeirFilterNode *node;

  if (name == NULL)
    return NULL;
  node = weir_filter_node_new (WEIR_FILTER_NAME, weir_filter_parser_offset (self, start), weir_filter_parser_offset (self, self->p));
  node->value = name;
  node->is_prefix = !is_quoted && g_str_has_suffix (name, "*");
  if (node->is_prefix)
    name[strlen (name) - 1] = '\0';

  return node;
}

static WeirFilterNode *
take_id (WeirFilterParser *self, const char *start)
{
  gboolean is_quoted;
  g_autofree char *id = take_value (self, start, &is_quoted, _ ("“id:” needs an ID, as in id:42; id:\"\" is the empty one"));

  if (id == NULL)
    return NULL;

  return weir_filter_node_new_id (weir_span_from_string (id), weir_filter_parser_offset (self, start),
                                  weir_filter_parser_offset (self, self->p));
}

static guint
find_kinds (const char *nick)
{
  if (g_str_equal (nick, "life"))
    return ((1u << (WEIR_FILTER_FAILED + 1)) - 1) & ~((1u << WEIR_FILTER_CONNECTING) - 1);

  for (guint kind = 0; kind < WEIR_FILTER_N_KINDS; kind++)
    if (g_str_equal (nick, weir_filter_kind_get_nick ((WeirFilterKind) kind)))
      return 1u << kind;

  return 0;
}

static WeirFilterNode *
take_kind (WeirFilterParser *self, const char *start)
{
  const char *known = "event, comment, retry, block, life, connecting, redirect, head, open, ended, waiting, failed, unfinished, dropped";
  g_autofree char *missing = g_strdup_printf (_ ("“kind:” needs a kind: %s"), known);
  gboolean is_quoted;
  g_autofree char *nick = take_value (self, start, &is_quoted, missing);
  WeirFilterNode *node;
  guint kinds;

  if (nick == NULL)
    return NULL;
  kinds = find_kinds (nick);
  if (kinds == 0)
    return weir_filter_parser_fail (self, WEIR_CORE_ERROR_SYNTAX, start, self->p,
                                    g_strdup_printf (_ ("There is no kind “%s”. There are %s"), nick, known));
  node = weir_filter_node_new (WEIR_FILTER_KINDS, weir_filter_parser_offset (self, start), weir_filter_parser_offset (self, self->p));
  node->kinds = kinds;

  return node;
}

/* /…/ or /…/i */
static gboolean
looks_like_expression (WeirSpan text)
{
  return text.len > 2 && text.data[0] == '/' && (text.data[text.len - 1] == '/' || memcmp (text.data + text.len - 2, "/i", 2) == 0);
}

static gboolean
comes_later (WeirSpan text)
{
  if (looks_like_expression (text))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (later_prefixes); i++)
    if (weir_filter_match (text.data, later_prefixes[i]) > 0)
      return TRUE;

  return FALSE;
}

static WeirFilterNode *
take_word (WeirFilterParser *self)
{
  const char *start = self->p;
  g_autofree char *text = NULL;

  if (is_at_quote (start))
    {
      text = take_quoted (self);
      if (text == NULL)
        return NULL;
    }
  else
    {
      text = take_text (self);
      if (text == NULL)
        return NULL;
      if (comes_later (weir_span_from_string (text)))
        return weir_filter_parser_fail (self, WEIR_CORE_ERROR_UNSUPPORTED, start, self->p,
                                        g_strdup_printf (_ ("“%s” is not available yet; put text that is meant as it stands in \"quotes\""),
                                                         text));
    }

  return weir_filter_node_new_word (weir_span_from_string (text), weir_filter_parser_offset (self, start),
                                    weir_filter_parser_offset (self, self->p));
}

WeirFilterNode *
weir_filter_parser_take_term (WeirFilterParser *self)
{
  static const struct
  {
    const char *prefix;
    WeirFilterNode *(*take) (WeirFilterParser *self, const char *start);
  } prefixes[] = { { "event", take_name }, { "id", take_id }, { "kind", take_kind } };
  const char *start = self->p;

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      gsize n = weir_filter_match (start, prefixes[i].prefix);
      gsize n_colon = n > 0 ? weir_filter_match (start + n, ":") + weir_filter_match (start + n, FULLWIDTH_COLON) : 0;

      if (n_colon > 0)
        {
          self->p += n + n_colon;
          return prefixes[i].take (self, start);
        }
    }

  return take_word (self);
}
