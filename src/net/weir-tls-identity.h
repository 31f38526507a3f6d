/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WeirTlsIdentity:
 *
 * What a server shows of itself over TLS: a certificate, those that lead from it to its authority, and its key. Immutable; any
 * thread.
 */
typedef struct _WeirTlsIdentity WeirTlsIdentity;

/* Whether this program was built with TLS for its server; without, each of the two below fails with words. */
gboolean weir_tls_is_supported (void);

/**
 * weir_tls_identity_load:
 * @certificate: a PEM file, the server's own certificate first
 * @key: (nullable): a PEM file; %NULL: it stands in @certificate too
 *
 * A certificate that has expired, or is for another name, is taken: clients are to be tried with such ones.
 *
 * Errors: GFileError, G_TLS_ERROR, in words that name the file.
 */
WeirTlsIdentity *weir_tls_identity_load (const char *certificate, const char *key, GError **error);

/**
 * weir_tls_identity_load_own:
 * @folder: (nullable): %NULL: weir/tls in the user's data
 *
 * A self-signed certificate for localhost, 127.0.0.1 and ::1 that is kept there, with a key that only its owner may read. It is
 * made when there is none, and anew when it ends within two days.
 */
WeirTlsIdentity *weir_tls_identity_load_own (const char *folder, GError **error);

WeirTlsIdentity *weir_tls_identity_ref (WeirTlsIdentity *self);
void weir_tls_identity_unref (WeirTlsIdentity *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTlsIdentity, weir_tls_identity_unref)

/* Of an own one: the certificate's file, which a client is told to trust. (nullable): %NULL: a loaded one */
const char *weir_tls_identity_get_own_file (const WeirTlsIdentity *self);

G_END_DECLS
