/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-matches.h"

static void
append_every (WeirMatches *matches, guint64 from, guint64 to, guint64 step)
{
  for (guint64 row = from; row < to; row += step)
    weir_matches_append (matches, &row, 1);
}

static void
test_empty (void)
{
  g_autoptr (WeirMatches) matches = weir_matches_new ();
  guint64 index = 7;

  g_assert_cmpuint (weir_matches_get_first (matches), ==, 0);
  g_assert_cmpuint (weir_matches_get_count (matches), ==, 0);
  g_assert_cmpuint (weir_matches_get_searched (matches), ==, 0);
  g_assert_false (weir_matches_find (matches, 0, &index));
  g_assert_cmpuint (index, ==, 0);
  weir_matches_trim (matches, 5);
  g_assert_cmpuint (weir_matches_get_first (matches), ==, 0);
}

static void
test_find (void)
{
  g_autoptr (WeirMatches) matches = weir_matches_new ();
  static const struct
  {
    guint64 row;
    guint64 index;
    gboolean found;
  } cases[] = {
    { 0, 0, TRUE }, { 5, 0, TRUE }, { 6, 1, TRUE }, { 15, 1, TRUE }, { 40965, 4096, TRUE }, { 99995, 9999, TRUE }, { 99996, 10000, FALSE },
  };

  /* 5, 15, 25… over several segments */
  append_every (matches, 5, 100000, 10);
  weir_matches_set_searched (matches, 100000);
  g_assert_cmpuint (weir_matches_get_count (matches), ==, 10000);
  g_assert_cmpuint (weir_matches_get_searched (matches), ==, 100000);
  for (guint64 i = 0; i < 10000; i++)
    g_assert_cmpuint (weir_matches_get_row (matches, i), ==, 5 + 10 * i);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint64 index;

      g_assert_cmpint (weir_matches_find (matches, cases[i].row, &index), ==, cases[i].found);
      g_assert_cmpuint (index, ==, cases[i].index);
    }
}

static void
test_append_many (void)
{
  g_autoptr (WeirMatches) matches = weir_matches_new ();
  guint64 rows[10000];

  for (guint64 i = 0; i < G_N_ELEMENTS (rows); i++)
    rows[i] = i * i;
  weir_matches_append (matches, rows, 1);
  weir_matches_append (matches, rows + 1, 0);
  weir_matches_append (matches, rows + 1, G_N_ELEMENTS (rows) - 1);
  for (guint64 i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (weir_matches_get_row (matches, i), ==, i * i);
}

static void
test_trim (void)
{
  g_autoptr (WeirMatches) matches = weir_matches_new ();
  guint64 index;

  append_every (matches, 0, 20000, 2);
  weir_matches_trim (matches, 10001);
  g_assert_cmpuint (weir_matches_get_first (matches), ==, 5001);
  g_assert_cmpuint (weir_matches_get_count (matches), ==, 10000);
  g_assert_cmpuint (weir_matches_get_row (matches, 5000), ==, WEIR_MATCHES_GONE);
  g_assert_cmpuint (weir_matches_get_row (matches, 100), ==, WEIR_MATCHES_GONE);
  g_assert_cmpuint (weir_matches_get_row (matches, 5001), ==, 10002);
  g_assert_true (weir_matches_find (matches, 0, &index));
  g_assert_cmpuint (index, ==, 5001);
  /* backward: nothing comes back */
  weir_matches_trim (matches, 3);
  g_assert_cmpuint (weir_matches_get_first (matches), ==, 5001);

  weir_matches_trim (matches, 1000000);
  g_assert_cmpuint (weir_matches_get_first (matches), ==, 10000);
  g_assert_false (weir_matches_find (matches, 0, &index));
  append_every (matches, 30000, 50000, 2);
  g_assert_cmpuint (weir_matches_get_count (matches), ==, 20000);
  for (guint64 i = 10000; i < 20000; i++)
    g_assert_cmpuint (weir_matches_get_row (matches, i), ==, 30000 + 2 * (i - 10000));
}

typedef struct
{
  WeirMatches *matches;
  gint n_reads;
  gint is_done;
} Shared;

/* Every number that is read is the right one or gone; meant for the thread sanitizer too. */
static gpointer
read_matches (gpointer data)
{
  Shared *shared = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  do
    {
      guint64 searched = weir_matches_get_searched (shared->matches);
      guint64 count = weir_matches_get_count (shared->matches);
      guint64 first = weir_matches_get_first (shared->matches);
      guint64 index, row;

      g_assert_cmpuint (count, >=, searched / 3);
      if (count <= first)
        continue;
      index = first + g_rand_int (rand) % (count - first);
      row = weir_matches_get_row (shared->matches, index);
      g_assert_true (row == WEIR_MATCHES_GONE || row == 3 * index);
      if (weir_matches_find (shared->matches, 3 * index - 1, &index))
        g_atomic_int_inc (&shared->n_reads);
    }
  while (!g_atomic_int_get (&shared->is_done));

  return NULL;
}

static void
test_threads (void)
{
  Shared shared = { .matches = weir_matches_new () };
  GThread *readers[2];

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    readers[i] = g_thread_new ("reader", read_matches, &shared);
  for (guint64 i = 0; i < 300000 || g_atomic_int_get (&shared.n_reads) < 10000; i++)
    {
      guint64 row = 3 * i;

      weir_matches_append (shared.matches, &row, 1);
      weir_matches_set_searched (shared.matches, row + 1);
      if (i % 1000 == 0 && row > 60000)
        weir_matches_trim (shared.matches, row - 60000);
    }
  g_atomic_int_set (&shared.is_done, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    g_thread_join (readers[i]);
  weir_matches_unref (shared.matches);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/matches/empty", test_empty);
  g_test_add_func ("/matches/find", test_find);
  g_test_add_func ("/matches/append-many", test_append_many);
  g_test_add_func ("/matches/trim", test_trim);
  g_test_add_func ("/matches/threads", test_threads);

  return g_test_run ();
}
