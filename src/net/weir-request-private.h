/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-request.h"

G_BEGIN_DECLS

/* Each checks one thing a person gave and brings it into the form it is used in. Errors: WEIR_NET_ERROR, in words for people. */

/* @authorization: (out) (nullable) (transfer full): `Basic …` from the user information, which the result no longer has.
 * Returns: (transfer full): absolute, ASCII only, without fragment */
char *weir_request_check_url (const char *url, char **authorization, GError **error);
/* Returns: (transfer full) */
char *weir_request_check_method (const char *method, GError **error);
gboolean weir_request_check_header (const WeirHeader *header, GError **error);
gboolean weir_request_check_event_id (const char *last_event_id, GError **error);
/* @name: as a person knows it, translated */
gboolean weir_request_check_time (gint64 time_us, const char *name, GError **error);
/* Returns: (transfer full): an absolute path */
char *weir_request_check_ca_file (const char *path, GError **error);
/* @key: (nullable): it is in @certificate */
gboolean weir_request_check_identity (const char *certificate, const char *key, GError **error);
gboolean weir_request_check_proxy (const char *proxy, GError **error);

G_END_DECLS
