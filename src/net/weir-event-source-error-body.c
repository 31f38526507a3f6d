/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-source-private.h"
#include "weir-timer.h"

/* What a failed response says is worth a short wait, not a long one. */
#define ERROR_BODY_US (2 * G_TIME_SPAN_SECOND)

/* How often it is looked at how much libsoup has. */
#define GUARD_US (10 * G_TIME_SPAN_MILLISECOND)

static void take_turn (WeirAttempt *self);

void
weir_attempt_finish_error_body (WeirAttempt *self)
{
  weir_attempt_end_decided (self, &self->failure, &self->decision);
}

static gboolean
on_too_long (gpointer user_data)
{
  WeirAttempt *self = user_data;

  self->error_body_is_cut = TRUE;
  weir_attempt_finish_error_body (self);

  return G_SOURCE_REMOVE;
}

static void
on_readable (gpointer user_data)
{
  take_turn (user_data);
}

static void
take_turn (WeirAttempt *self)
{
  WeirBodyResult result = WEIR_BODY_BYTES;

  while (result == WEIR_BODY_BYTES && !self->error_body_is_cut)
    {
      gsize room = WEIR_LIMIT_ERROR_BODY - self->error_body->len;
      gsize n_bytes = 0;
      g_autoptr (GError) error = NULL;

      /* One byte more than is kept tells whether it is all. What goes wrong here takes nothing from why the response failed. */
      result = weir_body_read (self->body, self->buffer, room + 1, &n_bytes, &error);
      g_byte_array_append (self->error_body, (const guint8 *) self->buffer, (guint) MIN (n_bytes, room));
      self->error_body_is_cut = n_bytes > room || result == WEIR_BODY_ERROR;
    }

  if (result == WEIR_BODY_WOULD_BLOCK && !self->error_body_is_cut)
    weir_body_watch (self->body, self->source->context, on_readable, self);
  else
    weir_attempt_finish_error_body (self);
}

void
weir_attempt_read_error_body (WeirAttempt *self)
{
  self->error_body = g_byte_array_new ();
  self->buffer = g_malloc (WEIR_LIMIT_ERROR_BODY + 1);
  weir_timer_arm (&self->deadline, self->source->context, g_get_monotonic_time () + ERROR_BODY_US, on_too_long, self);
  take_turn (self);
}

void
weir_attempt_skip_error_body (WeirAttempt *self)
{
  self->error_body = g_byte_array_new ();
  self->error_body_is_cut = TRUE;
  weir_attempt_finish_error_body (self);
}

static gboolean
on_guard (gpointer user_data)
{
  g_autoptr (WeirAttempt) self = weir_attempt_ref (user_data);
  WeirEventSource *source = weir_event_source_ref (self->source);
  guint64 n_bytes = soup_message_metrics_get_response_body_bytes_received (soup_message_get_metrics (self->message));
  gint64 now_us = g_get_monotonic_time ();

  if (n_bytes <= WEIR_LIMIT_ERROR_BODY && now_us < self->steps.head_us + ERROR_BODY_US)
    weir_timer_arm (&self->deadline, source->context, now_us + GUARD_US, on_guard, self);
  else
    weir_attempt_take_response (self, NULL);
  weir_event_source_unref (source);

  return G_SOURCE_REMOVE;
}

void
weir_attempt_guard_error_body (WeirAttempt *self)
{
  guint status = soup_message_get_status (self->message);

  if (status != SOUP_STATUS_UNAUTHORIZED && status != SOUP_STATUS_PROXY_UNAUTHORIZED)
    return;

  self->steps.head_us = g_get_monotonic_time ();
  weir_timer_arm (&self->deadline, self->source->context, self->steps.head_us + GUARD_US, on_guard, self);
}
