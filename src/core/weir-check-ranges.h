/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which connection numbers are taken: stretches that neither touch nor overlap, in order. */
typedef GTree WeirRanges;

WeirRanges *weir_ranges_new (void);
void weir_ranges_free (WeirRanges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRanges, weir_ranges_free)

/* Takes the numbers from @first to @last, both included. Returns: whether all of them were taken before */
gboolean weir_ranges_add (WeirRanges *self, guint64 first, guint64 last);

G_END_DECLS
