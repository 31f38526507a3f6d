/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-sink.h"

G_BEGIN_DECLS

/* What a request says by name. Each appends the value to @value and returns whether the name is there. */

/* @query: of a URL, without the `?`; @name: decoded. As forms write them: percent-encoded, `+` is a space; the first one counts. */
gboolean weir_query_get (WeirSpan query, WeirSpan name, GString *value);
/* Names are compared without case; several are joined by ", ". */
gboolean weir_query_get_header (const WeirHeader *headers, gsize n_headers, WeirSpan name, GString *value);
/* RFC 6265, section 4.2; quotes around the value stay. */
gboolean weir_query_get_cookie (const WeirHeader *headers, gsize n_headers, WeirSpan name, GString *value);

G_END_DECLS
