/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-server-private.h"

/* How the `expect` lines fared: what each counter tallied, added up. */

void
weir_expect_outcome_free (WeirExpectOutcome *self)
{
  g_free (self->path);
  g_free (self->wanted);
  g_free (self->got);
  g_free (self);
}

static void
add_tallies (GHashTable *by_line, const WeirCounter *counter)
{
  for (guint i = 0; counter->tallies != NULL && i < counter->tallies->len; i++)
    {
      const WeirTally *tally = &g_array_index (counter->tallies, WeirTally, i);
      WeirExpectOutcome *outcome = g_hash_table_lookup (by_line, GUINT_TO_POINTER (tally->line));

      if (outcome == NULL)
        continue;
      outcome->n_held += tally->n_held;
      outcome->n_failed += tally->n_failed;
      if (tally->got != NULL)
        {
          g_free (outcome->got);
          outcome->got = g_strdup (tally->got);
        }
    }
}

static void
list_of_mount (const WeirMount *mount, const char *session, GPtrArray *list)
{
  g_autoptr (GPtrArray) all = weir_script_list_expectations (mount->script);
  g_autoptr (GHashTable) by_line = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer counter;

  for (guint i = 0; i < all->len; i++)
    {
      WeirExpectation *expectation = g_ptr_array_index (all, i);
      WeirExpectOutcome *outcome = g_new0 (WeirExpectOutcome, 1);

      outcome->path = g_strdup (mount->name);
      outcome->line = expectation->line;
      outcome->wanted = g_steal_pointer (&expectation->wanted);
      g_ptr_array_add (list, outcome);
      g_hash_table_insert (by_line, GUINT_TO_POINTER (outcome->line), outcome);
    }

  g_hash_table_iter_init (&iter, mount->counters);
  while (all->len > 0 && g_hash_table_iter_next (&iter, NULL, &counter))
    if (session == NULL || g_str_equal (((const WeirCounter *) counter)->session, session))
      add_tallies (by_line, counter);
}

guint64
weir_server_get_changes (const WeirServer *self)
{
  return self->n_changes;
}

GPtrArray *
weir_server_list_outcomes (const WeirServer *self, const char *session)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_expect_outcome_free);

  for (guint i = 0; i < self->mounts->len; i++)
    list_of_mount (g_ptr_array_index (self->mounts, i), session, list);

  return list;
}
