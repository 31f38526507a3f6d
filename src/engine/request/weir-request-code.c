/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-request-text-private.h"
#include "weir-utf8.h"

static void
append_text (GString *out, const char *before, const char *text, const char *after)
{
  g_string_append (out, before);
  weir_request_append_literal (out, weir_span_from_string (text));
  g_string_append (out, after);
}

/* Whether a page's EventSource asks just this: a GET with no header of the person's. */
static gboolean
suits_event_source (const WeirRequestParts *parts)
{
  gsize n_headers;
  const WeirHeader *headers = weir_header_list_get (&parts->headers, &n_headers);
  gboolean plain = strcmp (parts->options->method, "GET") == 0 && !parts->has_body;

  for (gsize i = 0; i < n_headers && plain; i++)
    plain = (g_ascii_strcasecmp (headers[i].name, "Accept") == 0 && strcmp (headers[i].value, "text/event-stream") == 0) ||
            (g_ascii_strcasecmp (headers[i].name, "Cache-Control") == 0 && strcmp (headers[i].value, "no-cache") == 0);

  return plain;
}

static void
append_event_source (GString *out, const WeirRequestParts *parts)
{
  append_text (out, "const source = new EventSource(", parts->url, ");\n");
  g_string_append (out, "source.onopen = () => console.log(\"open\");\n"
                        "source.onmessage = (event) => console.log(event.lastEventId, event.data);\n"
                        "source.onerror = () => console.log(\"error, readyState\", source.readyState);\n");
}

/* Two headers of one name are one with a comma to fetch(), as to HTTP: an array of pairs keeps both. */
static void
append_pairs (GString *out, const WeirRequestParts *parts, const char *open, const char *close)
{
  gsize n_headers;
  const WeirHeader *headers = weir_header_list_get (&parts->headers, &n_headers);

  for (gsize i = 0; i < n_headers; i++)
    {
      append_text (out, open, headers[i].name, ", ");
      append_text (out, "", headers[i].value, close);
    }
}

static void
append_base64 (GString *out, WeirSpan bytes)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) bytes.data, bytes.len);

  g_string_append (out, encoded);
}

static void
append_fetch (GString *out, const WeirRequestParts *parts)
{
  append_text (out, "const response = await fetch(", parts->url, ", {\n");
  append_text (out, "  method: ", parts->options->method, ",\n");
  g_string_append (out, "  headers: [\n");
  append_pairs (out, parts, "    [", "],\n");
  g_string_append (out, "  ],\n");
  if (parts->has_body && weir_utf8_is_valid (parts->body.data, parts->body.len))
    {
      g_string_append (out, "  body: ");
      weir_request_append_literal (out, parts->body);
      g_string_append (out, ",\n");
    }
  else if (parts->has_body)
    {
      g_string_append (out, "  body: Uint8Array.from(atob(\"");
      append_base64 (out, parts->body);
      g_string_append (out, "\"), (c) => c.charCodeAt(0)),\n");
    }
  g_string_append (out, "});\n"
                        "const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();\n"
                        "for (;;) {\n"
                        "  const { done, value } = await reader.read();\n"
                        "  if (done) break;\n"
                        "  console.log(value);\n"
                        "}\n");
}

char *
weir_request_to_javascript (const WeirRequest *request, const char *last_event_id, WeirRequestTextFlags flags)
{
  GString *out = g_string_new (NULL);
  g_auto (WeirRequestParts) parts = { 0 };

  weir_request_parts_init (&parts, request, last_event_id, flags);
  if (suits_event_source (&parts))
    append_event_source (out, &parts);
  else
    append_fetch (out, &parts);

  return g_string_free (out, FALSE);
}

static void
append_python_body (GString *out, const WeirRequestParts *parts)
{
  if (!parts->has_body)
    return;
  if (weir_utf8_is_valid (parts->body.data, parts->body.len))
    {
      g_string_append (out, "    content=");
      weir_request_append_literal (out, parts->body);
      g_string_append (out, ",\n");
      return;
    }
  g_string_append (out, "    content=base64.b64decode(\"");
  append_base64 (out, parts->body);
  g_string_append (out, "\"),\n");
}

static gboolean
needs_context (const WeirRequestParts *parts)
{
  return parts->options->cert_file != NULL || (parts->options->ca_file != NULL && !parts->options->insecure);
}

static void
append_python_context (GString *out, const WeirRequestParts *parts)
{
  const WeirRequestOptions *options = parts->options;

  if (options->insecure)
    g_string_append (out, "tls = ssl.create_default_context()\ntls.check_hostname = False\ntls.verify_mode = ssl.CERT_NONE\n");
  else if (options->ca_file != NULL)
    append_text (out, "tls = ssl.create_default_context(cafile=", options->ca_file, ")\n");
  else
    g_string_append (out, "tls = ssl.create_default_context()\n");
  if (options->cert_file != NULL)
    append_text (out, "tls.load_cert_chain(", options->cert_file, options->key_file != NULL ? ", " : ")\n");
  if (options->cert_file != NULL && options->key_file != NULL)
    append_text (out, "", options->key_file, ")\n");
  g_string_append_c (out, '\n');
}

static void
append_python_network (GString *out, const WeirRequestParts *parts)
{
  if (needs_context (parts))
    g_string_append (out, "    verify=tls,\n");
  else if (parts->options->insecure)
    g_string_append (out, "    verify=False,\n");
  if (parts->proxy != NULL && parts->proxy[0] == '\0')
    g_string_append (out, "    trust_env=False,\n");
  else if (parts->proxy != NULL)
    append_text (out, "    proxy=", parts->proxy, ",\n");
}

char *
weir_request_to_python (const WeirRequest *request, const char *last_event_id, WeirRequestTextFlags flags)
{
  GString *out = g_string_new (NULL);
  g_auto (WeirRequestParts) parts = { 0 };

  weir_request_parts_init (&parts, request, last_event_id, flags);
  if (parts.has_body && !weir_utf8_is_valid (parts.body.data, parts.body.len))
    g_string_append (out, "import base64\n");
  if (needs_context (&parts))
    g_string_append (out, "import ssl\n");
  g_string_append (out, out->len > 0 ? "\nimport httpx\n\n" : "import httpx\n\n");
  if (needs_context (&parts))
    append_python_context (out, &parts);
  append_text (out, "with httpx.stream(\n    ", parts.options->method, ",\n");
  append_text (out, "    ", parts.url, ",\n");
  g_string_append (out, "    headers=[\n");
  append_pairs (out, &parts, "        (", "),\n");
  g_string_append (out, "    ],\n");
  append_python_body (out, &parts);
  append_python_network (out, &parts);
  g_string_append (out, "    follow_redirects=True,\n"
                        "    timeout=None,\n"
                        ") as response:\n"
                        "    for line in response.iter_lines():\n"
                        "        print(line)\n");

  return g_string_free (out, FALSE);
}
