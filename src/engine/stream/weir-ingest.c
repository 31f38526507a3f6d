/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-ingest-private.h"
#include "weir-sync-private.h"

struct _WeirIngest
{
  WeirRequest *request;
  WeirRecording *recording; /* nullable */
  WeirSink tap;
  GMainContext *main_context;
  GSourceFunc changed;
  gpointer user_data;

  /* The event source's thread only. */
  WeirEventSource *source;
  GSource *settle; /* looks, after an end, whether anything follows */
  WeirSnapshot live;
  GString *last_event_id;

  GMutex mutex;
  WeirSnapshot published;
  gboolean is_news;
  gboolean is_awaited; /* somebody looks for news again and again */
  GSource *wake;
};

void
weir_snapshot_clear (WeirSnapshot *self)
{
  g_clear_pointer (&self->last_event_id, g_free);
  g_clear_pointer (&self->message, g_free);
  g_clear_error (&self->problem);
}

WeirIngest *
weir_ingest_new (WeirRequest *request, WeirRecording *recording, const WeirSink *tap, GSourceFunc changed, gpointer user_data)
{
  WeirIngest *self = g_new0 (WeirIngest, 1);
  WeirSpan first_id = weir_span_from_string (weir_request_get_options (request)->last_event_id);

  self->request = weir_request_ref (request);
  self->recording = recording != NULL ? weir_recording_ref (recording) : NULL;
  if (tap != NULL)
    self->tap = *tap;
  self->main_context = g_main_context_ref_thread_default ();
  self->changed = changed;
  self->user_data = user_data;
  self->last_event_id = g_string_new_len (first_id.data, (gssize) first_id.len);
  g_mutex_init (&self->mutex);

  return self;
}

static void
destroy_source (GSource **source)
{
  if (*source != NULL)
    {
      g_source_destroy (*source);
      g_clear_pointer (source, g_source_unref);
    }
}

void
weir_ingest_free (WeirIngest *self)
{
  g_assert (self->source == NULL);

  destroy_source (&self->wake);
  weir_snapshot_clear (&self->live);
  weir_snapshot_clear (&self->published);
  g_string_free (self->last_event_id, TRUE);
  g_mutex_clear (&self->mutex);
  g_main_context_unref (self->main_context);
  g_clear_pointer (&self->recording, weir_recording_unref);
  weir_request_unref (self->request);
  g_free (self);
}

static GSource *
attach_call (GMainContext *context, GSourceFunc func, gpointer data)
{
  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, context);

  return source;
}

static gboolean
on_wake (gpointer data)
{
  WeirIngest *self = data;

  weir_sync_lock (&self->mutex);
  g_clear_pointer (&self->wake, g_source_unref);
  weir_sync_unlock (&self->mutex);

  (void) self->changed (self->user_data);

  return G_SOURCE_REMOVE;
}

static void
publish (WeirIngest *self)
{
  GError *problem = self->recording != NULL ? weir_recording_steal_problem (self->recording) : NULL;
  gboolean is_urgent;

  weir_sync_lock (&self->mutex);
  is_urgent = problem != NULL || self->published.state != self->live.state || self->published.attempt != self->live.attempt;
  /* A problem that nobody has taken yet stays: the first one says most. */
  if (problem != NULL && self->published.problem == NULL)
    self->published.problem = g_steal_pointer (&problem);
  self->published.state = self->live.state;
  self->published.attempt = self->live.attempt;
  self->published.events = self->live.events;
  self->published.dropped = self->recording != NULL ? weir_recording_get_dropped (self->recording) : 0;
  self->published.waiting_until_us = self->live.waiting_until_us;
  if (g_strcmp0 (self->published.last_event_id, self->last_event_id->str) != 0)
    {
      g_free (self->published.last_event_id);
      self->published.last_event_id = g_strdup (self->last_event_id->str);
    }
  if (g_strcmp0 (self->published.message, self->live.message) != 0)
    {
      g_free (self->published.message);
      self->published.message = g_strdup (self->live.message);
    }
  self->is_news = TRUE;
  if (self->wake == NULL && (is_urgent || !self->is_awaited))
    self->wake = attach_call (self->main_context, on_wake, self);
  weir_sync_unlock (&self->mutex);

  g_clear_error (&problem);
}

gboolean
weir_ingest_take (WeirIngest *self, WeirSnapshot *snapshot)
{
  gboolean is_news;

  weir_sync_lock (&self->mutex);
  is_news = self->is_news;
  if (is_news)
    {
      *snapshot = self->published;
      snapshot->last_event_id = g_strdup (self->published.last_event_id);
      snapshot->message = g_strdup (self->published.message);
      self->published.problem = NULL;
      self->is_news = FALSE;
    }
  self->is_awaited = is_news;
  weir_sync_unlock (&self->mutex);

  return is_news;
}

/* An end that nothing follows (204, the once policy) is told apart from one before a wait by what the source does next. */
static gboolean
on_settle (gpointer data)
{
  WeirIngest *self = data;

  g_clear_pointer (&self->settle, g_source_unref);
  self->live.state = weir_event_source_get_state (self->source);
  publish (self);

  return G_SOURCE_REMOVE;
}

static void
note_message (WeirIngest *self, const char *message)
{
  g_free (self->live.message);
  self->live.message = g_strdup (message);
}

static void
note_report (WeirIngest *self, const WeirReport *report)
{
  switch (report->kind)
    {
    case WEIR_REPORT_CONNECTING:
      self->live.state = WEIR_SOURCE_CONNECTING;
      self->live.attempt = report->connecting.attempt;
      self->live.waiting_until_us = 0;
      g_clear_pointer (&self->live.message, g_free);
      break;
    case WEIR_REPORT_OPEN:
      self->live.state = WEIR_SOURCE_OPEN;
      break;
    case WEIR_REPORT_FRAME:
      if (report->frame->dispatches)
        self->live.events++;
      if (report->frame->has_id)
        {
          g_string_truncate (self->last_event_id, 0);
          g_string_append_len (self->last_event_id, report->frame->last_event_id.data, (gssize) report->frame->last_event_id.len);
        }
      break;
    case WEIR_REPORT_ENDED:
      note_message (self, report->ended.message);
      if (self->settle == NULL)
        self->settle = attach_call (g_main_context_get_thread_default (), on_settle, self);
      break;
    case WEIR_REPORT_WAITING:
      self->live.state = WEIR_SOURCE_WAITING;
      self->live.waiting_until_us = report->time_us + report->waiting.duration_us;
      break;
    case WEIR_REPORT_FAILED:
      note_message (self, report->failed.message);
      self->live.state = WEIR_SOURCE_FAILED;
      break;
    case WEIR_REPORT_REDIRECT:
    case WEIR_REPORT_HEAD:
    case WEIR_REPORT_READ:
    case WEIR_REPORT_COMMENT:
    case WEIR_REPORT_RETRY:
    case WEIR_REPORT_READ_DONE:
    default:
      break;
    }
}

static void
on_report (const WeirReport *report, gpointer data)
{
  WeirIngest *self = data;

  if (self->recording != NULL)
    weir_recording_report (self->recording, report);

  /* Counted before the tap is told, which may stop the source: what was delivered counts. */
  note_report (self, report);

  if (self->tap.report != NULL)
    self->tap.report (report, self->tap.user_data);

  if (report->kind != WEIR_REPORT_READ && report->kind != WEIR_REPORT_FRAME && report->kind != WEIR_REPORT_COMMENT &&
      report->kind != WEIR_REPORT_RETRY)
    publish (self);
}

static void
on_sent (gpointer data)
{
  WeirIngest *self = data;

  self->live.state = WEIR_SOURCE_SENT;
  publish (self);
}

gboolean
weir_ingest_start (gpointer ingest)
{
  WeirIngest *self = ingest;
  const WeirSink sink = { on_report, self, on_sent };

  self->source = weir_event_source_new (self->request, sink);
  weir_event_source_start (self->source);

  return G_SOURCE_REMOVE;
}

gboolean
weir_ingest_stop (gpointer ingest)
{
  WeirIngest *self = ingest;

  if (self->source != NULL)
    {
      weir_event_source_stop (self->source);
      destroy_source (&self->settle);
      self->live.state = weir_event_source_get_state (self->source);
      self->live.waiting_until_us = 0;
      publish (self);
    }

  return G_SOURCE_REMOVE;
}

gboolean
weir_ingest_cut (gpointer ingest)
{
  WeirIngest *self = ingest;

  weir_event_source_cut (self->source);

  return G_SOURCE_REMOVE;
}

gboolean
weir_ingest_reconnect_now (gpointer ingest)
{
  WeirIngest *self = ingest;

  weir_event_source_reconnect_now (self->source);

  return G_SOURCE_REMOVE;
}

gboolean
weir_ingest_pause (gpointer ingest)
{
  WeirIngest *self = ingest;

  weir_event_source_set_paused (self->source, TRUE);

  return G_SOURCE_REMOVE;
}

gboolean
weir_ingest_resume (gpointer ingest)
{
  WeirIngest *self = ingest;

  weir_event_source_set_paused (self->source, FALSE);

  return G_SOURCE_REMOVE;
}

gboolean
weir_ingest_close (gpointer ingest)
{
  WeirIngest *self = ingest;

  /* Reports the end of an attempt that is under way. */
  g_clear_pointer (&self->source, weir_event_source_free);
  destroy_source (&self->settle);

  return G_SOURCE_REMOVE;
}
