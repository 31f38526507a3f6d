/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-timeline-scale.h"

#define MS G_TIME_SPAN_MILLISECOND
#define S G_TIME_SPAN_SECOND

static void
test_fit (void)
{
  WeirTimelineScale scale = weir_timeline_scale_fit (0, 10 * S, 100);
  guint bin = 0;

  g_assert_cmpint (scale.bin_us, ==, 100 * MS);
  g_assert_cmpint (weir_timeline_scale_get_end (&scale), ==, 10 * S);
  g_assert_true (weir_timeline_scale_find (&scale, 0, &bin));
  g_assert_cmpuint (bin, ==, 0);
  g_assert_true (weir_timeline_scale_find (&scale, 10 * S - 1, &bin));
  g_assert_cmpuint (bin, ==, 99);
  g_assert_false (weir_timeline_scale_find (&scale, 10 * S, &bin));
  g_assert_false (weir_timeline_scale_find (&scale, -1, &bin));

  /* A moment more takes the next round length, and keeps it for as long again. */
  scale = weir_timeline_scale_fit (0, 10 * S + 1, 100);
  g_assert_cmpint (scale.bin_us, ==, 200 * MS);
  scale = weir_timeline_scale_fit (0, 20 * S, 100);
  g_assert_cmpint (scale.bin_us, ==, 200 * MS);

  /* Nothing yet, and a clock that went mad. */
  scale = weir_timeline_scale_fit (5 * S, 5 * S, 100);
  g_assert_cmpint (scale.bin_us, ==, 100 * MS);
  scale = weir_timeline_scale_fit (0, G_MAXINT64 / 4, 10);
  g_assert_cmpint (weir_timeline_scale_get_end (&scale), >=, G_MAXINT64 / 4);
}

static void
test_time (void)
{
  const gint64 wall = G_GINT64_CONSTANT (1795255451203000); /* 2026-11-21 10:04:11.203 UTC */
  static const struct
  {
    gint64 step_us;
    const char *wanted;
  } cases[] = { { 20 * MS, "10:04:11.203" }, { 1 * S, "10:04:11" }, { 60 * S, "10:04" }, { 24 * 3600 * S, "11/21/26" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = weir_timeline_dup_time (wall, cases[i].step_us);

      g_assert_cmpstr (found, ==, cases[i].wanted);
    }
}

static void
check_lane (const WeirTimelineLane *lane, guint most, guint mark)
{
  g_assert_cmpuint (lane->most, ==, most);
  g_assert_cmpuint (lane->mark, ==, mark);
}

static void
test_lane (void)
{
  const WeirTimelineScale scale = { .from_us = 10 * S, .bin_us = S, .n_bins = 6 };
  static const WeirLaneSpan spans[] = {
    { 0, 10 * S + 200 * MS, WEIR_LANE_CONNECTING },
    { 10 * S + 200 * MS, 12 * S + 900 * MS, WEIR_LANE_OPEN },
    { 12 * S + 900 * MS, 12 * S + 910 * MS, WEIR_LANE_CONNECTING },
    { 12 * S + 910 * MS, 13 * S, WEIR_LANE_WAITING },
    { 13 * S, 13 * S + 500 * MS, WEIR_LANE_WAITING },
    { 13 * S + 500 * MS, 13 * S + 900 * MS, WEIR_LANE_OPEN },
    { 14 * S, 14 * S, WEIR_LANE_FAILED },
    { 14 * S, 14 * S + 1, WEIR_LANE_STOPPED },
    { 15 * S, 99 * S, WEIR_LANE_OPEN },
  };
  WeirTimelineLane bins[6];

  weir_timeline_fill_lane (&scale, spans, G_N_ELEMENTS (spans), bins);
  check_lane (&bins[0], WEIR_LANE_OPEN, WEIR_LANE_CONNECTING);
  check_lane (&bins[1], WEIR_LANE_OPEN, WEIR_TIMELINE_NO_LANE);
  check_lane (&bins[2], WEIR_LANE_OPEN, WEIR_LANE_WAITING);
  check_lane (&bins[3], WEIR_LANE_WAITING, WEIR_TIMELINE_NO_LANE);
  check_lane (&bins[4], WEIR_LANE_FAILED, WEIR_TIMELINE_NO_LANE);
  check_lane (&bins[5], WEIR_LANE_OPEN, WEIR_TIMELINE_NO_LANE);

  weir_timeline_fill_lane (&scale, NULL, 0, bins);
  check_lane (&bins[5], WEIR_TIMELINE_NO_LANE, WEIR_TIMELINE_NO_LANE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline-scale/fit", test_fit);
  g_test_add_func ("/timeline-scale/time", test_time);
  g_test_add_func ("/timeline-scale/lane", test_lane);
  return g_test_run ();
}
