/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-request-text-private.h"

/* Reconnecting goes on for ever: a test does not. */
#define SECONDS "30"

static gboolean
is_added_by_watch (const WeirRequestParts *parts, const WeirHeader *header)
{
  for (gsize i = 0; i < parts->options->n_headers; i++)
    if (g_ascii_strcasecmp (parts->options->headers[i].name, header->name) == 0)
      return g_ascii_strcasecmp (header->name, "Last-Event-ID") == 0;

  return TRUE;
}

static void
append_request (GString *out, const WeirRequestParts *parts)
{
  const WeirRequestOptions *options = parts->options;
  gsize n_headers;
  const WeirHeader *headers = weir_header_list_get (&parts->headers, &n_headers);

  if (strcmp (options->method, parts->has_body ? "POST" : "GET") != 0)
    weir_request_append_option (out, "-X", weir_span_from_string (options->method));
  for (gsize i = 0; i < n_headers; i++)
    {
      g_autofree char *line = g_strconcat (headers[i].name, ": ", headers[i].value, NULL);

      if (g_ascii_strcasecmp (headers[i].name, "Last-Event-ID") == 0)
        weir_request_append_option (out, "--last-event-id", weir_span_from_string (headers[i].value));
      else if (!is_added_by_watch (parts, &headers[i]))
        weir_request_append_option (out, "-H", weir_span_from_string (line));
    }
  if (!parts->has_body)
    return;
  if (weir_request_parts_need_pipe (parts) || (parts->body.len > 0 && parts->body.data[0] == '@'))
    g_string_append (out, " \\\n  -d @-");
  else
    weir_request_append_option (out, "-d", parts->body);
}

static void
append_network (GString *out, const WeirRequestParts *parts)
{
  const WeirRequestOptions *options = parts->options;

  if (options->any_type)
    g_string_append (out, " \\\n  --any-type");
  if (options->decompress)
    g_string_append (out, " \\\n  --compressed");
  if (options->http2)
    g_string_append (out, " \\\n  --http2");
  if (options->insecure)
    g_string_append (out, " \\\n  --insecure");
  if (options->ca_file != NULL)
    weir_request_append_option (out, "--cacert", weir_span_from_string (options->ca_file));
  if (options->cert_file != NULL)
    weir_request_append_option (out, "--cert", weir_span_from_string (options->cert_file));
  if (options->key_file != NULL)
    weir_request_append_option (out, "--key", weir_span_from_string (options->key_file));
  if (parts->proxy != NULL)
    weir_request_append_option (out, "--proxy", weir_span_from_string (parts->proxy));
}

/* A word that stands for itself in a query. */
static gboolean
is_plain_name (const char *name)
{
  if (name == NULL || *name == '\0')
    return FALSE;
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("_.-", *c) == NULL)
      return FALSE;

  return TRUE;
}

char *
weir_request_to_test (const WeirRequest *request, const char *event, WeirRequestTextFlags flags)
{
  GString *out = g_string_new (NULL);
  g_auto (WeirRequestParts) parts = { 0 };
  g_autofree char *expectation = is_plain_name (event) ? g_strdup_printf ("event:%s >= 1", event) : g_strdup ("kind:event >= 1");

  weir_request_parts_init (&parts, request, NULL, flags);
  if (weir_request_parts_need_pipe (&parts) || (parts.body.len > 0 && parts.body.data[0] == '@'))
    weir_request_append_pipe (out, parts.body);
  g_string_append (out, "timeout " SECONDS " weir watch ");
  weir_request_append_quoted (out, weir_span_from_string (parts.url));
  append_request (out, &parts);
  append_network (out, &parts);
  weir_request_append_option (out, "--expect", weir_span_from_string (expectation));
  g_string_append_c (out, '\n');

  return g_string_free (out, FALSE);
}
