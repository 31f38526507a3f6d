/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-json.h"
#include "weir-redact.h"
#include "weir-request-json-private.h"
#include "weir-request-secrets.h"
#include "weir-stream-redacted-private.h"

gboolean
weir_request_header_is_secret (const WeirHeader *header)
{
  g_autofree char *written = weir_redact_header (header->name, header->value);

  return !g_str_equal (written, header->value);
}

static gboolean node_has_secret (JsonNode *node);

static void
look_at_member (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  gboolean *found = data;

  /* `"max_tokens": 10` opens nothing, `"token": "x"` may. */
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING && weir_redact_is_secret_name (name))
    *found = TRUE;
  *found = *found || node_has_secret (node);
}

static void
look_at_element (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  gboolean *found = data;

  *found = *found || node_has_secret (node);
}

/* As deep as WEIR_LIMIT_JSON_DEPTH. */
static gboolean
node_has_secret (JsonNode *node)
{
  gboolean found = FALSE;

  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), look_at_member, &found);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), look_at_element, &found);

  return found;
}

static gboolean
form_has_secret (const char *bytes, gsize n_bytes)
{
  g_autofree char *form = g_strdup_printf ("?%.*s", (int) MIN (n_bytes, G_MAXINT), bytes);
  g_auto (GStrv) names = weir_redact_list_parameters (form);

  return names[0] != NULL;
}

gboolean
weir_request_body_is_secret (GBytes *body)
{
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (body, &n_bytes);
  g_autoptr (JsonParser) parser = NULL;

  if (n_bytes == 0 || n_bytes > WEIR_REQUEST_JSON_BODY)
    return FALSE;
  if (!weir_json_looks_like (weir_span (bytes, n_bytes)))
    return form_has_secret (bytes, n_bytes);

  parser = json_parser_new_immutable ();

  /* What passed the gate and cannot be read all the same is not known to be harmless. */
  return !json_parser_load_from_data (parser, bytes, (gssize) n_bytes, NULL) || node_has_secret (json_parser_get_root (parser));
}

char *
weir_request_dup_header_slot (const WeirHeader *headers, gsize index)
{
  g_autofree char *name = g_ascii_strdown (headers[index].name, -1);
  guint n = 0;

  for (gsize i = 0; i < index; i++)
    n += g_ascii_strcasecmp (headers[i].name, name) == 0;

  return g_strdup_printf ("header:%s:%u", name, n);
}

static gboolean
is_secret_url (const char *url)
{
  g_autofree char *written = weir_redact_url (url);

  return !g_str_equal (url, written);
}

void
weir_request_foreach_secret (WeirRequest *request, WeirSecretFunc func, gpointer user_data)
{
  const WeirRequestOptions *options = weir_request_get_options (request);

  if (is_secret_url (options->url))
    func ("url", options->url, strlen (options->url), user_data);
  for (gsize i = 0; i < options->n_headers; i++)
    if (weir_request_header_is_secret (&options->headers[i]))
      {
        g_autofree char *slot = weir_request_dup_header_slot (options->headers, i);

        func (slot, options->headers[i].value, strlen (options->headers[i].value), user_data);
      }
  if (options->proxy != NULL && is_secret_url (options->proxy))
    func ("proxy", options->proxy, strlen (options->proxy), user_data);
  if (options->body != NULL && weir_request_body_is_secret (options->body))
    func ("body", g_bytes_get_data (options->body, NULL), g_bytes_get_size (options->body), user_data);
}

GStrv
weir_request_list_secrets (WeirRequest *request)
{
  const WeirRequestOptions *options = weir_request_get_options (request);
  g_autoptr (GPtrArray) names = weir_redacted_new ();

  weir_redacted_add_headers (names, options->headers, options->n_headers);
  weir_redacted_add_url (names, options->url);
  if (options->proxy != NULL && is_secret_url (options->proxy))
    g_ptr_array_add (names, g_strdup (_ ("Proxy")));
  if (options->body != NULL && weir_request_body_is_secret (options->body))
    g_ptr_array_add (names, g_strdup (_ ("Body")));
  g_ptr_array_add (names, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static void
put_secret (const char *slot, const char *value, gsize n_bytes, gpointer data)
{
  weir_json_put_bytes (data, slot, value, n_bytes);
}

char *
weir_request_dup_secrets (WeirRequest *request)
{
  g_autoptr (JsonObject) secrets = json_object_new ();

  weir_request_foreach_secret (request, put_secret, secrets);

  return json_object_get_size (secrets) > 0 ? weir_json_write_object (secrets, FALSE) : NULL;
}

void
weir_request_free_secrets (char *secrets)
{
  if (secrets != NULL)
    explicit_bzero (secrets, strlen (secrets));
  g_free (secrets);
}
