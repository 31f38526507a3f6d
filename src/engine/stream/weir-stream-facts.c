/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-stream-private.h"

/* A frame at 60 Hz. */
#define SHOW_INTERVAL_US (16 * G_TIME_SPAN_MILLISECOND)

static gboolean
is_all_saved (const WeirStream *self, guint64 rows)
{
  if (self->recording == NULL)
    return FALSE;
  if (self->has_name && !weir_recording_has_loose_notes (self->recording))
    return TRUE;

  return (self->has_name || rows == self->copied_rows) && weir_recording_get_note_changes (self->recording) == self->copied_notes;
}

/* Of a stream that is watched: what its monitor and tap say. */
static void
look_at_monitor (WeirStream *self, WeirStreamFacts *facts)
{
  weir_stream_tap_get_facts (self->tap, &self->tapped);
  facts->bytes = self->tapped.bytes;
  facts->status = self->tapped.status;
  facts->retry_from_server = self->tapped.retry_us >= 0;
  facts->reconnection_time_us =
      facts->retry_from_server ? self->tapped.retry_us : weir_request_get_options (self->request)->reconnection_time_us;
  facts->attempt = self->attempts_before;
  facts->events = self->events_before;
  if (self->monitor != NULL)
    {
      facts->state = weir_monitor_get_state (self->monitor);
      /* Started, and not a word yet. */
      if (facts->state == WEIR_SOURCE_IDLE)
        facts->state = WEIR_SOURCE_CONNECTING;
      facts->attempt += MAX (1, weir_monitor_get_attempt (self->monitor));
      facts->events += weir_monitor_get_events (self->monitor);
      facts->waiting_until_us = weir_monitor_get_waiting_until (self->monitor);
      facts->opened_us = facts->state == WEIR_SOURCE_OPEN ? self->tapped.opened_us : 0;
    }
  if (facts->state == WEIR_SOURCE_FAILED && self->failure == NULL)
    self->failure = weir_stream_tap_steal_failure (self->tap);
  facts->reconnects = facts->attempt > self->n_starts ? facts->attempt - self->n_starts : 0;
}

static void
look_at_file (WeirStream *self, WeirStreamFacts *facts)
{
  facts->events = self->file.events;
  facts->bytes = self->file.bytes;
  facts->attempt = self->file.attempts;
  facts->reconnects = MAX (1, self->file.attempts) - 1;
}

static void
look (WeirStream *self, WeirStreamFacts *facts)
{
  *facts = self->facts;
  if (self->request != NULL)
    look_at_monitor (self, facts);
  else
    look_at_file (self, facts);
  if (self->recording != NULL)
    {
      facts->rows = weir_recording_get_count (self->recording);
      facts->dropped = weir_recording_get_dropped (self->recording);
      facts->notes = weir_recording_get_note_changes (self->recording);
    }
  facts->rate = self->rate;
  facts->saved = is_all_saved (self, facts->rows);
  facts->progress = self->progress;
}

static void
notify_facts (WeirStream *self, const WeirStreamFacts *old)
{
  const WeirStreamFacts *new = &self->facts;
  const struct
  {
    WeirStreamProp id;
    gboolean changed;
  } changes[] = {
    { WEIR_STREAM_PROP_STATE, old->state != new->state },
    { WEIR_STREAM_PROP_ATTEMPT, old->attempt != new->attempt },
    { WEIR_STREAM_PROP_RECONNECTS, old->reconnects != new->reconnects },
    { WEIR_STREAM_PROP_STATUS, old->status != new->status },
    { WEIR_STREAM_PROP_ROWS, old->rows != new->rows },
    { WEIR_STREAM_PROP_EVENTS, old->events != new->events },
    { WEIR_STREAM_PROP_BYTES, old->bytes != new->bytes },
    { WEIR_STREAM_PROP_DROPPED, old->dropped != new->dropped },
    { WEIR_STREAM_PROP_NOTES, old->notes != new->notes },
    { WEIR_STREAM_PROP_RATE, old->rate < new->rate || old->rate > new->rate },
    { WEIR_STREAM_PROP_WAITING_UNTIL, old->waiting_until_us != new->waiting_until_us },
    { WEIR_STREAM_PROP_OPENED_AT, old->opened_us != new->opened_us },
    { WEIR_STREAM_PROP_RECONNECTION_TIME, old->reconnection_time_us != new->reconnection_time_us },
    { WEIR_STREAM_PROP_RETRY_FROM_SERVER, old->retry_from_server != new->retry_from_server },
    { WEIR_STREAM_PROP_SAVED, old->saved != new->saved },
    { WEIR_STREAM_PROP_PROGRESS, old->progress < new->progress || old->progress > new->progress },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    if (changes[i].changed)
      weir_stream_notify (self, changes[i].id);
}

void
weir_stream_update (WeirStream *self)
{
  WeirStreamFacts old = self->facts;
  guint64 events = self->facts.events;

  g_clear_handle_id (&self->show_timer, g_source_remove);
  self->shown_us = g_get_monotonic_time ();
  look (self, &self->facts);
  if (self->monitor != NULL && self->facts.events > events)
    weir_stream_rate_add (self, self->facts.events - events);

  /* All of it is known before the first one is told. */
  g_object_freeze_notify (G_OBJECT (self));
  /* Before its first word it knows no id. */
  if (self->monitor != NULL && weir_monitor_get_state (self->monitor) != WEIR_SOURCE_IDLE)
    {
      weir_stream_set_last_event_id (self, weir_monitor_get_last_event_id (self->monitor));
      weir_stream_set_message (self, weir_monitor_get_message (self->monitor));
    }
  notify_facts (self, &old);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
on_show_timer (gpointer data)
{
  WeirStream *self = data;

  self->show_timer = 0;
  weir_stream_update (self);

  return G_SOURCE_REMOVE;
}

void
weir_stream_update_soon (WeirStream *self)
{
  gint64 left_us = self->shown_us + SHOW_INTERVAL_US - g_get_monotonic_time ();

  if (left_us <= 0)
    weir_stream_update (self);
  else if (self->show_timer == 0)
    self->show_timer = g_timeout_add ((guint) (left_us / 1000) + 1, on_show_timer, self);
}
