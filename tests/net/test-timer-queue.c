/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-timer-queue.h"

#define N_TIMERS 500
#define N_CHANGES 20000

static void
test_order (void)
{
  WeirTimerQueue queue;
  WeirTimer timers[4] = { 0 };

  weir_timer_queue_init (&queue);
  g_assert_null (weir_timer_queue_peek (&queue));

  weir_timer_queue_set (&queue, &timers[0], 30);
  weir_timer_queue_set (&queue, &timers[1], 10);
  weir_timer_queue_set (&queue, &timers[2], 20);
  weir_timer_queue_set (&queue, &timers[3], G_MAXINT64);
  g_assert_true (weir_timer_queue_peek (&queue) == &timers[1]);
  g_assert_cmpuint (timers[3].position, ==, 0);

  weir_timer_queue_set (&queue, &timers[1], 40);
  g_assert_true (weir_timer_queue_peek (&queue) == &timers[2]);
  weir_timer_queue_set (&queue, &timers[2], G_MAXINT64);
  g_assert_true (weir_timer_queue_peek (&queue) == &timers[0]);
  weir_timer_queue_set (&queue, &timers[0], G_MAXINT64);
  weir_timer_queue_set (&queue, &timers[0], G_MAXINT64);
  g_assert_true (weir_timer_queue_peek (&queue) == &timers[1]);
  weir_timer_queue_clear (&queue);
}

/* Who sets the same time again goes behind those who wait already. */
static void
test_ties (void)
{
  WeirTimerQueue queue;
  WeirTimer timers[5] = { 0 };

  weir_timer_queue_init (&queue);
  for (guint i = 0; i < G_N_ELEMENTS (timers); i++)
    weir_timer_queue_set (&queue, &timers[i], 7);
  for (guint i = 0; i < 100; i++)
    {
      WeirTimer *first = weir_timer_queue_peek (&queue);

      g_assert_true (first == &timers[i % G_N_ELEMENTS (timers)]);
      weir_timer_queue_set (&queue, first, 7);
    }
  weir_timer_queue_clear (&queue);
}

static const WeirTimer *
find_first (const WeirTimer *timers)
{
  const WeirTimer *first = NULL;

  for (guint i = 0; i < N_TIMERS; i++)
    if (timers[i].position != 0 &&
        (first == NULL || timers[i].due_us < first->due_us || (timers[i].due_us == first->due_us && timers[i].order < first->order)))
      first = &timers[i];

  return first;
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree WeirTimer *timers = g_new0 (WeirTimer, N_TIMERS);
  WeirTimerQueue queue;

  weir_timer_queue_init (&queue);
  for (guint i = 0; i < N_CHANGES; i++)
    {
      WeirTimer *timer = &timers[g_rand_int_range (random, 0, N_TIMERS)];
      gint64 due_us = g_rand_int_range (random, 0, 300);

      weir_timer_queue_set (&queue, timer, due_us < 100 ? G_MAXINT64 : due_us);
      g_assert_true (weir_timer_queue_peek (&queue) == find_first (timers));
    }
  weir_timer_queue_clear (&queue);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timer-queue/order", test_order);
  g_test_add_func ("/timer-queue/ties", test_ties);
  g_test_add_func ("/timer-queue/random", test_random);
  return g_test_run ();
}
