/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-sink.h"

G_BEGIN_DECLS

/* What a recording does not say: a growing list of names, each once, in visible text. */

/* Returns: (element-type utf8) */
GPtrArray *weir_redacted_new (void);
void weir_redacted_add (GPtrArray *names, const char *name);
void weir_redacted_add_headers (GPtrArray *names, const WeirHeader *headers, gsize n_headers);
void weir_redacted_add_url (GPtrArray *names, const char *url);
/* What the report's recording leaves out. */
void weir_redacted_add_report (GPtrArray *names, const WeirReport *report);

G_END_DECLS
