/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-redact.h"
#include "weir-stream-private.h"
#include "weir-text.h"

/* A stream that is watched: a monitor for each start, all of them into one recording. */

#define TITLE_COLUMNS 60

/* Visible text: `http://host:8080` → `host:8080` */
static void
append_host (GString *title, GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  gboolean is_ipv6 = strchr (host, ':') != NULL;

  g_string_append (title, is_ipv6 ? "[" : "");
  weir_text_append_row (title, weir_span_from_string (host), TITLE_COLUMNS);
  g_string_append (title, is_ipv6 ? "]" : "");
  if (g_uri_get_port (uri) > 0)
    g_string_append_printf (title, ":%d", g_uri_get_port (uri));
}

/* Visible text: `http://host/prices/?x` → `prices`; without a path the host. */
char *
weir_stream_suggest_title (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GString) title = g_string_new (NULL);
  g_autoptr (GBytes) name = NULL;
  const char *end, *start;

  if (uri == NULL)
    return g_strdup (_ ("Stream"));

  end = g_uri_get_path (uri) + strlen (g_uri_get_path (uri));
  while (end > g_uri_get_path (uri) && end[-1] == '/')
    end--;
  start = end;
  while (start > g_uri_get_path (uri) && start[-1] != '/')
    start--;
  name = g_uri_unescape_bytes (start, end - start, NULL, NULL);
  if (name != NULL && g_bytes_get_size (name) > 0)
    weir_text_append_row (title, weir_span (g_bytes_get_data (name, NULL), g_bytes_get_size (name)), TITLE_COLUMNS);
  else
    append_host (title, uri);

  return g_string_free (g_steal_pointer (&title), FALSE);
}

static void
take_names (WeirStream *self)
{
  const char *url = weir_request_get_options (self->request)->url;
  g_autofree char *redacted = weir_redact_url (url);
  g_autofree char *title = weir_stream_suggest_title (url);

  weir_stream_set_names (self, redacted, title);
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
  take_names (self);
  weir_stream_set_last_event_id (self, weir_request_get_options (request)->last_event_id);
  weir_stream_update (self);

  return self;
}

void
weir_stream_set_request (WeirStream *self, WeirRequest *request)
{
  WeirRequest *old;

  g_return_if_fail (WEIR_IS_STREAM (self));
  g_return_if_fail (request != NULL);
  g_return_if_fail (self->request != NULL);

  old = self->request;
  self->request = weir_request_ref (request);
  weir_request_unref (old);
  g_object_freeze_notify (G_OBJECT (self));
  take_names (self);
  weir_stream_set_missing (self, NULL);
  if (self->monitor == NULL)
    weir_stream_set_last_event_id (self, weir_request_get_options (request)->last_event_id);
  weir_stream_update (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_news (WeirMonitor *monitor, gpointer data)
{
  g_autoptr (WeirStream) self = g_object_ref (data);

  /* A change of state is told at once, what flows is not. */
  if (weir_monitor_get_state (monitor) != self->facts.state ||
      self->attempts_before + weir_monitor_get_attempt (monitor) != self->facts.attempt)
    weir_stream_update (self);
  else
    weir_stream_update_soon (self);
}

static void
on_problem (WeirMonitor *monitor, const GError *error, gpointer data)
{
  weir_stream_set_problem (data, error->message);
}

/* Without a place for scratch the recording is in memory; without memory for that there is none, and the stream is watched all the same. */
void
weir_stream_set_keeping (WeirStream *self, guint64 budget_bytes, gboolean keep_secrets)
{
  g_return_if_fail (WEIR_IS_STREAM (self));

  self->budget_bytes = budget_bytes;
  self->keep_secrets = keep_secrets;
}

static void
make_recording (WeirStream *self)
{
  const WeirRecordingOptions options = {
    .scratch_folder = self->scratch_folder,
    .budget_bytes = self->budget_bytes,
    .keep_secrets = self->keep_secrets,
    .start_us = g_get_monotonic_time (),
    .start_wall_us = g_get_real_time (),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) problem = NULL;

  self->recording = weir_recording_new (&options, &error);
  if (self->recording != NULL)
    problem = weir_recording_steal_problem (self->recording);
  else
    problem = g_steal_pointer (&error);
  if (problem != NULL)
    weir_stream_set_problem (self, problem->message);
}

void
weir_stream_drop_monitor (WeirStream *self)
{
  g_autoptr (WeirMonitor) monitor = g_steal_pointer (&self->monitor);

  if (monitor == NULL)
    return;

  g_signal_handlers_disconnect_by_data (monitor, self);
  /* It may live on a little, with a sync under way: the tap must not hear of it any more, and the worker may be gone by then. */
  weir_monitor_stop (monitor);
  self->attempts_before += MAX (1, weir_monitor_get_attempt (monitor));
  self->events_before += weir_monitor_get_events (monitor);
  g_object_run_dispose (G_OBJECT (monitor));
}

/* @request: (transfer full) */
static void
start_with (WeirStream *self, WeirRequest *request)
{
  const WeirSink tap = weir_stream_tap_get_sink (self->tap);

  if (self->recording == NULL)
    make_recording (self);
  weir_stream_drop_monitor (self);
  weir_stream_tap_restart (self->tap);
  g_clear_pointer (&self->failure, weir_stream_failure_free);
  g_clear_pointer (&self->used, weir_request_unref);
  self->used = request;
  self->n_starts++;
  self->monitor = weir_monitor_new (request, self->recording, self->ingest, &tap);
  g_signal_connect (self->monitor, "news", G_CALLBACK (on_news), self);
  g_signal_connect (self->monitor, "problem", G_CALLBACK (on_problem), self);
  weir_monitor_start (self->monitor);
  g_object_freeze_notify (G_OBJECT (self));
  weir_stream_set_last_event_id (self, weir_request_get_options (request)->last_event_id);
  weir_stream_set_message (self, NULL);
  weir_stream_update (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/* @last_event_id: "": none. Errors: WEIR_NET_ERROR */
static WeirRequest *
make_request (WeirStream *self, const char *last_event_id, GError **error)
{
  WeirRequestOptions options = *weir_request_get_options (self->request);

  options.last_event_id = last_event_id;

  return weir_request_new (&options, error);
}

static gboolean
goes_on (WeirStream *self)
{
  const WeirRequestOptions *options = weir_request_get_options (self->request);

  return self->used != NULL && *options->last_event_id == '\0' && g_str_equal (options->url, weir_request_get_options (self->used)->url);
}

void
weir_stream_start (WeirStream *self)
{
  WeirRequest *request = NULL;

  g_return_if_fail (WEIR_IS_STREAM (self));

  if (self->request == NULL || weir_stream_is_started (self))
    return;

  /* An id that no request can have starts without one. */
  if (goes_on (self))
    request = make_request (self, self->last_event_id, NULL);
  if (request == NULL)
    request = weir_request_ref (self->request);
  start_with (self, request);
}

gboolean
weir_stream_reconnect_from (WeirStream *self, const char *last_event_id, GError **error)
{
  WeirRequest *request;

  g_return_val_if_fail (WEIR_IS_STREAM (self), FALSE);
  g_return_val_if_fail (last_event_id != NULL, FALSE);
  g_return_val_if_fail (self->request != NULL, FALSE);

  request = make_request (self, last_event_id, error);
  if (request == NULL)
    return FALSE;

  weir_stream_stop (self);
  start_with (self, request);

  return TRUE;
}

void
weir_stream_stop (WeirStream *self)
{
  g_autoptr (WeirMonitor) monitor = NULL;

  g_return_if_fail (WEIR_IS_STREAM (self));

  if (self->monitor == NULL)
    return;

  monitor = g_object_ref (self->monitor);
  weir_monitor_stop (monitor);
  weir_stream_rate_stop (self);
  weir_stream_update (self);
}

void
weir_stream_cut (WeirStream *self)
{
  g_return_if_fail (WEIR_IS_STREAM (self));

  if (self->monitor != NULL)
    weir_monitor_cut (self->monitor);
}

void
weir_stream_reconnect_now (WeirStream *self)
{
  g_return_if_fail (WEIR_IS_STREAM (self));

  if (self->monitor != NULL)
    weir_monitor_reconnect_now (self->monitor);
}
