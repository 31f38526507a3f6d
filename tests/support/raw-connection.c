/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "raw-connection.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct _RawConnection
{
  GSocket *socket;
  GIOStream *stream;
  const RawScript *script; /* of the server */
  GCancellable *cancellable;
  GSource *timer;
  GString *request;
  gboolean has_request;
  gboolean is_running;
  gboolean is_gone;
  guint step;
  gsize sent; /* of the present step */
  guint split;
  char buffer[4096];
};

static void run (RawConnection *self);
static void read_more (RawConnection *self);

static void
clear_timer (RawConnection *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static gboolean
on_timer (gpointer user_data)
{
  RawConnection *self = user_data;

  clear_timer (self);
  run (self);

  return G_SOURCE_REMOVE;
}

static void
run_later (RawConnection *self, guint ms)
{
  clear_timer (self);
  self->timer = ms > 0 ? g_timeout_source_new (ms) : g_idle_source_new ();
  g_source_set_callback (self->timer, on_timer, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

/* Head and, by its Content-Length, body. */
static gboolean
is_request_whole (const RawConnection *self)
{
  const char *end = strstr (self->request->str, "\r\n\r\n");
  const char *length = strstr (self->request->str, "Content-Length: ");
  gsize n_head;

  if (end == NULL)
    return FALSE;

  n_head = (gsize) (end - self->request->str) + 4;

  return length == NULL || length > end || self->request->len - n_head >= strtoul (length + strlen ("Content-Length: "), NULL, 10);
}

static void
on_read (GObject *input, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (input), result, &error);
  RawConnection *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* @self is gone */

  if (n <= 0)
    {
      self->is_gone = TRUE;
      return;
    }

  if (!self->has_request)
    {
      g_string_append_len (self->request, self->buffer, n);
      self->has_request = self->script->any_bytes || is_request_whole (self);
    }
  if (self->has_request && !self->is_running)
    run (self);
  read_more (self);
}

static void
read_more (RawConnection *self)
{
  if (g_io_stream_is_closed (self->stream))
    return;

  g_input_stream_read_async (g_io_stream_get_input_stream (self->stream), self->buffer, sizeof (self->buffer), G_PRIORITY_DEFAULT,
                             self->cancellable, on_read, self);
}

static void
on_written (GObject *output, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gsize n;
  RawConnection *self = user_data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (output), result, &n, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* @self is gone */
  if (error != NULL)
    {
      self->is_gone = TRUE;
      return;
    }

  self->sent += n;
  run_later (self, 0);
}

static void
send_step (RawConnection *self, const RawStep *step)
{
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (step->bytes, &n_bytes);
  gsize n = n_bytes - self->sent;

  if (n == 0)
    {
      self->step++;
      self->sent = 0;
      run (self);
      return;
    }
  if (self->split > 0)
    n = MIN (n, self->split);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream), bytes + self->sent, n, G_PRIORITY_DEFAULT,
                                   self->cancellable, on_written, self);
}

static void
finish (RawConnection *self, RawAction action)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  if (action == RAW_RESET)
    {
      g_assert_cmpint (setsockopt (g_socket_get_fd (self->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof (linger)), ==, 0);
      g_cancellable_cancel (self->cancellable);
      g_socket_close (self->socket, NULL);
    }
  else if (action == RAW_CLOSE || action == RAW_HALF_CLOSE)
    {
      g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
    }
}

static void
run (RawConnection *self)
{
  const RawStep *step;

  self->is_running = TRUE;
  if (self->step >= self->script->steps->len || self->is_gone)
    return;

  step = &g_array_index (self->script->steps, RawStep, self->step);
  if (step->action == RAW_SEND)
    {
      send_step (self, step);
      return;
    }

  self->step++;
  if (step->action == RAW_PAUSE)
    {
      run_later (self, step->number);
    }
  else if (step->action == RAW_SPLIT)
    {
      self->split = step->number;
      run (self);
    }
  else
    {
      self->step = self->script->steps->len;
      finish (self, step->action);
    }
}

RawConnection *
raw_connection_new (GSocket *socket, GIOStream *stream, const RawScript *script)
{
  RawConnection *self = g_new0 (RawConnection, 1);

  self->socket = g_object_ref (socket);
  self->stream = g_object_ref (stream);
  self->script = script;
  self->cancellable = g_cancellable_new ();
  self->request = g_string_new (NULL);
  g_assert_true (g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL));
  if (script == NULL)
    {
      g_socket_close (socket, NULL);
      return self;
    }

  if (script->at_once)
    run (self);
  read_more (self);

  return self;
}

void
raw_connection_reset (RawConnection *self)
{
  finish (self, RAW_RESET);
}

void
raw_connection_free (RawConnection *self)
{
  clear_timer (self);
  g_cancellable_cancel (self->cancellable);
  /* Not closed: a handshake that is under way on a thread would go on in whatever gets the descriptor's number next. */
  g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
  g_object_unref (self->cancellable);
  g_object_unref (self->stream);
  g_object_unref (self->socket);
  g_string_free (self->request, TRUE);
  g_free (self);
}

const GString *
raw_connection_get_request (const RawConnection *self)
{
  return self->has_request ? self->request : NULL;
}

gboolean
raw_connection_is_gone (const RawConnection *self)
{
  return self->is_gone;
}
