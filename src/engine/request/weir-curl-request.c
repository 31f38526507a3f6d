/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-request-text.h"

static void
header_clear (gpointer data)
{
  WeirHeader *header = data;

  g_free ((char *) header->name);
  g_free ((char *) header->value);
}

static void
append_header (GArray *headers, const char *name, const char *value)
{
  WeirHeader header = { g_strdup (name), g_strdup (value) };

  g_array_append_val (headers, header);
}

void
weir_curl_fill_options (const WeirCurl *curl, WeirRequestOptions *options, GArray **headers)
{
  g_autofree char *authorization = NULL;

  *headers = g_array_new (FALSE, FALSE, sizeof (WeirHeader));
  g_array_set_clear_func (*headers, header_clear);
  for (guint i = 0; i < curl->headers->len; i++)
    {
      const WeirHeader *header = &g_array_index (curl->headers, WeirHeader, i);

      append_header (*headers, header->name, header->value);
    }
  if (curl->user != NULL)
    {
      g_autofree char *encoded = g_base64_encode ((const guchar *) curl->user, strlen (curl->user));

      authorization = g_strconcat ("Basic ", encoded, NULL);
    }
  else if (curl->bearer != NULL)
    authorization = g_strconcat ("Bearer ", curl->bearer, NULL);
  if (authorization != NULL)
    append_header (*headers, "Authorization", authorization);

  *options = (WeirRequestOptions) WEIR_REQUEST_OPTIONS_INIT;
  options->url = curl->url;
  options->method = curl->method;
  options->headers = (const WeirHeader *) (gpointer) (*headers)->data;
  options->n_headers = (*headers)->len;
  options->body = curl->body;
  options->last_event_id = curl->last_event_id;
  options->connect_timeout_us = curl->connect_timeout_us;
  options->ca_file = curl->ca_file;
  options->cert_file = curl->cert_file;
  options->key_file = curl->key_file;
  options->insecure = curl->insecure;
  options->proxy = curl->proxy;
  options->http2 = curl->http2;
  options->decompress = curl->compressed;
}
