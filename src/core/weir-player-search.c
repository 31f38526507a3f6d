/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-player-private.h"

/* `resume`: passes over a section without sending, up to and with the block whose id is the client's. */

static void
give_up (WeirPlayer *self)
{
  self->searching = FALSE;
  weir_player_restart_filling (self);
  weir_player_enter_body (self);
}

static void
pass_bytes (WeirPlayer *self, const WeirStep *step)
{
  gboolean is_found;

  weir_player_fill_step (self, step, self->last_us);
  is_found =
      step->wire.has_id && weir_span_equal (weir_player_get_id (self, step), weir_span (self->last_event_id, self->last_event_id_len));
  weir_player_leave_step (self, step);
  self->at++;
  self->progress++;
  if (step->wire.ends_unit)
    self->n_searched_blocks++;
  if (is_found)
    {
      self->searching = FALSE;
      self->in_block = !step->wire.at_boundary;
      weir_shape_clear (&self->shape);
    }
  else if (self->n_searched_blocks >= WEIR_LIMIT_RESUME_BLOCKS)
    {
      give_up (self);
    }
}

void
weir_player_search (WeirPlayer *self)
{
  const WeirStep *step = weir_script_get_step (self->script, self->at);

  if (++self->n_searched_steps > WEIR_LIMIT_RESUME_STEPS)
    {
      give_up (self);
      return;
    }

  switch (step->kind)
    {
    case WEIR_STEP_WIRE:
    case WEIR_STEP_RAW:
      pass_bytes (self, step);
      break;
    case WEIR_STEP_EVERY:
      self->every = step->duration;
      self->at++;
      break;
    case WEIR_STEP_KEEPALIVE:
      self->keepalive = step->duration;
      self->at++;
      break;
    case WEIR_STEP_CHANCE:
      weir_player_draw (self, step);
      break;
    case WEIR_STEP_DRIP:
      self->drip = step->drip;
      self->at++;
      break;
    case WEIR_STEP_WAIT:
    case WEIR_STEP_STALL:
    case WEIR_STEP_SHAPE:
      self->at++;
      break;
    case WEIR_STEP_REPEAT:
      weir_player_repeat (self, step);
      break;
    case WEIR_STEP_AGAIN:
      if (!weir_player_again (self))
        give_up (self);
      break;
    case WEIR_STEP_HANG:
    case WEIR_STEP_HOLD:
    case WEIR_STEP_END:
      give_up (self);
      break;
    }
}
