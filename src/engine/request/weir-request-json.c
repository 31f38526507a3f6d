/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-limits.h"
#include "weir-redact.h"
#include "weir-request-json-private.h"
#include "weir-request-secrets.h"
#include "weir-stream-redacted-private.h"

static JsonArray *
write_headers (const WeirRequestOptions *options)
{
  JsonArray *headers = json_array_new ();

  for (gsize i = 0; i < options->n_headers; i++)
    {
      const WeirHeader *header = &options->headers[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", header->name);
      if (weir_request_header_is_secret (header))
        json_object_set_boolean_member (object, "secret", TRUE);
      else
        weir_json_put_bytes (object, "value", header->value, strlen (header->value));
      json_array_add_object_element (headers, object);
    }

  return headers;
}

static void
write_body (JsonObject *object, GBytes *body)
{
  if (g_bytes_get_size (body) > WEIR_REQUEST_JSON_BODY || weir_request_body_is_secret (body))
    json_object_set_boolean_member (object, "body-secret", TRUE);
  else
    weir_json_put_bytes (object, "body", g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

static void
write_int (JsonObject *object, const char *name, gint64 value, gint64 usual)
{
  if (value != usual)
    json_object_set_int_member (object, name, value);
}

static void
write_flag (JsonObject *object, const char *name, gboolean value)
{
  if (value)
    json_object_set_boolean_member (object, name, TRUE);
}

JsonObject *
weir_request_to_json (WeirRequest *request)
{
  const WeirRequestOptions *options = weir_request_get_options (request);
  JsonObject *object = json_object_new ();
  g_autofree char *url = weir_redact_url (options->url);

  json_object_set_string_member (object, "url", url);
  json_object_set_string_member (object, "method", options->method);
  json_object_set_string_member (object, "policy", weir_policy_get_nick ((WeirPolicy) options->policy));
  if (options->n_headers > 0)
    json_object_set_array_member (object, "headers", write_headers (options));
  if (options->body != NULL)
    write_body (object, options->body);
  if (*options->last_event_id != '\0')
    weir_json_put_bytes (object, "last-event-id", options->last_event_id, strlen (options->last_event_id));
  write_int (object, "reconnection-time-us", options->reconnection_time_us, WEIR_DEFAULT_RECONNECTION_TIME_US);
  write_int (object, "max-retries", options->max_retries, -1);
  write_int (object, "connect-timeout-us", options->connect_timeout_us, WEIR_DEFAULT_CONNECT_TIMEOUT_US);
  write_int (object, "head-timeout-us", options->head_timeout_us, 0);
  write_int (object, "silence-timeout-us", options->silence_timeout_us, 0);
  write_flag (object, "any-type", options->any_type);
  write_flag (object, "http2", options->http2);
  write_flag (object, "decompress", options->decompress);
  if (options->ca_file != NULL)
    weir_json_put_bytes (object, "ca-file", options->ca_file, strlen (options->ca_file));
  if (options->cert_file != NULL)
    weir_json_put_bytes (object, "cert-file", options->cert_file, strlen (options->cert_file));
  if (options->key_file != NULL)
    weir_json_put_bytes (object, "key-file", options->key_file, strlen (options->key_file));
  if (options->proxy != NULL)
    {
      g_autofree char *proxy = weir_redact_url (options->proxy);

      json_object_set_string_member (object, "proxy", proxy);
    }

  return object;
}

/* What is being read, and what it borrows. */
typedef struct
{
  JsonObject *object;
  JsonObject *secrets; /* nullable */
  GPtrArray *missing;
  GPtrArray *texts; /* borrowed by the options */
  GArray *headers;  /* WeirHeader */
  GBytes *body;     /* nullable */
  gboolean lacks_proxy;
} Reading;

static const char *
keep_text (Reading *self, char *text)
{
  g_ptr_array_add (self->texts, text);

  return text;
}

/* @bytes: (transfer full) (nullable) */
static const char *
keep_bytes (Reading *self, GBytes *bytes)
{
  gsize n_bytes;
  const char *data;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &n_bytes);
  keep_text (self, g_strndup (data != NULL ? data : "", n_bytes));
  g_bytes_unref (bytes);

  return g_ptr_array_index (self->texts, self->texts->len - 1);
}

static GBytes *
find_secret (const Reading *self, const char *slot)
{
  return self->secrets != NULL ? weir_json_get_bytes (self->secrets, slot) : NULL;
}

/* `?token=[redacted]` → `?token=`, `//[redacted]@host` → `//host` */
static const char *
without_redacted (Reading *self, const char *url)
{
  GString *text = g_string_new (url);

  g_string_replace (text, "//" WEIR_REDACTED "@", "//", 1);
  g_string_replace (text, "=" WEIR_REDACTED, "=", 0);

  return keep_text (self, g_string_free (text, FALSE));
}

static const char *
read_url (Reading *self)
{
  const char *url = weir_json_get_text (self->object, "url");
  const char *secret = keep_bytes (self, find_secret (self, "url"));

  if (url == NULL || secret != NULL)
    return secret;
  if (strstr (url, WEIR_REDACTED) == NULL)
    return url;

  weir_redacted_add_url (self->missing, url);

  return without_redacted (self, url);
}

static const char *
read_proxy (Reading *self)
{
  const char *proxy = weir_json_get_text (self->object, "proxy");
  const char *secret = keep_bytes (self, find_secret (self, "proxy"));

  if (proxy == NULL || secret != NULL)
    return secret;
  if (strstr (proxy, WEIR_REDACTED) == NULL)
    return proxy;

  weir_redacted_add (self->missing, _ ("Proxy"));
  self->lacks_proxy = TRUE;

  return without_redacted (self, proxy);
}

static GBytes *
read_body (Reading *self)
{
  GBytes *body;

  if (!weir_json_get_flag (self->object, "body-secret"))
    return weir_json_get_bytes (self->object, "body");

  body = find_secret (self, "body");
  if (body == NULL)
    weir_redacted_add (self->missing, _ ("Body"));

  return body;
}

static void
read_header (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  Reading *self = data;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  WeirHeader header = { object != NULL ? weir_json_get_text (object, "name") : NULL, "" };

  if (header.name == NULL)
    return;

  /* Among the others first: its slot counts those before it. */
  g_array_append_val (self->headers, header);
  if (weir_json_get_flag (object, "secret"))
    {
      g_autofree char *slot = weir_request_dup_header_slot ((const WeirHeader *) self->headers->data, self->headers->len - 1);

      header.value = keep_bytes (self, find_secret (self, slot));
    }
  else
    {
      header.value = keep_bytes (self, weir_json_get_bytes (object, "value"));
    }
  g_array_index (self->headers, WeirHeader, self->headers->len - 1).value = header.value;
}

/* Those whose values are not known are left out, after all slots were counted. */
static void
drop_missing_headers (Reading *self)
{
  for (guint i = 0; i < self->headers->len;)
    {
      WeirHeader *header = &g_array_index (self->headers, WeirHeader, i);

      if (header->value != NULL)
        {
          i++;
          continue;
        }
      weir_redacted_add (self->missing, header->name);
      g_array_remove_index (self->headers, i);
    }
}

static void
read_options (Reading *self, WeirRequestOptions *options)
{
  JsonObject *object = self->object;
  JsonArray *headers = weir_json_get_array (object, "headers");
  const char *nick = weir_json_get_text (object, "policy");
  WeirPolicy policy;

  *options = (WeirRequestOptions) WEIR_REQUEST_OPTIONS_INIT;
  options->url = read_url (self);
  options->method = weir_json_get_text (object, "method");
  if (nick != NULL && weir_policy_from_nick (nick, &policy))
    options->policy = (int) policy;
  if (headers != NULL)
    json_array_foreach_element (headers, read_header, self);
  drop_missing_headers (self);
  options->headers = (const WeirHeader *) self->headers->data;
  options->n_headers = self->headers->len;
  self->body = read_body (self);
  options->body = self->body;
  options->last_event_id = keep_bytes (self, weir_json_get_bytes (object, "last-event-id"));
  options->reconnection_time_us = weir_json_get_int (object, "reconnection-time-us", -1);
  options->max_retries = (int) CLAMP (weir_json_get_int (object, "max-retries", -1), -1, G_MAXINT);
  options->connect_timeout_us = weir_json_get_int (object, "connect-timeout-us", -1);
  options->head_timeout_us = weir_json_get_int (object, "head-timeout-us", 0);
  options->silence_timeout_us = weir_json_get_int (object, "silence-timeout-us", 0);
  options->any_type = weir_json_get_flag (object, "any-type");
  options->http2 = weir_json_get_flag (object, "http2");
  options->decompress = weir_json_get_flag (object, "decompress");
  options->ca_file = keep_bytes (self, weir_json_get_bytes (object, "ca-file"));
  options->cert_file = keep_bytes (self, weir_json_get_bytes (object, "cert-file"));
  options->key_file = keep_bytes (self, weir_json_get_bytes (object, "key-file"));
  options->proxy = read_proxy (self);
}

static void
drop_file (Reading *self, const char **path)
{
  g_autofree char *name = g_filename_display_basename (*path);

  weir_redacted_add (self->missing, name);
  *path = NULL;
}

static gboolean
has_bad_file (const WeirRequestOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRequest) request = weir_request_new (options, &error);

  return g_error_matches (error, WEIR_NET_ERROR, WEIR_NET_ERROR_FILE);
}

/* Those of the files that cannot be used. */
static void
drop_files (Reading *self, WeirRequestOptions *options)
{
  WeirRequestOptions without = *options;

  without.ca_file = NULL;
  if (has_bad_file (&without))
    drop_file (self, &options->cert_file);
  if (has_bad_file (options))
    drop_file (self, &options->ca_file);
}

/* A file of certificates that is gone since, or a proxy that has no address without its password, is no reason to forget the stream. */
static WeirRequest *
make_request (Reading *self, WeirRequestOptions *options, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  WeirRequest *request = weir_request_new (options, &local_error);

  if (request == NULL && g_error_matches (local_error, WEIR_NET_ERROR, WEIR_NET_ERROR_FILE))
    {
      drop_files (self, options);
      g_clear_error (&local_error);
      request = weir_request_new (options, &local_error);
    }
  if (request == NULL && self->lacks_proxy)
    {
      options->proxy = NULL;
      g_clear_error (&local_error);
      request = weir_request_new (options, &local_error);
    }
  if (request == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return request;
}

WeirRequest *
weir_request_from_json (JsonObject *object, JsonObject *secrets, GPtrArray *missing, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_request_free_secrets);
  g_autoptr (GArray) headers = g_array_new (FALSE, TRUE, sizeof (WeirHeader));
  Reading reading = { object, secrets, missing, texts, headers, NULL, FALSE };
  WeirRequestOptions options;
  WeirRequest *request;

  read_options (&reading, &options);
  request = make_request (&reading, &options, error);
  g_clear_pointer (&reading.body, g_bytes_unref);

  return request;
}
