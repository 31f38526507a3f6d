/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-keyring.h"

#include <glib/gi18n-lib.h>

#include "weir-redact.h"
#include "weir-request-secrets.h"

struct _WeirKeyring
{
  GObject parent_instance;

  WeirWorkspace *workspace;
  WeirSecrets *secrets;
  GHashTable *kept; /* id → WeirRequest, whose secrets the keyring has, or would not take */
};

enum
{
  NOT_KEPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirKeyring, weir_keyring, G_TYPE_OBJECT)

typedef struct
{
  WeirKeyring *keyring;
  char *id;
} Storing;

static void
on_stored (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Storing *storing = user_data;
  g_autoptr (WeirKeyring) self = storing->keyring;
  g_autofree char *id = storing->id;
  g_autoptr (GError) error = NULL;

  if (weir_secrets_store_finish (WEIR_SECRETS (object), result, &error))
    return;

  /* Nothing is tried again with the same request. */
  g_signal_emit (self, signals[NOT_KEPT], 0, id, error);
}

/* What a keyring program shows. Returns: (transfer full) */
static char *
make_label (WeirRequest *request)
{
  g_autofree char *url = weir_redact_url (weir_request_get_options (request)->url);

  /* Translators: what a keyring program shows; %s is a URL. */
  return g_strdup_printf (_ ("Weir: %s"), url);
}

/* Nobody waits for it, and what is still there is of no use to anybody without the item. */
static void
forget (WeirKeyring *self, const char *id)
{
  weir_secrets_clear_async (self->secrets, id, NULL, NULL, NULL);
}

static void
keep (WeirKeyring *self, WeirWorkspaceItem *item)
{
  gboolean was_kept = g_hash_table_contains (self->kept, item->id);
  char *secrets;
  g_autofree char *label = NULL;
  Storing *storing;

  if (g_hash_table_lookup (self->kept, item->id) == item->request || item->missing[0] != NULL)
    return;

  secrets = weir_request_dup_secrets (item->request);
  g_hash_table_replace (self->kept, g_strdup (item->id), weir_request_ref (item->request));
  if (secrets != NULL)
    {
      label = make_label (item->request);
      storing = g_new (Storing, 1);
      *storing = (Storing){ g_object_ref (self), g_strdup (item->id) };
      weir_secrets_store_async (self->secrets, item->id, label, secrets, NULL, on_stored, storing);
    }
  else if (was_kept)
    {
      forget (self, item->id);
    }
  weir_request_free_secrets (secrets);
}

/* The first of those with the same id counts: of what is open and recent, what is open. */
static void
collect (const GPtrArray *items, GHashTable *found)
{
  for (guint i = 0; i < items->len; i++)
    {
      WeirWorkspaceItem *item = g_ptr_array_index (items, i);

      if (item->request != NULL && item->remembers && !g_hash_table_contains (found, item->id))
        g_hash_table_insert (found, item->id, item);
    }
}

static GHashTable *
find_remembering (WeirKeyring *self)
{
  GHashTable *found = g_hash_table_new (g_str_hash, g_str_equal);

  collect (weir_workspace_get_items (self->workspace), found);
  collect (weir_workspace_get_recents (self->workspace), found);

  return found;
}

void
weir_keyring_update (WeirKeyring *self)
{
  g_autoptr (GHashTable) wanted = NULL;
  GHashTableIter iter;
  gpointer id, item;

  g_return_if_fail (WEIR_IS_KEYRING (self));

  wanted = find_remembering (self);
  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (wanted, id))
      {
        forget (self, id);
        g_hash_table_iter_remove (&iter);
      }
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    keep (self, item);
}

gboolean
weir_keyring_is_supported (WeirKeyring *self)
{
  g_return_val_if_fail (WEIR_IS_KEYRING (self), FALSE);

  return weir_secrets_is_supported (self->secrets);
}

typedef struct
{
  WeirWorkspaceItem *item;
  GStrv missing;
} Completing;

static void
completing_free (gpointer data)
{
  Completing *self = data;

  weir_workspace_item_unref (self->item);
  g_strfreev (self->missing);
  g_free (self);
}

static void
on_looked_up (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WeirKeyring *self = g_task_get_source_object (task);
  Completing *completing = g_task_get_task_data (task);
  GError *error = NULL;
  char *secrets = weir_secrets_lookup_finish (WEIR_SECRETS (object), result, &error);
  WeirRequest *request = NULL;

  if (secrets != NULL)
    request = weir_workspace_item_complete (completing->item, secrets, &completing->missing, &error);
  weir_request_free_secrets (secrets);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (request != NULL)
    {
      g_hash_table_replace (self->kept, g_strdup (completing->item->id), weir_request_ref (request));
    }
  else
    {
      request = weir_request_ref (completing->item->request);
      completing->missing = g_strdupv (completing->item->missing);
    }
  g_task_return_pointer (task, request, (GDestroyNotify) weir_request_unref);
}

void
weir_keyring_complete_async (WeirKeyring *self, WeirWorkspaceItem *item, GAsyncReadyCallback done, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Completing *completing;

  g_return_if_fail (WEIR_IS_KEYRING (self));
  g_return_if_fail (item != NULL && item->request != NULL);

  task = g_task_new (self, NULL, done, user_data);
  completing = g_new0 (Completing, 1);
  completing->item = weir_workspace_item_ref (item);
  g_task_set_task_data (task, completing, completing_free);
  weir_secrets_lookup_async (self->secrets, item->id, NULL, on_looked_up, g_steal_pointer (&task));
}

WeirRequest *
weir_keyring_complete_finish (WeirKeyring *self, GAsyncResult *result, GStrv *missing, GError **error)
{
  WeirRequest *request;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (missing != NULL, NULL);

  request = g_task_propagate_pointer (G_TASK (result), error);
  if (request != NULL)
    *missing = g_steal_pointer (&((Completing *) g_task_get_task_data (G_TASK (result)))->missing);

  return request;
}

static void
weir_keyring_finalize (GObject *object)
{
  WeirKeyring *self = WEIR_KEYRING (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->secrets);
  g_hash_table_unref (self->kept);
  G_OBJECT_CLASS (weir_keyring_parent_class)->finalize (object);
}

static void
weir_keyring_class_init (WeirKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_keyring_finalize;
  signals[NOT_KEPT] =
      g_signal_new ("not-kept", WEIR_TYPE_KEYRING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
weir_keyring_init (WeirKeyring *self)
{
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) weir_request_unref);
}

WeirKeyring *
weir_keyring_new (WeirWorkspace *workspace, WeirSecrets *secrets)
{
  WeirKeyring *self;
  g_autoptr (GHashTable) known = NULL;
  GHashTableIter iter;
  gpointer item;

  g_return_val_if_fail (WEIR_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (WEIR_IS_SECRETS (secrets), NULL);

  self = g_object_new (WEIR_TYPE_KEYRING, NULL);
  self->workspace = g_object_ref (workspace);
  self->secrets = g_object_ref (secrets);
  /* What the file says that the keyring has. */
  known = find_remembering (self);
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_hash_table_insert (self->kept, g_strdup (((WeirWorkspaceItem *) item)->id), weir_request_ref (((WeirWorkspaceItem *) item)->request));

  return self;
}
