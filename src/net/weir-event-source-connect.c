/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#include "weir-event-source-private.h"
#include "weir-failure-tls.h"
#include "weir-session.h"
#include "weir-timer.h"

/* A peer that vanished without a word is found after two minutes; Linux would take two hours. */
#define KEEPALIVE_IDLE_S 60
#define KEEPALIVE_INTERVAL_S 15
#define KEEPALIVE_PROBES 4

static double
to_seconds (gint64 time_us)
{
  return (double) time_us / G_TIME_SPAN_SECOND;
}

static gboolean
on_connect_deadline (gpointer user_data)
{
  WeirAttempt *self = user_data;
  const char *host = g_uri_get_host (self->target.uri);

  weir_attempt_end (self,
                    weir_failure_new (WEIR_REASON_TIMEOUT, _ ("No connection to %s within %g s. A firewall may drop what is sent to it."),
                                      host, to_seconds (self->source->options->connect_timeout_us)));

  return G_SOURCE_REMOVE;
}

static gboolean
on_head_deadline (gpointer user_data)
{
  WeirAttempt *self = user_data;

  weir_attempt_end (self, weir_failure_new (WEIR_REASON_TIMEOUT, _ ("Connected, but no response head came within %g s"),
                                            to_seconds (self->source->options->head_timeout_us)));

  return G_SOURCE_REMOVE;
}

static void
arm_deadline (WeirAttempt *self, gint64 timeout_us, GSourceFunc func)
{
  if (timeout_us > 0)
    weir_timer_arm (&self->deadline, self->source->context, g_get_monotonic_time () + timeout_us, func, self);
  else
    weir_timer_clear (&self->deadline);
}

/* Keep-alive finds a peer that is gone for good; HTTP/2 hides it, so its socket is watched. */
static void
take_socket (WeirAttempt *self, GIOStream *connection)
{
  GSocket *socket;

  if (!G_IS_SOCKET_CONNECTION (connection))
    return;

  socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection));
  /* What cannot be set leaves the system's own times; the stream works all the same. */
  g_socket_set_keepalive (socket, TRUE);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPIDLE, KEEPALIVE_IDLE_S, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPINTVL, KEEPALIVE_INTERVAL_S, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPCNT, KEEPALIVE_PROBES, NULL);
  g_set_object (&self->socket, socket);
}

/* The system's is known from here on only. */
static void
take_proxy (WeirAttempt *self, GIOStream *connection)
{
  g_autoptr (GSocketAddress) address = NULL;

  if (G_IS_SOCKET_CONNECTION (connection))
    address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
  g_free (self->proxy);
  self->proxy = G_IS_PROXY_ADDRESS (address) ? g_strdup (g_proxy_address_get_uri (G_PROXY_ADDRESS (address))) : NULL;
}

static void
on_network_event (SoupMessage *message, GSocketClientEvent event, GIOStream *connection, WeirAttempt *self)
{
  WeirSteps *steps = &self->steps;
  gint64 now_us = g_get_monotonic_time ();

  switch (event)
    {
    case G_SOCKET_CLIENT_RESOLVING:
      steps->resolving_us = now_us;
      break;
    case G_SOCKET_CLIENT_RESOLVED:
      steps->resolved_us = now_us;
      break;
    case G_SOCKET_CLIENT_CONNECTING:
      if (steps->connecting_us == 0)
        steps->connecting_us = now_us;
      take_proxy (self, connection);
      break;
    case G_SOCKET_CLIENT_CONNECTED:
      steps->connected_us = now_us;
      take_socket (self, connection);
      break;
    case G_SOCKET_CLIENT_TLS_HANDSHAKING:
      steps->handshaking_us = now_us;
      break;
    case G_SOCKET_CLIENT_TLS_HANDSHAKED:
      steps->handshaked_us = now_us;
      break;
    case G_SOCKET_CLIENT_COMPLETE:
      steps->complete_us = now_us;
      self->source->state = WEIR_SOURCE_SENT;
      arm_deadline (self, self->source->options->head_timeout_us, on_head_deadline);
      /* Last: the sink may stop it. */
      weir_event_source_report_sent (self->source);
      break;
    case G_SOCKET_CLIENT_PROXY_NEGOTIATING:
    case G_SOCKET_CLIENT_PROXY_NEGOTIATED:
    default:
      break;
    }
}

static gsize
count_header_bytes (SoupMessageHeaders *headers)
{
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;
  gsize n_bytes = strlen ("HTTP/1.1 103\r\n\r\n");

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    n_bytes += strlen (name) + strlen (value) + strlen (": \r\n");

  return n_bytes;
}

/* libsoup takes any number of interim responses. */
static void
on_interim (SoupMessage *message, WeirAttempt *self)
{
  self->n_interim++;
  self->n_interim_bytes += count_header_bytes (soup_message_get_response_headers (message));

  if (soup_message_get_status (message) == SOUP_STATUS_SWITCHING_PROTOCOLS)
    weir_attempt_end (self,
                      weir_failure_new (WEIR_REASON_PROTOCOL, _ ("The server switched to another protocol, which was not asked for")));
  else if (self->n_interim > WEIR_LIMIT_INTERIM_RESPONSES || self->n_interim_bytes > WEIR_LIMIT_INTERIM_BYTES)
    weir_attempt_end (self, weir_failure_new (WEIR_REASON_LIMIT, _ ("The server sends interim responses (1xx) without end")));
}

static void
on_head (SoupMessage *message, WeirAttempt *self)
{
  weir_attempt_guard_error_body (self);
}

static gboolean
on_accept_certificate (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags flags, WeirAttempt *self)
{
  return self->source->options->insecure || weir_session_accepts (self->source->extra_roots, certificate, self->target.uri);
}

static void
close_stray (GInputStream *stream)
{
  if (stream != NULL)
    g_input_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

/* A head that broke off looks like one that is none, a close in the handshake like no TLS. From a server that was a good one before
 * either may well pass; a certificate that is refused will not. */
static void
end_before_head (WeirAttempt *self, const GError *error)
{
  const char *proxy = self->proxy != NULL ? self->proxy : self->source->options->proxy;
  WeirFailure failure = weir_failure_before_head (error, self->message, proxy);

  if (failure.reason == WEIR_REASON_PROTOCOL || weir_failure_is_not_tls (error))
    failure.transient = self->source->was_open;
  weir_attempt_end (self, failure);
}

static void
on_sent (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WeirAttempt) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (session), result, &error);
  WeirEventSource *source = self->source;

  if (source == NULL)
    {
      close_stray (stream);
      return;
    }

  weir_event_source_ref (source);
  weir_timer_clear (&self->deadline);
  self->steps.head_us = g_get_monotonic_time ();
  if (stream != NULL)
    weir_attempt_take_response (self, stream);
  else
    end_before_head (self, error);
  weir_event_source_unref (source);
}

static void
send_hop (WeirAttempt *self, const WeirHeaderList *headers)
{
  self->steps = (WeirSteps){ 0 };
  self->source->state = WEIR_SOURCE_CONNECTING;
  self->message = weir_attempt_create_message (self, headers);
  g_signal_connect (self->message, "network-event", G_CALLBACK (on_network_event), self);
  g_signal_connect (self->message, "got-informational", G_CALLBACK (on_interim), self);
  g_signal_connect (self->message, "got-headers", G_CALLBACK (on_head), self);
  g_signal_connect (self->message, "accept-certificate", G_CALLBACK (on_accept_certificate), self);

  /* As with what else says who one is. */
  if (self->source->identity != NULL && !self->target.is_foreign)
    soup_message_set_tls_client_certificate (self->message, self->source->identity);

  arm_deadline (self, self->source->options->connect_timeout_us, on_connect_deadline);
  soup_session_send_async (self->source->session, self->message, G_PRIORITY_DEFAULT, self->cancellable, on_sent, weir_attempt_ref (self));
}

static void
report_connecting (WeirAttempt *self, const WeirHeaderList *headers, gboolean id_not_sent)
{
  const WeirRequestOptions *options = self->source->options;
  g_autofree char *url = g_uri_to_string (self->target.uri);
  WeirReport report = { .kind = WEIR_REPORT_CONNECTING };

  report.connecting.attempt = self->source->n_attempts;
  report.connecting.wall_us = g_get_real_time ();
  report.connecting.method = weir_attempt_get_method (self);
  report.connecting.url = url;
  report.connecting.id_not_sent = id_not_sent;
  if (!id_not_sent)
    report.connecting.last_event_id = weir_parser_get_last_event_id (self->source->parser);
  report.connecting.headers = weir_header_list_get (headers, &report.connecting.n_headers);
  if (options->body != NULL && !self->target.as_get)
    {
      gsize n_bytes;
      const char *bytes = g_bytes_get_data (options->body, &n_bytes);

      report.connecting.body = weir_span (bytes, n_bytes);
    }
  weir_event_source_report (self->source, &report, g_get_monotonic_time ());
}

/* What the files hold is read once. */
static void
load_certificates (WeirAttempt *self)
{
  WeirEventSource *source = self->source;
  const WeirRequestOptions *options = source->options;
  g_autoptr (GError) error = NULL;

  if (options->ca_file != NULL && source->extra_roots == NULL)
    source->extra_roots = weir_session_load_extra_roots (options->ca_file, &error);
  if (options->cert_file != NULL && source->identity == NULL && error == NULL)
    source->identity = weir_session_load_identity (options->cert_file, options->key_file, &error);
  if (error != NULL)
    weir_attempt_end (self, weir_failure_new (WEIR_REASON_TLS, "%s", error->message));
}

void
weir_attempt_start (WeirEventSource *source)
{
  g_autoptr (WeirAttempt) self = g_new0 (WeirAttempt, 1);
  g_auto (WeirHeaderList) headers = { NULL };
  gboolean id_not_sent;

  self->n_refs = 2; /* this function's and the source's */
  self->source = weir_event_source_ref (source);
  self->cancellable = g_cancellable_new ();
  self->is_permanent = TRUE;
  weir_target_set (&self->target, &source->home);
  source->attempt = self;
  source->n_attempts++;
  source->state = WEIR_SOURCE_CONNECTING;
  weir_parser_reset (source->parser);

  weir_attempt_list_headers (self, &headers, &id_not_sent);
  report_connecting (self, &headers, id_not_sent);

  if (self->source != NULL)
    load_certificates (self);
  if (self->source != NULL)
    send_hop (self, &headers);
  weir_event_source_unref (source);
}

void
weir_attempt_redirect (WeirAttempt *self, WeirTarget *to, guint status)
{
  g_autofree char *url = g_uri_to_string (to->uri);
  g_auto (WeirHeaderList) headers = { NULL };
  WeirReport report = { .kind = WEIR_REPORT_REDIRECT };
  gboolean id_not_sent;

  self->n_redirects++;
  self->status = 0;
  weir_target_set (&self->target, to);
  self->is_permanent = self->is_permanent && weir_redirect_is_permanent (status);
  if (self->is_permanent)
    weir_target_set (&self->source->home, to);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->body, weir_body_free);

  report.redirect.status = status;
  report.redirect.url = url;
  weir_event_source_report (self->source, &report, self->steps.head_us);
  if (self->source == NULL)
    return;

  weir_attempt_list_headers (self, &headers, &id_not_sent);
  send_hop (self, &headers);
}
