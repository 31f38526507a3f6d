/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-name-order.h"

void
weir_name_order_init (WeirNameOrder *self)
{
  self->names = g_array_new (FALSE, FALSE, sizeof (guint));
  self->n_seen = 0;
}

void
weir_name_order_clear (WeirNameOrder *self)
{
  g_clear_pointer (&self->names, g_array_unref);
}

static guint64
get_count (const WeirNameOrder *self, WeirTally *tally, guint position)
{
  return weir_tally_get_name_count (tally, g_array_index (self->names, guint, position));
}

/* Half as many again. */
static gboolean
is_clearly_more (guint64 count, guint64 other)
{
  return count > other + other / 2;
}

static void
swap_with_neighbour (GArray *names, guint position)
{
  guint name = g_array_index (names, guint, position);

  g_array_index (names, guint, position) = g_array_index (names, guint, position - 1);
  g_array_index (names, guint, position - 1) = name;
}

static gboolean
pass_neighbours (WeirNameOrder *self, WeirTally *tally)
{
  gboolean changed = FALSE;

  for (guint i = 1; i < self->names->len; i++)
    for (guint j = i; j > 0 && is_clearly_more (get_count (self, tally, j), get_count (self, tally, j - 1)); j--)
      {
        swap_with_neighbour (self->names, j);
        changed = TRUE;
      }

  return changed;
}

static void
insert (WeirNameOrder *self, WeirTally *tally, guint name)
{
  guint64 count = weir_tally_get_name_count (tally, name);
  guint position = 0;

  while (position < self->names->len && get_count (self, tally, position) >= count)
    position++;
  g_array_insert_val (self->names, position, name);
}

gboolean
weir_name_order_update (WeirNameOrder *self, WeirTally *tally)
{
  guint n_names = weir_tally_get_n_names (tally);
  gboolean changed = pass_neighbours (self, tally);

  for (; self->n_seen < n_names; self->n_seen++)
    if (weir_tally_get_name (tally, self->n_seen) != NULL)
      {
        insert (self, tally, self->n_seen);
        changed = TRUE;
      }

  return changed;
}
