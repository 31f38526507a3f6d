/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "weir-rate.h"

#define SECOND G_TIME_SPAN_SECOND
#define SLOT (SECOND / 8)

static void
test_empty (void)
{
  g_autoptr (WeirRate) rate = weir_rate_new ();

  g_assert_cmpuint (weir_rate_get_total (rate), ==, 0);
  g_assert_cmpfloat (weir_rate_get_per_second (rate, 0, SECOND), ==, 0);
  g_assert_cmpfloat (weir_rate_get_per_second (rate, G_MAXINT64, 60 * SECOND), ==, 0);
  g_assert_cmpint (weir_rate_get_gap_quantile (rate, 0.5), ==, -1);
  g_assert_cmpint (weir_rate_get_longest_gap (rate), ==, -1);

  weir_rate_add (rate, 5 * SECOND);
  g_assert_cmpuint (weir_rate_get_total (rate), ==, 1);
  g_assert_cmpint (weir_rate_get_gap_quantile (rate, 0.5), ==, -1);
  g_assert_cmpint (weir_rate_get_longest_gap (rate), ==, -1);
}

static void
test_steady (void)
{
  g_autoptr (WeirRate) rate = weir_rate_new ();
  const gint64 end_us = 100 * SECOND;

  for (gint64 t = 0; t < end_us; t += 10000)
    weir_rate_add (rate, t);
  for (gint64 window = SECOND; window <= 60 * SECOND; window += SECOND)
    g_assert_cmpfloat_with_epsilon (weir_rate_get_per_second (rate, end_us, window), 100, 1e-9);
  g_assert_cmpint (weir_rate_get_gap_quantile (rate, 0), ==, 10000);
  g_assert_cmpint (weir_rate_get_gap_quantile (rate, 0.5), ==, 10000);
  g_assert_cmpint (weir_rate_get_gap_quantile (rate, 1), ==, 10000);
  g_assert_cmpint (weir_rate_get_longest_gap (rate), ==, 10000);

  /* It fades when nothing comes, and windows beyond the bounds are those at the bounds. */
  g_assert_cmpfloat_with_epsilon (weir_rate_get_per_second (rate, end_us + 30 * SECOND, 60 * SECOND), 50, 1e-9);
  g_assert_cmpfloat (weir_rate_get_per_second (rate, end_us + 60 * SECOND, 60 * SECOND), ==, 0);
  g_assert_cmpfloat_with_epsilon (weir_rate_get_per_second (rate, end_us, 0), 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (weir_rate_get_per_second (rate, end_us, G_MAXINT64), 100, 1e-9);
  weir_rate_add (rate, end_us + 3600 * SECOND);
  g_assert_cmpfloat_with_epsilon (weir_rate_get_per_second (rate, end_us + 3600 * SECOND, SECOND), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (weir_rate_get_per_second (rate, end_us + 3600 * SECOND, 60 * SECOND), 1. / 60, 1e-9);
}

static void
test_backwards (void)
{
  g_autoptr (WeirRate) rate = weir_rate_new ();

  weir_rate_add (rate, 10 * SECOND);
  weir_rate_add (rate, 3 * SECOND);
  weir_rate_add (rate, -5);
  weir_rate_add (rate, 11 * SECOND);
  g_assert_cmpuint (weir_rate_get_total (rate), ==, 4);
  g_assert_cmpint (weir_rate_get_gap_quantile (rate, 0.5), ==, 0);
  g_assert_cmpint (weir_rate_get_longest_gap (rate), ==, SECOND);
  g_assert_cmpfloat_with_epsilon (weir_rate_get_per_second (rate, 0, 2 * SECOND), 2, 1e-9);
}

static void
test_far_apart (void)
{
  g_autoptr (WeirRate) rate = weir_rate_new ();

  weir_rate_add (rate, -7);
  weir_rate_add (rate, G_MAXINT64);
  g_assert_cmpint (weir_rate_get_longest_gap (rate), ==, G_MAXINT64);
  g_assert_cmpint (weir_rate_get_gap_quantile (rate, 0.5), ==, G_MAXINT64);
  g_assert_cmpfloat_with_epsilon (weir_rate_get_per_second (rate, G_MAXINT64, SECOND), 1, 1e-9);
}

/* Every length of gap comes back, at most 1/16 too long. */
static void
test_gap_precision (void)
{
  for (gint64 gap = 0; gap < G_MAXINT64 / 2; gap = gap < 5000 ? gap + 1 : gap + gap / 37)
    {
      g_autoptr (WeirRate) rate = weir_rate_new ();

      weir_rate_add (rate, 0);
      weir_rate_add (rate, gap);
      weir_rate_add (rate, gap + G_MAXINT64 / 2);
      g_assert_cmpint (weir_rate_get_gap_quantile (rate, 0.5), >=, gap);
      g_assert_cmpint (weir_rate_get_gap_quantile (rate, 0.5), <=, gap + gap / 16);
      g_assert_cmpint (weir_rate_get_gap_quantile (rate, 1), ==, G_MAXINT64 / 2);
    }
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y ? 1 : 0;
}

static void
check_quantiles (const WeirRate *rate, GArray *times)
{
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 1; i < times->len; i++)
    {
      const gint64 gap = g_array_index (times, gint64, i) - g_array_index (times, gint64, i - 1);

      g_array_append_val (gaps, gap);
    }
  g_array_sort (gaps, compare_times);
  g_assert_cmpint (weir_rate_get_longest_gap (rate), ==, g_array_index (gaps, gint64, gaps->len - 1));
  for (guint percent = 0; percent <= 100; percent++)
    {
      const double quantile = percent / 100.0;
      const guint rank = (guint) MAX (ceil (quantile * gaps->len), 1);
      const gint64 exact = g_array_index (gaps, gint64, rank - 1);
      const gint64 got = weir_rate_get_gap_quantile (rate, quantile);

      g_assert_cmpint (got, >=, exact);
      g_assert_cmpint (got, <=, exact + exact / 16);
    }
  g_assert_cmpint (weir_rate_get_gap_quantile (rate, -3), <=, weir_rate_get_gap_quantile (rate, 0.01));
  g_assert_cmpint (weir_rate_get_gap_quantile (rate, 7), ==, weir_rate_get_longest_gap (rate));
}

/* Between what lies wholly in the window and what touches it, by the slot. */
static void
check_rate (const WeirRate *rate, GArray *times, gint64 now_us, gint64 window_us)
{
  const gint64 start_us = MAX (now_us - window_us, 0);
  const gint64 slot_start = start_us / SLOT * SLOT;
  const double got = weir_rate_get_per_second (rate, now_us, window_us) * (double) window_us / SECOND;
  guint n_inside = 0, n_in_slot = 0;

  for (guint i = 0; i < times->len; i++)
    {
      const gint64 t = g_array_index (times, gint64, i);

      if (t >= slot_start + SLOT)
        n_inside++;
      else if (t >= slot_start)
        n_in_slot++;
    }
  g_assert_cmpfloat_with_epsilon (got, n_inside + n_in_slot * (double) (slot_start + SLOT - start_us) / SLOT, 1e-6);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (19);

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (WeirRate) rate = weir_rate_new ();
      g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
      const gint64 scale = (gint64) 1 << g_rand_int_range (rand, 0, 26);
      gint64 time_us = (gint64) g_rand_int (rand);

      for (int n = g_rand_int_range (rand, 2, 1500); n > 0; n--)
        {
          /* Bursts, a usual gap, and long silences. */
          const double share = g_rand_double (rand);

          time_us += share < 0.3 ? 0 : (gint64) ((share < 0.98 ? 2 : 200) * g_rand_double (rand) * (double) scale);
          weir_rate_add (rate, time_us);
          g_array_append_val (times, time_us);
          if (g_rand_int_range (rand, 0, 200) == 0)
            check_rate (rate, times, time_us + g_rand_int_range (rand, 0, 3 * SECOND),
                        (gint64) (g_rand_double_range (rand, 1, 60) * SECOND));
        }
      g_assert_cmpuint (weir_rate_get_total (rate), ==, times->len);
      check_rate (rate, times, time_us, SECOND);
      check_rate (rate, times, time_us, 60 * SECOND);
      check_quantiles (rate, times);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rate/empty", test_empty);
  g_test_add_func ("/rate/steady", test_steady);
  g_test_add_func ("/rate/backwards", test_backwards);
  g_test_add_func ("/rate/far-apart", test_far_apart);
  g_test_add_func ("/rate/gap-precision", test_gap_precision);
  g_test_add_func ("/rate/random", test_random);

  return g_test_run ();
}
