/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-timer-queue.h"

/* Positions count from 1, as in `position`: the parent of p is p / 2. */
static WeirTimer *
timer_at (const WeirTimerQueue *self, guint position)
{
  return g_ptr_array_index (self->heap, position - 1);
}

static void
put_at (WeirTimerQueue *self, guint position, WeirTimer *timer)
{
  g_ptr_array_index (self->heap, position - 1) = timer;
  timer->position = position;
}

static gboolean
is_before (const WeirTimer *a, const WeirTimer *b)
{
  return a->due_us < b->due_us || (a->due_us == b->due_us && a->order < b->order);
}

static void
sift_up (WeirTimerQueue *self, guint position, WeirTimer *timer)
{
  while (position > 1 && is_before (timer, timer_at (self, position / 2)))
    {
      put_at (self, position, timer_at (self, position / 2));
      position /= 2;
    }
  put_at (self, position, timer);
}

static void
sift_down (WeirTimerQueue *self, guint position, WeirTimer *timer)
{
  guint child;

  while ((child = position * 2) <= self->heap->len)
    {
      if (child < self->heap->len && is_before (timer_at (self, child + 1), timer_at (self, child)))
        child++;
      if (!is_before (timer_at (self, child), timer))
        break;
      put_at (self, position, timer_at (self, child));
      position = child;
    }
  put_at (self, position, timer);
}

static void
place (WeirTimerQueue *self, guint position, WeirTimer *timer)
{
  if (position > 1 && is_before (timer, timer_at (self, position / 2)))
    sift_up (self, position, timer);
  else
    sift_down (self, position, timer);
}

static void
remove_timer (WeirTimerQueue *self, WeirTimer *timer)
{
  guint hole = timer->position;
  WeirTimer *last = timer_at (self, self->heap->len);

  timer->position = 0;
  g_ptr_array_set_size (self->heap, (int) self->heap->len - 1);
  if (last != timer)
    place (self, hole, last);
}

void
weir_timer_queue_init (WeirTimerQueue *self)
{
  self->heap = g_ptr_array_new ();
  self->n_set = 0;
}

void
weir_timer_queue_clear (WeirTimerQueue *self)
{
  g_clear_pointer (&self->heap, g_ptr_array_unref);
}

void
weir_timer_queue_set (WeirTimerQueue *self, WeirTimer *timer, gint64 due_us)
{
  if (due_us == G_MAXINT64)
    {
      if (timer->position != 0)
        remove_timer (self, timer);
      return;
    }

  timer->due_us = due_us;
  timer->order = self->n_set++;
  if (timer->position == 0)
    {
      g_ptr_array_add (self->heap, timer);
      sift_up (self, self->heap->len, timer);
    }
  else
    {
      place (self, timer->position, timer);
    }
}

WeirTimer *
weir_timer_queue_peek (const WeirTimerQueue *self)
{
  return self->heap->len > 0 ? timer_at (self, 1) : NULL;
}
