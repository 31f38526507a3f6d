/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-player-private.h"

enum
{
  STREAM_PAUSES,
  STREAM_KEEPALIVES,
  STREAM_TEMPLATES,
  STREAM_CHANCES,
};

static const WeirSection *
find_section (const WeirScript *script, guint64 connection)
{
  for (guint i = 0; i < script->sections->len; i++)
    {
      const WeirSection *section = g_ptr_array_index (script->sections, i);

      if (connection >= section->first && connection <= section->last)
        return section;
    }

  return NULL;
}

static void
choose_head (WeirPlayer *self)
{
  const WeirSection *section = self->section;
  guint mask = 0;

  self->head = &section->head;
  for (guint i = 0; i < section->n_chances; i++)
    if (weir_random_range (&self->chance_random, 0, WEIR_CHANCE_WHOLE - 1) < section->chances[i])
      mask |= 1u << i;
  if (mask == 0)
    return;

  self->head = &g_array_index (section->head_chances, WeirHeadChance, mask - 1).head;
  self->only_head = !self->head->is_stream;
}

WeirPlayer *
weir_player_new (WeirScript *script, const WeirPlayerOptions *options)
{
  const WeirSection *section;
  WeirPlayer *self;

  g_return_val_if_fail (script != NULL && options != NULL, NULL);

  section = find_section (script, options->connection);
  if (section == NULL)
    return NULL;

  self = g_malloc0 (sizeof (WeirPlayer) + script->depth * sizeof (WeirRound));
  self->script = weir_script_ref (script);
  self->section = section;
  self->connection = options->connection;
  self->last_event_id = weir_span_dup (options->last_event_id);
  self->last_event_id_len = options->last_event_id.len;
  self->loop = options->loop;
  self->longest_pause_us = options->longest_pause_us > 0 ? options->longest_pause_us : G_MAXINT64;
  self->schedule.speed = options->speed > 0 ? CLAMP (options->speed, 0.1, 100) : 0;
  self->at = section->first_step;
  self->first = TRUE;
  self->keepalive_us = G_MAXINT64;
  weir_random_init (&self->random, options->seed, options->connection, STREAM_PAUSES);
  weir_random_init (&self->keepalive_random, options->seed, options->connection, STREAM_KEEPALIVES);
  weir_random_init (&self->chance_random, options->seed, options->connection, STREAM_CHANCES);
  choose_head (self);
  weir_player_begin_filling (self, options, STREAM_TEMPLATES);

  return self;
}

void
weir_player_free (WeirPlayer *self)
{
  if (self == NULL)
    return;

  weir_script_unref (self->script);
  g_clear_pointer (&self->filling, weir_filling_free);
  g_free (self->last_event_id);
  g_free (self);
}

const WeirHead *
weir_player_get_head (const WeirPlayer *self)
{
  return self->filling != NULL ? &self->filling->head : self->head;
}

/* Returns: whether @step says something */
static gboolean
advance (WeirPlayer *self, gint64 now_us, WeirPlayerStep *step)
{
  const WeirStep *script_step = weir_script_get_step (self->script, self->at);

  if (!self->head_sent && self->at == self->section->head_step)
    return weir_player_send_head (self, now_us, step);
  if (self->only_head && self->head_sent)
    return weir_player_end_early (self, now_us, step);
  if (self->searching)
    {
      weir_player_search (self);
      if (!self->searching)
        weir_player_plan_keepalive (self, now_us, now_us);
      return FALSE;
    }

  switch (script_step->kind)
    {
    case WEIR_STEP_WIRE:
    case WEIR_STEP_RAW:
      return weir_player_send_bytes (self, now_us, script_step, step);
    case WEIR_STEP_STALL:
      return weir_player_stall (self, now_us, script_step, step);
    case WEIR_STEP_HANG:
      return weir_player_hang (self, now_us, step);
    case WEIR_STEP_HOLD:
      return weir_player_hold (self, now_us, step);
    case WEIR_STEP_END:
      return weir_player_end (self, now_us, script_step, step);
    case WEIR_STEP_KEEPALIVE:
      return weir_player_set_keepalive (self, now_us, script_step, step);
    case WEIR_STEP_WAIT:
      weir_player_pause (self, script_step);
      return FALSE;
    case WEIR_STEP_CHANCE:
      weir_player_draw (self, script_step);
      return FALSE;
    case WEIR_STEP_DRIP:
      self->drip = script_step->drip;
      self->at++;
      return FALSE;
    case WEIR_STEP_EVERY:
      self->every = script_step->duration;
      self->at++;
      return FALSE;
    case WEIR_STEP_SHAPE:
      weir_player_set_shape (self, script_step);
      return FALSE;
    case WEIR_STEP_REPEAT:
      weir_player_repeat (self, script_step);
      return FALSE;
    case WEIR_STEP_AGAIN:
      return weir_player_end_round (self, now_us, step);
    }

  g_assert_not_reached ();
}

void
weir_player_next (WeirPlayer *self, gint64 now_us, WeirPlayerStep *step)
{
  g_return_if_fail (self != NULL && step != NULL);

  if (!self->begun)
    {
      self->begun = TRUE;
      self->last_us = now_us;
      weir_schedule_restart (&self->schedule, now_us);
    }

  *step = (WeirPlayerStep){ .verdict = WEIR_PLAYER_WAIT };
  for (guint i = 0; i < WEIR_LIMIT_PLAYER_STEPS; i++)
    if (advance (self, now_us, step))
      return;

  step->verdict = WEIR_PLAYER_WAIT;
  step->time_us = now_us;
}
