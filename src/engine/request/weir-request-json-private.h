/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "weir-request.h"

G_BEGIN_DECLS

/* A larger body is not remembered. */
#define WEIR_REQUEST_JSON_BODY (256u * 1024)

/* Where a secret belongs: "url", "proxy", "body", or "header:NAME:N", the Nth of that name. */
typedef void (*WeirSecretFunc) (const char *slot, const char *value, gsize n_bytes, gpointer user_data);

/* Calls @func for everything in the request that is secret. */
void weir_request_foreach_secret (WeirRequest *request, WeirSecretFunc func, gpointer user_data);
gboolean weir_request_header_is_secret (const WeirHeader *header);
gboolean weir_request_body_is_secret (GBytes *body);
/* The slot of the header at @index. (transfer full) */
char *weir_request_dup_header_slot (const WeirHeader *headers, gsize index);

/* A member of any bytes: as text, or in base64 where it is none. */
void weir_json_put_bytes (JsonObject *object, const char *name, const char *bytes, gsize n_bytes);
/* Returns: (transfer full) (nullable): %NULL: there is no such member */
GBytes *weir_json_get_bytes (JsonObject *object, const char *name);
/* %NULL, or @otherwise, unless there is a member of that type. */
const char *weir_json_get_text (JsonObject *object, const char *name);
gint64 weir_json_get_int (JsonObject *object, const char *name, gint64 otherwise);
gboolean weir_json_get_flag (JsonObject *object, const char *name);
JsonObject *weir_json_get_object (JsonObject *object, const char *name);
JsonArray *weir_json_get_array (JsonObject *object, const char *name);
/* Passed the gate, and an object at the top. Errors: WEIR_CORE_ERROR */
JsonObject *weir_json_read_object (const char *text, gsize n_bytes, GError **error);
/* Returns: (transfer full) */
char *weir_json_write_object (JsonObject *object, gboolean pretty);

/* Without anything secret, and without `insecure`: that a certificate is not checked is decided each time anew.
 * Returns: (transfer full) */
JsonObject *weir_request_to_json (WeirRequest *request);
/**
 * weir_request_from_json:
 * @secrets: (nullable): slot → value
 * @missing: (element-type utf8): gets the names of what is not known, visible text; the request is without it
 *
 * Errors: WEIR_NET_ERROR
 */
WeirRequest *weir_request_from_json (JsonObject *object, JsonObject *secrets, GPtrArray *missing, GError **error);

G_END_DECLS
