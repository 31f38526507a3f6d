/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n.h>

#include "weir-beat.h"
#include "weir-footer-words.h"
#include "weir-now.h"
#include "weir-recording-index.h"
#include "weir-state-words.h"
#include "weir-stream-page-private.h"

/* As often as eyes follow. */
#define TICK_MS 50
/* A timeline moves although nothing comes. */
#define SLOW_TICK_MS 250

static void
show_counts (WeirStreamPage *self)
{
  WeirFooterFacts facts = {
    .rows = weir_page_rows_get_n_kept (self->rows),
    .shown = weir_page_rows_get_n_shown (self->rows),
    .live = weir_stream_get_request (self->stream) != NULL,
  };
  g_autofree char *words = NULL;

  g_object_get (self->stream, "events", &facts.events, "dropped", &facts.dropped, "bytes", &facts.bytes, NULL);
  words = weir_footer_dup_words (&facts);
  if (g_str_equal (gtk_label_get_text (self->counts), words))
    return;

  gtk_label_set_text (self->counts, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->counts), words);
}

/* The recording's time now: its last row's, and what went by since that was seen. */
static gint64
get_time_us (WeirStreamPage *self)
{
  gint64 end_us = weir_tally_get_end_us (weir_page_rows_get_tally (self->rows));
  gint64 now_us = weir_now (GTK_WIDGET (self));

  if (end_us != self->end_us)
    {
      self->end_us = end_us;
      self->end_seen_us = now_us;
    }

  return weir_stream_is_started (self->stream) ? end_us + now_us - self->end_seen_us : end_us;
}

static void
show_time (WeirStreamPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self->timeline)))
    weir_timeline_view_update (self->timeline, weir_page_rows_get_start_us (self->rows), get_time_us (self));
}

static void
show_progress (WeirStreamPage *self)
{
  double read = 1;
  double searched = weir_page_rows_get_progress (self->rows);

  g_object_get (self->stream, "progress", &read, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), read < 1 || searched < 1);
  gtk_progress_bar_set_fraction (self->progress, read < 1 ? read : searched);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  read < 1 ? _ ("Reading the recording") : _ ("Searching"), -1);
}

static void
show_recorded (WeirStreamPage *self)
{
  WeirRecording *recording = weir_page_rows_get_recording (self->rows);
  gint64 wall_us = weir_recording_get_start_wall (recording);
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_local (wall_us / G_TIME_SPAN_SECOND);
  g_autofree char *when = start != NULL ? g_date_time_format (start, "%x %X") : NULL;
  g_autofree char *length = NULL;
  g_autofree char *words = NULL;

  if (when == NULL || weir_recording_is_plain (recording) || weir_stream_get_request (self->stream) != NULL)
    return;

  length = weir_state_dup_clock (weir_tally_get_end_us (weir_page_rows_get_tally (self->rows)));
  /* Translators: of a recording; the first %s is a date and time, the second its length: 00:10:22. */
  words = g_strdup_printf (_ ("from %s · %s long"), when, length);
  weir_state_line_set_recorded (self->state_line, words);
}

static gboolean
on_slow_tick (gpointer user_data)
{
  WeirStreamPage *self = user_data;

  weir_beat_stop (&self->slow_tick);
  weir_page_queue_tick (self);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_tick (gpointer user_data)
{
  WeirStreamPage *self = user_data;
  gboolean again;

  weir_beat_stop (&self->tick);
  if (self->rows == NULL)
    return G_SOURCE_CONTINUE;

  again = weir_page_rows_update (self->rows);
  weir_event_view_queue_update (self->events);
  weir_filter_row_update (self->filter_row);
  weir_page_update_body (self);
  show_counts (self);
  show_time (self);
  show_progress (self);
  show_recorded (self);
  if (again)
    weir_page_queue_tick (self);
  else if (self->slow_tick == NULL && self->timeline_shown && weir_stream_is_started (self->stream))
    weir_beat_start (&self->slow_tick, SLOW_TICK_MS, on_slow_tick, self);

  return G_SOURCE_CONTINUE;
}

void
weir_page_queue_tick (WeirStreamPage *self)
{
  /* After the stream's news, which come with the same beat. */
  if (self->tick == NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    weir_beat_start_after (&self->tick, TICK_MS, on_tick, self);
}

void
weir_page_stop_ticks (WeirStreamPage *self)
{
  weir_beat_stop (&self->tick);
  weir_beat_stop (&self->slow_tick);
}

void
weir_page_show_tally (WeirStreamPage *self)
{
  WeirTally *tally = weir_page_rows_get_tally (self->rows);

  weir_filter_row_set_tally (self->filter_row, tally);
  weir_timeline_view_set_tally (self->timeline, tally, weir_recording_get_start_wall (weir_page_rows_get_recording (self->rows)));
}

void
weir_page_show_timeline (WeirStreamPage *self, gboolean show)
{
  self->timeline_shown = show;
  gtk_widget_set_visible (GTK_WIDGET (self->timeline), show);
  weir_page_queue_tick (self);
}
