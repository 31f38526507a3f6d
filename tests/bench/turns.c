/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "turns.h"

#include <time.h>

#define FRAME_US 16000
#define OVER_MS 50.0
#define SETTLE_MS 300
#define MOST_MS 8000

typedef struct
{
  gint64 us, cpu_us;
} Moment;

/* A poll function has no data of its own. */
static Moment start;
static Turns turns;

static Moment
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (Moment){ g_get_monotonic_time (), (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000 };
}

static void
end_turn (void)
{
  const Moment end = now ();
  const gint64 cpu_us = end.cpu_us - start.cpu_us;

  turns.longest_us = MAX (turns.longest_us, end.us - start.us);
  turns.longest_cpu_us = MAX (turns.longest_cpu_us, cpu_us);
  turns.n_long += cpu_us > FRAME_US;
  turns.n++;
}

static int
poll_between_turns (GPollFD *fds, guint n, int timeout)
{
  int result;

  end_turn ();
  result = g_poll (fds, n, timeout);
  start = now ();
  return result;
}

void
turns_watch (void)
{
  g_main_context_set_poll_func (NULL, poll_between_turns);
  turns_begin ();
}

void
turns_begin (void)
{
  turns = (Turns){ 0 };
  start = now ();
}

Turns
turns_get (void)
{
  return turns;
}

static gboolean
on_over (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
turns_run_for_ms (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add (ms, on_over, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

void
turns_run_until_quiet (void)
{
  for (guint ms = 0; ms < MOST_MS; ms += SETTLE_MS)
    {
      const gint64 before = now ().cpu_us;

      turns_run_for_ms (SETTLE_MS);
      if (now ().cpu_us - before < SETTLE_MS * 1000 / 20)
        return;
    }
}

void
turns_print (const char *what)
{
  const double ms = (double) turns.longest_cpu_us / 1000;

  g_print ("  %s %6.1f%s (%u)", what, ms, ms >= OVER_MS ? "!" : " ", turns.n_long);
  turns_begin ();
}
