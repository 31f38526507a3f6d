/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-json.h"
#include "weir-redact.h"
#include "weir-request-text-private.h"
#include "weir-utf8.h"

static void
append_header (WeirRequestParts *self, const char *name, const char *value, WeirRequestTextFlags flags)
{
  g_autofree char *shown = (flags & WEIR_REQUEST_TEXT_SECRETS) != 0 ? g_strdup (value) : weir_redact_header (name, value);

  weir_header_list_append (&self->headers, name, weir_span_from_string (shown));
}

static void
append_default (WeirRequestParts *self, const char *name, const char *value)
{
  if (!weir_header_list_has (&self->headers, name))
    weir_header_list_append (&self->headers, name, weir_span_from_string (value));
}

void
weir_request_parts_init (WeirRequestParts *self, const WeirRequest *request, const char *last_event_id, WeirRequestTextFlags flags)
{
  const WeirRequestOptions *options = weir_request_get_options (request);
  const gboolean secrets = (flags & WEIR_REQUEST_TEXT_SECRETS) != 0;

  *self = (WeirRequestParts){ .options = options };
  self->url = secrets ? g_strdup (options->url) : weir_redact_url (options->url);
  if (options->proxy != NULL)
    self->proxy = secrets ? g_strdup (options->proxy) : weir_redact_url (options->proxy);
  for (gsize i = 0; i < options->n_headers; i++)
    {
      if (g_ascii_strcasecmp (options->headers[i].name, "Last-Event-ID") != 0)
        append_header (self, options->headers[i].name, options->headers[i].value, flags);
      else if (last_event_id == NULL && options->last_event_id[0] == '\0')
        last_event_id = options->headers[i].value;
    }
  append_default (self, "Accept", "text/event-stream");
  append_default (self, "Cache-Control", "no-cache");
  if (last_event_id == NULL)
    last_event_id = options->last_event_id;
  if (last_event_id[0] != '\0')
    weir_header_list_append (&self->headers, "Last-Event-ID", weir_span_from_string (last_event_id));

  self->has_body = options->body != NULL;
  if (self->has_body)
    self->body.data = g_bytes_get_data (options->body, &self->body.len);
}

void
weir_request_parts_clear (WeirRequestParts *self)
{
  g_free (self->url);
  g_free (self->proxy);
  weir_header_list_clear (&self->headers);
}

void
weir_request_append_literal (GString *out, WeirSpan text)
{
  g_autoptr (GString) decoded = g_string_new (NULL);

  weir_utf8_append (decoded, text.data, text.len);
  weir_json_append_string (out, weir_span (decoded->str, decoded->len));
}
