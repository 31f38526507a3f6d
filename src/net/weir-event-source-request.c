/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <string.h>

#include "weir-event-source-private.h"
#include "weir-session.h"

const char *
weir_attempt_get_method (const WeirAttempt *self)
{
  return self->target.as_get ? "GET" : self->source->options->method;
}

static gboolean
has_body (const WeirAttempt *self)
{
  return self->source->options->body != NULL && !self->target.as_get;
}

/* The person's headers are for the origin they were written for. Elsewhere only what describes a repeated body goes along. */
static gboolean
goes_along (const WeirAttempt *self, const char *name)
{
  gboolean describes_body = g_ascii_strncasecmp (name, "Content-", strlen ("Content-")) == 0;

  if (g_ascii_strcasecmp (name, "Last-Event-ID") == 0)
    return FALSE; /* taken as the id to start with */
  if (describes_body && !has_body (self))
    return FALSE;

  return !self->target.is_foreign || describes_body;
}

/* Returns: whether the id, if there is one, can be sent */
static gboolean
fits_header (WeirSpan id)
{
  if (id.len > WEIR_LIMIT_SENT_EVENT_ID)
    return FALSE;

  for (gsize i = 0; i < id.len; i++)
    {
      if (id.data[i] == '\0' || id.data[i] == '\r' || id.data[i] == '\n')
        return FALSE;
    }

  return TRUE;
}

static void
append_default (WeirHeaderList *list, const char *name, const char *value)
{
  if (!weir_header_list_has (list, name))
    weir_header_list_append (list, name, weir_span_from_string (value));
}

void
weir_attempt_list_headers (WeirAttempt *self, WeirHeaderList *list, gboolean *id_not_sent)
{
  const WeirRequestOptions *options = self->source->options;
  WeirSpan id = weir_parser_get_last_event_id (self->source->parser);

  for (gsize i = 0; i < options->n_headers; i++)
    {
      if (goes_along (self, options->headers[i].name))
        weir_header_list_append (list, options->headers[i].name, weir_span_from_string (options->headers[i].value));
    }

  append_default (list, "Accept", "text/event-stream");
  append_default (list, "Cache-Control", "no-cache");
  append_default (list, "Accept-Encoding", options->decompress ? "gzip, deflate" : "identity");
  append_default (list, "User-Agent", "Weir/" WEIR_VERSION);

  *id_not_sent = !fits_header (id);
  if (id.len > 0 && !*id_not_sent)
    weir_header_list_append (list, "Last-Event-ID", id);
}

SoupMessage *
weir_attempt_create_message (WeirAttempt *self, const WeirHeaderList *headers)
{
  const WeirRequestOptions *options = self->source->options;
  SoupMessage *message = weir_session_create_message (weir_attempt_get_method (self), self->target.uri, options->http2);
  SoupMessageHeaders *to = soup_message_get_request_headers (message);
  gsize n_headers;
  const WeirHeader *from = weir_header_list_get (headers, &n_headers);

  if (has_body (self))
    soup_message_set_request_body_from_bytes (message, NULL, options->body);
  for (gsize i = 0; i < n_headers; i++)
    soup_message_headers_append (to, from[i].name, from[i].value);

  return message;
}
