/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-request-head.h"

G_BEGIN_DECLS

/* Returns: FALSE, always */
gboolean weir_fault_set (WeirFault *fault, guint status, const char *text);
/* weir-request-head-check.c: @target is written to */
gboolean weir_request_head_parse_target (WeirRequestHead *self, char *target, WeirFault *fault);
gboolean weir_request_head_check (WeirRequestHead *self, WeirFault *fault);

G_END_DECLS
