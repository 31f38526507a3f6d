/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "weir-request.h"

G_BEGIN_DECLS

/* A libsoup session for one event source: no features, no limits on connections, no time-outs of its own. On the thread-default main
 * context. */
SoupSession *weir_session_new (const WeirRequestOptions *options);

/* Certificates beside the system's. Errors: WEIR_NET_ERROR_FILE */
GTlsDatabase *weir_session_load_extra_roots (const char *ca_file, GError **error);

/* A certificate of one's own with its key. @key_file: (nullable): as in WeirRequestOptions. Errors: WEIR_NET_ERROR_FILE */
GTlsCertificate *weir_session_load_identity (const char *cert_file, const char *key_file, GError **error);

/* A message for one attempt: never redirected by libsoup, on a connection of its own, with HTTP/1.1 unless @http2. */
SoupMessage *weir_session_create_message (const char *method, GUri *uri, gboolean http2);

/* Whether the certificate that the system's roots refuse is vouched for by @extra_roots. (nullable) */
gboolean weir_session_accepts (GTlsDatabase *extra_roots, GTlsCertificate *certificate, GUri *uri);

G_END_DECLS
