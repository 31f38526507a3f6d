/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-player.h"

#include "weir-limits.h"
#include "weir-random.h"

/* What the cases of tests/cases/script do not show: what must hold for any lateness, any seed, any number of players. */

static WeirScript *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) diagnostics = NULL;
  WeirScript *script = weir_script_new (bytes, &diagnostics);

  if (script == NULL)
    g_error ("%s", ((WeirDiagnostic *) g_ptr_array_index (diagnostics, 0))->text);
  return script;
}

static WeirPlayer *
start (const char *text, WeirPlayerOptions options)
{
  g_autoptr (WeirScript) script = parse (text);

  if (options.connection == 0)
    options.connection = 1;
  /* The player keeps the script alive. */
  return weir_player_new (script, &options);
}

/* The due times of the events, the player being called up to @late_us too late each time. */
static GArray *
play_late (const char *text, WeirPlayerOptions options, gint32 late_us)
{
  g_autoptr (WeirPlayer) player = start (text, options);
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));
  WeirPlayerStep step = { WEIR_PLAYER_WAIT };
  gint64 now_us = 0;

  while (step.verdict != WEIR_PLAYER_END)
    {
      weir_player_next (player, now_us, &step);
      if (step.verdict == WEIR_PLAYER_WAIT && step.time_us > now_us)
        now_us = step.time_us + (late_us > 0 ? g_test_rand_int_range (0, late_us) : 0);
      else if (step.verdict == WEIR_PLAYER_SEND && !step.is_keepalive)
        g_array_append_val (times, step.time_us);
    }

  return times;
}

static void
test_no_drift (void)
{
  const char *text =
      ":@ weir 1\n:@ every 10ms..30ms\n:@ keepalive 7ms\n:@ repeat 500\ndata: a\n\n:@ wait ~5ms\n: c\n:@ chunk 2+3ms *+1ms\ndata: b\n:@ wait "
      "1us\ndata: c\n\n:@ end\n";

  for (guint seed = 0; seed < 5; seed++)
    {
      WeirPlayerOptions options = { .seed = seed, .speed = 1 };
      g_autoptr (GArray) punctual = play_late (text, options, 0);
      g_autoptr (GArray) late = play_late (text, options, 50000);

      g_assert_cmpuint (punctual->len, ==, 2500);
      g_assert_cmpmem (late->data, late->len * sizeof (gint64), punctual->data, punctual->len * sizeof (gint64));
    }
}

/* 1,000,000 pauses of 1 µs / 3: no rounding adds up. */
static void
test_speed_does_not_round (void)
{
  const char *text = ":@ weir 1\n:@ repeat 1000\n:@ repeat 1000\n:@ wait 1us\n:@ end\n:@ end\ndata: a\n\n:@ cut\n";
  WeirPlayerOptions options = { .speed = 3 };
  g_autoptr (GArray) times = play_late (text, options, 0);

  g_assert_cmpuint (times->len, ==, 1);
  g_assert_cmpint (g_array_index (times, gint64, 0), ==, 333333);
}

static void
test_end_stays (void)
{
  g_autoptr (WeirPlayer) player = start (":@ weir 1\n:@ connect 1\ndata: a\n\n:@ reset\n", (WeirPlayerOptions){ .speed = 1 });
  WeirPlayerStep step;

  weir_player_next (player, 5, &step);
  g_assert_cmpint (step.verdict, ==, WEIR_PLAYER_HEAD);
  weir_player_next (player, 5, &step);
  g_assert_cmpint (step.verdict, ==, WEIR_PLAYER_SEND);
  g_assert_true (step.ends_block);
  g_assert_cmpuint (step.n_events, ==, 1);
  for (gint64 now_us = 5; now_us < 10; now_us++)
    {
      weir_player_next (player, now_us, &step);
      g_assert_cmpint (step.verdict, ==, WEIR_PLAYER_END);
      g_assert_cmpint (step.ending, ==, WEIR_ENDING_RESET);
      g_assert_cmpint (step.time_us, ==, 5);
    }
}

static void
test_no_section (void)
{
  g_assert_null (start (":@ weir 1\n:@ connect 1\ndata: a\n\n", (WeirPlayerOptions){ .connection = 2, .speed = 1 }));
}

/* One call never does more than its share, whatever the script. */
static void
test_share (void)
{
  WeirPlayerOptions options = { .last_event_id = WEIR_SPAN_LITERAL ("never"), .speed = 1 };
  g_autoptr (WeirPlayer) player = start (":@ weir 1\n:@ resume on\n:@ repeat 200000\nid: 1\ndata: a\n\n:@ end\n:@ cut\n", options);
  WeirPlayerStep step;
  guint n = 0;

  weir_player_next (player, 0, &step);
  g_assert_cmpint (step.verdict, ==, WEIR_PLAYER_HEAD);
  while (weir_player_next (player, 0, &step), step.verdict == WEIR_PLAYER_WAIT)
    {
      g_assert_cmpint (step.time_us, ==, 0);
      n++;
    }
  /* Two steps a block: the block and the end of the loop. */
  g_assert_cmpuint (n, ==, 2 * WEIR_LIMIT_RESUME_BLOCKS / WEIR_LIMIT_PLAYER_STEPS);
  g_assert_cmpint (step.verdict, ==, WEIR_PLAYER_SEND);
}

/* Due times far beyond what 64 bits hold: late for ever, but never wrapped. */
static void
test_saturates (void)
{
  const char *text = ":@ weir 1\n:@ repeat 9223372036854775807\n:@ wait 87600h\n:@ end\ndata: a\n\n:@ cut\n";
  g_autoptr (WeirPlayer) player = start (text, (WeirPlayerOptions){ .speed = 0.1 });
  WeirPlayerStep step;
  gint64 now_us = G_MAXINT64 / 2;

  for (guint i = 0; i < 100000 && now_us < G_MAXINT64 - 1; i++)
    {
      weir_player_next (player, now_us, &step);
      g_assert_cmpint (step.time_us, >=, now_us);
      now_us = step.time_us;
    }
  g_assert_cmpint (now_us, ==, G_MAXINT64 - 1);
}

/* Script time itself at its end: nothing wraps, nothing goes back. */
static void
test_saturates_script (void)
{
  const char *text = ":@ weir 1\n:@ repeat 40000\n:@ wait 87600h\n:@ end\ndata: a\n\n:@ cut\n";
  g_autoptr (WeirPlayer) player = start (text, (WeirPlayerOptions){ .speed = 100 });
  WeirPlayerStep step = { WEIR_PLAYER_WAIT };
  gint64 now_us = 0;

  while (step.verdict != WEIR_PLAYER_END)
    {
      weir_player_next (player, now_us, &step);
      g_assert_cmpint (step.time_us, >=, now_us);
      now_us = step.time_us;
    }
  g_assert_cmpint (now_us / 1000, ==, G_MAXINT64 / 100 / 1000);
}

static void
test_saturates_keepalive (void)
{
  g_autoptr (WeirPlayer) player = start (":@ weir 1\n:@ keepalive 1s\n:@ hold\n", (WeirPlayerOptions){ .speed = 1 });
  WeirPlayerStep step;

  weir_player_next (player, G_MAXINT64 - 10, &step);
  g_assert_cmpint (step.verdict, ==, WEIR_PLAYER_HEAD);
  weir_player_next (player, G_MAXINT64 - 10, &step);
  g_assert_cmpint (step.verdict, ==, WEIR_PLAYER_WAIT);
  g_assert_cmpint (step.time_us, ==, G_MAXINT64);
}

/* What stalls for ever does so at every call. */
static void
test_hang (void)
{
  g_autoptr (WeirPlayer) player = start (":@ weir 1\n:@ stall\n", (WeirPlayerOptions){ .speed = 1 });
  WeirPlayerStep step;

  weir_player_next (player, 0, &step);
  for (gint64 now_us = 0; now_us < 5; now_us++)
    {
      weir_player_next (player, now_us, &step);
      g_assert_cmpint (step.verdict, ==, WEIR_PLAYER_WAIT);
      g_assert_cmpint (step.time_us, ==, G_MAXINT64);
    }
}

static void
test_random (void)
{
  /* Part of the format: a script with a seed has the same pauses in every version. */
  static const guint64 first[] = { G_GUINT64_CONSTANT (0xA2C71195D4C89BBE), G_GUINT64_CONSTANT (0x4F82D2EBABCE9761) };
  WeirRandom random;
  WeirRandom other;
  guint n_same = 0;
  double sum = 0;

  weir_random_init (&random, 7, 1, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    g_assert_cmphex (weir_random_next (&random), ==, first[i]);

  weir_random_init (&random, 7, 1, 0);
  weir_random_init (&other, 7, 2, 0);
  for (guint i = 0; i < 100000; i++)
    {
      gint64 draw = weir_random_range (&random, -3, 3);

      g_assert_cmpint (draw, >=, -3);
      g_assert_cmpint (draw, <=, 3);
      n_same += draw == weir_random_range (&other, -3, 3);
      sum += (double) draw;
    }
  /* One in seven, ± 5 standard deviations. */
  g_assert_cmpuint (n_same, >, 13700);
  g_assert_cmpuint (n_same, <, 14900);
  g_assert_cmpfloat (ABS (sum / 100000), <, 0.04);

  sum = 0;
  for (guint i = 0; i < 100000; i++)
    {
      gint64 draw = weir_random_exponential (&random, 1000000);

      g_assert_cmpint (draw, >=, 0);
      g_assert_cmpint (draw, <=, 37000000);
      sum += (double) draw;
    }
  g_assert_cmpfloat (ABS (sum / 100000 - 1000000), <, 20000);
  g_assert_cmpint (weir_random_range (&random, 5, 5), ==, 5);
  (void) weir_random_range (&random, G_MININT64, G_MAXINT64);
}

/* Draws depend on the seed and the connection, not on keep-alives or on who else plays. */
static void
test_draws (void)
{
  const char *quiet = ":@ weir 1\n:@ repeat 100\n:@ wait 1ms..9ms\ndata: a\n\n:@ end\n";
  const char *busy = ":@ weir 1\n:@ keepalive 1ms..2ms\n:@ repeat 100\n:@ wait 1ms..9ms\ndata: a\n\n:@ end\n";
  WeirPlayerOptions options = { .seed = 1, .speed = 1 };
  WeirPlayerOptions next = { .seed = 1, .connection = 2, .speed = 1 };
  g_autoptr (GArray) one = play_late (quiet, options, 0);
  g_autoptr (GArray) again = play_late (busy, options, 3000);
  g_autoptr (GArray) two = play_late (quiet, next, 0);

  g_assert_cmpuint (one->len, ==, 100);
  g_assert_cmpmem (one->data, one->len * sizeof (gint64), again->data, again->len * sizeof (gint64));
  g_assert_true (memcmp (one->data, two->data, one->len * sizeof (gint64)) != 0);
}

/* Ids are bytes: not UTF-8, and a prefix is another id. */
static void
test_judge_bytes (void)
{
  g_autoptr (WeirPlayer) player = start (":@ weir 1\n:@ expect last-event-id=\"\\xFFa\"\n:@ hold\n", (WeirPlayerOptions){ .speed = 1 });
  static const struct
  {
    const char *id;
    gboolean ok;
  } cases[] = { { "\xFF"
                  "a",
                  TRUE },
                { "\xFF", FALSE },
                { "\xFF"
                  "ab",
                  FALSE },
                { "", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WeirArrival arrival = { .method = "GET", .last_event_id = weir_span_from_string (cases[i].id), .after_us = -1 };
      g_autoptr (GPtrArray) outcomes = weir_player_judge (player, &arrival);
      const WeirExpectation *outcome = g_ptr_array_index (outcomes, 0);

      g_assert_cmpuint (outcomes->len, ==, 1);
      g_assert_cmpint (outcome->ok, ==, cases[i].ok);
      g_assert_true (g_utf8_validate (outcome->got, -1, NULL));
      g_assert_true (g_utf8_validate (outcome->wanted, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/player/no-drift", test_no_drift);
  g_test_add_func ("/player/speed-does-not-round", test_speed_does_not_round);
  g_test_add_func ("/player/end-stays", test_end_stays);
  g_test_add_func ("/player/no-section", test_no_section);
  g_test_add_func ("/player/share", test_share);
  g_test_add_func ("/player/saturates", test_saturates);
  g_test_add_func ("/player/saturates-script", test_saturates_script);
  g_test_add_func ("/player/saturates-keepalive", test_saturates_keepalive);
  g_test_add_func ("/player/hang", test_hang);
  g_test_add_func ("/player/random", test_random);
  g_test_add_func ("/player/draws", test_draws);
  g_test_add_func ("/player/judge-bytes", test_judge_bytes);
  return g_test_run ();
}
