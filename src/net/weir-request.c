/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-json.h"
#include "weir-limits.h"
#include "weir-request-private.h"

/* clang-format off */
G_DEFINE_QUARK (weir-net-error-quark, weir_net_error)
/* clang-format on */

/* The strings and headers that @options points to are the request's own. */
struct _WeirRequest
{
  WeirRequestOptions options;
  WeirHeader *headers;
};

static void
request_clear (gpointer data)
{
  WeirRequest *self = data;

  for (gsize i = 0; i < self->options.n_headers; i++)
    {
      g_free ((char *) self->headers[i].name);
      g_free ((char *) self->headers[i].value);
    }
  g_free (self->headers);
  g_free ((char *) self->options.url);
  g_free ((char *) self->options.method);
  g_free ((char *) self->options.last_event_id);
  g_free ((char *) self->options.ca_file);
  g_free ((char *) self->options.cert_file);
  g_free ((char *) self->options.key_file);
  g_free ((char *) self->options.proxy);
  g_clear_pointer (&self->options.body, g_bytes_unref);
}

static void
add_header (WeirRequest *self, const char *name, const char *value)
{
  self->headers[self->options.n_headers++] = (WeirHeader){ g_strdup (name), g_strstrip (g_strdup (value)) };
}

static gboolean
has_header (const WeirRequest *self, const char *name)
{
  for (gsize i = 0; i < self->options.n_headers; i++)
    {
      if (g_ascii_strcasecmp (self->headers[i].name, name) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_json (GBytes *body)
{
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (body, &n_bytes);

  return weir_json_looks_like (weir_span (bytes, n_bytes));
}

/* @authorization: (nullable): from the URL; a header of that name that was given goes before */
static gboolean
take_headers (WeirRequest *self, const WeirRequestOptions *options, const char *authorization, GError **error)
{
  self->headers = g_new0 (WeirHeader, options->n_headers + 2);
  self->options.headers = self->headers;
  for (gsize i = 0; i < options->n_headers; i++)
    {
      if (!weir_request_check_header (&options->headers[i], error))
        return FALSE;
      add_header (self, options->headers[i].name, options->headers[i].value);
    }
  if (authorization != NULL && !has_header (self, "Authorization"))
    add_header (self, "Authorization", authorization);
  if (options->body != NULL && !has_header (self, "Content-Type") && is_json (options->body))
    add_header (self, "Content-Type", "application/json");

  return TRUE;
}

static gboolean
take_times (WeirRequest *self, const WeirRequestOptions *options, GError **error)
{
  self->options.reconnection_time_us =
      options->reconnection_time_us == -1 ? WEIR_DEFAULT_RECONNECTION_TIME_US : options->reconnection_time_us;
  self->options.connect_timeout_us = options->connect_timeout_us == -1 ? WEIR_DEFAULT_CONNECT_TIMEOUT_US : options->connect_timeout_us;
  self->options.head_timeout_us = options->head_timeout_us;
  self->options.silence_timeout_us = options->silence_timeout_us;

  return weir_request_check_time (self->options.reconnection_time_us, _ ("reconnection time"), error) &&
         weir_request_check_time (self->options.connect_timeout_us, _ ("connect time-out"), error) &&
         weir_request_check_time (self->options.head_timeout_us, _ ("head time-out"), error) &&
         weir_request_check_time (self->options.silence_timeout_us, _ ("silence time-out"), error);
}

static gboolean
take_method (WeirRequest *self, const WeirRequestOptions *options, GError **error)
{
  const char *method = options->method;

  if (method == NULL)
    method = options->body != NULL ? "POST" : "GET";
  self->options.method = weir_request_check_method (method, error);
  if (self->options.method == NULL)
    return FALSE;

  self->options.policy = options->policy;
  if (options->policy == -1)
    self->options.policy = strcmp (self->options.method, "GET") == 0 ? WEIR_POLICY_BROWSER : WEIR_POLICY_ONCE;
  self->options.max_retries = options->max_retries;
  if (options->body != NULL)
    self->options.body = g_bytes_ref (options->body);

  return TRUE;
}

static gboolean
take_network (WeirRequest *self, const WeirRequestOptions *options, GError **error)
{
  self->options.any_type = options->any_type;
  self->options.insecure = options->insecure;
  self->options.http2 = options->http2;
  self->options.decompress = options->decompress;

  if (options->ca_file != NULL && (self->options.ca_file = weir_request_check_ca_file (options->ca_file, error)) == NULL)
    return FALSE;
  if (options->cert_file != NULL && !weir_request_check_identity (options->cert_file, options->key_file, error))
    return FALSE;
  self->options.cert_file = options->cert_file != NULL ? g_canonicalize_filename (options->cert_file, NULL) : NULL;
  if (options->cert_file != NULL && options->key_file != NULL)
    self->options.key_file = g_canonicalize_filename (options->key_file, NULL);
  if (options->proxy != NULL && options->proxy[0] != '\0' && !weir_request_check_proxy (options->proxy, error))
    return FALSE;
  self->options.proxy = g_strdup (options->proxy);

  return TRUE;
}

WeirRequest *
weir_request_new (const WeirRequestOptions *options, GError **error)
{
  g_autoptr (WeirRequest) self = NULL;
  g_autofree char *authorization = NULL;

  g_return_val_if_fail (options != NULL, NULL);
  g_return_val_if_fail (options->policy >= -1 && options->policy <= (int) WEIR_POLICY_ONCE, NULL);
  g_return_val_if_fail (options->max_retries >= -1, NULL);

  self = g_atomic_rc_box_new0 (WeirRequest);
  self->options.url = weir_request_check_url (options->url, &authorization, error);
  if (self->options.url == NULL || !take_method (self, options, error) || !take_headers (self, options, authorization, error) ||
      !take_times (self, options, error) || !take_network (self, options, error))
    return NULL;

  self->options.last_event_id = g_strdup (options->last_event_id != NULL ? options->last_event_id : "");
  if (!weir_request_check_event_id (self->options.last_event_id, error))
    return NULL;

  return g_steal_pointer (&self);
}

WeirRequest *
weir_request_ref (WeirRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
weir_request_unref (WeirRequest *self)
{
  g_atomic_rc_box_release_full (self, request_clear);
}

const WeirRequestOptions *
weir_request_get_options (const WeirRequest *self)
{
  return &self->options;
}
