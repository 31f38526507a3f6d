/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-query-edit.h"

#include <string.h>

#define EVENT "event:"

/* A query taken apart: names asked for, names hidden, and the terms that are left. */
typedef struct
{
  GPtrArray *only;
  GPtrArray *hidden;
  GPtrArray *rest;
} Query;

static void
query_clear (Query *self)
{
  g_clear_pointer (&self->only, g_ptr_array_unref);
  g_clear_pointer (&self->hidden, g_ptr_array_unref);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

static const char *
skip_spaces (const char *p)
{
  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

static const char *
skip_quoted (const char *p)
{
  for (p++; *p != '\0' && *p != '"'; p++)
    if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
      p++;

  return *p == '"' ? p + 1 : p;
}

/* The end of the term at @p: a space outside quotes and parentheses. */
static const char *
skip_term (const char *p)
{
  guint depth = 0;

  while (*p != '\0')
    {
      if (*p == '"')
        {
          p = skip_quoted (p);
          continue;
        }
      if (depth == 0 && g_unichar_isspace (g_utf8_get_char (p)))
        break;
      if (*p == '(')
        depth++;
      else if (*p == ')' && depth > 0)
        depth--;
      p = g_utf8_next_char (p);
    }

  return p;
}

/* Returns: (transfer full) (nullable): the name in `event:NAME`, or %NULL when the term is something else */
static char *
dup_name (const char *term)
{
  const char *p = term + strlen (EVENT);
  g_autoptr (GString) name = g_string_new (NULL);

  if (!g_str_has_prefix (term, EVENT) || *p == '\0')
    return NULL;
  /* Prefixes and full-width quotes are the person's own business. */
  if (*p != '"')
    return strpbrk (p, "*\"()") == NULL && !g_str_has_prefix (p, "“") && !g_str_has_prefix (p, "”") ? g_strdup (p) : NULL;

  for (p++; *p != '\0' && *p != '"'; p++)
    {
      if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
        p++;
      g_string_append_c (name, *p);
    }

  return p[0] == '"' && p[1] == '\0' ? g_string_free (g_steal_pointer (&name), FALSE) : NULL;
}

static GPtrArray *
split (const char *query)
{
  GPtrArray *terms = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = skip_spaces (query); *p != '\0'; p = skip_spaces (p))
    {
      const char *end = skip_term (p);

      g_ptr_array_add (terms, g_strndup (p, (gsize) (end - p)));
      p = end;
    }

  return terms;
}

/* Returns: (transfer full) (nullable): the names in `(event:A or event:B)` */
static GPtrArray *
list_group (const char *term)
{
  gsize length = strlen (term);
  g_autofree char *inside = NULL;
  g_autoptr (GPtrArray) terms = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (length < 2 || term[0] != '(' || term[length - 1] != ')')
    return NULL;

  inside = g_strndup (term + 1, length - 2);
  terms = split (inside);
  for (guint i = 0; i < terms->len; i++)
    {
      const char *one = g_ptr_array_index (terms, i);
      char *name = i % 2 == 0 ? dup_name (one) : NULL;

      if (name != NULL)
        g_ptr_array_add (names, name);
      else if (i % 2 == 0 || !g_str_equal (one, "or"))
        return NULL;
    }

  return terms->len % 2 == 1 ? g_steal_pointer (&names) : NULL;
}

static gboolean
has_or (GPtrArray *terms)
{
  for (guint i = 0; i < terms->len; i++)
    if (g_str_equal (g_ptr_array_index (terms, i), "or"))
      return TRUE;

  return FALSE;
}

/* A word that joins or turns round its neighbours: what stands beside it is not a term of its own. */
static gboolean
is_joined (GPtrArray *terms, guint i)
{
  const char *before = i > 0 ? g_ptr_array_index (terms, i - 1) : "";
  const char *after = i + 1 < terms->len ? g_ptr_array_index (terms, i + 1) : "";

  return g_str_equal (before, "or") || g_str_equal (after, "or") || g_str_equal (before, "not");
}

static gboolean
take_hidden (Query *self, const char *term)
{
  g_autofree char *name = *term == '-' ? dup_name (term + 1) : NULL;

  if (name == NULL)
    return FALSE;

  g_ptr_array_insert (self->hidden, 0, g_steal_pointer (&name));
  return TRUE;
}

/* Returns: (transfer full) (nullable): the names that the term asks for */
static GPtrArray *
list_only (const char *term)
{
  g_autofree char *name = dup_name (term);
  GPtrArray *names;

  if (name == NULL)
    return list_group (term);

  names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (names, g_steal_pointer (&name));
  return names;
}

static void
query_init (Query *self, const char *query)
{
  g_autoptr (GPtrArray) terms = split (query);
  guint i = terms->len;

  self->hidden = g_ptr_array_new_with_free_func (g_free);
  self->rest = g_ptr_array_new_with_free_func (g_free);
  /* Of several that ask for names the last one is ours: that is where it is put. */
  while (i-- > 0)
    {
      const char *term = g_ptr_array_index (terms, i);
      gboolean joined = is_joined (terms, i);
      GPtrArray *names = !joined && self->only == NULL ? list_only (term) : NULL;

      if (names != NULL)
        self->only = names;
      else if (joined || !take_hidden (self, term))
        g_ptr_array_insert (self->rest, 0, g_strdup (term));
    }
  if (self->only == NULL)
    self->only = g_ptr_array_new_with_free_func (g_free);
}

static gboolean
find (GPtrArray *names, const char *name, guint *index)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, index);
}

WeirNameWish
weir_query_get_wish (const char *query, const char *name)
{
  g_auto (Query) parts = { 0 };

  g_return_val_if_fail (query != NULL, WEIR_NAME_ANY);
  g_return_val_if_fail (name != NULL, WEIR_NAME_ANY);

  query_init (&parts, query);
  if (find (parts.hidden, name, NULL))
    return WEIR_NAME_HIDDEN;

  return find (parts.only, name, NULL) ? WEIR_NAME_ONLY : WEIR_NAME_ANY;
}

static void
append_quoted (GString *query, const char *text)
{
  g_string_append_c (query, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (query, '\\');
      g_string_append_c (query, *p);
    }
  g_string_append_c (query, '"');
}

static void
append_event (GString *query, const char *prefix, const char *name)
{
  gboolean plain = *name != '\0' && strpbrk (name, "*\"\\()") == NULL && strstr (name, "“") == NULL && strstr (name, "”") == NULL;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    plain = plain && !g_unichar_isspace (g_utf8_get_char (p));

  g_string_append (query, prefix);
  g_string_append (query, EVENT);
  if (plain)
    g_string_append (query, name);
  else
    append_quoted (query, name);
}

static void
append_only (GString *query, GPtrArray *only)
{
  if (only->len > 1)
    g_string_append_c (query, '(');
  for (guint i = 0; i < only->len; i++)
    append_event (query, i > 0 ? " or " : "", g_ptr_array_index (only, i));
  if (only->len > 1)
    g_string_append_c (query, ')');
}

/* @followed: by another term; `and` binds closer than `or` */
static void
append_terms (GString *query, GPtrArray *terms, gboolean followed)
{
  gboolean group = followed && has_or (terms);

  if (group)
    g_string_append_c (query, '(');
  for (guint i = 0; i < terms->len; i++)
    g_string_append_printf (query, "%s%s", i > 0 ? " " : "", (const char *) g_ptr_array_index (terms, i));
  if (group)
    g_string_append_c (query, ')');
}

static char *
join (const Query *self)
{
  GString *query = g_string_new (NULL);

  append_terms (query, self->rest, self->only->len + self->hidden->len > 0);
  if (self->only->len > 0)
    {
      if (query->len > 0)
        g_string_append_c (query, ' ');
      append_only (query, self->only);
    }
  for (guint i = 0; i < self->hidden->len; i++)
    append_event (query, query->len > 0 ? " -" : "-", g_ptr_array_index (self->hidden, i));

  return g_string_free (query, FALSE);
}

char *
weir_query_set_wish (const char *query, const char *name, WeirNameWish wish)
{
  g_auto (Query) parts = { 0 };
  guint index;

  g_return_val_if_fail (query != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  query_init (&parts, query);
  while (find (parts.only, name, &index))
    g_ptr_array_remove_index (parts.only, index);
  while (find (parts.hidden, name, &index))
    g_ptr_array_remove_index (parts.hidden, index);
  if (wish != WEIR_NAME_ANY)
    g_ptr_array_add (wish == WEIR_NAME_ONLY ? parts.only : parts.hidden, g_strdup (name));

  return join (&parts);
}

char *
weir_query_add_text (const char *query, const char *text)
{
  g_autoptr (GPtrArray) terms = NULL;
  GString *added = g_string_new (NULL);

  g_return_val_if_fail (query != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  terms = split (query);
  append_terms (added, terms, TRUE);
  if (added->len > 0)
    g_string_append_c (added, ' ');
  append_quoted (added, text);

  return g_string_free (added, FALSE);
}
