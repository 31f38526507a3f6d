/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* Memory between two pages that cannot be read: a byte too far, on either side, ends the test. */
typedef struct _WeirGuard WeirGuard;

/* Room for @n_bytes. */
WeirGuard *weir_guard_new (gsize n_bytes);
void weir_guard_free (WeirGuard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirGuard, weir_guard_free)

/* Copies the bytes so that the last one is next to the page behind. Valid until the next copy. */
const char *weir_guard_copy_last (WeirGuard *self, WeirSpan bytes);
/* Copies the bytes so that the first one is next to the page before. Valid until the next copy. */
const char *weir_guard_copy_first (WeirGuard *self, WeirSpan bytes);

G_END_DECLS
