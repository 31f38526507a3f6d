/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-server.h"

G_BEGIN_DECLS

/**
 * weir_served_append_json:
 * @number: of the record; 0: not said
 * @start_us: what `t` counts from
 *
 * Appends an object: the records of `weir serve --output jsonl` and of the control interface's log (docs/jsonl.md).
 */
void weir_served_append_json (GString *out, const WeirServed *served, guint64 number, gint64 start_us);

G_END_DECLS
