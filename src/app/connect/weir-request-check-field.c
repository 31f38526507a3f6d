/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-request-check-field.h"

#include "weir-directive.h"

static gboolean
check (const WeirRequestOptions *options, GError **error)
{
  g_autoptr (WeirRequest) request = weir_request_new (options, error);

  return request != NULL;
}

static WeirRequestOptions
right_options (void)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;

  options.url = "http://localhost/";

  return options;
}

gboolean
weir_request_check_field_url (const char *url, GError **error)
{
  WeirRequestOptions options = right_options ();

  options.url = url;

  return check (&options, error);
}

gboolean
weir_request_check_field_method (const char *method, GError **error)
{
  WeirRequestOptions options = right_options ();

  options.method = method;

  return check (&options, error);
}

gboolean
weir_request_check_field_header (const WeirHeader *header, GError **error)
{
  WeirRequestOptions options = right_options ();

  options.headers = header;
  options.n_headers = 1;

  return check (&options, error);
}

gboolean
weir_request_check_field_event_id (const char *last_event_id, GError **error)
{
  WeirRequestOptions options = right_options ();

  options.last_event_id = last_event_id;

  return check (&options, error);
}

gboolean
weir_request_check_field_proxy (const char *proxy, GError **error)
{
  WeirRequestOptions options = right_options ();

  options.proxy = proxy;

  return check (&options, error);
}

gboolean
weir_request_check_field_ca_file (const char *path, GError **error)
{
  WeirRequestOptions options = right_options ();

  options.ca_file = path;

  return check (&options, error);
}

gboolean
weir_request_check_field_identity (const char *certificate, const char *key, GError **error)
{
  WeirRequestOptions options = right_options ();

  options.cert_file = certificate;
  options.key_file = key;

  return check (&options, error);
}

gboolean
weir_request_read_duration (const char *text, gint64 blank_us, gint64 *duration_us, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  WeirRequestOptions options = right_options ();

  if (stripped[0] == '\0')
    *duration_us = blank_us;
  else if (g_str_equal (stripped, "0"))
    *duration_us = 0;
  else if (!weir_duration_parse (weir_span_from_string (stripped), duration_us, error))
    return FALSE;
  options.reconnection_time_us = *duration_us;

  return check (&options, error);
}
