/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-pyramid-private.h"

#define BASE WEIR_PYRAMID_BASE_US

static gint64
width_of (guint level)
{
  return BASE << (2 * level);
}

static guint64
sum_of (const WeirPyramid *pyramid, gint64 from_us, gint64 to_us, guint n_bins)
{
  g_autofree guint32 *out = g_new (guint32, n_bins);
  guint64 sum = 0;

  weir_pyramid_get (pyramid, from_us, to_us, n_bins, out, 1);
  for (guint i = 0; i < n_bins; i++)
    sum += out[i];

  return sum;
}

static void
assert_bounded (const WeirPyramid *pyramid)
{
  for (guint i = 0; i < WEIR_PYRAMID_LEVELS; i++)
    g_assert_cmpuint (pyramid->levels[i].bins->len, <=, WEIR_PYRAMID_BINS);
}

static void
test_empty (void)
{
  WeirPyramid pyramid = { 0 };
  guint32 out[] = { 1, 2, 3, 4 };

  weir_pyramid_get (&pyramid, -5, 1000, 2, out, 2);
  g_assert_cmpuint (out[0] + out[2], ==, 0);
  g_assert_cmpuint (out[1] + out[3], ==, 6);
  weir_pyramid_clear (&pyramid);
}

static void
test_edges (void)
{
  const gint64 from = 1000, to = 1000 + 3 * (G_GINT64_CONSTANT (1) << 60) / 4 + 7;

  g_assert_cmpint (weir_pyramid_edge (from, to, 4000, 0), ==, from);
  g_assert_cmpint (weir_pyramid_edge (from, to, 4000, 4000), ==, to);
  for (guint i = 0; i < 4000; i++)
    g_assert_cmpint (weir_pyramid_edge (from, to, 4000, i), <, weir_pyramid_edge (from, to, 4000, i + 1));
  g_assert_cmpint (weir_pyramid_edge (0, 10, 3, 1), ==, 3);
  g_assert_cmpint (weir_pyramid_edge (0, 10, 3, 2), ==, 6);
}

/* Bins that are whole stretches are exact, whatever level they come from. */
static void
test_exact (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  WeirPyramid pyramid = { 0 };
  guint32 counts[4000] = { 0 };
  guint32 out[4000];

  for (gint64 bin = 0; bin < 4000; bin++)
    if (g_rand_boolean (random))
      {
        counts[bin] = (guint32) g_rand_int_range (random, 1, 50);
        weir_pyramid_add (&pyramid, bin, counts[bin] - 1);
        weir_pyramid_add (&pyramid, bin, 1);
      }
  for (guint bins = 1; bins <= 1024; bins *= 4)
    for (guint start = 0; start < 3; start++)
      {
        guint n = 4000 / bins - start;

        weir_pyramid_get (&pyramid, (gint64) (start * bins) * BASE, (gint64) ((start + n) * bins) * BASE, n, out, 1);
        for (guint i = 0; i < n; i++)
          {
            guint wanted = 0;

            for (guint j = 0; j < bins; j++)
              wanted += counts[(start + i) * bins + j];
            g_assert_cmpuint (out[i], ==, wanted);
          }
      }
  weir_pyramid_clear (&pyramid);
}

/* Odd bins share out what there is: nothing is lost, nothing is counted twice, and what is near stays near. */
static void
test_shared (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  WeirPyramid pyramid = { 0 };
  guint64 total = 0;
  guint32 out[3];

  for (gint64 bin = 5; bin < 3000; bin++)
    {
      weir_pyramid_add (&pyramid, bin, 10);
      total += 10;
    }
  for (guint i = 0; i < 200; i++)
    {
      gint64 from = g_rand_int_range (random, -1000000, 1);
      gint64 to = 3000 * BASE + g_rand_int_range (random, 0, 1000000000);

      g_assert_cmpuint (sum_of (&pyramid, from, to, (guint) g_rand_int_range (random, 1, 700)), ==, total);
    }
  /* 10 events in each 100 ms: 100 a second. */
  weir_pyramid_get (&pyramid, 10033333, 13033333, 3, out, 1);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (out[i], ==, 100);
  weir_pyramid_clear (&pyramid);
}

/* Days: each level keeps its newest bins, so what is far back is coarser and still there. */
static void
test_days (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  const gint64 end = 60 * G_TIME_SPAN_DAY / BASE;
  WeirPyramid pyramid = { 0 };
  guint64 total = 0, last_minute = 0, first_day = 0;
  gint64 bin = 0;

  while (bin < end)
    {
      gboolean is_first_day = bin * BASE < 64 * width_of (7);

      weir_pyramid_add (&pyramid, bin, 3);
      total += 3;
      first_day += is_first_day ? 3 : 0;
      last_minute += bin >= end - 600 ? 3 : 0;
      bin += bin > end - 2000 ? 1 : g_rand_int_range (random, 1, 2000);
    }
  assert_bounded (&pyramid);
  g_assert_cmpuint (sum_of (&pyramid, 0, end * BASE, 600), ==, total);
  g_assert_cmpuint (sum_of (&pyramid, 0, 64 * width_of (7), 8), ==, first_day);
  g_assert_cmpuint (sum_of (&pyramid, (end - 600) * BASE, end * BASE, 600), ==, last_minute);

  /* Beyond 77 days the oldest are forgotten; what comes too late is left out. */
  weir_pyramid_add (&pyramid, 400 * G_TIME_SPAN_DAY / BASE, 1);
  weir_pyramid_add (&pyramid, 2, 1);
  assert_bounded (&pyramid);
  g_assert_cmpuint (sum_of (&pyramid, 0, 401 * G_TIME_SPAN_DAY, 100), ==, 1);
  /* The end of time. */
  weir_pyramid_add (&pyramid, WEIR_PYRAMID_LAST, 7);
  assert_bounded (&pyramid);
  g_assert_cmpuint (sum_of (&pyramid, WEIR_PYRAMID_LAST * BASE - 10 * G_TIME_SPAN_DAY, G_MAXINT64, 100), ==, 7);
  weir_pyramid_clear (&pyramid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pyramid/empty", test_empty);
  g_test_add_func ("/pyramid/edges", test_edges);
  g_test_add_func ("/pyramid/exact", test_exact);
  g_test_add_func ("/pyramid/shared", test_shared);
  g_test_add_func ("/pyramid/days", test_days);

  return g_test_run ();
}
