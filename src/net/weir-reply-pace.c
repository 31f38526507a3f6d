/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-reply-private.h"

/* A reply whose script is held or stalled has a clock that stands still. When that is over, the rest of the script comes as much
 * later: pauses keep their lengths, nothing is caught up. */

gboolean
weir_reply_is_frozen (const WeirReply *self)
{
  return self->is_held || self->is_stalled;
}

gint64
weir_reply_get_time (const WeirReply *self, gint64 now_us)
{
  return weir_reply_is_frozen (self) ? self->frozen_us : now_us;
}

gboolean
weir_reply_may_go_on (const WeirReply *self)
{
  if (self->is_stalled)
    return FALSE;

  /* A client that is held is to be connected: it gets its head. */
  return !self->is_held || !self->has_head || self->n_steps > 0 || !weir_player_get_head (self->player)->is_stream;
}

gboolean
weir_reply_passes_pause (WeirReply *self)
{
  if (self->n_steps == 0)
    return FALSE;
  if (weir_player_skip (self->player, self->frozen_us))
    return TRUE;

  self->n_steps = 0; /* nothing comes any more */
  return FALSE;
}

void
weir_reply_count_step (WeirReply *self, guint n_events)
{
  self->n_steps -= MIN (self->n_steps, n_events);
}

/* Goes on in the next turn; a blocked one goes on when its client reads. */
static void
wake (WeirReply *self)
{
  if (!self->is_blocked)
    weir_client_set_due (self->connection->client, g_get_monotonic_time ());
}

static gboolean
change (WeirReply *self, gboolean *state, gboolean value)
{
  gboolean was_frozen = weir_reply_is_frozen (self);

  if (*state == value)
    return FALSE;

  *state = value;
  if (!was_frozen)
    {
      self->frozen_us = g_get_monotonic_time ();
      if (!self->is_blocked)
        weir_client_set_due (self->connection->client, G_MAXINT64);
    }
  else if (!weir_reply_is_frozen (self))
    {
      weir_player_shift (self->player, g_get_monotonic_time () - self->frozen_us);
    }
  if (!value)
    wake (self);

  return TRUE;
}

gboolean
weir_reply_set_held (WeirReply *self, gboolean held)
{
  self->n_steps = 0;
  return change (self, &self->is_held, held);
}

gboolean
weir_reply_set_stalled (WeirReply *self, gboolean stalled)
{
  return change (self, &self->is_stalled, stalled);
}

gboolean
weir_reply_step (WeirReply *self, guint n_events)
{
  if (!self->is_held || self->is_stalled)
    return FALSE;

  self->n_steps = self->n_steps > G_MAXUINT - n_events ? G_MAXUINT : self->n_steps + n_events;
  wake (self);
  return TRUE;
}

void
weir_reply_set_speed (WeirReply *self, double speed)
{
  weir_player_set_speed (self->player, speed, weir_reply_get_time (self, g_get_monotonic_time ()));
  if (!weir_reply_is_frozen (self))
    wake (self);
}

void
weir_reply_end (WeirReply *self, WeirEnding ending)
{
  /* A last chunk in the middle of another would be no end. */
  if (ending == WEIR_ENDING_CLOSE && self->has_step && self->n_taken > 0)
    self->closes = TRUE;
  else
    weir_reply_finish (self, ending);
}

void
weir_reply_describe (const WeirReply *self, WeirServedClient *client)
{
  client->n_events = self->n_events;
  client->n_bytes = self->n_bytes;
  client->n_unsent = weir_client_get_queued (self->connection->client) + self->n_pushed;
  if (self->is_stalled)
    client->activity = WEIR_ACTIVITY_STALLED;
  else if (self->is_blocked || client->n_unsent > 0)
    client->activity = WEIR_ACTIVITY_UNREAD;
  else if (self->is_held)
    client->activity = WEIR_ACTIVITY_HELD;
  else
    client->activity = WEIR_ACTIVITY_PLAYING;
}
