/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-listener.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#define ACCEPTS_PER_TURN 256
/* More than this the kernel does not hold beyond what the peer's window takes: it would be megabytes for each that does not read. */
#define UNSENT_BYTES (64 * 1024)
/* A peer that vanished is noticed after two minutes. */
#define KEEP_ALIVE_IDLE_S 60
#define KEEP_ALIVE_INTERVAL_S 15
#define KEEP_ALIVE_PROBES 4

struct _WeirListener
{
  GSocket *socket;
  GInetSocketAddress *address;
  GSource *source; /* while accepting: the socket; while paused: a timer */
  gboolean paused;
  WeirAcceptedFunc accepted_func;
  WeirAcceptPausedFunc paused_func;
  gpointer user_data;
};

static gboolean on_incoming (int fd, GIOCondition condition, gpointer user_data);

static void
watch (WeirListener *self)
{
  self->source = g_unix_fd_source_new (g_socket_get_fd (self->socket), G_IO_IN);
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_incoming), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

static void
unwatch (WeirListener *self)
{
  g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

static gboolean
on_pause_over (gpointer user_data)
{
  WeirListener *self = user_data;

  unwatch (self);
  watch (self);
  return G_SOURCE_REMOVE;
}

static void
pause_accepting (WeirListener *self, int reason)
{
  unwatch (self);
  self->source = g_timeout_source_new (WEIR_LIMIT_ACCEPT_PAUSE_US / G_TIME_SPAN_MILLISECOND);
  g_source_set_callback (self->source, on_pause_over, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());

  if (!self->paused)
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (reason), g_strerror (reason));

      self->paused_func (error, self->user_data);
    }
  self->paused = TRUE;
}

/* Errors of a connection that was gone before it was accepted (accept(2)); all others are ours: no descriptors, no memory. */
static gboolean
is_of_peer (int error)
{
  static const int of_peer[] = { ECONNABORTED, EINTR,        EPROTO, ENETDOWN,   ENOPROTOOPT, EHOSTDOWN,
                                 ENONET,       EHOSTUNREACH, EPERM,  EOPNOTSUPP, ENETUNREACH, ETIMEDOUT };

  for (guint i = 0; i < G_N_ELEMENTS (of_peer); i++)
    if (error == of_peer[i])
      return TRUE;

  return FALSE;
}

static gboolean
on_incoming (int fd, GIOCondition condition, gpointer user_data)
{
  WeirListener *self = user_data;

  for (guint i = 0; i < ACCEPTS_PER_TURN; i++)
    {
      int client = accept4 (fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

      if (client >= 0)
        {
          self->accepted_func (client, self->user_data);
        }
      else if (errno == EAGAIN)
        {
          /* Only now there is nobody left who waits. */
          self->paused = FALSE;
          break;
        }
      else if (!is_of_peer (errno))
        {
          pause_accepting (self, errno);
          return G_SOURCE_REMOVE;
        }
    }

  return G_SOURCE_CONTINUE;
}

static GSocketAddress *
parse_address (const char *text, guint16 port, GError **error)
{
  g_autoptr (GInetAddress) inet = NULL;

  if (text == NULL || g_ascii_strcasecmp (text, "localhost") == 0)
    inet = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  else
    inet = g_inet_address_new_from_string (text);
  if (inet == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("“%s” is not an address to listen on; give an IP address such as 127.0.0.1, ::1 or 0.0.0.0"), text);
      return NULL;
    }

  return g_inet_socket_address_new (inet, port);
}

/* Puts the reason into words that say what to try. */
static void
explain (GError **error, GSocketAddress *address)
{
  g_autofree char *name = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));
  g_autofree char *text = NULL;

  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    text = g_strdup_printf (_ ("Another program listens on %s already; choose another port, or 0 for any free one"), name);
  else if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    text = g_strdup_printf (_ ("Not permitted to listen on %s; ports below 1024 are reserved, choose a higher one"), name);
  else if (strstr ((*error)->message, g_strerror (EADDRNOTAVAIL)) != NULL)
    text = g_strdup_printf (_ ("Cannot listen on %s: it is not an address of this machine"), name);
  else
    text = g_strdup_printf (_ ("Cannot listen on %s: %s"), name, (*error)->message);

  g_free ((*error)->message);
  (*error)->message = g_steal_pointer (&text);
}

static gboolean
set_options (GSocket *socket, GError **error)
{
  /* Accepted sockets inherit these: no call for each client. */
  return g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, error) &&
         g_socket_set_option (socket, IPPROTO_TCP, TCP_NOTSENT_LOWAT, UNSENT_BYTES, error) &&
         g_socket_set_option (socket, SOL_SOCKET, SO_KEEPALIVE, 1, error) &&
         g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPIDLE, KEEP_ALIVE_IDLE_S, error) &&
         g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPINTVL, KEEP_ALIVE_INTERVAL_S, error) &&
         g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPCNT, KEEP_ALIVE_PROBES, error);
}

static GSocket *
open_socket (GSocketAddress *address, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;

  g_socket_set_blocking (socket, FALSE);
  g_socket_set_listen_backlog (socket, WEIR_LIMIT_LISTEN_BACKLOG);
  if (!set_options (socket, error) || !g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;

  return g_steal_pointer (&socket);
}

WeirListener *
weir_listener_new (const char *address, guint16 port, WeirAcceptedFunc accepted, WeirAcceptPausedFunc paused, gpointer user_data,
                   GError **error)
{
  g_autoptr (GSocketAddress) wanted = parse_address (address, port, error);
  g_autoptr (GSocketAddress) local = NULL;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) reason = NULL;
  WeirListener *self;

  if (wanted == NULL)
    return NULL;

  socket = open_socket (wanted, &reason);
  if (socket != NULL)
    local = g_socket_get_local_address (socket, &reason);
  if (local == NULL)
    {
      explain (&reason, wanted);
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  self = g_new0 (WeirListener, 1);
  self->socket = g_steal_pointer (&socket);
  self->address = G_INET_SOCKET_ADDRESS (g_steal_pointer (&local));
  self->accepted_func = accepted;
  self->paused_func = paused;
  self->user_data = user_data;
  watch (self);

  return self;
}

void
weir_listener_free (WeirListener *self)
{
  unwatch (self);
  g_object_unref (self->socket);
  g_object_unref (self->address);
  g_free (self);
}

guint16
weir_listener_get_port (const WeirListener *self)
{
  return g_inet_socket_address_get_port (self->address);
}

char *
weir_listener_dup_host (const WeirListener *self)
{
  GInetAddress *inet = g_inet_socket_address_get_address (self->address);
  g_autofree char *text = NULL;

  /* A wildcard is no address to go to. */
  if (g_inet_address_get_is_any (inet))
    {
      g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (g_inet_address_get_family (inet));

      text = g_inet_address_to_string (loopback);
    }
  else
    {
      text = g_inet_address_to_string (inet);
    }

  return strchr (text, ':') != NULL ? g_strdup_printf ("[%s]", text) : g_steal_pointer (&text);
}

gboolean
weir_listener_is_loopback (const WeirListener *self)
{
  return g_inet_address_get_is_loopback (g_inet_socket_address_get_address (self->address));
}
