/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <errno.h>
#include <glib-unix.h>
#include <limits.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "weir-printer.h"

/* A terminal says "writable" although its buffer takes little more than this. */
#define TERMINAL_PIECE 512u
#define FILE_PIECE (256u * 1024)
/* Printed bytes kept before the rest is moved to the front. */
#define COMPACT_AT (64u * 1024)

struct _WeirPrinter
{
  int fd;
  gsize limit;
  WeirPrinterHandlers handlers;
  gpointer user_data;

  GString *buffer;
  gsize n_printed; /* of the buffer */
  gsize piece;     /* what one write takes without blocking when poll() says writable */
  gboolean is_socket;
  gboolean may_block; /* else it is a file on disk: writing takes as long as it takes */
  gboolean high;
  WeirPrinterState state;
  GError *error;
  GSource *writable;
  GSource *closed;
  GSource *over;
};

static gboolean on_closed (int fd, GIOCondition condition, gpointer data);

static void
destroy_source (GSource **source)
{
  if (*source != NULL)
    {
      g_source_destroy (*source);
      g_clear_pointer (source, g_source_unref);
    }
}

static GSource *
watch_fd (WeirPrinter *self, GIOCondition condition, GUnixFDSourceFunc func)
{
  GSource *source = g_unix_fd_source_new (self->fd, condition);

  g_source_set_callback (source, G_SOURCE_FUNC (func), self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());

  return source;
}

WeirPrinter *
weir_printer_new (int fd, gsize limit, const WeirPrinterHandlers *handlers, gpointer user_data)
{
  WeirPrinter *self = g_new0 (WeirPrinter, 1);
  struct stat status;
  gboolean known = fstat (fd, &status) == 0;

  self->fd = fd;
  self->limit = limit;
  if (handlers != NULL)
    self->handlers = *handlers;
  self->user_data = user_data;
  self->buffer = g_string_sized_new (COMPACT_AT);
  self->is_socket = known && S_ISSOCK (status.st_mode);
  self->may_block = !known || !S_ISREG (status.st_mode);
  self->piece = !self->may_block || self->is_socket ? FILE_PIECE : known && S_ISCHR (status.st_mode) ? TERMINAL_PIECE : PIPE_BUF;
  /* A pipe whose reader is gone is noticed in silence too. */
  if (known && (S_ISFIFO (status.st_mode) || self->is_socket))
    self->closed = watch_fd (self, G_IO_ERR | G_IO_HUP, on_closed);

  return self;
}

void
weir_printer_free (WeirPrinter *self)
{
  destroy_source (&self->writable);
  destroy_source (&self->closed);
  destroy_source (&self->over);
  g_string_free (self->buffer, TRUE);
  g_clear_error (&self->error);
  g_free (self);
}

GString *
weir_printer_get_buffer (WeirPrinter *self)
{
  return self->buffer;
}

gsize
weir_printer_get_unprinted (const WeirPrinter *self)
{
  return self->state == WEIR_PRINTER_GOOD ? self->buffer->len - self->n_printed : 0;
}

WeirPrinterState
weir_printer_get_state (const WeirPrinter *self)
{
  return self->state;
}

const GError *
weir_printer_get_error (const WeirPrinter *self)
{
  return self->error;
}

static gboolean
tell_over (gpointer data)
{
  WeirPrinter *self = data;

  g_clear_pointer (&self->over, g_source_unref);
  if (self->handlers.over != NULL)
    self->handlers.over (self->user_data);

  return G_SOURCE_REMOVE;
}

static void
end_with (WeirPrinter *self, WeirPrinterState state)
{
  if (self->state != WEIR_PRINTER_GOOD)
    return;

  self->state = state;
  destroy_source (&self->writable);
  destroy_source (&self->closed);
  g_string_truncate (self->buffer, 0);
  self->n_printed = 0;
  self->over = g_idle_source_new ();
  g_source_set_priority (self->over, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->over, tell_over, self, NULL);
  g_source_attach (self->over, g_main_context_get_thread_default ());
}

static void
fail (WeirPrinter *self, int error_number)
{
  if (error_number == EPIPE || error_number == ECONNRESET)
    {
      end_with (self, WEIR_PRINTER_CLOSED);
      return;
    }

  if (self->error == NULL)
    g_set_error_literal (&self->error, G_IO_ERROR, (int) g_io_error_from_errno (error_number), g_strerror (error_number));
  end_with (self, WEIR_PRINTER_FAILED);
}

static gboolean
on_closed (int fd, GIOCondition condition, gpointer data)
{
  WeirPrinter *self = data;

  end_with (self, WEIR_PRINTER_CLOSED);

  return G_SOURCE_REMOVE;
}

/* Returns: bytes written; 0: not now; -1: failed */
static gssize
write_piece (WeirPrinter *self, const char *bytes, gsize n_bytes)
{
  struct pollfd poll_fd = { .fd = self->fd, .events = POLLOUT };
  gssize written;

  n_bytes = MIN (n_bytes, self->piece);

  if (self->is_socket)
    written = send (self->fd, bytes, n_bytes, MSG_DONTWAIT | MSG_NOSIGNAL);
  else if (self->may_block && poll (&poll_fd, 1, 0) == 0)
    return 0;
  else
    written = write (self->fd, bytes, n_bytes);

  if (written < 0 && (errno == EAGAIN || errno == EINTR))
    return 0;
  if (written < 0)
    fail (self, errno);

  return written;
}

static void
compact (WeirPrinter *self)
{
  if (self->n_printed == self->buffer->len)
    g_string_truncate (self->buffer, 0);
  else if (self->n_printed >= COMPACT_AT && self->n_printed >= self->buffer->len / 2)
    g_string_erase (self->buffer, 0, (gssize) self->n_printed);
  else
    return;

  self->n_printed = 0;
}

static void
judge_pressure (WeirPrinter *self)
{
  gsize unprinted = weir_printer_get_unprinted (self);
  gboolean high = self->high ? unprinted > self->limit / 2 : unprinted > self->limit;

  if (high == self->high)
    return;

  self->high = high;
  if (self->handlers.pressure != NULL)
    self->handlers.pressure (high, self->user_data);
}

static gboolean
on_writable (int fd, GIOCondition condition, gpointer data)
{
  WeirPrinter *self = data;

  g_clear_pointer (&self->writable, g_source_unref);
  weir_printer_flush (self);

  return G_SOURCE_REMOVE;
}

void
weir_printer_flush (WeirPrinter *self)
{
  gboolean had_some = weir_printer_get_unprinted (self) > 0;
  /* A fast reader gets the limit's worth in one go at most: the network has its turn too. */
  gsize turn = WEIR_LIMIT_TURN_BYTES;

  while (self->state == WEIR_PRINTER_GOOD && self->n_printed < self->buffer->len && turn > 0)
    {
      gssize written = write_piece (self, self->buffer->str + self->n_printed, self->buffer->len - self->n_printed);

      if (written <= 0)
        break;
      self->n_printed += (gsize) written;
      turn -= MIN (turn, (gsize) written);
    }

  if (self->state != WEIR_PRINTER_GOOD)
    {
      g_string_truncate (self->buffer, 0);
      judge_pressure (self);
      return;
    }

  compact (self);
  judge_pressure (self);
  if (self->buffer->len > 0)
    {
      if (self->writable == NULL)
        self->writable = watch_fd (self, G_IO_OUT, on_writable);
    }
  else if (had_some && self->handlers.drained != NULL)
    self->handlers.drained (self->user_data);
}
