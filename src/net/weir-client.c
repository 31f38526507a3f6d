/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-client-private.h"
#include "weir-limits.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <linux/sockios.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

/* Sent bytes are cut off the front of a queue once they are so many. */
#define QUEUE_COMPACT (256u * 1024)
#define RESET_POLL_US (5 * G_TIME_SPAN_MILLISECOND)

void
weir_client_watch (WeirClient *self, guint32 events)
{
  struct epoll_event event = { .events = events, .data.ptr = self };

  if (events == self->events)
    return;

  self->events = events;
  /* Cannot fail for a descriptor that is in the set. */
  (void) epoll_ctl (self->set->epoll_fd, EPOLL_CTL_MOD, self->fd, &event);
}

static gboolean
would_block (int error)
{
  return error == EAGAIN || error == EINTR || error == ENOBUFS || error == ENOMEM;
}

static gsize
send_parts (WeirClient *self, const struct iovec *parts, guint n_parts)
{
  struct msghdr message = { .msg_iov = (struct iovec *) parts, .msg_iovlen = n_parts };
  ssize_t n = sendmsg (self->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);

  if (n >= 0)
    return (gsize) n;
  /* The set's source hears of it too, and tells the owner there. */
  if (!would_block (errno))
    self->error = errno;
  return 0;
}

static void
queue_rest (WeirClient *self, const struct iovec *parts, guint n_parts, gsize n_sent)
{
  for (guint i = 0; i < n_parts; i++)
    {
      gsize skip = MIN (n_sent, parts[i].iov_len);

      n_sent -= skip;
      if (parts[i].iov_len == skip)
        continue;
      if (self->queue == NULL)
        self->queue = g_byte_array_new ();
      g_byte_array_append (self->queue, (const guint8 *) parts[i].iov_base + skip, (guint) (parts[i].iov_len - skip));
    }

  if (self->queue != NULL)
    weir_client_watch (self, self->events | EPOLLOUT);
}

void
weir_client_put (WeirClient *self, const struct iovec *parts, guint n_parts)
{
  gsize total = 0;
  gsize n_sent = 0;

  for (guint i = 0; i < n_parts; i++)
    total += parts[i].iov_len;
  if (self->queue == NULL && self->error == 0)
    n_sent = send_parts (self, parts, n_parts);
  if (n_sent < total && self->error == 0)
    queue_rest (self, parts, n_parts, n_sent);
}

void
weir_client_break (WeirClient *self, int error)
{
  self->error = error;
  weir_client_watch (self, self->events | EPOLLOUT);
}

gboolean
weir_client_send (WeirClient *self, const struct iovec *parts, guint n_parts)
{
  gsize total = 0;

  g_assert (self->state == WEIR_CLIENT_OPEN);

  for (guint i = 0; i < n_parts; i++)
    total += parts[i].iov_len;
  if (weir_client_get_queued (self) + total > WEIR_LIMIT_CLIENT_QUEUE)
    return FALSE;

  if (self->tls == NULL)
    weir_client_put (self, parts, n_parts);
  else if (self->error == 0 && !weir_tls_session_send (self->tls, parts, n_parts))
    weir_client_break (self, EIO);

  return TRUE;
}

gsize
weir_client_get_queued (const WeirClient *self)
{
  return self->queue != NULL ? self->queue->len - self->queue_start : 0;
}

void
weir_client_set_handlers (WeirClient *self, const WeirClientHandlers *handlers, gpointer client_data)
{
  self->handlers = handlers;
  self->data = client_data;
}

void
weir_client_set_due (WeirClient *self, gint64 time_us)
{
  weir_timer_queue_set (&self->set->timers, &self->timer, time_us);
  weir_client_set_arm (self->set);
}

static void
start_lingering (WeirClient *self)
{
  self->state = WEIR_CLIENT_LINGERING;
  /* Fails when the peer has reset the connection; then the set's source says so. */
  (void) shutdown (self->fd, SHUT_WR);
  weir_client_watch (self, EPOLLIN | EPOLLRDHUP);
  weir_client_set_due (self, g_get_monotonic_time () + WEIR_LIMIT_LINGER_US);
}

static void
reset_now (WeirClient *self)
{
  struct linger at_once = { 1, 0 };

  /* Should it fail, the peer sees FIN instead: nothing better is left to do. */
  (void) setsockopt (self->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  weir_client_set_bury (self->set, self);
}

/* An RST throws away what the kernel still holds because the peer's window is full. No event tells when that is gone. */
static void
try_reset (WeirClient *self, gint64 now_us)
{
  int unsent = 0;

  if (ioctl (self->fd, SIOCOUTQNSD, &unsent) < 0 || unsent == 0 || now_us - self->closed_us > WEIR_LIMIT_DRAIN_US)
    {
      reset_now (self);
      return;
    }

  self->state = WEIR_CLIENT_RESETTING;
  weir_client_set_due (self, now_us + RESET_POLL_US);
}

/* The queue is with the kernel. */
static void
finish (WeirClient *self)
{
  if (self->resets)
    try_reset (self, g_get_monotonic_time ());
  else
    start_lingering (self);
}

void
weir_client_close (WeirClient *self, WeirEnding ending)
{
  g_assert (self->state == WEIR_CLIENT_OPEN);

  self->handlers = NULL;
  if (self->tls != NULL && ending == WEIR_ENDING_CLOSE)
    weir_tls_session_end (self->tls);
  g_clear_pointer (&self->tls, weir_tls_session_free);
  if (self->error != 0)
    {
      weir_client_set_bury (self->set, self);
      return;
    }

  self->set->n_open--;
  self->state = WEIR_CLIENT_DRAINING;
  self->resets = ending == WEIR_ENDING_RESET;
  self->closed_us = g_get_monotonic_time ();
  if (self->queue == NULL)
    finish (self);
  else
    weir_client_set_due (self, self->closed_us + WEIR_LIMIT_DRAIN_US);
}

static void
flush_queue (WeirClient *self)
{
  struct iovec rest = { self->queue->data + self->queue_start, self->queue->len - self->queue_start };
  gsize n_sent = send_parts (self, &rest, 1);

  self->queue_start += n_sent;
  if (n_sent > 0 && self->state == WEIR_CLIENT_DRAINING)
    weir_client_set_due (self, g_get_monotonic_time () + WEIR_LIMIT_DRAIN_US);

  if (self->queue_start < self->queue->len && self->error == 0)
    {
      if (self->queue_start >= QUEUE_COMPACT)
        {
          g_byte_array_remove_range (self->queue, 0, (guint) self->queue_start);
          self->queue_start = 0;
        }
      return;
    }

  g_clear_pointer (&self->queue, g_byte_array_unref);
  self->queue_start = 0;
  weir_client_watch (self, self->events & ~(guint32) EPOLLOUT);
  if (self->error != 0)
    return;
  if (self->state == WEIR_CLIENT_DRAINING)
    finish (self);
  else if (self->handlers->drained != NULL)
    self->handlers->drained (self, self->data);
}

void
weir_client_lose (WeirClient *self, int error)
{
  const WeirClientHandlers *handlers = self->handlers;
  gboolean was_open = self->state == WEIR_CLIENT_OPEN;
  gboolean was_in_handshake = weir_client_is_in_handshake (self);
  gpointer data = self->data;
  g_autoptr (GError) reason = NULL;

  weir_client_set_bury (self->set, self);
  if (!was_open || handlers->gone == NULL)
    return;
  if (was_in_handshake)
    g_set_error_literal (&reason, G_TLS_ERROR, G_TLS_ERROR_EOF,
                         _ ("The client left during the TLS handshake; often it does not trust the certificate"));
  else if (error != 0)
    reason = g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (error), g_strerror (error));
  handlers->gone (self, reason, data);
}

static void
take_in (WeirClient *self, WeirSpan bytes)
{
  if (self->tls == NULL && self->handlers->received != NULL)
    self->handlers->received (self, bytes, self->data);
  /* The handler of the first bytes may have started it. */
  if (self->tls != NULL)
    weir_client_tls_received (self, bytes);
}

static void
receive (WeirClient *self)
{
  ssize_t n = recv (self->fd, self->set->buffer, WEIR_LIMIT_READ, MSG_DONTWAIT);

  if (n < 0 && would_block (errno))
    return;

  if (n < 0)
    weir_client_lose (self, errno);
  else if (n > 0 && self->state == WEIR_CLIENT_OPEN)
    take_in (self, weir_span (self->set->buffer, (gsize) n));
  else if (n == 0 && (self->state == WEIR_CLIENT_DRAINING || self->state == WEIR_CLIENT_RESETTING))
    weir_client_watch (self, self->events & EPOLLOUT); /* it may have closed one direction only: let it have the rest */
  else if (n == 0)
    weir_client_lose (self, 0);
}

void
weir_client_handle_events (WeirClient *self, guint32 events)
{
  if (self->state != WEIR_CLIENT_DEAD && (events & EPOLLOUT) != 0 && self->queue != NULL)
    flush_queue (self);
  if (self->state == WEIR_CLIENT_DEAD)
    return;

  if (self->error != 0)
    weir_client_lose (self, self->error);
  else if ((events & (EPOLLERR | EPOLLHUP)) != 0 && (self->events & EPOLLIN) == 0)
    weir_client_lose (self, ECONNRESET);
  else if ((events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0)
    receive (self);
}

void
weir_client_handle_due (WeirClient *self, gint64 now_us)
{
  if (self->state == WEIR_CLIENT_OPEN)
    {
      if (self->handlers->due != NULL)
        self->handlers->due (self, now_us, self->data);
    }
  else if (self->state == WEIR_CLIENT_RESETTING)
    {
      try_reset (self, now_us);
    }
  else
    {
      weir_client_set_bury (self->set, self);
    }
}

char *
weir_client_dup_remote (const WeirClient *self)
{
  struct sockaddr_storage native;
  socklen_t size = sizeof native;
  g_autoptr (GSocketAddress) address = NULL;

  if (getpeername (self->fd, (struct sockaddr *) &native, &size) == 0)
    address = g_socket_address_new_from_native (&native, size);
  /* "127.0.0.1:40312", "[::1]:40312" */
  return address != NULL ? g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address)) : g_strdup ("");
}
