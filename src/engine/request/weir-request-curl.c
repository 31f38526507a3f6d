/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-request-text-private.h"
#include "weir-utf8.h"

static gboolean
is_plain (WeirSpan text)
{
  for (gsize i = 0; i < text.len; i++)
    {
      const guchar c = (guchar) text.data[i];

      if ((c < 0x20 && c != '\n') || c == 0x7f)
        return FALSE;
    }

  return weir_utf8_is_valid (text.data, text.len);
}

void
weir_request_append_quoted (GString *out, WeirSpan text)
{
  const gboolean plain = is_plain (text);

  g_string_append (out, plain ? "'" : "$'");
  for (gsize i = 0; i < text.len; i++)
    {
      const guchar c = (guchar) text.data[i];

      if (plain && c == '\'')
        g_string_append (out, "'\\''");
      else if (plain)
        g_string_append_c (out, (char) c);
      else if (c == '\'' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c == '\n')
        g_string_append (out, "\\n");
      else if (c < 0x20 || c >= 0x7f)
        g_string_append_printf (out, "\\x%02x", c);
      else
        g_string_append_c (out, (char) c);
    }
  g_string_append_c (out, '\'');
}

void
weir_request_append_option (GString *out, const char *option, WeirSpan value)
{
  g_string_append_printf (out, " \\\n  %s ", option);
  weir_request_append_quoted (out, value);
}

static void
append_headers (GString *out, const WeirRequestParts *parts)
{
  gsize n_headers;
  const WeirHeader *headers = weir_header_list_get (&parts->headers, &n_headers);

  for (gsize i = 0; i < n_headers; i++)
    {
      g_autofree char *line = headers[i].value[0] == '\0' ? g_strconcat (headers[i].name, ";", NULL)
                                                          : g_strconcat (headers[i].name, ": ", headers[i].value, NULL);

      weir_request_append_option (out, "-H", weir_span_from_string (line));
    }
  /* curl would call the data a form. */
  if (parts->has_body && !weir_header_list_has (&parts->headers, "Content-Type"))
    weir_request_append_option (out, "-H", WEIR_SPAN_LITERAL ("Content-Type:"));
}

static void
append_network (GString *out, const WeirRequestParts *parts)
{
  const WeirRequestOptions *options = parts->options;

  if (options->decompress)
    g_string_append (out, " \\\n  --compressed");
  if (options->insecure)
    g_string_append (out, " \\\n  --insecure");
  if (options->ca_file != NULL)
    weir_request_append_option (out, "--cacert", weir_span_from_string (options->ca_file));
  if (options->cert_file != NULL)
    weir_request_append_option (out, "--cert", weir_span_from_string (options->cert_file));
  if (options->key_file != NULL)
    weir_request_append_option (out, "--key", weir_span_from_string (options->key_file));
  if (parts->proxy != NULL && parts->proxy[0] == '\0')
    weir_request_append_option (out, "--noproxy", WEIR_SPAN_LITERAL ("*"));
  else if (parts->proxy != NULL)
    weir_request_append_option (out, "--proxy", weir_span_from_string (parts->proxy));
  if (options->http2)
    g_string_append (out, " \\\n  --http2");
  if (options->connect_timeout_us > 0 && options->connect_timeout_us != WEIR_DEFAULT_CONNECT_TIMEOUT_US)
    {
      char seconds[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (seconds, sizeof seconds, "%.6g", (double) options->connect_timeout_us / G_TIME_SPAN_SECOND);
      g_string_append_printf (out, " \\\n  --connect-timeout %s", seconds);
    }
}

gboolean
weir_request_parts_need_pipe (const WeirRequestParts *parts)
{
  return parts->body.len > 0 && memchr (parts->body.data, '\0', parts->body.len) != NULL;
}

void
weir_request_append_pipe (GString *out, WeirSpan body)
{
  g_string_append (out, "printf '");
  for (gsize i = 0; i < body.len; i++)
    {
      const guchar c = (guchar) body.data[i];

      if (g_ascii_isalnum (c) || c == ' ')
        g_string_append_c (out, (char) c);
      else
        g_string_append_printf (out, "\\%03o", c);
    }
  g_string_append (out, "' | ");
}

char *
weir_request_to_curl (const WeirRequest *request, const char *last_event_id, WeirRequestTextFlags flags)
{
  GString *out = g_string_new (NULL);
  g_auto (WeirRequestParts) parts = { 0 };
  const char *method;

  weir_request_parts_init (&parts, request, last_event_id, flags);
  method = parts.options->method;
  if (weir_request_parts_need_pipe (&parts))
    weir_request_append_pipe (out, parts.body);
  g_string_append (out, strpbrk (parts.url, "[]{}") != NULL ? "curl -gNL " : "curl -NL ");
  weir_request_append_quoted (out, weir_span_from_string (parts.url));
  if (strcmp (method, "HEAD") == 0 && !parts.has_body)
    g_string_append (out, " \\\n  --head");
  else if (strcmp (method, parts.has_body ? "POST" : "GET") != 0)
    weir_request_append_option (out, "-X", weir_span_from_string (method));
  append_headers (out, &parts);
  append_network (out, &parts);
  if (weir_request_parts_need_pipe (&parts))
    g_string_append (out, " \\\n  --data-binary @-");
  else if (parts.has_body)
    weir_request_append_option (out, "--data-raw", parts.body);
  g_string_append_c (out, '\n');

  return g_string_free (out, FALSE);
}
