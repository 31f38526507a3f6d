/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-script-private.h"

G_BEGIN_DECLS

/* Whether an EventSource, which sends GET, can ask for the script. */
gboolean weir_check_is_for_event_source (const WeirScript *script);
/* Warns of `expect` lines that no request, or no EventSource, can fulfil. */
void weir_check_expects (const WeirScript *script, GPtrArray *diagnostics);

G_END_DECLS
