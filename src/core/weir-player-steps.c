/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-player-private.h"

/* What each kind of step does. */

/* `loop` without any pause: one round a second. */
#define LOOP_PAUSE_US G_TIME_SPAN_SECOND

static gint64
draw (WeirRandom *random, WeirDuration duration)
{
  if (duration.max_us < 0)
    return weir_random_exponential (random, duration.min_us);
  if (duration.max_us == duration.min_us)
    return duration.min_us;

  return weir_random_range (random, duration.min_us, duration.max_us);
}

static void
add_pause (WeirPlayer *self, gint64 us)
{
  us = MIN (us, self->longest_pause_us);
  weir_schedule_add (&self->schedule, us);
  self->paused_us += (guint64) us;
  if (us > 0)
    self->round_took_time = TRUE;
}

/* When the keep-alive after the one at @from_us is due; those that a late call missed are left out. */
void
weir_player_plan_keepalive (WeirPlayer *self, gint64 from_us, gint64 now_us)
{
  WeirSchedule interval = { .speed = self->schedule.speed > 0 ? self->schedule.speed : 1 };
  gint64 us;

  self->keepalive_us = G_MAXINT64;
  if (weir_duration_is_none (self->keepalive) || !self->head->is_stream || self->head->none)
    return;

  weir_schedule_add (&interval, draw (&self->keepalive_random, self->keepalive));
  us = MAX (weir_schedule_get_due (&interval), WEIR_LIMIT_KEEPALIVE_US);
  if (now_us > from_us && (now_us - from_us) / us > 0)
    from_us += (now_us - from_us) / us * us;
  if (__builtin_add_overflow (from_us, us, &self->keepalive_us))
    self->keepalive_us = G_MAXINT64;
}

static gboolean
wait_until (WeirPlayerStep *step, gint64 time_us)
{
  step->verdict = WEIR_PLAYER_WAIT;
  step->time_us = time_us;
  return TRUE;
}

/* Times never go back, also when a keep-alive had to wait for a boundary. */
static gint64
stamp (WeirPlayer *self, gint64 time_us)
{
  self->last_us = MAX (self->last_us, time_us);
  return self->last_us;
}

/* Whether @due_us has come; else @step says what comes before. */
static gboolean
arrive (WeirPlayer *self, gint64 now_us, gint64 due_us, WeirPlayerStep *step)
{
  gint64 keepalive_us = self->in_block ? G_MAXINT64 : self->keepalive_us;

  if (keepalive_us < due_us && keepalive_us <= now_us)
    {
      step->verdict = WEIR_PLAYER_SEND;
      step->bytes = WEIR_SPAN_LITERAL (":\n\n");
      step->ends_block = TRUE;
      step->at_boundary = TRUE;
      step->is_keepalive = TRUE;
      step->time_us = stamp (self, keepalive_us);
      weir_player_plan_keepalive (self, keepalive_us, now_us);
      return FALSE;
    }
  if (now_us >= due_us)
    return TRUE;

  wait_until (step, MIN (keepalive_us, due_us));
  return FALSE;
}

void
weir_player_enter_body (WeirPlayer *self)
{
  self->at = self->section->head_step;
  self->depth = 0;
  self->every = self->section->every;
  self->keepalive = self->section->keepalive;
  self->drip = self->section->drip;
  self->waited = FALSE;
  self->in_block = FALSE;
  weir_shape_clear (&self->shape);
}

void
weir_player_draw (WeirPlayer *self, const WeirStep *step)
{
  gboolean comes = weir_random_range (&self->chance_random, 0, WEIR_CHANCE_WHOLE - 1) < step->chance.chance;

  self->at += 1 + (comes ? 0 : step->chance.skip);
}

/* Of @n_bytes those of a tenth of a second, at least one. */
static gsize
limit_drip (const WeirPlayer *self, gsize n_bytes)
{
  return self->drip > 0 ? MIN (n_bytes, MAX (self->drip / 10, 1)) : n_bytes;
}

/* What was sent takes its time before the next bytes. */
static void
add_drip (WeirPlayer *self, gsize n_bytes)
{
  guint64 time;

  if (self->drip == 0)
    return;

  time = (guint64) n_bytes * G_USEC_PER_SEC + self->drip_rest;
  self->drip_pause_us += (gint64) (time / self->drip);
  self->drip_rest = time % self->drip;
}

static void
begin_round (WeirPlayer *self, WeirRound *round)
{
  round->number++;
  round->progress = self->progress;
  round->paused_us = self->paused_us;
  self->at = round->step + 1;
}

void
weir_player_repeat (WeirPlayer *self, const WeirStep *step)
{
  WeirRound *round = &self->rounds[self->depth];

  g_assert (self->depth < self->script->depth);
  round->step = self->at;
  round->number = 0;
  round->left = step->loop.times == 0 ? G_MAXUINT64 : step->loop.times - 1;
  self->depth++;
  begin_round (self, round);
}

gboolean
weir_player_again (WeirPlayer *self)
{
  WeirRound *round = &self->rounds[self->depth - 1];
  gboolean pauses = self->schedule.speed > 0 && !self->searching && round->paused_us != self->paused_us;
  gboolean does_nothing = round->progress == self->progress && !pauses;

  if (round->left == G_MAXUINT64)
    {
      if (does_nothing)
        return FALSE;
    }
  else if (round->left == 0 || does_nothing)
    {
      /* At speed 0, 2^63 rounds of pauses would keep a core busy for centuries. */
      self->depth--;
      self->at++;
      return TRUE;
    }
  else
    {
      round->left--;
    }
  begin_round (self, round);
  return TRUE;
}

gboolean
weir_player_send_head (WeirPlayer *self, gint64 now_us, WeirPlayerStep *step)
{
  gint64 due_us = weir_schedule_get_due (&self->schedule);

  if (!arrive (self, now_us, due_us, step))
    return TRUE;

  self->head_sent = TRUE;
  self->round_took_time = FALSE;
  self->searching = self->section->resume && self->last_event_id_len > 0 && self->head->is_stream;
  weir_player_enter_body (self);
  weir_player_plan_keepalive (self, due_us, due_us);
  step->verdict = WEIR_PLAYER_HEAD;
  step->time_us = stamp (self, due_us);
  return TRUE;
}

static void
end_wire (WeirPlayer *self, const WeirStep *script_step)
{
  self->in_block = !script_step->wire.at_boundary;
  if (!self->in_block)
    weir_shape_clear (&self->shape);
  self->sent = 0;
  self->paused = FALSE;
  weir_player_leave_step (self, script_step);
  self->at++;
}

gboolean
weir_player_send_bytes (WeirPlayer *self, gint64 now_us, const WeirStep *script_step, WeirPlayerStep *step)
{
  WeirSpan bytes;
  gint64 due_us;
  gsize taken;

  if (!self->paused && script_step->wire.pauses)
    {
      if (!self->first && !self->waited)
        add_pause (self, draw (&self->random, self->every));
      self->first = FALSE;
      self->waited = FALSE;
    }
  self->paused = TRUE;
  add_pause (self, self->drip_pause_us);
  self->drip_pause_us = 0;
  add_pause (self, weir_shape_begin (&self->shape));
  /* Not a pause of the round's own: the next one needs it too. */
  if (self->seam && !self->round_took_time)
    weir_schedule_add (&self->schedule, LOOP_PAUSE_US);
  self->seam = FALSE;
  due_us = weir_schedule_get_due (&self->schedule);
  if (!arrive (self, now_us, due_us, step))
    return TRUE;

  bytes = weir_player_fill_step (self, script_step, due_us);
  /* A last line without an end, of templates that gave nothing. */
  if (bytes.len == 0)
    {
      end_wire (self, script_step);
      return FALSE;
    }
  taken = weir_shape_take (&self->shape, limit_drip (self, bytes.len - self->sent));
  add_drip (self, taken);
  step->verdict = WEIR_PLAYER_SEND;
  step->time_us = stamp (self, due_us);
  step->bytes = weir_span (bytes.data + self->sent, taken);
  self->sent += taken;
  self->progress++;
  self->round_sent = TRUE;
  self->in_block = TRUE;
  if (self->sent < bytes.len)
    return TRUE;

  step->ends_block = script_step->wire.ends_unit;
  step->n_events = script_step->wire.n_events;
  step->at_boundary = script_step->wire.at_boundary;
  end_wire (self, script_step);
  return TRUE;
}

gboolean
weir_player_end_early (WeirPlayer *self, gint64 now_us, WeirPlayerStep *step)
{
  step->verdict = WEIR_PLAYER_END;
  step->ending = WEIR_ENDING_CLOSE;
  step->time_us = stamp (self, now_us);
  return TRUE;
}

/* Nothing at all is sent, then the schedule starts anew: what was late stays late. */
gboolean
weir_player_stall (WeirPlayer *self, gint64 now_us, const WeirStep *script_step, WeirPlayerStep *step)
{
  if (!self->stalling)
    {
      if (!arrive (self, now_us, weir_schedule_get_due (&self->schedule), step))
        return TRUE;
      self->stalling = TRUE;
      weir_shape_end_piece (&self->shape);
      weir_schedule_restart (&self->schedule, now_us);
      add_pause (self, draw (&self->random, script_step->duration));
    }
  if (now_us < weir_schedule_get_due (&self->schedule))
    return wait_until (step, weir_schedule_get_due (&self->schedule));

  self->stalling = FALSE;
  weir_schedule_restart (&self->schedule, now_us);
  weir_player_plan_keepalive (self, now_us, now_us);
  self->first = TRUE;
  self->waited = FALSE;
  self->at++;
  return FALSE;
}

gboolean
weir_player_hang (WeirPlayer *self, gint64 now_us, WeirPlayerStep *step)
{
  if (!self->stalling && !arrive (self, now_us, weir_schedule_get_due (&self->schedule), step))
    return TRUE;

  self->stalling = TRUE;
  return wait_until (step, G_MAXINT64);
}

gboolean
weir_player_hold (WeirPlayer *self, gint64 now_us, WeirPlayerStep *step)
{
  /* Never arrives: a time that is not reached. */
  arrive (self, MIN (now_us, G_MAXINT64 - 1), G_MAXINT64, step);
  return TRUE;
}

gboolean
weir_player_set_keepalive (WeirPlayer *self, gint64 now_us, const WeirStep *script_step, WeirPlayerStep *step)
{
  gint64 due_us = weir_schedule_get_due (&self->schedule);

  if (!arrive (self, now_us, due_us, step))
    return TRUE;

  self->keepalive = script_step->duration;
  weir_player_plan_keepalive (self, due_us, due_us);
  self->at++;
  return FALSE;
}

gboolean
weir_player_end (WeirPlayer *self, gint64 now_us, const WeirStep *script_step, WeirPlayerStep *step)
{
  gint64 due_us = weir_schedule_get_due (&self->schedule);

  if (!self->ended && !arrive (self, now_us, due_us, step))
    return TRUE;

  if (self->loop && script_step->end.ending == WEIR_ENDING_CLOSE && self->head->is_stream && !self->head->none)
    {
      if (self->schedule.speed == 0 || !self->round_sent)
        weir_schedule_restart (&self->schedule, due_us + LOOP_PAUSE_US);
      else
        self->seam = !self->round_took_time;
      self->round_took_time = FALSE;
      self->round_sent = FALSE;
      weir_player_enter_body (self);
      return FALSE;
    }

  self->ended = TRUE;
  step->verdict = WEIR_PLAYER_END;
  step->ending = script_step->end.ending;
  step->time_us = stamp (self, due_us);
  return TRUE;
}

void
weir_player_set_shape (WeirPlayer *self, const WeirStep *step)
{
  weir_shape_init (&self->shape, &g_array_index (self->script->pieces, WeirPiece, step->shape.first), step->shape.count,
                   step->shape.repeats);
  self->at++;
}

void
weir_player_pause (WeirPlayer *self, const WeirStep *script_step)
{
  add_pause (self, draw (&self->random, script_step->duration));
  weir_shape_end_piece (&self->shape);
  self->waited = self->waited || !self->in_block;
  self->at++;
}

gboolean
weir_player_end_round (WeirPlayer *self, gint64 now_us, WeirPlayerStep *step)
{
  /* The pauses of a loop that sends nothing must pass too. */
  if (!arrive (self, now_us, weir_schedule_get_due (&self->schedule), step))
    return TRUE;
  if (weir_player_again (self))
    return FALSE;

  return weir_player_hold (self, now_us, step);
}
