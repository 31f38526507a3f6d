/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-client-rules.h"
#include "weir-error.h"
#include "weir-json-index.h"
#include "weir-json.h"

/* More of one sighting, or requests, than any client will see. */
#define MOST 100000

static void
requests_free (gpointer data)
{
  WeirRuleRequests *self = data;

  g_free (self->script);
  g_free (self);
}

static void
rule_free (gpointer data)
{
  WeirClientRule *self = data;

  g_free (self->name);
  g_free (self->group);
  g_free (self->clause);
  g_free (self->standard);
  g_ptr_array_unref (self->saw);
  g_strfreev (self->looks);
  g_strfreev (self->needs);
  g_ptr_array_unref (self->requests);
  g_free (self);
}

/* Returns: (transfer full) */
static char *
unquote (WeirSpan lexeme)
{
  GString *text = g_string_new (NULL);

  if (lexeme.len > 0 && lexeme.data[0] == '"')
    weir_json_append_unescaped (text, lexeme);

  return g_string_free (text, FALSE);
}

static char *
dup_member (WeirSpan object, const char *path)
{
  WeirSpan lexeme;

  return weir_json_get_path (object, path, &lexeme) ? unquote (lexeme) : g_strdup ("");
}

static guint
parse_number (WeirSpan lexeme)
{
  g_autofree char *text = weir_span_dup (lexeme);

  return (guint) MIN (g_ascii_strtoull (text, NULL, 10), MOST);
}

void
weir_client_rules_read_strings (WeirSpan array, GPtrArray *strings)
{
  g_autoptr (WeirJsonIndex) index = NULL;

  if (array.len == 0 || array.data[0] != '[')
    return;
  index = weir_json_index_new (array);
  for (guint i = 0; i < weir_json_index_get_n_children (index); i++)
    {
      WeirJsonChild child;

      weir_json_index_get (index, i, &child);
      g_ptr_array_add (strings, unquote (child.value));
    }
}

static GStrv
read_list (WeirSpan rule, const char *path, const char *otherwise)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new ();
  WeirSpan array;

  if (weir_json_get_path (rule, path, &array))
    weir_client_rules_read_strings (array, strings);
  else if (otherwise != NULL)
    g_ptr_array_add (strings, g_strdup (otherwise));
  g_ptr_array_add (strings, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&strings), FALSE);
}

/* One item of "saw": what it says, or, with "times", that so often, numbered. */
static void
add_sighting (GPtrArray *saw, WeirSpan item, const char *origin, const char *other)
{
  g_autoptr (GPtrArray) pattern = g_ptr_array_new_with_free_func (weir_sighting_free);
  WeirSighting *sighting = weir_sighting_new (item);
  WeirSpan times;

  g_ptr_array_add (pattern, sighting);
  weir_sighting_fill (sighting, "{origin}", origin);
  weir_sighting_fill (sighting, "{other}", other);
  if (!weir_json_get_path (item, "$.times", &times))
    {
      g_ptr_array_add (saw, weir_sighting_copy (sighting));
      return;
    }
  for (guint n = 1; n <= parse_number (times); n++)
    {
      WeirSighting *copy = weir_sighting_copy (sighting);
      g_autofree char *number = g_strdup_printf ("%u", n);

      weir_sighting_fill (copy, "{n}", number);
      g_ptr_array_add (saw, copy);
    }
}

static void
read_saw (WeirClientRule *self, WeirSpan rule, const char *origin, const char *other)
{
  g_autoptr (WeirJsonIndex) index = NULL;
  WeirSpan array;

  if (!weir_json_get_path (rule, "$.saw", &array) || array.data[0] != '[')
    return;
  index = weir_json_index_new (array);
  for (guint i = 0; i < weir_json_index_get_n_children (index); i++)
    {
      WeirJsonChild child;

      weir_json_index_get (index, i, &child);
      if (child.value.data[0] == '{')
        add_sighting (self->saw, child.value, origin, other);
    }
}

static void
add_requests (GPtrArray *list, char *script, WeirSpan n)
{
  WeirRuleRequests *requests = g_new0 (WeirRuleRequests, 1);

  requests->script = script;
  requests->n = parse_number (n);
  g_ptr_array_add (list, requests);
}

/* A number, of its own script, or an object: script → number. */
static void
read_requests (WeirClientRule *self, WeirSpan rule)
{
  g_autoptr (WeirJsonIndex) index = NULL;
  WeirSpan value;

  if (!weir_json_get_path (rule, "$.requests", &value))
    return;
  if (value.data[0] != '{')
    {
      add_requests (self->requests, g_strdup (self->name), value);
      return;
    }
  index = weir_json_index_new (value);
  for (guint i = 0; i < weir_json_index_get_n_children (index); i++)
    {
      WeirJsonChild child;

      weir_json_index_get (index, i, &child);
      add_requests (self->requests, unquote (child.name), child.value);
    }
}

static WeirRuleBasis
read_basis (WeirSpan rule)
{
  g_autofree char *by = dup_member (rule, "$.by");

  if (g_str_equal (by, "engines"))
    return WEIR_RULE_ENGINES;
  return g_str_equal (by, "tells") ? WEIR_RULE_TELLS : WEIR_RULE_STANDARD;
}

static WeirClientRule *
read_rule (WeirSpan rule, const char *origin, const char *other)
{
  WeirClientRule *self = g_new0 (WeirClientRule, 1);

  self->name = dup_member (rule, "$.name");
  self->group = dup_member (rule, "$.group");
  self->clause = dup_member (rule, "$.clause");
  self->standard = dup_member (rule, "$.standard");
  self->basis = read_basis (rule);
  self->saw = g_ptr_array_new_with_free_func (weir_sighting_free);
  self->requests = g_ptr_array_new_with_free_func (requests_free);
  self->looks = read_list (rule, "$.looks", "event");
  self->needs = read_list (rule, "$.needs", NULL);
  read_saw (self, rule, origin, other);
  read_requests (self, rule);

  return self;
}

GPtrArray *
weir_client_rules_parse (WeirSpan json, const char *origin, const char *other, GError **error)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (rule_free);
  g_autoptr (WeirJsonIndex) index = NULL;
  WeirSpan array;

  if (!weir_json_check (json, NULL, error))
    return NULL;
  if (weir_json_get_path (json, "$.rules", &array) && array.data[0] == '[')
    index = weir_json_index_new (array);
  for (guint i = 0; index != NULL && i < weir_json_index_get_n_children (index); i++)
    {
      WeirJsonChild child;
      WeirClientRule *rule;

      weir_json_index_get (index, i, &child);
      rule = read_rule (child.value, origin, other);
      g_ptr_array_add (rules, rule);
      if (*rule->name != '\0')
        continue;
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, _ ("rule %u has no name"), i + 1);
      return NULL;
    }
  if (rules->len > 0)
    return g_steal_pointer (&rules);

  g_set_error_literal (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, _ ("there are no rules in it"));
  return NULL;
}
