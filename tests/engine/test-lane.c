/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-lane-private.h"

static void
add (GArray *spans, WeirRowKind kind, gint64 time_us)
{
  const WeirRow row = { .kind = (guint8) kind, .time_us = time_us };

  weir_lane_add (spans, &row);
}

static void
assert_spans (GArray *spans, const WeirLaneSpan *wanted, guint n)
{
  g_assert_cmpuint (spans->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const WeirLaneSpan *span = &g_array_index (spans, WeirLaneSpan, i);

      g_assert_cmpint (span->from_us, ==, wanted[i].from_us);
      g_assert_cmpint (span->to_us, ==, wanted[i].to_us);
      g_assert_cmpint (span->lane, ==, wanted[i].lane);
    }
}

static void
test_life (void)
{
  static const WeirLaneSpan wanted[] = {
    { 10, 30, WEIR_LANE_CONNECTING }, { 30, 50, WEIR_LANE_OPEN },   { 50, 90, WEIR_LANE_WAITING },
    { 90, 95, WEIR_LANE_CONNECTING }, { 95, 96, WEIR_LANE_FAILED },
  };
  g_autoptr (GArray) spans = weir_lane_new ();

  add (spans, WEIR_ROW_CONNECTING, 10);
  add (spans, WEIR_ROW_REDIRECT, 15);
  add (spans, WEIR_ROW_HEAD, 20);
  add (spans, WEIR_ROW_OPEN, 30);
  add (spans, WEIR_ROW_EVENT, 40);
  add (spans, WEIR_ROW_UNFINISHED, 50);
  add (spans, WEIR_ROW_ENDED, 50);
  add (spans, WEIR_ROW_WAITING, 50);
  add (spans, WEIR_ROW_CONNECTING, 90);
  add (spans, WEIR_ROW_FAILED, 95);
  add (spans, WEIR_ROW_DROPPED, 96);
  assert_spans (spans, wanted, G_N_ELEMENTS (wanted));
}

/* Stopped by the person, and started again later. */
static void
test_stopped (void)
{
  static const WeirLaneSpan wanted[] = {
    { 0, 5, WEIR_LANE_OPEN },
    { 5, 80, WEIR_LANE_STOPPED },
    { 80, 80, WEIR_LANE_CONNECTING },
  };
  g_autoptr (GArray) spans = weir_lane_new ();

  /* Where a recording begins in the middle, what came says that it is open. */
  add (spans, WEIR_ROW_COMMENT, 0);
  add (spans, WEIR_ROW_ENDED, 5);
  add (spans, WEIR_ROW_CONNECTING, 80);
  assert_spans (spans, wanted, G_N_ELEMENTS (wanted));
}

static void
test_bounded (void)
{
  g_autoptr (GArray) spans = weir_lane_new ();
  gint64 time_us = 0;

  for (guint i = 0; i < 40000; i++)
    {
      add (spans, WEIR_ROW_CONNECTING, time_us);
      add (spans, WEIR_ROW_ENDED, time_us + 2);
      add (spans, WEIR_ROW_WAITING, time_us + 2);
      time_us += i < 20000 ? 10 : 3;
      g_assert_cmpuint (spans->len, <=, WEIR_TALLY_SPANS);
    }
  add (spans, WEIR_ROW_DROPPED, time_us);
  g_assert_cmpuint (spans->len, >, WEIR_TALLY_SPANS / 4);
  for (guint i = 0; i < spans->len; i++)
    {
      const WeirLaneSpan *span = &g_array_index (spans, WeirLaneSpan, i);

      g_assert_cmpint (span->from_us, ==, i > 0 ? g_array_index (spans, WeirLaneSpan, i - 1).to_us : 0);
      g_assert_cmpint (span->to_us, >, span->from_us);
    }
  /* It waited most of the time at first, and of late that is told in full. */
  g_assert_cmpint (g_array_index (spans, WeirLaneSpan, 0).lane, ==, WEIR_LANE_WAITING);
  g_assert_cmpint (g_array_index (spans, WeirLaneSpan, spans->len - 1).lane, ==, WEIR_LANE_WAITING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lane/life", test_life);
  g_test_add_func ("/lane/stopped", test_stopped);
  g_test_add_func ("/lane/bounded", test_bounded);

  return g_test_run ();
}
