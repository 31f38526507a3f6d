/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-check-ranges.h"

/* The key: its own first field, so that a range is key and value at once. */
typedef struct
{
  guint64 first;
  guint64 last;
} Range;

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Range *one = a;
  const Range *two = b;

  return one->first < two->first ? -1 : one->first > two->first;
}

WeirRanges *
weir_ranges_new (void)
{
  return g_tree_new_full (compare, NULL, NULL, g_free);
}

void
weir_ranges_free (WeirRanges *self)
{
  g_tree_unref (self);
}

/* The first range that ends behind @first or just touches it. Returns: (nullable) */
static const Range *
find (WeirRanges *self, guint64 first)
{
  Range key = { first, first };
  GTreeNode *next = g_tree_upper_bound (self, &key);
  GTreeNode *before = next != NULL ? g_tree_node_previous (next) : g_tree_node_last (self);

  if (before != NULL && ((const Range *) g_tree_node_value (before))->last >= first - 1)
    return g_tree_node_value (before);

  return next != NULL ? g_tree_node_value (next) : NULL;
}

gboolean
weir_ranges_add (WeirRanges *self, guint64 first, guint64 last)
{
  Range merged = { first, last };
  Range *range;
  const Range *near;

  g_return_val_if_fail (first > 0 && last >= first, FALSE);

  near = find (self, first);
  if (near != NULL && near->first <= first && near->last >= last)
    return TRUE;

  for (; near != NULL && (last == G_MAXUINT64 || near->first <= last + 1); near = find (self, first))
    {
      merged.first = MIN (merged.first, near->first);
      merged.last = MAX (merged.last, near->last);
      g_tree_remove (self, near);
    }
  range = g_new (Range, 1);
  *range = merged;
  g_tree_insert (self, range, range);
  return FALSE;
}
