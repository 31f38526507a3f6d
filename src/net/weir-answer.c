/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-control.h"
#include "weir-server-private.h"

/* Preflights need not be repeated within ten minutes: more than browsers keep them is useless, and a script may change. */
#define PREFLIGHT_MAX_AGE "600"

void
weir_connection_report_request (WeirConnection *self, guint status, WeirSpan answer)
{
  const WeirRequestHead *head = self->head;
  g_autoptr (GBytes) asked = g_steal_pointer (&self->asked);
  g_autofree char *remote = NULL;
  WeirServed served = { .kind = WEIR_SERVED_REQUEST, .status = status, .connection = self->turn, .answer = answer };

  if (!weir_server_is_told (self->server))
    return;

  remote = weir_client_dup_remote (self->client);
  served.remote = remote;
  served.method = head != NULL ? head->method : "";
  served.last_event_id = weir_span_from_string (head != NULL ? weir_request_head_get (head, "Last-Event-ID") : NULL);
  served.seed = self->mount != NULL ? self->mount->seed : 0;
  if (asked != NULL)
    served.head = weir_span (g_bytes_get_data (asked, NULL), g_bytes_get_size (asked));
  if (head != NULL && self->received != NULL)
    served.body = weir_span ((const char *) self->received->data, self->received->len);
  weir_connection_report (self, &served);
}

/* Sends what is in the batch and a body, and is done with the connection. */
static void
finish (WeirConnection *self, guint status, const char *body)
{
  GByteArray *batch = self->server->batch;
  gsize n_body = body != NULL ? strlen (body) : 0;
  struct iovec parts[2] = { { batch->data, batch->len }, { (char *) body, n_body } };

  weir_connection_report_request (self, status, weir_span ((const char *) batch->data, batch->len));
  (void) weir_client_send (self->client, parts, n_body > 0 ? 2 : 1); /* a few KiB into an empty queue: they fit */
  g_byte_array_set_size (batch, 0);
  weir_client_close (self->client, WEIR_ENDING_CLOSE);
  weir_connection_ended (self, "close", n_body);
  weir_connection_free (self);
}

/* @body: (nullable): a sentence; a line end is added */
static void
answer (WeirConnection *self, guint status, const char *allow, const char *body)
{
  WeirServer *server = self->server;
  gboolean is_head = self->head != NULL && strcmp (self->head->method, "HEAD") == 0;
  g_autofree char *text = body != NULL ? g_strconcat (body, "\n", NULL) : NULL;
  g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, text != NULL ? strlen (text) : 0);

  weir_response_head_begin (server->batch, status, NULL);
  if (text != NULL)
    weir_response_head_add (server->batch, "Content-Type", "text/plain; charset=utf-8");
  if (allow != NULL)
    weir_response_head_add (server->batch, "Allow", allow);
  weir_response_head_add_cors (server->batch, server, self->head, NULL);
  if (status != 204)
    weir_response_head_add (server->batch, "Content-Length", length);
  weir_response_head_end (server->batch, server, NULL);
  finish (self, status, is_head ? NULL : text);
}

void
weir_connection_answer_fault (WeirConnection *self, const WeirFault *fault)
{
  if (self->path != NULL && weir_control_is_path (self->path))
    weir_control_answer_fault (self, fault);
  else
    answer (self, fault->status, NULL, fault->text);
}

void
weir_connection_answer_not_allowed (WeirConnection *self, const char *allow)
{
  g_autofree char *text = g_strdup_printf ("What is served at this path answers to %s.", allow);

  answer (self, 405, allow, text);
}

void
weir_connection_answer_no_content (WeirConnection *self)
{
  answer (self, 204, NULL, NULL);
}

void
weir_connection_answer_options (WeirConnection *self, const char *allow)
{
  WeirServer *server = self->server;
  const char *method = weir_request_head_get (self->head, "Access-Control-Request-Method");
  const char *headers = weir_request_head_get (self->head, "Access-Control-Request-Headers");
  gboolean is_preflight = method != NULL && g_strcmp0 (server->options.cors_origin, "off") != 0;

  weir_response_head_begin (server->batch, 204, NULL);
  weir_response_head_add (server->batch, "Allow", allow);
  weir_response_head_add_cors (server->batch, server, self->head, NULL);
  if (is_preflight)
    {
      weir_response_head_add (server->batch, "Access-Control-Allow-Methods", allow);
      /* By name: "*" would not hold for Authorization. */
      if (headers != NULL)
        weir_response_head_add (server->batch, "Access-Control-Allow-Headers", headers);
      weir_response_head_add (server->batch, "Access-Control-Max-Age", PREFLIGHT_MAX_AGE);
    }
  weir_response_head_end (server->batch, server, NULL);
  finish (self, 204, NULL);
}

void
weir_connection_answer_head (WeirConnection *self, const WeirHead *head)
{
  (void) weir_response_head_build (self->server->batch, self->server, self->head, head); /* no body: the framing does not matter */
  finish (self, head->status, NULL);
}

void
weir_connection_break_off (WeirConnection *self, gboolean reset)
{
  weir_connection_report_request (self, 0, WEIR_SPAN_EMPTY);
  weir_client_close (self->client, reset ? WEIR_ENDING_RESET : WEIR_ENDING_CUT);
  weir_connection_ended (self, reset ? "reset" : "cut", 0);
  weir_connection_free (self);
}
