/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <libsoup/soup.h>

#include "weir-server-private.h"

/* A head is, in this order: status line, the script's headers, CORS, framing, Date, Connection. What the script sets itself is
 * not set again. */

static void
add_text (GByteArray *out, const char *text)
{
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

const char *
weir_head_get (const WeirHead *head, const char *name)
{
  for (gsize i = 0; head != NULL && i < head->n_headers; i++)
    if (g_ascii_strcasecmp (head->headers[i].name, name) == 0)
      return head->headers[i].value;

  return NULL;
}

void
weir_response_head_begin (GByteArray *out, guint status, const char *phrase)
{
  g_autofree char *line = g_strdup_printf ("HTTP/1.1 %u ", status);

  add_text (out, line);
  add_text (out, phrase != NULL ? phrase : soup_status_get_phrase (status));
  add_text (out, "\r\n");
}

void
weir_response_head_add (GByteArray *out, const char *name, const char *value)
{
  add_text (out, name);
  add_text (out, ": ");
  add_text (out, value);
  add_text (out, "\r\n");
}

void
weir_response_head_add_cors (GByteArray *out, const WeirServer *server, const WeirRequestHead *request, const WeirHead *head)
{
  const char *allowed = server->options.cors_origin;
  const char *origin = request != NULL ? weir_request_head_get (request, "Origin") : NULL;
  gboolean has_credentials = TRUE;

  if (g_strcmp0 (allowed, "off") == 0 || (head != NULL && head->without_cors) ||
      weir_head_get (head, "Access-Control-Allow-Origin") != NULL)
    return;

  if (allowed == NULL && origin != NULL && weir_origin_is_loopback (origin))
    {
      /* Credentials need the origin by name. */
      allowed = origin;
    }
  else if (allowed == NULL || strcmp (allowed, "*") == 0)
    {
      allowed = "*";
      has_credentials = FALSE;
    }

  weir_response_head_add (out, "Access-Control-Allow-Origin", allowed);
  if (has_credentials && (head == NULL || !head->without_credentials))
    weir_response_head_add (out, "Access-Control-Allow-Credentials", "true");
  if (has_credentials)
    weir_response_head_add (out, "Vary", "Origin");
}

static const char *
get_date (WeirServer *server)
{
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;

  if (server->date_s != now_s)
    {
      g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_s);
      g_autofree char *text = soup_date_time_to_string (now, SOUP_DATE_HTTP);

      g_strlcpy (server->date, text, sizeof server->date);
      server->date_s = now_s;
    }

  return server->date;
}

void
weir_response_head_end (GByteArray *out, WeirServer *server, const WeirHead *head)
{
  if ((head == NULL || !head->without_date) && weir_head_get (head, "Date") == NULL)
    weir_response_head_add (out, "Date", get_date (server));
  if (weir_head_get (head, "Connection") == NULL)
    weir_response_head_add (out, "Connection", "close");
  add_text (out, "\r\n");
}

gboolean
weir_response_head_build (GByteArray *out, WeirServer *server, const WeirRequestHead *request, const WeirHead *head)
{
  const char *coding = weir_head_get (head, "Transfer-Encoding");
  gboolean has_framing = coding != NULL || weir_head_get (head, "Content-Length") != NULL;
  gboolean has_body = head->status >= 200 && head->status != 204 && head->status != 304;
  gboolean is_chunked = coding != NULL && g_ascii_strcasecmp (coding, "chunked") == 0;

  weir_response_head_begin (out, head->status, head->phrase);
  for (gsize i = 0; i < head->n_headers; i++)
    weir_response_head_add (out, head->headers[i].name, head->headers[i].value);
  weir_response_head_add_cors (out, server, request, head);

  if (!has_framing && has_body && !head->is_stream)
    {
      g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, head->body != NULL ? g_bytes_get_size (head->body) : 0);

      weir_response_head_add (out, "Content-Length", length);
    }
  else if (!has_framing && has_body && request->minor > 0)
    {
      weir_response_head_add (out, "Transfer-Encoding", "chunked");
      is_chunked = TRUE;
    }
  weir_response_head_end (out, server, head);

  return is_chunked;
}
