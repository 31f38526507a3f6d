/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/socket.h>

#include "weir-event-source-private.h"
#include "weir-timer.h"

/* A busy stream of small events is read every few milliseconds instead of for each event; a quiet one at once. The main loop rounds up
 * to the next millisecond, and an event shall be told within 5 ms. */
#define COALESCE_US (3 * G_TIME_SPAN_MILLISECOND)
#define BUSY_FRAMES 6
/* Beyond this many bytes in a window reads are large by themselves, and waiting could fill the receive buffer. */
#define BUSY_BYTES (64u * 1024)
#define WATCHDOG_US (1 * G_TIME_SPAN_SECOND)

static void take_turn (WeirAttempt *self);

static gboolean
on_turn (gpointer user_data)
{
  WeirAttempt *self = user_data;

  weir_timer_clear (&self->readable);
  take_turn (self);

  return G_SOURCE_REMOVE;
}

static void
on_readable (gpointer user_data)
{
  take_turn (user_data);
}

/* Closes the present window when it is over. Returns: whether it was one of many small events */
static gboolean
is_busy (WeirAttempt *self, gint64 now_us)
{
  gboolean busy;

  if (now_us - self->window_us < COALESCE_US)
    return FALSE;

  busy = self->window_frames >= BUSY_FRAMES && self->window_bytes < BUSY_BYTES && now_us - self->window_us < 2 * COALESCE_US;
  self->window_us = now_us;
  self->window_frames = 0;
  self->window_bytes = 0;

  return busy;
}

/* When the next turn is. Level-triggered: what is watched stays watched from turn to turn. */
static void
schedule (WeirAttempt *self, WeirBodyResult result)
{
  gint64 now_us = g_get_monotonic_time ();

  weir_timer_clear (&self->readable);
  if (self->source->is_paused)
    {
      weir_body_unwatch (self->body);
    }
  else if (result == WEIR_BODY_BYTES) /* the turn is over, the bytes are not */
    {
      weir_timer_arm (&self->readable, self->source->context, 0, on_turn, self);
    }
  else if (is_busy (self, now_us))
    {
      weir_body_unwatch (self->body);
      weir_timer_arm (&self->readable, self->source->context, now_us + COALESCE_US, on_turn, self);
    }
  else
    {
      weir_body_watch (self->body, self->source->context, on_readable, self);
    }
}

static void
report_read (WeirAttempt *self, gsize n_bytes)
{
  WeirReport report = { .kind = WEIR_REPORT_READ };

  report.read.number = ++self->n_reads;
  report.read.offset = self->n_bytes;
  report.read.n_bytes = n_bytes;
  self->n_bytes += n_bytes;
  self->window_bytes += n_bytes;
  weir_event_source_report (self->source, &report, self->last_read_us);
}

/* Decodes one read. Returns: whether the attempt goes on */
static gboolean
take_bytes (WeirAttempt *self, gsize n_bytes)
{
  WeirEventSource *source = self->source;
  WeirReport done = { .kind = WEIR_REPORT_READ_DONE };
  g_autoptr (GError) error = NULL;

  self->last_read_us = g_get_monotonic_time ();
  report_read (self, n_bytes);
  if (self->source == NULL)
    return FALSE;

  source->in_parser = TRUE;
  weir_parser_feed (source->parser, self->buffer, n_bytes, &error);
  source->in_parser = FALSE;
  if (self->source == NULL)
    return FALSE;

  weir_event_source_report (source, &done, self->last_read_us);
  if (self->source == NULL)
    return FALSE;

  if (error != NULL)
    {
      weir_attempt_end (self, weir_failure_new (WEIR_REASON_LIMIT, "%s", error->message));
      return FALSE;
    }

  return TRUE;
}

static void
end_of_body (WeirAttempt *self, WeirBodyResult result, const GError *error)
{
  if (result == WEIR_BODY_END)
    weir_attempt_end (self, weir_failure_new (WEIR_REASON_EOF, _ ("The server ended the stream")));
  else if (result == WEIR_BODY_CLOSED)
    weir_attempt_end (self, weir_failure_new (WEIR_REASON_CLOSED, _ ("The server closed the connection")));
  else
    weir_attempt_end (self, weir_failure_in_body (error));
}

/* Reads what is there, but not for so long that other streams wait. */
static void
take_turn (WeirAttempt *attempt)
{
  g_autoptr (WeirAttempt) self = weir_attempt_ref (attempt);
  WeirEventSource *source = weir_event_source_ref (self->source);
  gint64 end_us = g_get_monotonic_time () + WEIR_LIMIT_TURN_US;
  WeirBodyResult result = WEIR_BODY_BYTES;
  gsize n_turn = 0;
  gboolean goes_on = TRUE;

  while (goes_on && result == WEIR_BODY_BYTES && !source->is_paused)
    {
      g_autoptr (GError) error = NULL;
      gsize n_bytes = 0;

      result = weir_body_read (self->body, self->buffer, WEIR_LIMIT_READ, &n_bytes, &error);
      if (result == WEIR_BODY_BYTES)
        {
          n_turn += n_bytes;
          goes_on = take_bytes (self, n_bytes) && n_turn < WEIR_LIMIT_TURN_BYTES && g_get_monotonic_time () < end_us;
        }
      else if (result != WEIR_BODY_WOULD_BLOCK)
        {
          end_of_body (self, result, error);
        }
    }

  if (self->source != NULL)
    schedule (self, result);
  weir_event_source_unref (source);
}

static gboolean
on_silence (gpointer user_data)
{
  WeirAttempt *self = user_data;
  gint64 timeout_us = self->source->options->silence_timeout_us;
  gint64 due_us = self->last_read_us + timeout_us;

  if (self->source->is_paused)
    due_us = g_get_monotonic_time () + timeout_us;
  if (g_get_monotonic_time () < due_us)
    {
      g_source_set_ready_time (self->silence, due_us);
      return G_SOURCE_CONTINUE;
    }

  weir_attempt_end (self, weir_failure_new (WEIR_REASON_TIMEOUT, _ ("Not a byte came for %g s"), (double) timeout_us / G_TIME_SPAN_SECOND));

  return G_SOURCE_REMOVE;
}

/* libsoup does not notice that an HTTP/2 server is gone. */
static gboolean
on_watchdog (gpointer user_data)
{
  WeirAttempt *self = user_data;
  char byte;
  gssize n = recv (g_socket_get_fd (self->socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT);

  if (n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR)))
    {
      g_source_set_ready_time (self->watchdog, g_get_monotonic_time () + WATCHDOG_US);
      return G_SOURCE_CONTINUE;
    }

  /* Nor does it ever let go of that connection. */
  self->source->has_dead_connection = TRUE;
  g_socket_close (self->socket, NULL);
  weir_attempt_end (self, weir_failure_new (WEIR_REASON_CUT, _ ("The connection was closed before the response was complete")));

  return G_SOURCE_REMOVE;
}

void
weir_attempt_start_reading (WeirAttempt *self)
{
  WeirEventSource *source = self->source;

  self->buffer = g_malloc (WEIR_LIMIT_READ);
  self->last_read_us = self->window_us = g_get_monotonic_time ();
  if (source->options->silence_timeout_us > 0)
    weir_timer_arm (&self->silence, source->context, self->last_read_us + source->options->silence_timeout_us, on_silence, self);
  if (soup_message_get_http_version (self->message) == SOUP_HTTP_2_0 && self->socket != NULL)
    weir_timer_arm (&self->watchdog, source->context, self->last_read_us + WATCHDOG_US, on_watchdog, self);

  if (!source->is_paused)
    take_turn (self);
}

void
weir_attempt_stop_reading (WeirAttempt *self)
{
  weir_timer_clear (&self->readable);
  if (self->body != NULL)
    weir_body_unwatch (self->body);
  weir_timer_clear (&self->silence);
  weir_timer_clear (&self->watchdog);
}

void
weir_attempt_set_paused (WeirAttempt *self, gboolean paused)
{
  if (!self->is_open)
    return;

  if (paused)
    {
      weir_timer_clear (&self->readable);
      weir_body_unwatch (self->body);
      return;
    }

  self->last_read_us = g_get_monotonic_time ();
  weir_timer_arm (&self->readable, self->source->context, 0, on_turn, self);
}
