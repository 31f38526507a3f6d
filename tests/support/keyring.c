/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keyring.h"

typedef struct
{
  Keyring *keyring;
  char *id;
} Call;

static void
free_call (gpointer data)
{
  Call *call = data;

  g_free (call->id);
  g_free (call);
}

static gboolean
answer (gpointer data)
{
  GTask *task = data;
  const Call *call = g_task_get_task_data (task);
  Keyring *keyring = call->keyring;

  keyring->n_under_way--;
  if (keyring->is_gone)
    g_task_return_new_error (task, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN, "Nobody is there");
  else if (keyring->error != NULL)
    g_task_return_error (task, g_steal_pointer (&keyring->error));
  else
    g_task_return_pointer (task, g_strdup (g_hash_table_lookup (keyring->kept, call->id)), g_free);

  return G_SOURCE_REMOVE;
}

static void
begin (Keyring *keyring, const char *what, const char *id, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, done, user_data);
  Call *call = g_new (Call, 1);

  g_assert_cmpuint (keyring->n_under_way, ==, 0);
  keyring->n_under_way++;
  keyring->n_calls++;
  g_string_append_printf (keyring->log, "%s %s, ", what, id);
  *call = (Call){ keyring, g_strdup (id) };
  g_task_set_task_data (task, call, free_call);
  g_idle_add_full (G_PRIORITY_DEFAULT, answer, task, g_object_unref);
}

static void
store_async (gpointer backend, const char *id, const char *label, const char *secrets, GCancellable *cancellable, GAsyncReadyCallback done,
             gpointer user_data)
{
  Keyring *keyring = backend;

  if (!keyring->is_gone)
    {
      g_hash_table_replace (keyring->kept, g_strdup (id), g_strdup (secrets));
      g_hash_table_replace (keyring->labels, g_strdup (id), g_strdup (label));
    }
  begin (keyring, "store", id, cancellable, done, user_data);
}

static void
lookup_async (gpointer backend, const char *id, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  begin (backend, "lookup", id, cancellable, done, user_data);
}

static void
clear_async (gpointer backend, const char *id, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  Keyring *keyring = backend;

  if (!keyring->is_gone)
    g_hash_table_remove (keyring->kept, id);
  begin (keyring, "clear", id, cancellable, done, user_data);
}

static char *
lookup_finish (gpointer backend, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
other_finish (gpointer backend, GAsyncResult *result, GError **error)
{
  GError *local_error = NULL;

  g_free (g_task_propagate_pointer (G_TASK (result), &local_error));
  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return local_error == NULL;
}

const WeirSecretsBackend keyring_backend = {
  .store_async = store_async,
  .store_finish = other_finish,
  .lookup_async = lookup_async,
  .lookup_finish = lookup_finish,
  .clear_async = clear_async,
  .clear_finish = other_finish,
};

void
keyring_init (Keyring *self)
{
  *self = (Keyring){ .kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                     .labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                     .log = g_string_new (NULL) };
}

void
keyring_clear (Keyring *self)
{
  g_assert_null (self->error);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->labels);
  g_string_free (self->log, TRUE);
}
