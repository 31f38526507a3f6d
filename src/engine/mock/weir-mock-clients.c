/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-clients-private.h"

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
