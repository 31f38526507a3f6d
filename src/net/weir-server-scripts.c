/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-server-private.h"

/* Scripts that come and go while clients play them, and what is counted for them. */

static void
forget_counters (WeirServer *self, WeirMount *mount)
{
  self->n_sessions -= g_hash_table_size (mount->counters);
}

void
weir_server_replace_script (WeirServer *self, const char *path, WeirScript *script, gboolean keep_numbers)
{
  guint index;
  WeirMount *old = weir_server_find_mount (self, path, &index);
  WeirMount *fresh;

  if (old == NULL)
    {
      weir_server_add_script (self, path, script);
      return;
    }

  fresh = weir_mount_new (self, g_ptr_array_index (old->paths, 0), script);
  for (guint i = 1; i < old->paths->len; i++)
    g_ptr_array_add (fresh->paths, g_strdup (g_ptr_array_index (old->paths, i)));
  if (keep_numbers)
    {
      /* The same ones: what ends with the old script is the "connection before" of what begins with the new one. */
      g_hash_table_unref (fresh->counters);
      fresh->counters = g_hash_table_ref (old->counters);
      weir_mount_forget_tallies (fresh);
    }
  else
    {
      forget_counters (self, old);
    }
  self->n_changes++;
  g_ptr_array_index (self->mounts, index) = fresh;
  weir_mount_unref (old);
}

const WeirScript *
weir_server_get_script (const WeirServer *self, const char *path)
{
  guint index;
  const WeirMount *mount = weir_server_find_mount (self, path, &index);

  return mount != NULL ? mount->script : NULL;
}

gboolean
weir_server_remove_script (WeirServer *self, const char *path)
{
  guint index;
  WeirMount *mount = weir_server_find_mount (self, path, &index);

  if (mount == NULL)
    return FALSE;

  self->n_changes++;
  forget_counters (self, mount);
  g_ptr_array_remove_index (self->mounts, index);
  return TRUE;
}

static gboolean
is_of_session (gpointer key, gpointer value, gpointer session)
{
  return session == NULL || g_str_equal (((const WeirCounter *) value)->session, session);
}

void
weir_server_count_anew (WeirServer *self, const char *session)
{
  self->n_changes++;
  for (guint i = 0; i < self->mounts->len; i++)
    {
      WeirMount *mount = g_ptr_array_index (self->mounts, i);

      self->n_sessions -= g_hash_table_foreach_remove (mount->counters, is_of_session, (gpointer) session);
    }
}

void
weir_server_reset (WeirServer *self, const char *session)
{
  weir_server_count_anew (self, session);
  weir_server_clear_pace (self, session);
  if (session != NULL)
    weir_server_clear_next_of (self, session);
  else
    weir_server_clear_next (self);
}

void
weir_session_info_free (WeirSessionInfo *self)
{
  g_free (self->session);
  g_free (self);
}

static WeirSessionInfo *
get_info (GHashTable *sessions, const char *name)
{
  WeirSessionInfo *info = g_hash_table_lookup (sessions, name);

  if (info == NULL)
    {
      info = g_new0 (WeirSessionInfo, 1);
      info->session = g_strdup (name);
      g_hash_table_insert (sessions, info->session, info);
    }

  return info;
}

static int
compare_sessions (gconstpointer a, gconstpointer b)
{
  const WeirSessionInfo *const *first = a;
  const WeirSessionInfo *const *second = b;

  return strcmp ((*first)->session, (*second)->session);
}

GPtrArray *
weir_server_list_sessions (const WeirServer *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_session_info_free);
  g_autoptr (GHashTable) sessions = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < self->mounts->len; i++)
    {
      const WeirMount *mount = g_ptr_array_index (self->mounts, i);

      g_hash_table_iter_init (&iter, mount->counters);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        get_info (sessions, ((const WeirCounter *) value)->session)->n_connections += ((const WeirCounter *) value)->n_connections;
    }
  for (const GList *link = self->connections.head; link != NULL; link = link->next)
    {
      const WeirConnection *connection = link->data;

      if (connection->reply != NULL)
        get_info (sessions, connection->session)->n_clients++;
    }

  g_hash_table_iter_init (&iter, sessions);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (list, value);
  g_ptr_array_sort (list, compare_sessions);

  return list;
}
