/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-tally.h"

G_BEGIN_DECLS

/**
 * WeirNameOrder:
 * @names: (element-type guint): names by their number in the tally, as they are shown; the others, which have no name, are not
 * @n_seen: names of the tally that were looked at
 */
typedef struct
{
  GArray *names;
  guint n_seen;
} WeirNameOrder;

void weir_name_order_init (WeirNameOrder *self);
void weir_name_order_clear (WeirNameOrder *self);

/**
 * weir_name_order_update:
 *
 * The most frequent first, and calm: names that come in are put in their place; one that is there passes its neighbour only when it is
 * clearly more frequent.
 *
 * Returns: whether the order changed
 */
gboolean weir_name_order_update (WeirNameOrder *self, WeirTally *tally);

G_END_DECLS
