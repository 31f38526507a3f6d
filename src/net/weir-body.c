/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-body-private.h"
#include "weir-limits.h"

static gboolean
has_type_name (gpointer object, const char *name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (object), name);
}

/* The connection's stream, when exactly the chain is there under which the bytes are those of the connection. */
static GPollableInputStream *
find_connection_stream (GInputStream *stream)
{
  static const char *const chain[] = { "SoupClientInputStream", "SoupBodyInputStream", "SoupFilterInputStream" };

  for (gsize i = 0; i < G_N_ELEMENTS (chain); i++)
    {
      if (i > 0)
        stream = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream));
      if (stream == NULL || !G_IS_FILTER_INPUT_STREAM (stream) || !has_type_name (stream, chain[i]))
        return NULL;
    }

  return G_IS_POLLABLE_INPUT_STREAM (stream) ? G_POLLABLE_INPUT_STREAM (stream) : NULL;
}

/* The socket's descriptor when nothing stands between it and @connection_stream that may hold bytes back; else -1. */
static int
find_fd (GPollableInputStream *connection_stream)
{
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (connection_stream));
  g_autoptr (GSocket) socket = NULL;

  if (base == NULL || !has_type_name (base, "GSocketInputStream"))
    return -1;

  g_object_get (base, "socket", &socket, NULL);

  return socket != NULL ? g_socket_get_fd (socket) : -1;
}

WeirBody *
weir_body_new (SoupMessage *message, GInputStream *stream)
{
  WeirBody *self = g_new0 (WeirBody, 1);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  self->message = g_object_ref (message);
  self->stream = g_object_ref (stream);
  self->framing = soup_message_headers_get_encoding (headers);

  if (self->framing == SOUP_ENCODING_CONTENT_LENGTH)
    self->length = (guint64) soup_message_headers_get_content_length (headers);

  if (self->framing == SOUP_ENCODING_CHUNKED && soup_message_get_http_version (message) != SOUP_HTTP_2_0)
    self->pollable = find_connection_stream (stream);
  self->is_direct = self->pollable != NULL;
  self->fd = self->is_direct ? find_fd (self->pollable) : -1;
  if (self->is_direct)
    weir_chunked_init (&self->chunked);
  else
    self->pollable = G_POLLABLE_INPUT_STREAM (stream);

  return self;
}

void
weir_body_free (WeirBody *self)
{
  weir_body_close (self);
  g_clear_pointer (&self->coding, weir_content_coding_free);
  g_clear_error (&self->pending);
  g_free (self->raw);
  g_object_unref (self->stream);
  g_object_unref (self->message);
  g_free (self);
}

void
weir_body_set_coding (WeirBody *self, WeirCoding coding)
{
  self->coding = weir_content_coding_new (coding);
  self->raw = g_malloc (WEIR_LIMIT_READ);
}

gboolean
weir_body_is_direct (const WeirBody *self)
{
  return self->is_direct;
}

static void
on_closed (GObject *stream, GAsyncResult *result, gpointer message)
{
  /* What closing says does not matter: nothing more is wanted from this connection. */
  g_input_stream_close_finish (G_INPUT_STREAM (stream), result, NULL);
  g_object_unref (message);
}

void
weir_body_close (WeirBody *self)
{
  if (self->is_closed)
    return;

  self->is_closed = TRUE;
  weir_body_unwatch (self);
  g_input_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, on_closed, g_object_ref (self->message));
}

static WeirBodyResult
cut_short (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, _ ("The connection was closed before the response was complete"));

  return WEIR_BODY_ERROR;
}

/* The connection gave no more bytes: what that means. */
static WeirBodyResult
judge_end (const WeirBody *self, GError **error)
{
  if (self->is_direct)
    return cut_short (error); /* the last chunk ends the body before the connection does */

  /* libsoup takes its own chunk framing off: it has seen the end, or on 3.2 may have missed that there was none. */
  if (self->framing == SOUP_ENCODING_CONTENT_LENGTH)
    return self->n_raw == self->length ? WEIR_BODY_END : cut_short (error);

  return WEIR_BODY_CLOSED;
}

/* One read of the connection, the framing taken off; 0 bytes with WEIR_BODY_BYTES: only framing was there. */
static WeirBodyResult
read_once (WeirBody *self, char *buffer, gsize size, gsize *n_bytes, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gssize n = g_pollable_input_stream_read_nonblocking (self->pollable, buffer, size, NULL, &failure);

  if (n < 0 && g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return WEIR_BODY_WOULD_BLOCK;
  if (n == 0 || (n < 0 && g_error_matches (failure, G_TLS_ERROR, G_TLS_ERROR_EOF)))
    return judge_end (self, error); /* TLS that ended without its good-bye: the framing tells whether that matters */
  if (n < 0 && g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    return cut_short (error);
  if (n < 0)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return WEIR_BODY_ERROR;
    }

  *n_bytes = (gsize) n;
  if (!self->is_direct)
    return WEIR_BODY_BYTES;

  if (weir_chunked_decode (&self->chunked, buffer, *n_bytes, n_bytes, &self->pending) || *n_bytes > 0)
    return WEIR_BODY_BYTES; /* data before a bad chunk is delivered first */

  g_propagate_error (error, g_steal_pointer (&self->pending));
  return WEIR_BODY_ERROR;
}

/* Bytes with the framing taken off, the coding not. */
static WeirBodyResult
read_raw (WeirBody *self, char *buffer, gsize size, gsize *n_bytes, GError **error)
{
  WeirBodyResult result = WEIR_BODY_BYTES;

  *n_bytes = 0;
  while (result == WEIR_BODY_BYTES && *n_bytes == 0)
    {
      if (self->pending != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&self->pending));
          return WEIR_BODY_ERROR;
        }
      if (weir_chunked_is_done (&self->chunked))
        return WEIR_BODY_END;

      result = read_once (self, buffer, size, n_bytes, error);
    }
  self->n_raw += *n_bytes;

  return result;
}

/* What the end of the compressed bytes means. */
static WeirBodyResult
judge_coded_end (const WeirBody *self, WeirBodyResult end, GError **error)
{
  if (end == WEIR_BODY_ERROR || weir_content_coding_is_whole (self->coding))
    return end;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, _ ("The compressed response ended in the middle"));
  return WEIR_BODY_ERROR;
}

WeirBodyResult
weir_body_read (WeirBody *self, char *buffer, gsize size, gsize *n_bytes, GError **error)
{
  if (self->coding == NULL)
    return read_raw (self, buffer, size, n_bytes, error);

  for (;;)
    {
      WeirBodyResult result;
      gsize n_raw;

      if (!weir_content_coding_decode (self->coding, buffer, size, n_bytes, error))
        return WEIR_BODY_ERROR;
      if (*n_bytes > 0)
        return WEIR_BODY_BYTES;

      result = read_raw (self, self->raw, WEIR_LIMIT_READ, &n_raw, error);
      if (result == WEIR_BODY_END || result == WEIR_BODY_CLOSED)
        return judge_coded_end (self, result, error);
      if (result != WEIR_BODY_BYTES)
        return result;
      weir_content_coding_push (self->coding, self->raw, n_raw);
    }
}
