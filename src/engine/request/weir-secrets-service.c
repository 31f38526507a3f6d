/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <libsecret/secret.h>
#include <string.h>

#include "weir-secrets-service-private.h"

static const SecretSchema schema = {
  .name = WEIR_APP_ID ".Request",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "id", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

static void
store_async (gpointer backend, const char *id, const char *label, const char *secrets, GCancellable *cancellable, GAsyncReadyCallback done,
             gpointer user_data)
{
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, secrets, cancellable, done, user_data, "id", id, NULL);
}

static gboolean
store_finish (gpointer backend, GAsyncResult *result, GError **error)
{
  return secret_password_store_finish (result, error);
}

static void
lookup_async (gpointer backend, const char *id, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  secret_password_lookup (&schema, cancellable, done, user_data, "id", id, NULL);
}

static char *
lookup_finish (gpointer backend, GAsyncResult *result, GError **error)
{
  char *password = secret_password_lookup_finish (result, error);
  char *secrets = g_strdup (password);

  secret_password_free (password);

  return secrets;
}

static void
clear_async (gpointer backend, const char *id, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  secret_password_clear (&schema, cancellable, done, user_data, "id", id, NULL);
}

static gboolean
clear_finish (gpointer backend, GAsyncResult *result, GError **error)
{
  GError *local_error = NULL;

  /* FALSE without an error: there was nothing to clear. */
  secret_password_clear_finish (result, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return local_error == NULL;
}

const WeirSecretsBackend *
weir_secrets_service_get_backend (void)
{
  static const WeirSecretsBackend backend = {
    .store_async = store_async,
    .store_finish = store_finish,
    .lookup_async = lookup_async,
    .lookup_finish = lookup_finish,
    .clear_async = clear_async,
    .clear_finish = clear_finish,
  };

  return &backend;
}
