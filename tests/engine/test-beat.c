/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-beat.h"

#define INTERVAL_MS 20
#define N_BEATS 5u
#define N_STARTED 4u

typedef struct
{
  GSource *beat;
  const guint *turn;        /* of the main loop */
  guint turns[N_BEATS + 1]; /* in which it beat */
  guint n;
  guint most;
} Beater;

static gboolean
on_beat (gpointer user_data)
{
  Beater *self = user_data;

  self->turns[self->n++] = *self->turn;
  if (self->n == self->most)
    weir_beat_stop (&self->beat);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_timeout (gpointer user_data)
{
  g_error ("waited in vain");
  return G_SOURCE_REMOVE;
}

static void
run_until_stopped (Beater *beaters, guint n, guint *turn)
{
  guint deadline = g_timeout_add_seconds (40, on_timeout, NULL);

  for (guint i = 0; i < n; i++)
    while (beaters[i].beat != NULL)
      {
        ++*turn;
        g_main_context_iteration (NULL, TRUE);
      }
  g_source_remove (deadline);
}

static gboolean
beat_in (const Beater *self, guint turn)
{
  for (guint i = 0; i < self->n; i++)
    if (self->turns[i] == turn)
      return TRUE;
  return FALSE;
}

/* Started at different times, they beat in the same turns; what comes after does so in a later one. */
static void
test_together (void)
{
  Beater beaters[N_STARTED] = { 0 };
  const Beater *after = &beaters[N_STARTED - 1];
  guint turn = 0;

  for (guint i = 0; i < N_STARTED; i++)
    {
      const gint64 end_us = g_get_monotonic_time () + 3 * G_TIME_SPAN_MILLISECOND;

      beaters[i].turn = &turn;
      /* The first one may have had one beat more before the others were started. */
      beaters[i].most = i == 0 ? N_BEATS + 1 : N_BEATS;
      if (&beaters[i] == after)
        weir_beat_start_after (&beaters[i].beat, INTERVAL_MS, on_beat, &beaters[i]);
      else
        weir_beat_start (&beaters[i].beat, INTERVAL_MS, on_beat, &beaters[i]);
      while (g_get_monotonic_time () < end_us)
        g_thread_yield ();
    }
  run_until_stopped (beaters, N_STARTED, &turn);
  for (guint i = 1; i < N_STARTED; i++)
    for (guint beat = 0; beat < N_BEATS; beat++)
      g_assert_cmpint (beat_in (&beaters[0], beaters[i].turns[beat]), ==, &beaters[i] != after);
}

/* Beats that were slept through are not caught up on. */
static void
test_late (void)
{
  guint turn = 0;
  Beater beater = { .turn = &turn, .most = 2 };
  const gint64 start_us = g_get_monotonic_time ();

  weir_beat_start (&beater.beat, INTERVAL_MS, on_beat, &beater);
  while (g_get_monotonic_time () < start_us + 5 * INTERVAL_MS * G_TIME_SPAN_MILLISECOND)
    g_thread_yield ();
  run_until_stopped (&beater, 1, &turn);
  g_assert_cmpuint (beater.turns[1], >, beater.turns[0]);
  g_assert_cmpuint (beater.n, ==, 2);
}

static void
test_stop (void)
{
  guint turn = 0;
  Beater beater = { .turn = &turn, .most = N_BEATS };

  weir_beat_stop (&beater.beat);
  weir_beat_start (&beater.beat, INTERVAL_MS, on_beat, &beater);
  /* Anew: one, not two. */
  weir_beat_start (&beater.beat, INTERVAL_MS, on_beat, &beater);
  run_until_stopped (&beater, 1, &turn);
  g_assert_cmpuint (beater.n, ==, N_BEATS);
  weir_beat_start (&beater.beat, INTERVAL_MS, on_beat, &beater);
  weir_beat_stop (&beater.beat);
  g_assert_null (beater.beat);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (beater.n, ==, N_BEATS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/beat/together", test_together);
  g_test_add_func ("/beat/late", test_late);
  g_test_add_func ("/beat/stop", test_stop);

  return g_test_run ();
}
