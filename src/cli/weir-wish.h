/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-assertion.h"
#include "weir-exit.h"

G_BEGIN_DECLS

/**
 * WeirWish:
 * @count: events to print, then stop; 0: no such wish
 * @for_us: how long to watch; 0: no limit
 * @until: (nullable): the wish for something to come, then stop: an assertion that it is there at least once
 * @expects: (element-type WeirAssertion): may be empty
 *
 * When a watch is over, and whether it was what was wanted.
 */
typedef struct
{
  guint64 count;
  gint64 for_us;
  WeirAssertion *until;
  GPtrArray *expects;
} WeirWish;

/**
 * WeirCourse:
 * @n_events: printed
 * @opened: whether any attempt opened
 * @failed: whether the stream failed for good
 * @ran_out: whether the time of `--for` ran out
 * @reader_gone: the reader of the output closed its end
 * @output_failed: output or recording could not be written
 *
 * How a watch went.
 */
typedef struct
{
  guint64 n_events;
  gboolean opened;
  gboolean failed;
  gboolean ran_out;
  gboolean reader_gone;
  gboolean output_failed;
} WeirCourse;

void weir_wish_clear (WeirWish *self);

/* Something happened. */
void weir_wish_see (WeirWish *self, const WeirReport *report);

/* Whether there is nothing left to wait for: the count is reached, or what is waited for has come; or, with none of these and no time,
 * expectations that can only come true all hold. */
gboolean weir_wish_is_fulfilled (const WeirWish *self, guint64 n_events);

/* Returns: (nullable): the first expectation that does not hold */
const WeirAssertion *weir_wish_get_unmet (const WeirWish *self);

/* The exit status, in this order: output failed, never opened, an expectation failed, neither was the count reached nor did what is
 * waited for come. */
WeirExit weir_wish_judge (const WeirWish *self, const WeirCourse *course);

G_END_DECLS
