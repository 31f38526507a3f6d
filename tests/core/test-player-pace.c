/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-player.h"

#include <string.h>

/* The player's clock in other hands. */

static WeirPlayer *
start (const char *text, double speed)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);
  const WeirPlayerOptions options = { .connection = 1, .speed = speed };
  WeirPlayer *player;

  g_assert_nonnull (script);
  player = weir_player_new (script, &options);
  g_assert_nonnull (player);
  return player;
}

static void
assert_waits (WeirPlayer *player, gint64 now_us, gint64 until_us)
{
  WeirPlayerStep step;

  weir_player_next (player, now_us, &step);
  g_assert_cmpint (step.verdict, ==, WEIR_PLAYER_WAIT);
  g_assert_cmpint (step.time_us, ==, until_us);
}

static void
assert_sends (WeirPlayer *player, gint64 now_us, const char *text, gboolean at_boundary)
{
  WeirPlayerStep step;

  weir_player_next (player, now_us, &step);
  if (step.verdict == WEIR_PLAYER_HEAD)
    weir_player_next (player, now_us, &step);
  g_assert_cmpint (step.verdict, ==, WEIR_PLAYER_SEND);
  g_assert_cmpmem (step.bytes.data, step.bytes.len, text, strlen (text));
  g_assert_cmpint (step.at_boundary, ==, at_boundary);
}

#define TICKS ":@ weir 1\n:@ every 1000us\ndata: 1\n\ndata: 2\n\ndata: 3\n\n:@ wait 1h\n:@ hold\n"

static void
test_speed (void)
{
  g_autoptr (WeirPlayer) player = start (TICKS, 1);

  assert_sends (player, 0, "data: 1\n\n", TRUE);
  assert_waits (player, 0, 1000);
  /* 600 of 1000 are left: 60 at ten times the speed, 6000 at a tenth. */
  weir_player_set_speed (player, 10, 400);
  assert_waits (player, 400, 460);
  weir_player_set_speed (player, 0.1, 400);
  assert_waits (player, 400, 6400);
  weir_player_set_speed (player, 1, 400);
  assert_waits (player, 400, 1000);
  /* The schedule stays absolute: what was late stays as late. */
  weir_player_set_speed (player, 2, 1500);
  assert_sends (player, 1500, "data: 2\n\n", TRUE);
  assert_waits (player, 1500, 1750);
  weir_player_set_speed (player, 0, 1600);
  assert_sends (player, 1600, "data: 3\n\n", TRUE);
  assert_waits (player, 1600, G_MAXINT64);
}

static void
test_speed_from_all_at_once (void)
{
  g_autoptr (WeirPlayer) player = start (TICKS, 0);

  weir_player_set_speed (player, 0, 0);
  assert_sends (player, 0, "data: 1\n\n", TRUE);
  weir_player_set_speed (player, 1, 50);
  assert_waits (player, 50, 1050);
}

static void
test_shift (void)
{
  g_autoptr (WeirPlayer) player = start (TICKS, 1);

  weir_player_shift (player, 77); /* before it has begun there is nothing to shift */
  assert_sends (player, 0, "data: 1\n\n", TRUE);
  assert_waits (player, 0, 1000);
  weir_player_shift (player, 5000);
  assert_waits (player, 5400, 6000);
  assert_sends (player, 6000, "data: 2\n\n", TRUE);
}

static void
test_skip (void)
{
  g_autoptr (WeirPlayer) player =
      start (":@ weir 1\n:@ keepalive 10ms\ndata: a\n:@ wait 1h\ndata: b\n\n:@ stall 2h\ndata: c\n\n:@ wait 1h\n:@ hold\n", 1);

  g_assert_false (weir_player_skip (player, 0));
  assert_sends (player, 0, "data: a\n", FALSE);
  assert_waits (player, 0, G_TIME_SPAN_HOUR);
  g_assert_true (weir_player_skip (player, 0));
  assert_sends (player, 0, "data: b\n\n", TRUE);
  assert_waits (player, 0, 2 * G_TIME_SPAN_HOUR);
  g_assert_true (weir_player_skip (player, 0));
  assert_sends (player, 0, "data: c\n\n", TRUE);
  /* Of what is there for ever only the keep-alives come. */
  assert_waits (player, 0, 10000);
  g_assert_true (weir_player_skip (player, 0));
  assert_waits (player, 0, 10000);
  g_assert_false (weir_player_skip (player, 0));
}

/* Any speeds at any times: no pause gets longer than the slowest of them makes it, or shorter than the fastest. */
static void
test_random (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (WeirPlayer) player = start (":@ weir 1\n:@ every 1000us\n:@ repeat 20\ndata: x\n\n:@ end\n", 1);
      WeirPlayerStep step = { WEIR_PLAYER_WAIT };
      gint64 now_us = 0;
      guint n_sent = 0;

      while (step.verdict != WEIR_PLAYER_END)
        {
          if (g_test_rand_bit ())
            weir_player_set_speed (player, g_test_rand_double_range (0.5, 2), now_us);
          weir_player_next (player, now_us, &step);
          n_sent += step.verdict == WEIR_PLAYER_SEND;
          if (step.verdict == WEIR_PLAYER_WAIT)
            now_us += MIN (g_test_rand_int_range (1, 500), step.time_us - now_us);
        }
      g_assert_cmpuint (n_sent, ==, 20);
      g_assert_cmpint (now_us, >=, 19 * 500);
      g_assert_cmpint (now_us, <=, 19 * 2000 + 500);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/player/pace/speed", test_speed);
  g_test_add_func ("/player/pace/speed-from-all-at-once", test_speed_from_all_at_once);
  g_test_add_func ("/player/pace/shift", test_shift);
  g_test_add_func ("/player/pace/skip", test_skip);
  g_test_add_func ("/player/pace/random", test_random);

  return g_test_run ();
}
