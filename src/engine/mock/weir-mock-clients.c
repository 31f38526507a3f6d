/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-clients-private.h"

#include "weir-mock-request-private.h"

/* Each told apart. */
#define MOST_STRETCHES 16u

void
weir_mock_clients_remove_ended (GListStore *store)
{
  GListModel *list = G_LIST_MODEL (store);
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = g_list_model_get_n_items (list);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WeirMockRequest) request = g_list_model_get_item (list, i);
      gboolean is_gone = weir_mock_request_get_facts (request)->end != NULL;

      if (is_gone && firsts->len == ends->len)
        g_array_append_val (firsts, i);
      else if (!is_gone && firsts->len > ends->len)
        g_array_append_val (ends, i);
      if (!is_gone && firsts->len > 0)
        g_ptr_array_add (rest, g_steal_pointer (&request));
    }
  if (firsts->len > ends->len)
    g_array_append_val (ends, n);

  if (firsts->len > MOST_STRETCHES)
    {
      guint first = g_array_index (firsts, guint, 0);

      g_list_store_splice (store, first, n - first, rest->pdata, rest->len);
      return;
    }
  for (guint i = firsts->len; i > 0; i--)
    {
      guint first = g_array_index (firsts, guint, i - 1);

      g_list_store_splice (store, first, g_array_index (ends, guint, i - 1) - first, NULL, 0);
    }
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return *(const guint64 *) a < *(const guint64 *) b ? -1 : *(const guint64 *) a > *(const guint64 *) b;
}

GArray *
weir_mock_clients_list_looked_at (GHashTable *connected)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  GHashTableIter iter;
  gpointer number, request;

  g_hash_table_iter_init (&iter, connected);
  while (g_hash_table_iter_next (&iter, &number, &request))
    if (weir_mock_request_is_looked_at (request))
      g_array_append_val (numbers, *(const guint64 *) number);
  g_array_sort (numbers, compare_numbers);

  return numbers;
}
