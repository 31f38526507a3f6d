/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-limits.h"
#include "weir-redact.h"
#include "weir-stream-private.h"

/* A stream that is watched: starting, stopping, and what its monitor tells. */

#define SAMPLE_MS 250

/* `http://host/prices?x` → `prices`; without a path the host. */
static char *
suggest_title (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  const char *path = uri != NULL ? g_uri_get_path (uri) : "";
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  if (uri == NULL)
    return g_strdup (_ ("Stream"));
  for (guint i = g_strv_length (parts); i > 0; i--)
    if (*parts[i - 1] != '\0')
      return g_strdup (parts[i - 1]);
  if (g_uri_get_port (uri) > 0)
    return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));

  return g_strdup (g_uri_get_host (uri));
}

WeirStream *
weir_stream_new (WeirRequest *request, WeirWorker *ingest, const char *scratch_folder)
{
  WeirStream *self;

  g_return_val_if_fail (request != NULL, NULL);

  self = g_object_new (WEIR_TYPE_STREAM, NULL);
  self->request = weir_request_ref (request);
  self->ingest = ingest;
  self->scratch_folder = g_strdup (scratch_folder);
  self->suggested_title = suggest_title (weir_request_get_options (request)->url);

  return self;
}

void
weir_stream_set_request (WeirStream *self, WeirRequest *request)
{
  g_return_if_fail (WEIR_IS_STREAM (self));
  g_return_if_fail (request != NULL);

  weir_request_ref (request);
  g_clear_pointer (&self->request, weir_request_unref);
  self->request = request;
  g_free (self->suggested_title);
  self->suggested_title = suggest_title (weir_request_get_options (request)->url);
  weir_stream_notify (self, "url");
  weir_stream_notify (self, "title");
}

static gboolean
on_sample (gpointer data)
{
  WeirStream *self = data;
  double rate;
  guint64 events;

  memmove (self->samples, self->samples + 1, (WEIR_STREAM_SAMPLES - 1) * sizeof (self->samples[0]));
  g_object_get (self, "events", &events, NULL);
  self->samples[WEIR_STREAM_SAMPLES - 1] = events;
  rate = (double) (events - self->samples[0]);
  if (rate > self->rate || rate < self->rate)
    {
      self->rate = rate;
      weir_stream_notify (self, "rate");
    }

  return G_SOURCE_CONTINUE;
}

static void
on_monitor_notify (WeirMonitor *monitor, GParamSpec *pspec, WeirStream *self)
{
  gint64 opened_us = self->news.opened_us;
  gint64 reconnection_time_us = self->news.reconnection_time_us;

  weir_tap_news_clear (&self->news);
  weir_stream_tap_get_news (self->tap, &self->news);
  g_object_freeze_notify (G_OBJECT (self));
  weir_stream_notify (self, pspec->name);
  if (g_str_equal (pspec->name, "attempt"))
    weir_stream_notify (self, "reconnects");
  if (g_str_equal (pspec->name, "events"))
    weir_stream_notify (self, "bytes");
  if (opened_us != self->news.opened_us || g_str_equal (pspec->name, "state"))
    weir_stream_notify (self, "opened-at");
  if (reconnection_time_us != self->news.reconnection_time_us)
    {
      weir_stream_notify (self, "reconnection-time");
      weir_stream_notify (self, "retry-from-server");
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_problem (WeirMonitor *monitor, const GError *error, WeirStream *self)
{
  weir_stream_set_problem (self, error->message);
}

/* Without a place for scratch the stream is watched all the same. */
static void
make_recording (WeirStream *self)
{
  WeirRecordingOptions options = {
    .scratch_folder = self->scratch_folder,
    .start_us = g_get_monotonic_time (),
    .start_wall_us = g_get_real_time (),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) problem = NULL;

  self->recording = weir_recording_new (&options, &error);
  if (self->recording == NULL)
    {
      weir_stream_set_problem (self, error->message);
      options.in_memory = TRUE;
      self->recording = weir_recording_new (&options, NULL);
      return;
    }
  problem = weir_recording_steal_problem (self->recording);
  if (problem != NULL)
    weir_stream_set_problem (self, problem->message);
}

void
weir_stream_drop_monitor (WeirStream *self)
{
  g_clear_handle_id (&self->rate_timer, g_source_remove);
  if (self->monitor == NULL)
    return;

  self->attempts_before += weir_monitor_get_attempt (self->monitor);
  self->events_before += weir_monitor_get_events (self->monitor);
  g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->tap, weir_stream_tap_free);
}

static gboolean
is_started (WeirStream *self)
{
  WeirSourceState state = weir_stream_get_state (self);

  return state != WEIR_SOURCE_IDLE && state != WEIR_SOURCE_STOPPED && state != WEIR_SOURCE_FAILED;
}

/* @last_event_id: (nullable): %NULL: the request's */
static WeirRequest *
make_request (WeirStream *self, const char *last_event_id, GError **error)
{
  WeirRequestOptions options = *weir_request_get_options (self->request);

  if (last_event_id == NULL)
    return weir_request_ref (self->request);
  options.last_event_id = last_event_id;

  return weir_request_new (&options, error);
}

static void
start_with (WeirStream *self, WeirRequest *request)
{
  WeirSink sink;

  if (self->recording == NULL)
    make_recording (self);
  if (self->recording == NULL)
    return;

  weir_stream_drop_monitor (self);
  self->tap = weir_stream_tap_new ();
  sink = weir_stream_tap_get_sink (self->tap);
  self->monitor = weir_monitor_new (request, self->recording, self->ingest, &sink);
  weir_monitor_set_attempts_before (self->monitor, self->attempts_before);
  g_signal_connect (self->monitor, "notify", G_CALLBACK (on_monitor_notify), self);
  g_signal_connect (self->monitor, "problem", G_CALLBACK (on_problem), self);
  for (guint i = 0; i < WEIR_STREAM_SAMPLES; i++)
    self->samples[i] = self->events_before;
  self->rate_timer = g_timeout_add (SAMPLE_MS, on_sample, self);
  weir_monitor_start (self->monitor);
}

void
weir_stream_start (WeirStream *self)
{
  g_autoptr (WeirRequest) request = NULL;
  g_autofree char *id = NULL;

  g_return_if_fail (WEIR_IS_STREAM (self));

  if (self->request == NULL || is_started (self))
    return;

  if (self->monitor != NULL)
    id = g_strdup (weir_monitor_get_last_event_id (self->monitor));
  if (id != NULL && (*id == '\0' || *weir_request_get_options (self->request)->last_event_id != '\0'))
    g_clear_pointer (&id, g_free);
  /* An id that no header can hold is not sent, as a browser would not. */
  request = make_request (self, id, NULL);
  if (request == NULL)
    request = weir_request_ref (self->request);
  start_with (self, request);
}

void
weir_stream_stop (WeirStream *self)
{
  g_return_if_fail (WEIR_IS_STREAM (self));

  g_clear_handle_id (&self->rate_timer, g_source_remove);
  if (self->monitor != NULL)
    weir_monitor_stop (self->monitor);
  if (self->rate > 0)
    {
      self->rate = 0;
      weir_stream_notify (self, "rate");
    }
}

void
weir_stream_cut (WeirStream *self)
{
  g_return_if_fail (WEIR_IS_STREAM (self));

  if (self->monitor != NULL && is_started (self))
    weir_monitor_cut (self->monitor);
}

void
weir_stream_reconnect_now (WeirStream *self)
{
  g_return_if_fail (WEIR_IS_STREAM (self));

  if (self->monitor != NULL && is_started (self))
    weir_monitor_reconnect_now (self->monitor);
}

gboolean
weir_stream_reconnect_from (WeirStream *self, const char *last_event_id, GError **error)
{
  g_autoptr (WeirRequest) request = NULL;

  g_return_val_if_fail (WEIR_IS_STREAM (self), FALSE);
  g_return_val_if_fail (self->request != NULL, FALSE);

  request = make_request (self, last_event_id, error);
  if (request == NULL)
    return FALSE;

  weir_stream_stop (self);
  start_with (self, request);
  return TRUE;
}

static void
add_query_names (const char *url, GStrvBuilder *names)
{
  const char *query = strchr (url, '?');
  g_auto (GStrv) parts = g_strsplit_set (query != NULL ? query + 1 : "", "&#", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *equals = strchr (parts[i], '=');
      g_autofree char *raw = g_strndup (parts[i], equals != NULL ? (gsize) (equals - parts[i]) : strlen (parts[i]));
      g_autofree char *name = g_uri_unescape_string (raw, NULL);
      g_autofree char *shown = g_strdup_printf ("?%s", name != NULL ? name : raw);

      if (equals != NULL && weir_redact_is_secret_name (shown + 1))
        g_strv_builder_add (names, shown);
    }
}

GStrv
weir_stream_list_redacted (WeirStream *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const WeirRequestOptions *options;

  g_return_val_if_fail (WEIR_IS_STREAM (self), NULL);

  if (self->request == NULL)
    return g_strv_builder_end (names);

  options = weir_request_get_options (self->request);
  for (gsize i = 0; i < options->n_headers; i++)
    if (weir_redact_is_secret_header (options->headers[i].name))
      g_strv_builder_add (names, options->headers[i].name);
  add_query_names (options->url, names);

  return g_strv_builder_end (names);
}
