/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-server.h"

G_BEGIN_DECLS

/* The newest WEIR_LIMIT_SERVED_LOG things that happened at a server, numbered from 1. Private to the server's files. */
typedef struct _WeirServedLog WeirServedLog;

/* The number of the newest; 0: none yet. */
guint64 weir_served_log_get_last (const WeirServedLog *self);
/* The oldest that is still there. */
guint64 weir_served_log_get_first (const WeirServedLog *self);
/* @number: from first to last. Of the bytes only their length is kept. Valid until the next one is added. */
const WeirServed *weir_served_log_get (const WeirServedLog *self, guint64 number);

G_END_DECLS
