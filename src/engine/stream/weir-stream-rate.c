/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <string.h>

#include "weir-beat.h"
#include "weir-stream-private.h"

/* Looks only while events come: a stream that is silent wakes nobody. */

#define SAMPLE_MS 250

static void
add_sample (WeirStream *self, guint64 events)
{
  if (self->n_samples == WEIR_STREAM_SAMPLES)
    {
      memmove (self->samples, self->samples + 1, (WEIR_STREAM_SAMPLES - 1) * sizeof (self->samples[0]));
      self->n_samples--;
    }
  self->samples[self->n_samples++] = (WeirStreamSample){ g_get_monotonic_time (), events };
}

static gboolean
on_sample (gpointer data)
{
  WeirStream *self = data;
  const WeirStreamSample *oldest = &self->samples[0];
  const WeirStreamSample *newest;
  gint64 time_us;
  gboolean is_silent;

  add_sample (self, self->facts.events);
  newest = &self->samples[self->n_samples - 1];
  is_silent = self->n_samples == WEIR_STREAM_SAMPLES && newest->events == oldest->events;
  /* The first beat may come at once: what came until then is not thousands a second. */
  time_us = MAX (newest->time_us - oldest->time_us, SAMPLE_MS * G_TIME_SPAN_MILLISECOND);
  self->rate = (double) (newest->events - oldest->events) * G_USEC_PER_SEC / (double) time_us;
  if (is_silent)
    weir_beat_stop (&self->rate_beat);
  weir_stream_update (self);

  return G_SOURCE_CONTINUE;
}

void
weir_stream_rate_add (WeirStream *self, guint64 n)
{
  if (self->rate_beat != NULL)
    return;

  self->n_samples = 0;
  add_sample (self, self->facts.events - n);
  weir_beat_start (&self->rate_beat, SAMPLE_MS, on_sample, self);
}

void
weir_stream_rate_stop (WeirStream *self)
{
  weir_beat_stop (&self->rate_beat);
  self->rate = 0;
}
