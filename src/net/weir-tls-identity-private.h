/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gnutls/gnutls.h>

#include "weir-tls-identity.h"

G_BEGIN_DECLS

struct _WeirTlsIdentity
{
  gnutls_certificate_credentials_t credentials;
  char *own_file; /* (nullable) */
};

/* weir-tls-identity.c: @key_name: (nullable): for words; %NULL: as @certificate_name */
WeirTlsIdentity *weir_tls_identity_new (const char *certificate_pem, const char *key_pem, const char *certificate_name,
                                        const char *key_name, GError **error);

G_END_DECLS
