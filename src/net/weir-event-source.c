/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-source-private.h"
#include "weir-session.h"
#include "weir-timer.h"
#include "weir-utf8.h"

/* A Last-Event-ID header of the person is the id to start with: later ids of the stream take its place. */
static WeirSpan
get_first_event_id (const WeirRequestOptions *options)
{
  if (*options->last_event_id != '\0')
    return weir_span_from_string (options->last_event_id);

  for (gsize i = 0; i < options->n_headers; i++)
    {
      if (g_ascii_strcasecmp (options->headers[i].name, "Last-Event-ID") == 0)
        return weir_span_from_string (options->headers[i].value);
    }

  return WEIR_SPAN_EMPTY;
}

/* The parser's ids are text; so this one is made such, should it be none. */
static void
set_first_event_id (WeirEventSource *self)
{
  WeirSpan id = get_first_event_id (self->options);
  g_autoptr (GString) text = g_string_new (NULL);

  weir_utf8_append (text, id.data, id.len);
  weir_parser_set_last_event_id (self->parser, weir_span (text->str, text->len));
}

WeirEventSource *
weir_event_source_new (WeirRequest *request, WeirSink sink)
{
  WeirEventSource *self = g_new0 (WeirEventSource, 1);
  const WeirRequestOptions *options = weir_request_get_options (request);

  self->n_refs = 1;
  self->request = weir_request_ref (request);
  self->options = options;
  self->sink = sink;
  self->context = g_main_context_ref_thread_default ();
  self->session = weir_session_new (options);
  self->parser = weir_event_source_create_parser (self);
  self->reconnect = weir_reconnect_new ((WeirPolicy) options->policy, options->reconnection_time_us, options->max_retries, g_random_int ());
  self->home.uri = g_uri_parse (options->url, WEIR_TARGET_URI_FLAGS, NULL);
  g_assert (self->home.uri != NULL);
  self->state = WEIR_SOURCE_IDLE;
  set_first_event_id (self);

  return self;
}

WeirEventSource *
weir_event_source_ref (WeirEventSource *self)
{
  self->n_refs++;

  return self;
}

void
weir_event_source_unref (WeirEventSource *self)
{
  if (--self->n_refs > 0)
    return;

  weir_timer_clear (&self->wait);
  weir_target_clear (&self->home);
  g_clear_object (&self->extra_roots);
  g_clear_object (&self->identity);
  soup_session_abort (self->session);
  /* A session that goes before its connections warns on standard error; one that cannot get rid of them stays, some KB of memory. */
  if (!self->has_dead_connection)
    g_object_unref (self->session);
  weir_parser_free (self->parser);
  weir_reconnect_free (self->reconnect);
  g_main_context_unref (self->context);
  weir_request_unref (self->request);
  g_free (self);
}

void
weir_event_source_free (WeirEventSource *self)
{
  weir_event_source_stop (self);
  self->sink = (WeirSink){ NULL };
  weir_event_source_unref (self);
}

WeirSourceState
weir_event_source_get_state (const WeirEventSource *self)
{
  return self->state;
}

void
weir_event_source_start (WeirEventSource *self)
{
  g_return_if_fail (self->state == WEIR_SOURCE_IDLE);

  weir_attempt_start (self);
}

void
weir_event_source_stop (WeirEventSource *self)
{
  g_autoptr (WeirAttempt) attempt = NULL;

  if (self->state == WEIR_SOURCE_STOPPED || self->state == WEIR_SOURCE_FAILED)
    return;

  self->state = WEIR_SOURCE_STOPPED;
  weir_timer_clear (&self->wait);
  if (self->attempt == NULL)
    return;

  weir_event_source_ref (self);
  attempt = weir_attempt_ref (self->attempt);
  weir_attempt_detach (attempt);
  weir_event_source_report_stopped (self, attempt);
  weir_event_source_unref (self);
}

void
weir_event_source_cut (WeirEventSource *self)
{
  WeirAttempt *attempt = self->attempt;

  if (attempt == NULL)
    return;

  if (attempt->error_body != NULL)
    {
      attempt->error_body_is_cut = TRUE;
      weir_attempt_finish_error_body (attempt);
    }
  else
    {
      weir_attempt_end (attempt, weir_failure_stopped ());
    }
}

static gboolean
on_wait_over (gpointer user_data)
{
  WeirEventSource *self = user_data;

  weir_timer_clear (&self->wait);
  weir_attempt_start (self);

  return G_SOURCE_REMOVE;
}

void
weir_event_source_wait_until (WeirEventSource *self, gint64 due_us)
{
  weir_timer_arm (&self->wait, self->context, due_us, on_wait_over, self);
}

void
weir_event_source_reconnect_now (WeirEventSource *self)
{
  /* By the timer: the call may come from within a report. */
  if (self->state == WEIR_SOURCE_WAITING)
    weir_event_source_wait_until (self, 0);
}

void
weir_event_source_set_paused (WeirEventSource *self, gboolean paused)
{
  if (self->is_paused == paused)
    return;

  self->is_paused = paused;
  if (self->attempt != NULL && self->attempt->body != NULL)
    weir_attempt_set_paused (self->attempt, paused);
}
