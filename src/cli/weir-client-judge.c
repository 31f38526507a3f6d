/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-client-judge.h"

/* A list is shown to people: no longer than this, in bytes. */
#define LIST_LENGTH 600
#define SHOWN_BEFORE 2

static gboolean
tells (const WeirClientEvidence *evidence, const char *word)
{
  if (evidence->tells == NULL)
    return !g_str_equal (word, "cors");
  for (guint i = 0; i < evidence->tells->len; i++)
    if (g_str_equal (g_ptr_array_index (evidence->tells, i), word))
      return TRUE;

  return FALSE;
}

/* What the rule asks of the client that not every client can tell. Returns: (nullable): the first that this one does not */
static const char *
find_untold (const WeirClientRule *rule, const WeirClientEvidence *evidence)
{
  static const WeirSightingMember members[] = { WEIR_SIGHTING_LAST_EVENT_ID, WEIR_SIGHTING_ORIGIN, WEIR_SIGHTING_READY_STATE };

  for (char **need = rule->needs; *need != NULL; need++)
    if (!tells (evidence, *need))
      return *need;
  for (char **look = rule->looks; *look != NULL; look++)
    if (!g_str_equal (*look, "event") && !tells (evidence, *look))
      return *look;
  for (guint i = 0; i < rule->saw->len * G_N_ELEMENTS (members); i++)
    {
      const WeirSighting *wanted = g_ptr_array_index (rule->saw, i / G_N_ELEMENTS (members));
      WeirSightingMember member = members[i % G_N_ELEMENTS (members)];

      if (wanted->values[member] != NULL && !tells (evidence, weir_sighting_member_name (member)))
        return weir_sighting_member_name (member);
    }

  return NULL;
}

/* (transfer container): of what the client saw, what the rule looks at */
static GPtrArray *
select_seen (const WeirClientRule *rule, const GPtrArray *saw)
{
  GPtrArray *selected = g_ptr_array_new ();

  for (guint i = 0; i < saw->len; i++)
    {
      WeirSighting *sighting = g_ptr_array_index (saw, i);

      for (char **look = rule->looks; *look != NULL; look++)
        if (weir_sighting_is (sighting, *look))
          {
            g_ptr_array_add (selected, sighting);
            break;
          }
    }

  return selected;
}

static gboolean
is_as_wanted (const GPtrArray *wanted, const GPtrArray *seen)
{
  if (wanted->len != seen->len)
    return FALSE;
  for (guint i = 0; i < wanted->len; i++)
    if (!weir_sighting_matches (g_ptr_array_index (wanted, i), g_ptr_array_index (seen, i)))
      return FALSE;

  return TRUE;
}

/* The members that any of the wanted ones has, and what tells one thing from another. */
static guint
find_members (const GPtrArray *wanted)
{
  guint members = 1u << WEIR_SIGHTING_TYPE | 1u << WEIR_SIGHTING_EVENT | 1u << WEIR_SIGHTING_DATA | 1u << WEIR_SIGHTING_LENGTH;

  for (guint i = 0; i < wanted->len * WEIR_SIGHTING_N_MEMBERS; i++)
    {
      const WeirSighting *sighting = g_ptr_array_index (wanted, i / WEIR_SIGHTING_N_MEMBERS);

      if (sighting->values[i % WEIR_SIGHTING_N_MEMBERS] != NULL)
        members |= 1u << i % WEIR_SIGHTING_N_MEMBERS;
    }

  return members;
}

static void
append_list (const GPtrArray *list, guint first, guint members, GString *out)
{
  if (list->len == 0)
    g_string_append (out, _ ("nothing"));
  if (first > 0)
    g_string_append (out, "…");
  for (guint i = first; i < list->len; i++)
    {
      if (out->len > LIST_LENGTH)
        {
          g_string_append_printf (out, g_dngettext (GETTEXT_PACKAGE, " and %u more", " and %u more", list->len - i), list->len - i);
          break;
        }
      if (out->len > 0)
        g_string_append (out, ", ");
      weir_sighting_append (g_ptr_array_index (list, i), members, out);
    }
}

/* Both lists, from a little before the first difference on. */
static void
append_difference (const GPtrArray *wanted, const GPtrArray *seen, GString *out_wanted, GString *out_got)
{
  guint members = find_members (wanted);
  guint first = 0;

  while (first < MIN (wanted->len, seen->len) && weir_sighting_matches (g_ptr_array_index (wanted, first), g_ptr_array_index (seen, first)))
    first++;
  first = first > SHOWN_BEFORE ? first - SHOWN_BEFORE : 0;
  append_list (wanted, first, members, out_wanted);
  append_list (seen, first, members, out_got);
}

static void
append_part (GString *out, const char *text)
{
  if (out->len > 0)
    g_string_append (out, "; ");
  g_string_append (out, text);
}

/* Adds what the requests to @script were not. */
static void
judge_requests (const WeirRuleRequests *wanted, const WeirClientFacts *facts, GString *out_wanted, GString *out_got)
{
  guint n = facts != NULL ? facts->n_requests : 0;
  g_autofree char *many =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u request to /%s", "%u requests to /%s", wanted->n), wanted->n, wanted->script);
  g_autofree char *counted =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u request to /%s", "%u requests to /%s", n), n, wanted->script);

  if (n == wanted->n)
    return;
  append_part (out_wanted, many);
  append_part (out_got, counted);
}

static void
judge_expects (const WeirClientFacts *facts, GString *out_wanted, GString *out_got)
{
  for (guint i = 0; facts != NULL && i < facts->wanted->len; i++)
    {
      append_part (out_wanted, g_ptr_array_index (facts->wanted, i));
      append_part (out_got, g_ptr_array_index (facts->got, i));
    }
}

/* As it was: for what is told, not judged. */
static void
tell_requests (const WeirClientRule *rule, const WeirClientEvidence *evidence, GString *out)
{
  for (guint i = 0; i < rule->requests->len; i++)
    {
      const WeirRuleRequests *requests = g_ptr_array_index (rule->requests, i);
      const WeirClientFacts *facts = evidence->facts (evidence->data, requests->script);
      guint n = facts != NULL ? facts->n_requests : 0;
      g_autofree char *text =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u request to /%s", "%u requests to /%s", n), n, requests->script);

      append_part (out, text);
    }
}

void
weir_client_judge (WeirClientResult *result, const WeirClientEvidence *evidence)
{
  const WeirClientRule *rule = result->rule;
  const char *untold = find_untold (rule, evidence);
  g_autoptr (GPtrArray) seen = select_seen (rule, evidence->saw);
  g_autofree char *there = g_strconcat (rule->name, "-there", NULL);
  g_autoptr (GString) wanted = g_string_new (NULL);
  g_autoptr (GString) got = g_string_new (NULL);

  if (untold != NULL)
    {
      result->why = g_strdup_printf (_ ("the client does not tell “%s”"), untold);
    }
  else if (rule->basis == WEIR_RULE_TELLS)
    {
      result->why = g_strdup (_ ("the standard leaves it open"));
      tell_requests (rule, evidence, got);
    }
  else
    {
      if (!is_as_wanted (rule->saw, seen))
        append_difference (rule->saw, seen, wanted, got);
      for (guint i = 0; i < rule->requests->len; i++)
        {
          const WeirRuleRequests *requests = g_ptr_array_index (rule->requests, i);

          judge_requests (requests, evidence->facts (evidence->data, requests->script), wanted, got);
        }
      judge_expects (evidence->facts (evidence->data, rule->name), wanted, got);
      judge_expects (evidence->facts (evidence->data, there), wanted, got);
      result->verdict = wanted->len == 0 ? WEIR_VERDICT_KEPT : WEIR_VERDICT_BROKEN;
    }
  result->wanted = g_string_free (g_steal_pointer (&wanted), FALSE);
  result->got = g_string_free (g_steal_pointer (&got), FALSE);
}
