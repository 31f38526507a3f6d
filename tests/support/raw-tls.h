/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "raw-client.h"

G_BEGIN_DECLS

/* A client that speaks TLS, by GnuTLS. @ca_file: (nullable): it trusts those in there, for 127.0.0.1; %NULL: everybody */
RawClient *raw_client_new_tls (guint16 port, const char *ca_file);

void raw_tls_send_close_notify (RawTls *self);
/* A TLS 1.3 key update that asks for one in return. */
void raw_tls_send_key_update (RawTls *self);

/* The peer said close_notify. */
gboolean raw_tls_has_ended (const RawTls *self);
/* The peer's alert or our error: "" while there is none. */
const char *raw_tls_get_error (const RawTls *self);

G_END_DECLS
