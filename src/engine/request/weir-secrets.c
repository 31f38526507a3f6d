/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#ifdef WEIR_HAVE_LIBSECRET
#include <libsecret/secret.h>
#endif

#include "weir-request-secrets.h"
#include "weir-secrets-service-private.h"

/* clang-format off */
G_DEFINE_QUARK (weir-secrets-error-quark, weir_secrets_error)
/* clang-format on */

struct _WeirSecrets
{
  GObject parent_instance;

  const WeirSecretsBackend *backend; /* nullable: this build has none */
  gpointer backend_data;
  GQueue waiting; /* GTask */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (WeirSecrets, weir_secrets, G_TYPE_OBJECT)

typedef enum
{
  OPERATION_STORE,
  OPERATION_LOOKUP,
  OPERATION_CLEAR,
} OperationKind;

typedef struct
{
  OperationKind kind;
  char *id;
  char *label;   /* nullable */
  char *secrets; /* nullable */
} Operation;

static void
operation_free (gpointer data)
{
  Operation *self = data;

  g_free (self->id);
  g_free (self->label);
  weir_request_free_secrets (self->secrets);
  g_free (self);
}

WeirSecrets *
weir_secrets_new (const WeirSecretsBackend *backend, gpointer backend_data)
{
  WeirSecrets *self = g_object_new (WEIR_TYPE_SECRETS, NULL);

  self->backend = backend;
  self->backend_data = backend_data;
#ifdef WEIR_HAVE_LIBSECRET
  if (backend == NULL)
    self->backend = weir_secrets_service_get_backend ();
#endif

  return self;
}

gboolean
weir_secrets_is_supported (WeirSecrets *self)
{
  g_return_val_if_fail (WEIR_IS_SECRETS (self), FALSE);

  return self->backend != NULL;
}

static gboolean
is_nobody_there (const GError *error)
{
  static const GDBusError codes[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN, G_DBUS_ERROR_NAME_HAS_NO_OWNER, G_DBUS_ERROR_NO_SERVER,         G_DBUS_ERROR_DISCONNECTED,
    G_DBUS_ERROR_UNKNOWN_METHOD,  G_DBUS_ERROR_UNKNOWN_OBJECT,    G_DBUS_ERROR_UNKNOWN_INTERFACE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_DBUS_ERROR, (int) codes[i]))
      return TRUE;
  if (error->domain == G_DBUS_ERROR)
    return error->code >= G_DBUS_ERROR_SPAWN_EXEC_FAILED && error->code <= G_DBUS_ERROR_SPAWN_FILE_INVALID;

  /* No session bus. */
  return error->domain == G_IO_ERROR;
}

static gboolean
is_locked (const GError *error)
{
#ifdef WEIR_HAVE_LIBSECRET
  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED);
#else
  return FALSE;
#endif
}

/* @error: (transfer full). Returns: (transfer full): in words for people */
static GError *
put_in_words (GError *error)
{
  g_autoptr (GError) owned = error;

  if (error->domain == WEIR_SECRETS_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&owned);
  if (is_locked (error))
    return g_error_new_literal (WEIR_SECRETS_ERROR, WEIR_SECRETS_ERROR_LOCKED,
                                _ ("The keyring is locked. Unlock it to have passwords and tokens remembered."));
  if (is_nobody_there (error))
    return g_error_new_literal (
        WEIR_SECRETS_ERROR, WEIR_SECRETS_ERROR_UNAVAILABLE,
        _ ("Nothing on this system keeps passwords: no keyring answers. Passwords and tokens are asked for each time."));

  /* It ended over the question, or waits for something that nobody sees. */
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT))
    return g_error_new_literal (WEIR_SECRETS_ERROR, WEIR_SECRETS_ERROR_FAILED,
                                _ ("The keyring did not answer. See whether it is there and unlocked, and try again."));

  g_dbus_error_strip_remote_error (owned);

  return g_error_new (WEIR_SECRETS_ERROR, WEIR_SECRETS_ERROR_FAILED, _ ("The keyring did not do it: %s"), error->message);
}

static void begin_next (WeirSecrets *self);

static void
return_result (GTask *task, WeirSecrets *self, GAsyncResult *result)
{
  const Operation *operation = g_task_get_task_data (task);
  GError *error = NULL;
  char *secrets = NULL;

  if (operation->kind == OPERATION_STORE)
    self->backend->store_finish (self->backend_data, result, &error);
  else if (operation->kind == OPERATION_LOOKUP)
    secrets = self->backend->lookup_finish (self->backend_data, result, &error);
  else
    self->backend->clear_finish (self->backend_data, result, &error);

  if (error != NULL)
    g_task_return_error (task, put_in_words (error));
  else if (operation->kind == OPERATION_LOOKUP)
    g_task_return_pointer (task, secrets, (GDestroyNotify) weir_request_free_secrets);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (WeirSecrets) self = g_object_ref (g_task_get_source_object (task));

  return_result (task, self, result);
  self->busy = FALSE;
  begin_next (self);
}

/* @task: (transfer full) */
static void
begin (WeirSecrets *self, GTask *task)
{
  const Operation *operation = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (operation->kind == OPERATION_STORE)
    self->backend->store_async (self->backend_data, operation->id, operation->label, operation->secrets, cancellable, on_done, task);
  else if (operation->kind == OPERATION_LOOKUP)
    self->backend->lookup_async (self->backend_data, operation->id, cancellable, on_done, task);
  else
    self->backend->clear_async (self->backend_data, operation->id, cancellable, on_done, task);
}

static void
begin_next (WeirSecrets *self)
{
  while (!self->busy && self->waiting.length > 0)
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);

      self->busy = TRUE;
      if (g_task_return_error_if_cancelled (task))
        self->busy = FALSE;
      else
        begin (self, g_steal_pointer (&task));
    }
}

/* @operation: (transfer full) */
static void
add (WeirSecrets *self, Operation *operation, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, done, user_data);

  g_task_set_source_tag (task, add);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, operation, operation_free);
  if (self->backend == NULL)
    {
      g_task_return_new_error (
          task, WEIR_SECRETS_ERROR, WEIR_SECRETS_ERROR_UNAVAILABLE, "%s",
          _ ("This build of Weir cannot use the keyring (it was built without libsecret). Passwords and tokens are asked for each time."));
      return;
    }

  g_queue_push_tail (&self->waiting, g_steal_pointer (&task));
  begin_next (self);
}

static Operation *
operation_new (OperationKind kind, const char *id)
{
  Operation *operation = g_new0 (Operation, 1);

  operation->kind = kind;
  operation->id = g_strdup (id);

  return operation;
}

void
weir_secrets_store_async (WeirSecrets *self, const char *id, const char *label, const char *secrets, GCancellable *cancellable,
                          GAsyncReadyCallback done, gpointer user_data)
{
  Operation *operation;

  g_return_if_fail (WEIR_IS_SECRETS (self));
  g_return_if_fail (id != NULL && label != NULL && secrets != NULL);

  operation = operation_new (OPERATION_STORE, id);
  operation->label = g_strdup (label);
  operation->secrets = g_strdup (secrets);
  add (self, operation, cancellable, done, user_data);
}

void
weir_secrets_lookup_async (WeirSecrets *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  g_return_if_fail (WEIR_IS_SECRETS (self));
  g_return_if_fail (id != NULL);

  add (self, operation_new (OPERATION_LOOKUP, id), cancellable, done, user_data);
}

void
weir_secrets_clear_async (WeirSecrets *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  g_return_if_fail (WEIR_IS_SECRETS (self));
  g_return_if_fail (id != NULL);

  add (self, operation_new (OPERATION_CLEAR, id), cancellable, done, user_data);
}

static gboolean
finish (WeirSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
weir_secrets_store_finish (WeirSecrets *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

gboolean
weir_secrets_clear_finish (WeirSecrets *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

char *
weir_secrets_lookup_finish (WeirSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
weir_secrets_class_init (WeirSecretsClass *klass)
{
}

/* Nothing waits when it is finalized: each task holds it. */
static void
weir_secrets_init (WeirSecrets *self)
{
  g_queue_init (&self->waiting);
}
