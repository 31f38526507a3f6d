/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-beat.h"

#define PRIORITY_AFTER (G_PRIORITY_DEFAULT + 10)

typedef struct
{
  GSource parent_instance;

  gint64 interval_us;
} Beat;

static void
wait_for_next (Beat *self, gint64 now_us)
{
  g_source_set_ready_time (&self->parent_instance, (now_us / self->interval_us + 1) * self->interval_us);
}

static gboolean
beat_dispatch (GSource *source, GSourceFunc func, gpointer data)
{
  /* What was slept through is not caught up on. */
  wait_for_next ((Beat *) source, g_source_get_time (source));

  return func (data);
}

static void
start (GSource **beat, guint interval_ms, int priority, GSourceFunc func, gpointer data)
{
  static const GSourceFuncs funcs = { .dispatch = beat_dispatch };
  Beat *self;

  g_return_if_fail (interval_ms > 0);

  weir_beat_stop (beat);
  *beat = g_source_new ((GSourceFuncs *) &funcs, sizeof (Beat));
  self = (Beat *) *beat;
  self->interval_us = interval_ms * G_TIME_SPAN_MILLISECOND;
  g_source_set_priority (*beat, priority);
  g_source_set_callback (*beat, func, data, NULL);
  wait_for_next (self, g_get_monotonic_time ());
  g_source_attach (*beat, g_main_context_get_thread_default ());
}

void
weir_beat_start (GSource **beat, guint interval_ms, GSourceFunc func, gpointer data)
{
  start (beat, interval_ms, G_PRIORITY_DEFAULT, func, data);
}

void
weir_beat_start_after (GSource **beat, guint interval_ms, GSourceFunc func, gpointer data)
{
  start (beat, interval_ms, PRIORITY_AFTER, func, data);
}

void
weir_beat_stop (GSource **beat)
{
  if (*beat == NULL)
    return;

  g_source_destroy (*beat);
  g_clear_pointer (beat, g_source_unref);
}
