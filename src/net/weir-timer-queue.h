/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirTimer:
 * @due_us: when; only read it
 *
 * Embedded in whatever waits; zeroed before its first use. A timer queue is a binary heap of them: earliest first, and in the
 * order of setting where times are equal, so that nobody who asks for "now" again and again keeps others waiting.
 */
typedef struct
{
  gint64 due_us;
  guint64 order;
  guint position; /* in the heap, from 1; 0: not set */
} WeirTimer;

typedef struct
{
  GPtrArray *heap;
  guint64 n_set;
} WeirTimerQueue;

void weir_timer_queue_init (WeirTimerQueue *self);
/* The timers in it are left as they are. */
void weir_timer_queue_clear (WeirTimerQueue *self);

/* Sets, moves, or with %G_MAXINT64 removes. */
void weir_timer_queue_set (WeirTimerQueue *self, WeirTimer *timer, gint64 due_us);
/* Returns: (nullable): the earliest, still in the queue */
WeirTimer *weir_timer_queue_peek (const WeirTimerQueue *self);

G_END_DECLS
