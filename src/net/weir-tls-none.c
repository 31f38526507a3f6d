/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-tls-identity.h"
#include "weir-tls-session.h"

/* Built without GnuTLS: there is no identity, so no session is ever asked for. */

gboolean
weir_tls_is_supported (void)
{
  return FALSE;
}

WeirTlsIdentity *
weir_tls_identity_load (const char *certificate, const char *key, GError **error)
{
  g_set_error_literal (error, G_TLS_ERROR, G_TLS_ERROR_UNAVAILABLE,
                       _ ("This Weir was built without TLS for its server; building it where GnuTLS is installed adds that"));
  return NULL;
}

WeirTlsIdentity *
weir_tls_identity_load_own (const char *folder, GError **error)
{
  return weir_tls_identity_load (NULL, NULL, error);
}

WeirTlsIdentity *
weir_tls_identity_ref (WeirTlsIdentity *self)
{
  g_assert_not_reached ();
}

void
weir_tls_identity_unref (WeirTlsIdentity *self)
{
  g_assert_not_reached ();
}

const char *
weir_tls_identity_get_own_file (const WeirTlsIdentity *self)
{
  g_assert_not_reached ();
}

WeirTlsSession *
weir_tls_session_new (WeirTlsIdentity *identity, WeirTlsWriteFunc write_func, gpointer user_data, GError **error)
{
  g_assert_not_reached ();
}

void
weir_tls_session_free (WeirTlsSession *self)
{
  g_assert_not_reached ();
}

gboolean
weir_tls_session_is_ready (const WeirTlsSession *self)
{
  g_assert_not_reached ();
}

WeirTlsRead
weir_tls_session_read (WeirTlsSession *self, WeirSpan *received, char *buffer, gsize *n_read, GError **error)
{
  g_assert_not_reached ();
}

gboolean
weir_tls_session_send (WeirTlsSession *self, const struct iovec *parts, guint n_parts)
{
  g_assert_not_reached ();
}

void
weir_tls_session_end (WeirTlsSession *self)
{
  g_assert_not_reached ();
}
