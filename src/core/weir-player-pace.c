/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-player-private.h"

/* The player's clock in other hands: another speed, time that stood still, a pause that is passed over. */

static void
move (gint64 *time_us, gint64 us)
{
  if (*time_us != G_MAXINT64 && (__builtin_add_overflow (*time_us, us, time_us) || *time_us == G_MAXINT64))
    *time_us = G_MAXINT64 - 1;
}

/* Script time from @now_us to what is due next; below 0 when that is late. */
static gint64
get_script_time_left (const WeirPlayer *self, gint64 now_us)
{
  double left;

  if (self->schedule.speed == 0)
    return 0;

  left = (double) self->schedule.script_us - (double) (now_us - self->schedule.base_us) * self->schedule.speed;
  return left < 9.0e18 ? (gint64) left : G_MAXINT64 - 1;
}

void
weir_player_set_speed (WeirPlayer *self, double speed, gint64 now_us)
{
  double before = self->schedule.speed;
  double after = speed > 0 ? CLAMP (speed, 0.1, 100) : 0;

  g_return_if_fail (self != NULL);

  if (before == after)
    return;

  if (self->begun)
    {
      gint64 left = get_script_time_left (self, now_us);

      weir_schedule_restart (&self->schedule, now_us);
      weir_schedule_add (&self->schedule, left);
    }
  self->schedule.speed = after;
  if (self->keepalive_us != G_MAXINT64)
    weir_player_plan_keepalive (self, now_us, now_us);
}

void
weir_player_shift (WeirPlayer *self, gint64 us)
{
  g_return_if_fail (self != NULL);

  if (!self->begun)
    return;

  move (&self->schedule.base_us, us);
  move (&self->keepalive_us, us);
}

gboolean
weir_player_skip (WeirPlayer *self, gint64 now_us)
{
  gint64 due_us;

  g_return_val_if_fail (self != NULL, FALSE);

  due_us = weir_schedule_get_due (&self->schedule);
  if (!self->begun || due_us <= now_us)
    return FALSE;

  move (&self->schedule.base_us, now_us - due_us);
  return TRUE;
}
