/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-request.h"

G_BEGIN_DECLS

/* What of a request opens doors and is therefore written into no file: the values of headers and of query parameters whose names say so
 * (weir-redact.h), a password in the proxy's address, and a body that is a JSON text or a form with such names in it. Any thread. */

/* Names for people: of headers, of parameters as "?name", "Body", "Proxy"; visible text. Empty: nothing is secret.
 * Returns: (transfer full) */
GStrv weir_request_list_secrets (WeirRequest *request);
/* All of it in one text, for the Secret Service and nowhere else; weir_workspace_item_complete() takes it. Free it with
 * weir_request_free_secrets(). Returns: (transfer full) (nullable): %NULL: nothing is secret */
char *weir_request_dup_secrets (WeirRequest *request);
/* Overwrites it first. @secrets: (nullable) */
void weir_request_free_secrets (char *secrets);

G_END_DECLS
