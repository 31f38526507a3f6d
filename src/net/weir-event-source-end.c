/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-event-source-private.h"
#include "weir-timer.h"

void
weir_event_source_report (WeirEventSource *self, WeirReport *report, gint64 time_us)
{
  report->time_us = time_us;
  if (self->sink.report != NULL)
    self->sink.report (report, self->sink.user_data);
}

void
weir_event_source_report_sent (WeirEventSource *self)
{
  if (self->sink.sent == NULL)
    return;

  weir_event_source_ref (self);
  self->sink.sent (self->sink.user_data);
  weir_event_source_unref (self);
}

WeirAttempt *
weir_attempt_ref (WeirAttempt *self)
{
  self->n_refs++;

  return self;
}

void
weir_attempt_unref (WeirAttempt *self)
{
  if (--self->n_refs > 0)
    return;

  g_assert (self->source == NULL);
  weir_target_clear (&self->target);
  g_clear_object (&self->message);
  g_free (self->proxy);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->body, weir_body_free);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->error_body, g_byte_array_unref);
  weir_failure_clear (&self->failure);
  g_free (self->buffer);
  g_free (self);
}

void
weir_attempt_detach (WeirAttempt *self)
{
  WeirEventSource *source = self->source;

  weir_timer_clear (&self->deadline);
  weir_attempt_stop_reading (self);
  if (source->in_parser)
    weir_parser_stop (source->parser);
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_cancellable_cancel (self->cancellable);
  if (self->body != NULL)
    weir_body_close (self->body);

  self->source = NULL;
  source->attempt = NULL;
  weir_attempt_unref (self);
}

WeirDecision
weir_attempt_decide (WeirAttempt *self, const WeirFailure *failure, gint64 retry_after_us)
{
  WeirOutcome outcome = {
    .reason = failure->reason,
    .status = self->status,
    .opened = self->is_open,
    .open_us = self->is_open ? g_get_monotonic_time () - self->opened_us : 0,
    .retry_after_us = retry_after_us,
    .transient = failure->transient,
    .terminated = self->terminated,
  };

  return weir_reconnect_decide (self->source->reconnect, &outcome);
}

/* The parser may not be asked from within its own handlers. */
static WeirSpan
get_unfinished (WeirEventSource *self)
{
  return self->in_parser ? WEIR_SPAN_EMPTY : weir_parser_get_unfinished (self->parser);
}

static void
report_ended (WeirEventSource *self, const WeirFailure *failure, guint status, WeirSpan unfinished, gint64 now_us)
{
  WeirReport report = { .kind = WEIR_REPORT_ENDED };

  report.ended.reason = failure->reason;
  report.ended.status = status;
  report.ended.message = failure->message;
  report.ended.unfinished = unfinished;
  weir_event_source_report (self, &report, now_us);
}

WeirFailure
weir_failure_stopped (void)
{
  return weir_failure_new (WEIR_REASON_STOPPED, _ ("Stopped from here"));
}

void
weir_event_source_report_stopped (WeirEventSource *self, WeirAttempt *attempt)
{
  g_auto (WeirFailure) failure = weir_failure_stopped ();

  report_ended (self, &failure, attempt->status, attempt->is_open ? get_unfinished (self) : WEIR_SPAN_EMPTY, g_get_monotonic_time ());
}

static void
report_failed (WeirEventSource *self, WeirAttempt *attempt, const WeirFailure *failure)
{
  WeirReport report = { .kind = WEIR_REPORT_FAILED };

  report.failed.reason = failure->reason;
  report.failed.untrusted = failure->untrusted;
  report.failed.status = attempt->status;
  report.failed.message = failure->message;
  report.failed.was_open = self->was_open;
  if (attempt->error_body != NULL)
    {
      report.failed.body = weir_span ((const char *) attempt->error_body->data, attempt->error_body->len);
      report.failed.body_is_cut = attempt->error_body_is_cut;
    }
  weir_event_source_report (self, &report, g_get_monotonic_time ());
}

/* ENDED, and WAITING unless the person stopped from within ENDED. */
static void
report_end_and_wait (WeirEventSource *self, WeirAttempt *attempt, const WeirFailure *failure, const WeirDecision *decision)
{
  WeirReport report = { .kind = WEIR_REPORT_WAITING };
  gint64 now_us = g_get_monotonic_time ();

  self->state = decision->reconnect ? WEIR_SOURCE_WAITING : WEIR_SOURCE_STOPPED;
  report_ended (self, failure, attempt->status, attempt->is_open ? get_unfinished (self) : WEIR_SPAN_EMPTY, now_us);
  if (self->state != WEIR_SOURCE_WAITING)
    return;

  weir_event_source_wait_until (self, now_us + decision->wait_us);
  report.waiting.duration_us = decision->wait_us;
  report.waiting.because = decision->because;
  report.waiting.attempt = self->n_attempts + 1;
  weir_event_source_report (self, &report, now_us);
}

void
weir_attempt_end_decided (WeirAttempt *self, const WeirFailure *failure, const WeirDecision *decision)
{
  WeirEventSource *source = weir_event_source_ref (self->source);
  g_autoptr (WeirAttempt) held = weir_attempt_ref (self);

  weir_attempt_detach (self);
  if (!decision->reconnect && decision->failed)
    {
      source->state = WEIR_SOURCE_FAILED;
      report_failed (source, held, failure);
    }
  else
    {
      report_end_and_wait (source, held, failure, decision);
    }
  weir_event_source_unref (source);
}

void
weir_attempt_end (WeirAttempt *self, WeirFailure failure)
{
  WeirDecision decision = weir_attempt_decide (self, &failure, -1);

  weir_attempt_end_decided (self, &failure, &decision);
  weir_failure_clear (&failure);
}
