/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-client-kit.h"

G_BEGIN_DECLS

/* What the client tests found out. */

/* For people: the broken rules with what was wanted, those that were not judged, the sum. (transfer full) */
char *weir_client_report_format_text (const WeirClientKit *kit);
/* For programs, docs/client-tests.md. @wall_us: when the run began, µs since 1970. (transfer full): UTF-8 */
char *weir_client_report_format_json (const WeirClientKit *kit, gint64 wall_us, gint64 duration_us);
/* Appends a WeirTestCase for each rule. */
void weir_client_report_add_cases (const WeirClientKit *kit, GPtrArray *cases);

G_END_DECLS
