/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WEIR_SECRETS_ERROR (weir_secrets_error_quark ())

/**
 * WeirSecretsError:
 * @WEIR_SECRETS_ERROR_UNAVAILABLE: this build, or this session, has nobody that keeps passwords
 * @WEIR_SECRETS_ERROR_LOCKED: the person did not unlock it
 * @WEIR_SECRETS_ERROR_FAILED: anything else
 *
 * The messages are for people: what happened, what to try.
 */
typedef enum
{
  WEIR_SECRETS_ERROR_UNAVAILABLE,
  WEIR_SECRETS_ERROR_LOCKED,
  WEIR_SECRETS_ERROR_FAILED,
} WeirSecretsError;

GQuark weir_secrets_error_quark (void);

/**
 * WeirSecretsBackend:
 *
 * Who keeps them. Each call ends with its callback, never from within the call; @user_data goes with it. Errors: any, they are put in
 * words; G_IO_ERROR_CANCELLED stays.
 */
typedef struct
{
  void (*store_async) (gpointer backend, const char *id, const char *label, const char *secrets, GCancellable *cancellable,
                       GAsyncReadyCallback done, gpointer user_data);
  gboolean (*store_finish) (gpointer backend, GAsyncResult *result, GError **error);
  void (*lookup_async) (gpointer backend, const char *id, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data);
  char *(*lookup_finish) (gpointer backend, GAsyncResult *result, GError **error);
  void (*clear_async) (gpointer backend, const char *id, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data);
  gboolean (*clear_finish) (gpointer backend, GAsyncResult *result, GError **error);
} WeirSecretsBackend;

#define WEIR_TYPE_SECRETS (weir_secrets_get_type ())
G_DECLARE_FINAL_TYPE (WeirSecrets, weir_secrets, WEIR, SECRETS, GObject)

/**
 * weir_secrets_new:
 * @backend: (nullable): %NULL: the desktop's Secret Service; else for tests, and it lives as long
 * @backend_data: first argument of its functions
 *
 * The secrets of remembered requests, by their id, in the person's keyring. Main thread. One thing at a time, in the order asked: so
 * what is cleared stays cleared, and a locked keyring asks once.
 */
WeirSecrets *weir_secrets_new (const WeirSecretsBackend *backend, gpointer backend_data);
/* Whether this build can; whether anybody answers shows when it is asked. */
gboolean weir_secrets_is_supported (WeirSecrets *self);

/* @label: what the person sees in a keyring program; no secret; @secrets: of weir_request_dup_secrets(). Takes the place of what was
 * there. Errors: WEIR_SECRETS_ERROR, G_IO_ERROR_CANCELLED */
void weir_secrets_store_async (WeirSecrets *self, const char *id, const char *label, const char *secrets, GCancellable *cancellable,
                               GAsyncReadyCallback done, gpointer user_data);
gboolean weir_secrets_store_finish (WeirSecrets *self, GAsyncResult *result, GError **error);

/* Returns: (transfer full) (nullable): %NULL without an error: there are none, or they stayed locked. Free it with
 * weir_request_free_secrets() */
void weir_secrets_lookup_async (WeirSecrets *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data);
char *weir_secrets_lookup_finish (WeirSecrets *self, GAsyncResult *result, GError **error);

/* No error when there are none. */
void weir_secrets_clear_async (WeirSecrets *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data);
gboolean weir_secrets_clear_finish (WeirSecrets *self, GAsyncResult *result, GError **error);

G_END_DECLS
