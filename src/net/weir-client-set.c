/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-client-private.h"
#include "weir-limits.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define EVENTS_PER_TURN 256
/* So long timers may wait behind sockets. */
#define TIMERS_WAIT_US (G_TIME_SPAN_MILLISECOND / 2)

typedef struct
{
  GSource source;
  WeirClientSet *set;
} ClientSetSource;

/* One timer descriptor stands for the earliest of all timers: GLib's own are rounded to milliseconds. */
void
weir_client_set_arm (WeirClientSet *self)
{
  const WeirTimer *first = weir_timer_queue_peek (&self->timers);
  gint64 due_us = first != NULL ? MAX (first->due_us, 1) : 0;
  struct itimerspec spec = { { 0, 0 }, { due_us / G_USEC_PER_SEC, due_us % G_USEC_PER_SEC * 1000 } };

  if (self->dispatching || due_us == self->armed_us)
    return;

  self->armed_us = due_us;
  /* Cannot fail: the descriptor is ours and the time is in range. */
  (void) timerfd_settime (self->timer_fd, TFD_TIMER_ABSTIME, &spec, NULL);
}

static void
run_timers (WeirClientSet *self)
{
  gint64 start_us = g_get_monotonic_time ();
  gint64 now_us = start_us;
  WeirTimer *timer;

  while ((timer = weir_timer_queue_peek (&self->timers)) != NULL && timer->due_us <= now_us)
    {
      weir_timer_queue_set (&self->timers, timer, G_MAXINT64);
      weir_client_handle_due ((WeirClient *) timer, now_us);
      now_us = g_get_monotonic_time ();
      /* The rest waits for the next turn, behind sockets that became ready. */
      if (now_us - start_us >= WEIR_LIMIT_SCRIPT_TURN_US)
        break;
    }
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  WeirClientSet *self = ((ClientSetSource *) source)->set;
  struct epoll_event events[EVENTS_PER_TURN];
  int n = epoll_wait (self->epoll_fd, events, EVENTS_PER_TURN, 0);
  gint64 looked_us = g_get_monotonic_time ();

  self->dispatching = TRUE;
  for (int i = 0; i < n; i++)
    {
      gint64 now_us = g_get_monotonic_time ();

      /* Many handshakes or requests at once are not to hold up a script that is on time. */
      if (now_us - looked_us >= TIMERS_WAIT_US)
        {
          run_timers (self);
          looked_us = now_us;
        }
      if (events[i].data.ptr != NULL)
        weir_client_handle_events (events[i].data.ptr, events[i].events);
      else
        self->armed_us = -1; /* it fired; setting it again clears that */
    }
  run_timers (self);
  self->dispatching = FALSE;

  weir_client_set_arm (self);
  g_ptr_array_set_size (self->dead, 0);
  return G_SOURCE_CONTINUE;
}

static const GSourceFuncs source_funcs = { .dispatch = dispatch };

WeirClientSet *
weir_client_set_new (GError **error)
{
  WeirClientSet *self = g_new0 (WeirClientSet, 1);
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = NULL };

  self->epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  self->timer_fd = timerfd_create (CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  if (self->epoll_fd < 0 || self->timer_fd < 0 || epoll_ctl (self->epoll_fd, EPOLL_CTL_ADD, self->timer_fd, &event) < 0)
    {
      int saved = errno;

      if (self->epoll_fd >= 0)
        close (self->epoll_fd);
      if (self->timer_fd >= 0)
        close (self->timer_fd);
      g_free (self);
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), _ ("Cannot watch connections: %s; raise the limit of open files"),
                   g_strerror (saved));
      return NULL;
    }

  weir_timer_queue_init (&self->timers);
  self->clients = g_ptr_array_new ();
  self->dead = g_ptr_array_new_with_free_func (g_free);
  self->buffer = g_malloc (WEIR_LIMIT_READ);
  self->source = g_source_new ((GSourceFuncs *) &source_funcs, sizeof (ClientSetSource));
  ((ClientSetSource *) self->source)->set = self;
  g_source_set_static_name (self->source, "weir-client-set");
  self->epoll_tag = g_source_add_unix_fd (self->source, self->epoll_fd, G_IO_IN);
  g_source_attach (self->source, g_main_context_get_thread_default ());

  return self;
}

void
weir_client_set_free (WeirClientSet *self)
{
  g_assert (!self->dispatching);

  g_source_destroy (self->source);
  g_source_unref (self->source);
  for (guint i = self->clients->len; i > 0; i--)
    weir_client_set_bury (self, g_ptr_array_index (self->clients, i - 1));
  g_ptr_array_unref (self->clients);
  g_ptr_array_unref (self->dead);
  weir_timer_queue_clear (&self->timers);
  close (self->timer_fd);
  close (self->epoll_fd);
  g_free (self->buffer);
  g_free (self);
}

WeirClient *
weir_client_set_add (WeirClientSet *self, int fd, const WeirClientHandlers *handlers, gpointer client_data, GError **error)
{
  WeirClient *client = g_new0 (WeirClient, 1);
  struct epoll_event event = { .events = EPOLLIN | EPOLLRDHUP, .data.ptr = client };

  if (epoll_ctl (self->epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0)
    {
      int saved = errno;

      close (fd);
      g_free (client);
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved), g_strerror (saved));
      return NULL;
    }

  client->set = self;
  client->fd = fd;
  client->events = event.events;
  client->handlers = handlers;
  client->data = client_data;
  client->index = self->clients->len;
  g_ptr_array_add (self->clients, client);
  self->n_open++;

  return client;
}

/* Takes a client out of everything; its memory stays until no event of this dispatch can name it. */
void
weir_client_set_bury (WeirClientSet *self, WeirClient *client)
{
  WeirClient *last;

  if (client->state == WEIR_CLIENT_OPEN)
    self->n_open--;
  client->state = WEIR_CLIENT_DEAD;
  weir_timer_queue_set (&self->timers, &client->timer, G_MAXINT64);
  close (client->fd);
  client->fd = -1;
  g_clear_pointer (&client->queue, g_byte_array_unref);
  g_clear_pointer (&client->tls, weir_tls_session_free);

  last = g_ptr_array_index (self->clients, self->clients->len - 1);
  last->index = client->index;
  g_ptr_array_index (self->clients, client->index) = last;
  g_ptr_array_set_size (self->clients, (int) self->clients->len - 1);

  if (self->dispatching)
    g_ptr_array_add (self->dead, client);
  else
    g_free (client);
}

guint
weir_client_set_get_n_clients (const WeirClientSet *self)
{
  return self->n_open;
}

guint
weir_client_set_get_n_lingering (const WeirClientSet *self)
{
  return self->clients->len - self->n_open;
}
