/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "raw-server.h"

#include <string.h>
#include <unistd.h>

#include "closed-port.h"
#include "raw-connection.h"

struct _RawServer
{
  GSocketService *service;
  guint16 port;
  int closed_port; /* once it no longer listens */
  GPtrArray *scripts;
  GPtrArray *connections; /* RawConnection */
  gboolean repeats_last;
  gboolean is_listening;
  gboolean is_tunnel;
  GString *tunnels; /* the CONNECT requests */
  GTlsCertificate *certificate;
  gboolean wants_certificates;
  GStrv protocols;
};

RawScript *
raw_script_new (void)
{
  RawScript *self = g_new0 (RawScript, 1);

  self->steps = g_array_new (FALSE, FALSE, sizeof (RawStep));

  return self;
}

void
raw_script_free (RawScript *self)
{
  for (guint i = 0; i < self->steps->len; i++)
    g_clear_pointer (&g_array_index (self->steps, RawStep, i).bytes, g_bytes_unref);
  g_array_unref (self->steps);
  g_free (self);
}

void
raw_script_add (RawScript *self, RawAction action, guint number)
{
  RawStep step = { action, NULL, number };

  g_array_append_val (self->steps, step);
}

void
raw_script_send (RawScript *self, const char *bytes, gsize n_bytes)
{
  RawStep step = { RAW_SEND, g_bytes_new (bytes, n_bytes), 0 };

  g_array_append_val (self->steps, step);
}

void
raw_script_send_text (RawScript *self, const char *text)
{
  raw_script_send (self, text, strlen (text));
}

static const RawScript *
get_script (const RawServer *self, guint index)
{
  if (index < self->scripts->len)
    return g_ptr_array_index (self->scripts, index);

  return self->repeats_last ? g_ptr_array_index (self->scripts, self->scripts->len - 1) : NULL;
}

static gboolean
accept_any (void)
{
  return TRUE;
}

static GIOStream *
wrap (const RawServer *self, GSocketConnection *connection)
{
  GIOStream *tls;

  if (self->certificate == NULL)
    return g_object_ref (G_IO_STREAM (connection));

  tls = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  g_assert_nonnull (tls);
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (tls), FALSE);
  if (self->wants_certificates)
    {
      g_object_set (tls, "authentication-mode", G_TLS_AUTHENTICATION_REQUIRED, NULL);
      g_signal_connect (tls, "accept-certificate", G_CALLBACK (accept_any), NULL);
    }
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (tls), (const char *const *) self->protocols);

  return tls;
}

static void
take_connection (RawServer *self, GSocketConnection *connection)
{
  g_autoptr (GIOStream) stream = wrap (self, connection);

  g_ptr_array_add (self->connections,
                   raw_connection_new (g_socket_connection_get_socket (connection), stream, get_script (self, self->connections->len)));
}

typedef struct
{
  RawServer *server;
  GSocketConnection *connection;
  char request[4096];
} Tunnel;

/* The client sends CONNECT in one piece and then waits for the answer. */
static void
on_connect_request (GObject *input, GAsyncResult *result, gpointer user_data)
{
  static const char answer[] = "HTTP/1.1 200 Connection established\r\n\r\n";
  Tunnel *tunnel = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (input), result, NULL);

  g_assert_true (n > 0 && g_str_has_prefix (tunnel->request, "CONNECT ") && g_str_has_suffix (tunnel->request, "\r\n\r\n"));
  g_string_append_len (tunnel->server->tunnels, tunnel->request, n);
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (tunnel->connection)), answer, sizeof (answer) - 1,
                                            NULL, NULL, NULL));
  take_connection (tunnel->server, tunnel->connection);
  g_object_unref (tunnel->connection);
  g_free (tunnel);
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source_object, RawServer *self)
{
  Tunnel *tunnel;

  if (!self->is_tunnel)
    {
      take_connection (self, connection);
      return TRUE;
    }

  tunnel = g_new0 (Tunnel, 1);
  tunnel->server = self;
  tunnel->connection = g_object_ref (connection);
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)), tunnel->request, sizeof (tunnel->request) - 1,
                             G_PRIORITY_DEFAULT, NULL, on_connect_request, tunnel);

  return TRUE;
}

RawServer *
raw_server_new (void)
{
  RawServer *self = g_new0 (RawServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->service = g_socket_service_new ();
  self->is_listening = TRUE;
  self->tunnels = g_string_new (NULL);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &bound,
                                 &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  self->scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) raw_script_free);
  self->connections = g_ptr_array_new_with_free_func ((GDestroyNotify) raw_connection_free);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);

  return self;
}

void
raw_server_want_certificates (RawServer *self)
{
  self->wants_certificates = TRUE;
}

void
raw_server_set_tls (RawServer *self, GTlsCertificate *certificate, const char *const *protocols)
{
  static const char *const http1[] = { "http/1.1", NULL };

  self->certificate = g_object_ref (certificate);
  self->protocols = g_strdupv ((GStrv) (protocols != NULL ? protocols : http1));
}

void
raw_server_set_tunnel (RawServer *self)
{
  self->is_tunnel = TRUE;
}

const char *
raw_server_get_tunnels (const RawServer *self)
{
  return self->tunnels->str;
}

void
raw_server_reset (RawServer *self, guint connection)
{
  raw_connection_reset (g_ptr_array_index (self->connections, connection));
}

void
raw_server_stop_listening (RawServer *self)
{
  if (!self->is_listening)
    return;

  self->is_listening = FALSE;
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  self->closed_port = closed_port_take (self->port);
}

void
raw_server_free (RawServer *self)
{
  g_signal_handlers_disconnect_by_data (self->service, self);
  raw_server_stop_listening (self);
  if (self->closed_port >= 0)
    close (self->closed_port);
  g_object_unref (self->service);
  g_ptr_array_unref (self->connections);
  g_ptr_array_unref (self->scripts);
  g_clear_object (&self->certificate);
  g_strfreev (self->protocols);
  g_string_free (self->tunnels, TRUE);
  g_free (self);
}

guint16
raw_server_get_port (const RawServer *self)
{
  return self->port;
}

void
raw_server_add (RawServer *self, RawScript *script)
{
  g_ptr_array_add (self->scripts, script);
}

void
raw_server_repeat_last (RawServer *self)
{
  self->repeats_last = TRUE;
}

guint
raw_server_get_n_connections (const RawServer *self)
{
  return self->connections->len;
}

const GString *
raw_server_get_request (const RawServer *self, guint connection)
{
  return connection < self->connections->len ? raw_connection_get_request (g_ptr_array_index (self->connections, connection)) : NULL;
}

gboolean
raw_server_is_gone (const RawServer *self, guint connection)
{
  return connection < self->connections->len && raw_connection_is_gone (g_ptr_array_index (self->connections, connection));
}

char *
raw_server_dup_header (const RawServer *self, guint connection, const char *name)
{
  const GString *request = raw_server_get_request (self, connection);
  g_auto (GStrv) lines = NULL;

  if (request == NULL)
    return NULL;

  lines = g_strsplit (request->str, "\r\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      gsize n = strlen (name);

      if (g_ascii_strncasecmp (lines[i], name, n) == 0 && g_str_has_prefix (lines[i] + n, ": "))
        return g_strdup (lines[i] + n + 2);
    }

  return NULL;
}
