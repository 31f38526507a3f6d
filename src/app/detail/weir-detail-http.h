/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-exchange.h"

G_BEGIN_DECLS

/* The request and the response that a row came with: heads, redirects, the connection, and how long each step took. */
#define WEIR_TYPE_DETAIL_HTTP (weir_detail_http_get_type ())
G_DECLARE_FINAL_TYPE (WeirDetailHttp, weir_detail_http, WEIR, DETAIL_HTTP, AdwBin)

/* @exchange: (nullable): the recording does not tell */
void weir_detail_http_set_exchange (WeirDetailHttp *self, WeirExchange *exchange);
/* Both heads as they would stand on the wire, what is secret left out. Returns: (transfer full) (nullable) */
GBytes *weir_detail_http_dup_text (WeirDetailHttp *self);

G_END_DECLS
