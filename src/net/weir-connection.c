/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-control.h"
#include "weir-limits.h"
#include "weir-server-private.h"

/* The type of the record that every TLS client begins with. */
#define TLS_HANDSHAKE 0x16

static gint64
request_timeout_us (const WeirServer *server)
{
  return server->options.request_timeout_us > 0 ? server->options.request_timeout_us : WEIR_LIMIT_REQUEST_HEAD_US;
}

void
weir_connection_report (const WeirConnection *self, WeirServed *served)
{
  if (!weir_server_is_told (self->server))
    return;

  served->client = self->number;
  served->time_us = g_get_monotonic_time ();
  served->path = self->path != NULL ? self->path : "";
  served->script = self->mount != NULL ? self->mount->name : "";
  served->session = self->session != NULL ? self->session : "";
  weir_server_tell (self->server, self, served);
}

/* Of a connection that has no request yet: why there will be none. */
static void
notice (const WeirConnection *self, const char *text)
{
  WeirServed served = { .kind = WEIR_SERVED_NOTICE, .text = text };

  weir_connection_report (self, &served);
}

void
weir_connection_ended (WeirConnection *self, const char *reason, guint64 n_bytes)
{
  WeirServed served = { .kind = WEIR_SERVED_ENDED, .reason = reason, .n_bytes = n_bytes };

  if (self->reply != NULL)
    {
      served.n_bytes = weir_reply_get_n_bytes (self->reply);
      served.n_events = weir_reply_get_n_events (self->reply);
    }
  if (self->counter != NULL && self->turn > self->counter->ended)
    {
      self->counter->ended = self->turn;
      self->counter->ended_us = g_get_monotonic_time ();
    }
  weir_connection_report (self, &served);
}

void
weir_connection_free (WeirConnection *self)
{
  g_queue_unlink (&self->server->connections, &self->link);
  g_clear_pointer (&self->reply, weir_reply_free);
  g_clear_pointer (&self->asked, g_bytes_unref);
  g_clear_pointer (&self->head, weir_request_head_free);
  g_clear_pointer (&self->received, g_byte_array_unref);
  weir_control_end_wait (self);
  g_clear_pointer (&self->delayed, weir_next_delayed_free);
  g_clear_pointer (&self->counter, weir_counter_unref);
  g_clear_pointer (&self->mount, weir_mount_unref);
  g_clear_pointer (&self->path, g_ref_string_release);
  g_clear_pointer (&self->session, g_ref_string_release);
  g_free (self->last_event_id);
  g_free (self->key);
  g_free (self);
}

/* Takes body bytes in. Returns: whether the body is whole, or is refused with @fault set */
static gboolean
take_body (WeirConnection *self, WeirSpan bytes, WeirFault *fault)
{
  gsize start = self->received->len;
  gsize n_data = bytes.len;

  if (bytes.len > 0)
    g_byte_array_append (self->received, (const guint8 *) bytes.data, (guint) bytes.len);
  if (self->head->chunked)
    {
      if (!weir_chunked_decode (&self->chunked, (char *) self->received->data + start, bytes.len, &n_data, NULL))
        *fault = (WeirFault){ 400, "The request's body is not in chunks as it says." };
      g_byte_array_set_size (self->received, (guint) (start + n_data));
      if (self->received->len > WEIR_LIMIT_REQUEST_BODY)
        *fault = (WeirFault){ 413, "The request's body is longer than 1 MiB." };
      return fault->status != 0 || weir_chunked_is_done (&self->chunked);
    }

  if (self->received->len < self->head->content_length)
    return FALSE;
  g_byte_array_set_size (self->received, (guint) self->head->content_length);
  return TRUE;
}

static void
on_received_body (WeirClient *client, WeirSpan bytes, gpointer data)
{
  WeirConnection *self = data;
  WeirFault fault = { 0, NULL };

  if (!take_body (self, bytes, &fault))
    return;

  weir_client_set_due (client, G_MAXINT64);
  if (fault.status != 0)
    weir_connection_answer_fault (self, &fault);
  else
    weir_server_route (self);
}

static void
on_request_due (WeirClient *client, gint64 now_us, gpointer data)
{
  WeirConnection *self = data;
  static const WeirFault fault = { 408, "The request was not whole in time." };

  if (self->received != NULL)
    {
      weir_connection_answer_fault (self, &fault);
      return;
    }

  /* Nothing came at all: a browser's connection in advance. No answer to what was not asked. */
  if (weir_client_is_in_handshake (client))
    notice (self, _ ("The TLS handshake was not over in time"));
  weir_client_close (client, WEIR_ENDING_CLOSE);
  weir_connection_free (self);
}

static void
on_request_gone (WeirClient *client, const GError *error, gpointer data)
{
  WeirConnection *self = data;

  if (error != NULL && error->domain == G_TLS_ERROR)
    notice (self, error->message);
  weir_connection_free (self);
}

static const WeirClientHandlers body_handlers = {
  .received = on_received_body,
  .due = on_request_due,
  .gone = on_request_gone,
};

/* The head is whole, @rest is what came behind it. */
static void
begin_body (WeirConnection *self, WeirSpan rest)
{
  GByteArray *received = self->received; /* @rest may point into it */
  struct iovec go_on = { (char *) "HTTP/1.1 100 Continue\r\n\r\n", 25 };

  self->received = g_byte_array_new ();
  weir_chunked_init (&self->chunked);
  weir_client_set_handlers (self->client, &body_handlers, self);
  weir_client_set_due (self->client, self->head_us + request_timeout_us (self->server));
  if (self->head->expects_continue && rest.len == 0)
    (void) weir_client_send (self->client, &go_on, 1); /* the queue is empty: it fits */
  on_received_body (self->client, rest, self);
  g_clear_pointer (&received, g_byte_array_unref);
}

/* Of a head that is refused: whether its request line names the control interface, whose errors are JSON. */
static gboolean
asks_for_control (WeirSpan bytes)
{
  const char *line_end = memchr (bytes.data, '\r', bytes.len);
  g_autofree char *line = g_strndup (bytes.data, line_end != NULL ? (gsize) (line_end - bytes.data) : 0);
  const char *target = strchr (line, ' ');

  return target != NULL && weir_control_is_path (target + 1);
}

/* A page of another name that resolves to this machine may not reach it (DNS rebinding). */
static gboolean
answers_to (const WeirServer *server, const char *authority)
{
  const char *const *hosts = server->options.hosts;

  if (authority == NULL || weir_authority_is_local (authority))
    return TRUE;
  if (hosts == NULL)
    return !server->is_loopback;

  for (gsize i = 0; hosts[i] != NULL; i++)
    if (weir_authority_has_host (authority, hosts[i]))
      return TRUE;

  return FALSE;
}

static void
take_head (WeirConnection *self, WeirSpan bytes, gsize n_head)
{
  WeirFault fault = { 0, NULL };

  self->head_us = g_get_monotonic_time ();
  if (weir_server_is_told (self->server))
    self->asked = g_bytes_new (bytes.data, n_head);
  self->head = weir_request_head_new (weir_span (bytes.data, n_head), &fault);
  if (self->head != NULL)
    {
      self->path = g_ref_string_new (self->head->path);
      self->session = g_ref_string_new (self->head->session);
      if (!answers_to (self->server, self->head->authority))
        fault = (WeirFault){ 403, "This server answers for localhost and IP addresses only, and for names given with --host." };
    }

  else if (asks_for_control (bytes))
    {
      self->path = g_ref_string_new (WEIR_CONTROL_ROOT);
    }

  if (fault.status != 0)
    {
      weir_connection_answer_fault (self, &fault);
    }
  else if (self->head->chunked || self->head->content_length > 0)
    {
      begin_body (self, weir_span (bytes.data + n_head, bytes.len - n_head));
    }
  else
    {
      weir_client_set_due (self->client, G_MAXINT64);
      g_clear_pointer (&self->received, g_byte_array_unref);
      weir_server_route (self);
    }
}

static void
on_received_head (WeirClient *client, WeirSpan bytes, gpointer data)
{
  WeirConnection *self = data;
  static const WeirFault too_long = { 431, "The request's head is longer than 16 KiB." };
  gsize n_head;

  if (self->received != NULL)
    {
      g_byte_array_append (self->received, (const guint8 *) bytes.data, (guint) bytes.len);
      bytes = weir_span ((const char *) self->received->data, self->received->len);
    }

  n_head = weir_request_head_find_end (bytes, &self->scanned);
  if (n_head > WEIR_LIMIT_REQUEST_HEAD || (n_head == 0 && bytes.len > WEIR_LIMIT_REQUEST_HEAD))
    {
      weir_connection_answer_fault (self, &too_long);
    }
  else if (n_head > 0)
    {
      take_head (self, bytes, n_head);
    }
  else if (self->received == NULL)
    {
      self->received = g_byte_array_new ();
      g_byte_array_append (self->received, (const guint8 *) bytes.data, (guint) bytes.len);
    }
}

static const WeirClientHandlers head_handlers = {
  .received = on_received_head,
  .due = on_request_due,
  .gone = on_request_gone,
};

/* The first bytes of a client that is to speak TLS. */
static void
on_received_hello (WeirClient *client, WeirSpan bytes, gpointer data)
{
  static const WeirFault not_tls = { 400, "This port speaks TLS: the address begins with https://." };
  WeirConnection *self = data;
  g_autoptr (GError) error = NULL;

  weir_client_set_handlers (client, &head_handlers, self);
  if (bytes.data[0] == TLS_HANDSHAKE && weir_client_start_tls (client, self->server->options.tls, &error))
    return;

  if (g_ascii_isalpha (bytes.data[0]))
    {
      notice (self, _ ("The client speaks plain HTTP, this server TLS: its address begins with https://"));
      weir_connection_answer_fault (self, &not_tls);
      return;
    }

  notice (self, error != NULL ? error->message : _ ("The client does not speak TLS"));
  weir_client_close (client, WEIR_ENDING_CUT);
  weir_connection_free (self);
}

static const WeirClientHandlers hello_handlers = {
  .received = on_received_hello,
  .due = on_request_due,
  .gone = on_request_gone,
};

void
weir_connection_new (WeirServer *server, int fd)
{
  WeirConnection *self = g_new0 (WeirConnection, 1);

  self->server = server;
  self->link.data = self;
  self->number = ++server->n_accepted;
  g_queue_push_tail_link (&server->connections, &self->link);
  /* Refused only when the kernel's limit of watched descriptors is reached: the peer sees its connection closed. */
  self->client = weir_client_set_add (server->clients, fd, server->options.tls != NULL ? &hello_handlers : &head_handlers, self, NULL);
  if (self->client == NULL)
    weir_connection_free (self);
  else
    weir_client_set_due (self->client, g_get_monotonic_time () + request_timeout_us (server));
}
