/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-limits.h"
#include "weir-query.h"
#include "weir-script-build.h"
#include "weir-utf8.h"

/* Which requests a script takes beside their path, and how it counts them: `match`, `count`. */

void
weir_match_free (WeirMatch *self)
{
  g_free (self->name);
  g_free (self->value);
  g_clear_pointer (&self->regex, g_regex_unref);
  g_free (self);
}

/* `NAME=TEXT` */
static gboolean
read_query (WeirArgs *args, WeirMatch *match)
{
  WeirSpan text;
  const char *equals;

  if (!weir_args_text (args, N_ ("NAME=TEXT"), &text))
    return FALSE;
  equals = memchr (text.data, '=', text.len);
  if (equals == NULL || equals == text.data)
    return weir_args_refuse (args, weir_args_offset_of (args, text), g_strdup (_ ("a query is written NAME=TEXT")));

  match->kind = WEIR_MATCH_QUERY;
  match->name = g_strndup (text.data, (gsize) (equals - text.data));
  match->value = g_strndup (equals + 1, text.len - (gsize) (equals - text.data) - 1);
  return TRUE;
}

/* `/REGEX/` or `/REGEX/i` */
static gboolean
read_body (WeirArgs *args, WeirMatch *match)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) tried = NULL; /* its message shows what the person wrote */
  g_autofree char *bare = NULL;
  g_autofree char *pattern = NULL;
  WeirSpan text;
  gboolean no_case;
  gsize start;

  if (!weir_args_text (args, N_ ("/REGEX/"), &text))
    return FALSE;
  start = weir_args_offset_of (args, text);
  no_case = text.len > 3 && text.data[text.len - 1] == 'i' && text.data[text.len - 2] == '/';
  if (no_case)
    text.len--;
  if (text.len < 3 || text.data[0] != '/' || text.data[text.len - 1] != '/')
    return weir_args_refuse (args, start, g_strdup (_ ("a regular expression stands between slashes: /stream/ or /stream/i")));
  if (!g_utf8_validate_len (text.data, text.len, NULL))
    return weir_args_refuse (args, start, g_strdup (_ ("the regular expression is not UTF-8")));

  /* However long the body, and however the expression backtracks. */
  bare = g_strndup (text.data + 1, text.len - 2);
  pattern = g_strdup_printf ("(*LIMIT_MATCH=%u)%s", WEIR_LIMIT_MATCH_STEPS, bare);
  match->kind = WEIR_MATCH_BODY;
  tried = g_regex_new (bare, 0, 0, &error);
  if (tried != NULL)
    match->regex = g_regex_new (pattern, no_case ? G_REGEX_CASELESS : 0, 0, &error);
  if (match->regex == NULL)
    return weir_args_refuse (args, start, g_strdup_printf (_ ("not a regular expression: %s"), error->message));

  return TRUE;
}

gboolean
weir_verb_match (WeirBuilder *self, WeirArgs *args)
{
  WeirSpan kind;
  WeirMatch *match;

  if (self->script->matches->len >= WEIR_LIMIT_HEAD_LINES)
    return weir_args_refuse (args, args->verb_at, g_strdup_printf (_ ("more than %u matches"), WEIR_LIMIT_HEAD_LINES));
  if (!weir_args_word (args, N_ ("header, query or body"), &kind))
    return FALSE;

  match = g_new0 (WeirMatch, 1);
  g_ptr_array_add (self->script->matches, match);
  if (weir_span_equals_string (kind, "header"))
    return weir_args_header (args, &match->name, &match->value);
  if (weir_span_equals_string (kind, "query"))
    return read_query (args, match);
  if (weir_span_equals_string (kind, "body"))
    return read_body (args, match);

  return weir_args_refuse (args, weir_args_offset_of (args, kind), g_strdup (_ ("neither header, query nor body")));
}

gboolean
weir_verb_count (WeirBuilder *self, WeirArgs *args)
{
  static const char *const names[] = { "script", "query", "header", "cookie" };
  WeirScript *script = self->script;
  WeirSpan word;

  if (!weir_args_word (args, N_ ("by"), &word))
    return FALSE;
  if (!weir_span_equals_string (word, "by"))
    return weir_args_refuse (args, weir_args_offset_of (args, word), g_strdup (_ ("connections are counted “by” something")));
  if (!weir_args_word (args, N_ ("script, query, header or cookie"), &word))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      WeirSpan name;

      if (!weir_span_equals_string (word, names[i]))
        continue;
      script->count_by = (WeirCountBy) i;
      g_clear_pointer (&script->count_name, g_free);
      if (i == WEIR_COUNT_BY_SCRIPT)
        return weir_args_end (args);
      if (!weir_args_word (args, N_ ("a name"), &name))
        return FALSE;
      script->count_name = weir_span_dup (name);
      return weir_args_end (args);
    }

  return weir_args_refuse (args, weir_args_offset_of (args, word), g_strdup (_ ("neither script, query, header nor cookie")));
}

static gboolean
holds (const WeirMatch *match, const WeirAsked *asked)
{
  g_autoptr (GString) value = g_string_new (NULL);

  switch (match->kind)
    {
    case WEIR_MATCH_HEADER:
      return weir_query_get_header (asked->headers, asked->n_headers, weir_span_from_string (match->name), value) &&
             g_str_equal (value->str, match->value);
    case WEIR_MATCH_QUERY:
      return weir_query_get (asked->query, weir_span_from_string (match->name), value) &&
             weir_span_equals_string (weir_span (value->str, value->len), match->value);
    case WEIR_MATCH_BODY:
    default:
      weir_utf8_append (value, asked->body.data, asked->body.len);
      return g_regex_match_full (match->regex, value->str, (gssize) value->len, 0, 0, NULL, NULL);
    }
}

gboolean
weir_script_accepts (const WeirScript *self, const WeirAsked *asked)
{
  for (guint i = 0; i < self->matches->len; i++)
    if (!holds (g_ptr_array_index (self->matches, i), asked))
      return FALSE;

  return TRUE;
}

char *
weir_script_dup_key (const WeirScript *self, const WeirAsked *asked)
{
  g_autoptr (GString) value = g_string_new (NULL);
  WeirSpan name = weir_span_from_string (self->count_name != NULL ? self->count_name : "");

  switch (self->count_by)
    {
    case WEIR_COUNT_BY_QUERY:
      weir_query_get (asked->query, name, value);
      break;
    case WEIR_COUNT_BY_HEADER:
      weir_query_get_header (asked->headers, asked->n_headers, name, value);
      break;
    case WEIR_COUNT_BY_COOKIE:
      weir_query_get_cookie (asked->headers, asked->n_headers, name, value);
      break;
    case WEIR_COUNT_BY_SCRIPT:
    default:
      break;
    }

  return g_strndup (value->str, value->len);
}
