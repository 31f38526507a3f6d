/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keyring.h"
#include "weir-request-secrets.h"

typedef struct
{
  Keyring keyring;
  WeirSecrets *secrets;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  keyring_init (&self->keyring);
  self->secrets = weir_secrets_new (&keyring_backend, &self->keyring);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->secrets);
  keyring_clear (&self->keyring);
}

static void
keep_result (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
on_timeout (gpointer data)
{
  g_error ("waited in vain");

  return G_SOURCE_REMOVE;
}

static void
wait_for (GAsyncResult *const *result)
{
  guint timer = g_timeout_add_seconds (40, on_timeout, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static char *
look_up (WeirSecrets *secrets, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  weir_secrets_lookup_async (secrets, id, NULL, keep_result, &result);
  g_assert_null (result);
  wait_for (&result);

  return weir_secrets_lookup_finish (secrets, result, error);
}

static gboolean
store (WeirSecrets *secrets, const char *id, const char *text, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  weir_secrets_store_async (secrets, id, "a label", text, NULL, keep_result, &result);
  wait_for (&result);

  return weir_secrets_store_finish (secrets, result, error);
}

static gboolean
clear (WeirSecrets *secrets, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  weir_secrets_clear_async (secrets, id, NULL, keep_result, &result);
  wait_for (&result);

  return weir_secrets_clear_finish (secrets, result, error);
}

static void
assert_kept (WeirSecrets *secrets, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *found = look_up (secrets, id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, text);
  weir_request_free_secrets (found);
}

static void
test_keep (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_secrets_is_supported (self->secrets));
  assert_kept (self->secrets, "a", NULL);
  g_assert_true (store (self->secrets, "a", "1", &error));
  g_assert_true (store (self->secrets, "b", "2", &error));
  g_assert_true (store (self->secrets, "a", "3", &error));
  assert_kept (self->secrets, "a", "3");
  g_assert_cmpstr (g_hash_table_lookup (self->keyring.labels, "a"), ==, "a label");
  g_assert_true (clear (self->secrets, "a", &error));
  g_assert_no_error (error);
  assert_kept (self->secrets, "a", NULL);
  assert_kept (self->secrets, "b", "2");
}

/* Asked all at once: done one by one in that order, but for what nobody waits for any more. */
static void
test_order (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) last = NULL;
  g_autoptr (GError) error = NULL;

  weir_secrets_store_async (self->secrets, "a", "l", "1", NULL, NULL, NULL);
  weir_secrets_store_async (self->secrets, "b", "l", "1", cancellable, keep_result, &cancelled);
  weir_secrets_clear_async (self->secrets, "a", NULL, NULL, NULL);
  weir_secrets_lookup_async (self->secrets, "c", NULL, keep_result, &last);
  g_cancellable_cancel (cancellable);
  wait_for (&last);
  g_assert_cmpstr (self->keyring.log->str, ==, "store a, clear a, lookup c, ");
  g_assert_null (weir_secrets_lookup_finish (self->secrets, last, &error));
  g_assert_no_error (error);
  g_assert_false (weir_secrets_store_finish (self->secrets, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
look_up_more (GObject *object, GAsyncResult *result, gpointer data)
{
  weir_secrets_lookup_async (WEIR_SECRETS (object), "second", NULL, keep_result, data);
  weir_secrets_lookup_async (WEIR_SECRETS (object), "third", NULL, NULL, NULL);
}

/* From within an answer. */
static void
test_nested (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) second = NULL;

  weir_secrets_lookup_async (self->secrets, "first", NULL, look_up_more, &second);
  wait_for (&second);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (self->keyring.log->str, ==, "lookup first, lookup second, lookup third, ");
}

static void
test_errors (Fixture *self, gconstpointer data)
{
  g_autoptr (WeirSecrets) service = weir_secrets_new (NULL, NULL);
  const struct
  {
    GQuark domain;
    int code;
    GQuark shown_domain;
    int shown;
  } cases[] = {
    { G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN, WEIR_SECRETS_ERROR, WEIR_SECRETS_ERROR_UNAVAILABLE },
    { G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_CHILD_EXITED, WEIR_SECRETS_ERROR, WEIR_SECRETS_ERROR_UNAVAILABLE },
    { G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED, WEIR_SECRETS_ERROR, WEIR_SECRETS_ERROR_FAILED },
    { G_IO_ERROR, G_IO_ERROR_NOT_FOUND, WEIR_SECRETS_ERROR, WEIR_SECRETS_ERROR_UNAVAILABLE },
    { G_IO_ERROR, G_IO_ERROR_CANCELLED, G_IO_ERROR, G_IO_ERROR_CANCELLED },
    { g_quark_from_static_string ("other"), 0, WEIR_SECRETS_ERROR, WEIR_SECRETS_ERROR_FAILED },
    /* libsecret's SECRET_ERROR_IS_LOCKED; a build without it knows no such thing. */
    { g_quark_from_static_string ("secret-error"), 2, WEIR_SECRETS_ERROR,
      weir_secrets_is_supported (service) ? WEIR_SECRETS_ERROR_LOCKED : WEIR_SECRETS_ERROR_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      self->keyring.error = g_error_new_literal (cases[i].domain, cases[i].code, "what it said");
      g_assert_null (look_up (self->secrets, "a", &error));
      g_assert_error (error, cases[i].shown_domain, cases[i].shown);
    }
  /* The next one is asked all the same. */
  assert_kept (self->secrets, "a", NULL);
}

/* The tests have no session bus: with libsecret and without it, that is said. */
static void
test_nobody (void)
{
  g_autoptr (WeirSecrets) secrets = weir_secrets_new (NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (look_up (secrets, "a", &error));
  g_assert_error (error, WEIR_SECRETS_ERROR, WEIR_SECRETS_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  g_assert_false (store (secrets, "a", "1", &error));
  g_assert_error (error, WEIR_SECRETS_ERROR, WEIR_SECRETS_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  g_assert_false (clear (secrets, "a", &error));
  g_assert_error (error, WEIR_SECRETS_ERROR, WEIR_SECRETS_ERROR_UNAVAILABLE);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/secrets/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("keep", test_keep);
  add ("order", test_order);
  add ("nested", test_nested);
  add ("errors", test_errors);
  g_test_add_func ("/secrets/nobody", test_nobody);

  return g_test_run ();
}
