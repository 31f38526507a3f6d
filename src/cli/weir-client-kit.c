/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-client-judge.h"
#include "weir-client-kit.h"
#include "weir-error.h"
#include "weir-json-index.h"
#include "weir-json-write.h"
#include "weir-json.h"

struct _WeirClientKit
{
  GPtrArray *rules;
  GPtrArray *results;
  GHashTable *facts; /* session, "/", script → WeirClientFacts */
  GPtrArray *tells;  /* nullable */
  char *client;
  gboolean is_done;
};

static void
facts_free (gpointer data)
{
  WeirClientFacts *facts = data;

  g_ptr_array_unref (facts->wanted);
  g_ptr_array_unref (facts->got);
  g_free (facts);
}

static void
clear_result (WeirClientResult *result)
{
  result->verdict = WEIR_VERDICT_NOT_JUDGED;
  g_clear_pointer (&result->wanted, g_free);
  g_clear_pointer (&result->got, g_free);
  g_clear_pointer (&result->why, g_free);
}

static void
result_free (gpointer data)
{
  clear_result (data);
  g_free (data);
}

WeirClientKit *
weir_client_kit_new (GPtrArray *rules)
{
  WeirClientKit *self = g_new0 (WeirClientKit, 1);

  self->rules = rules;
  self->results = g_ptr_array_new_with_free_func (result_free);
  self->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, facts_free);
  self->client = g_strdup ("");
  for (guint i = 0; i < rules->len; i++)
    {
      WeirClientResult *result = g_new0 (WeirClientResult, 1);

      result->rule = g_ptr_array_index (rules, i);
      result->wanted = g_strdup ("");
      result->got = g_strdup ("");
      result->why = g_strdup (_ ("the client did not run it"));
      g_ptr_array_add (self->results, result);
    }

  return self;
}

void
weir_client_kit_free (WeirClientKit *self)
{
  g_ptr_array_unref (self->results);
  g_ptr_array_unref (self->rules);
  g_hash_table_unref (self->facts);
  g_clear_pointer (&self->tells, g_ptr_array_unref);
  g_free (self->client);
  g_free (self);
}

void
weir_client_kit_take_served (WeirClientKit *self, const WeirServed *served)
{
  WeirClientFacts *facts;
  g_autofree char *key = NULL;

  if (served->kind != WEIR_SERVED_REQUEST && served->kind != WEIR_SERVED_EXPECT)
    return;

  key = g_strconcat (served->session, served->script, NULL);
  facts = g_hash_table_lookup (self->facts, key);
  if (facts == NULL)
    {
      facts = g_new0 (WeirClientFacts, 1);
      facts->wanted = g_ptr_array_new_with_free_func (g_free);
      facts->got = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->facts, g_steal_pointer (&key), facts);
    }
  if (served->kind == WEIR_SERVED_REQUEST)
    {
      facts->n_requests++;
    }
  else if (!served->ok)
    {
      g_ptr_array_add (facts->wanted, g_strdup (served->wanted));
      g_ptr_array_add (facts->got, g_strdup (served->got));
    }
}

typedef struct
{
  WeirClientKit *kit;
  const char *session;
} Scope;

static const WeirClientFacts *
find_facts (gpointer data, const char *script)
{
  const Scope *scope = data;
  g_autofree char *key = g_strconcat (scope->session, "/", script, NULL);

  return g_hash_table_lookup (scope->kit->facts, key);
}

static WeirClientResult *
find_result (WeirClientKit *self, const char *name)
{
  for (guint i = 0; i < self->results->len; i++)
    {
      WeirClientResult *result = g_ptr_array_index (self->results, i);

      if (g_str_equal (result->rule->name, name))
        return result;
    }

  return NULL;
}

gboolean
weir_client_kit_set_known (WeirClientKit *self, const char *const *names, GError **error)
{
  for (const char *const *name = names; *name != NULL; name++)
    {
      WeirClientResult *result = find_result (self, *name);

      if (result == NULL)
        {
          g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, _ ("--known: there is no rule “%s”"), *name);
          return FALSE;
        }
      result->is_known = TRUE;
    }

  return TRUE;
}

/* Returns: (nullable) (transfer full): %NULL when it is not there, or no string */
static char *
dup_string (WeirSpan object, const char *path)
{
  WeirSpan lexeme;
  GString *text;

  if (!weir_json_get_path (object, path, &lexeme) || lexeme.data[0] != '"')
    return NULL;
  text = g_string_new (NULL);
  weir_json_append_unescaped (text, lexeme);

  return g_string_free (text, FALSE);
}

static void
take_client (WeirClientKit *self, WeirSpan report)
{
  g_autofree char *name = dup_string (report, "$.client.name");
  g_autofree char *version = dup_string (report, "$.client.version");
  g_autofree char *runtime = dup_string (report, "$.client.runtime");
  GString *client = g_string_new (name);
  WeirSpan tells;

  if (version != NULL)
    g_string_append_printf (client, " %s", version);
  if (runtime != NULL)
    g_string_append_printf (client, " (%s)", runtime);
  g_free (self->client);
  self->client = g_string_free (client, FALSE);

  g_clear_pointer (&self->tells, g_ptr_array_unref);
  if (!weir_json_get_path (report, "$.client.tells", &tells))
    return;
  self->tells = g_ptr_array_new_with_free_func (g_free);
  weir_client_rules_read_strings (tells, self->tells);
}

static GPtrArray *
read_saw (WeirSpan report)
{
  GPtrArray *saw = g_ptr_array_new_with_free_func (weir_sighting_free);
  g_autoptr (WeirJsonIndex) index = NULL;
  WeirSpan array;

  if (!weir_json_get_path (report, "$.saw", &array) || array.data[0] != '[')
    return saw;
  index = weir_json_index_new (array);
  for (guint i = 0; i < weir_json_index_get_n_children (index); i++)
    {
      WeirJsonChild child;

      weir_json_index_get (index, i, &child);
      if (child.value.data[0] == '{')
        g_ptr_array_add (saw, weir_sighting_new (child.value));
    }

  return saw;
}

static gboolean
take_rule (WeirClientKit *self, WeirSpan report, const char *name, GString *answer, GError **error)
{
  WeirClientResult *result = find_result (self, name);
  g_autofree char *session = dup_string (report, "$.session");
  g_autofree char *skip = dup_string (report, "$.skip");
  g_autoptr (GPtrArray) saw = read_saw (report);
  Scope scope = { self, session != NULL ? session : "" };
  const WeirClientEvidence evidence = { saw, self->tells, find_facts, &scope };

  if (result == NULL)
    {
      g_set_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, "There is no rule \"%s\".", name);
      return FALSE;
    }
  clear_result (result);
  if (skip == NULL)
    {
      weir_client_judge (result, &evidence);
    }
  else
    {
      result->wanted = g_strdup ("");
      result->got = g_strdup ("");
      result->why = g_steal_pointer (&skip);
    }

  weir_json_add_string (answer, "rule", weir_span_from_string (name));
  weir_json_add_string (answer, "verdict", weir_span_from_string (weir_verdict_get_nick (result->verdict)));
  weir_json_add_string (answer, "wanted", weir_span_from_string (result->wanted));
  weir_json_add_string (answer, "got", weir_span_from_string (result->got));
  weir_json_add_string (answer, "why", weir_span_from_string (result->why));
  return TRUE;
}

gboolean
weir_client_kit_take_report (WeirClientKit *self, WeirSpan report, GString *answer, GError **error)
{
  g_autofree char *name = dup_string (report, "$.rule");
  WeirSpan lexeme;

  if (weir_json_get_path (report, "$.client", &lexeme))
    take_client (self, report);
  if (name != NULL && !take_rule (self, report, name, answer, error))
    return FALSE;
  if (weir_json_get_path (report, "$.done", &lexeme) && weir_span_equals_string (lexeme, "true"))
    {
      self->is_done = TRUE;
      weir_json_add_number (answer, "kept", weir_client_kit_count (self, WEIR_VERDICT_KEPT));
      weir_json_add_number (answer, "broken", weir_client_kit_count (self, WEIR_VERDICT_BROKEN));
      weir_json_add_number (answer, "notJudged", weir_client_kit_count (self, WEIR_VERDICT_NOT_JUDGED));
    }

  return TRUE;
}

gboolean
weir_client_kit_is_done (const WeirClientKit *self)
{
  return self->is_done;
}

const char *
weir_client_kit_get_client (const WeirClientKit *self)
{
  return self->client;
}

GPtrArray *
weir_client_kit_get_results (const WeirClientKit *self)
{
  return self->results;
}

guint
weir_client_kit_count (const WeirClientKit *self, WeirVerdict verdict)
{
  guint n = 0;

  for (guint i = 0; i < self->results->len; i++)
    n += ((const WeirClientResult *) g_ptr_array_index (self->results, i))->verdict == verdict;

  return n;
}

guint
weir_client_kit_count_news (const WeirClientKit *self)
{
  guint n = 0;

  for (guint i = 0; i < self->results->len; i++)
    {
      const WeirClientResult *result = g_ptr_array_index (self->results, i);

      n += result->verdict == WEIR_VERDICT_BROKEN && !result->is_known;
    }

  return n;
}

const char *
weir_verdict_get_nick (WeirVerdict verdict)
{
  static const char *const nicks[] = {
    [WEIR_VERDICT_NOT_JUDGED] = "not judged",
    [WEIR_VERDICT_KEPT] = "kept",
    [WEIR_VERDICT_BROKEN] = "broken",
  };

  return nicks[verdict];
}
