/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-server-private.h"

static void
tally_clear (gpointer data)
{
  WeirTally *self = data;

  g_free (self->got);
}

static void
counter_clear (gpointer data)
{
  WeirCounter *self = data;

  g_free (self->key);
  g_ref_string_release (self->session);
  g_clear_pointer (&self->tallies, g_array_unref);
}

WeirCounter *
weir_counter_ref (WeirCounter *self)
{
  return g_rc_box_acquire (self);
}

void
weir_counter_unref (WeirCounter *self)
{
  g_rc_box_release_full (self, counter_clear);
}

WeirMount *
weir_mount_new (const WeirServer *server, const char *path, WeirScript *script)
{
  WeirMount *self = g_rc_box_new0 (WeirMount);
  gint64 seed = server->options.seed;

  self->paths = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->paths, g_strdup (path));
  self->name = g_ref_string_new (path);
  self->script = weir_script_ref (script);
  if (seed < 0)
    seed = weir_script_get_seed (script);
  self->seed = seed >= 0 ? (guint64) seed : g_random_int ();
  self->counters = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) weir_counter_unref);
  self->reached = g_hash_table_new (NULL, NULL);

  return self;
}

static void
mount_clear (gpointer data)
{
  WeirMount *self = data;

  g_hash_table_unref (self->counters);
  g_hash_table_unref (self->reached);
  weir_script_unref (self->script);
  g_ptr_array_unref (self->paths);
  g_ref_string_release (self->name);
}

WeirMount *
weir_mount_ref (WeirMount *self)
{
  return g_rc_box_acquire (self);
}

void
weir_mount_unref (WeirMount *self)
{
  g_rc_box_release_full (self, mount_clear);
}

WeirMount *
weir_server_find_mount (const WeirServer *self, const char *path, guint *index)
{
  for (guint i = 0; i < self->mounts->len; i++)
    {
      WeirMount *mount = g_ptr_array_index (self->mounts, i);

      if (!g_ptr_array_find_with_equal_func (mount->paths, path, g_str_equal, NULL))
        continue;
      *index = i;
      return mount;
    }

  return NULL;
}

WeirCounter *
weir_mount_get_counter (WeirMount *self, WeirServer *server, const char *key, const char *session)
{
  WeirCounter *counter = g_hash_table_lookup (self->counters, key);

  if (counter != NULL || server->n_sessions >= WEIR_LIMIT_SESSIONS)
    return counter;

  server->n_sessions++;
  counter = g_rc_box_new0 (WeirCounter);
  counter->key = g_strdup (key);
  counter->session = g_ref_string_new (session);
  g_hash_table_insert (self->counters, counter->key, counter);
  return counter;
}

static WeirTally *
get_tally (WeirCounter *self, guint line)
{
  WeirTally tally = { .line = line };

  if (self->tallies == NULL)
    {
      self->tallies = g_array_new (FALSE, FALSE, sizeof (WeirTally));
      g_array_set_clear_func (self->tallies, tally_clear);
    }
  for (guint i = 0; i < self->tallies->len; i++)
    if (g_array_index (self->tallies, WeirTally, i).line == line)
      return &g_array_index (self->tallies, WeirTally, i);

  g_array_append_val (self->tallies, tally);
  return &g_array_index (self->tallies, WeirTally, self->tallies->len - 1);
}

void
weir_counter_tally (WeirCounter *self, const WeirExpectation *outcome)
{
  WeirTally *tally = get_tally (self, outcome->line);

  if (outcome->ok)
    {
      tally->n_held++;
      return;
    }

  tally->n_failed++;
  g_free (tally->got);
  tally->got = g_strdup (outcome->got);
}

void
weir_mount_forget_tallies (WeirMount *self)
{
  GHashTableIter iter;
  gpointer counter;

  g_hash_table_iter_init (&iter, self->counters);
  while (g_hash_table_iter_next (&iter, NULL, &counter))
    g_clear_pointer (&((WeirCounter *) counter)->tallies, g_array_unref);
}

void
weir_unreached_free (WeirUnreached *self)
{
  g_free (self->path);
  g_free (self->wanted);
  g_free (self);
}

void
weir_mount_list_unreached (const WeirMount *self, GPtrArray *list)
{
  g_autoptr (GPtrArray) all = weir_script_list_expectations (self->script);

  for (guint i = 0; i < all->len; i++)
    {
      WeirExpectation *expectation = g_ptr_array_index (all, i);
      WeirUnreached *unreached;

      if (g_hash_table_contains (self->reached, GUINT_TO_POINTER (expectation->line)))
        continue;
      unreached = g_new0 (WeirUnreached, 1);
      unreached->path = g_strdup (g_ptr_array_index (self->paths, 0));
      unreached->line = expectation->line;
      unreached->wanted = g_steal_pointer (&expectation->wanted);
      g_ptr_array_add (list, unreached);
    }
}
