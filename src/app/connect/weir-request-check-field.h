/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-request.h"

G_BEGIN_DECLS

/* Whether one field of a request is right, whatever the others are: as weir_request_new() would say it. Errors: WEIR_NET_ERROR */

gboolean weir_request_check_field_url (const char *url, GError **error);
gboolean weir_request_check_field_method (const char *method, GError **error);
gboolean weir_request_check_field_header (const WeirHeader *header, GError **error);
gboolean weir_request_check_field_event_id (const char *last_event_id, GError **error);
gboolean weir_request_check_field_proxy (const char *proxy, GError **error);
/* Reads the file. */
gboolean weir_request_check_field_ca_file (const char *path, GError **error);
/* Reads the files. @key: (nullable): it is in @certificate */
gboolean weir_request_check_field_identity (const char *certificate, const char *key, GError **error);

/**
 * weir_request_read_duration:
 * @text: as in scripts: `500ms`, `1.5s`, `2m`; blank for @blank_us; `0` for none
 *
 * Returns: FALSE with an error in words
 */
gboolean weir_request_read_duration (const char *text, gint64 blank_us, gint64 *duration_us, GError **error);

G_END_DECLS
