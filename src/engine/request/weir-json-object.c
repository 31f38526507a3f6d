/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <string.h>

#include "weir-error.h"
#include "weir-json.h"
#include "weir-request-json-private.h"

/* Members of files that anyone may have edited. */

static JsonNode *
get_value (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type ? node : NULL;
}

const char *
weir_json_get_text (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
weir_json_get_int (JsonObject *object, const char *name, gint64 otherwise)
{
  JsonNode *node = get_value (object, name, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : otherwise;
}

gboolean
weir_json_get_flag (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

JsonObject *
weir_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
weir_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

void
weir_json_put_bytes (JsonObject *object, const char *name, const char *bytes, gsize n_bytes)
{
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;

  /* None at all may be no pointer either. */
  if (n_bytes == 0)
    bytes = "";
  if (g_utf8_validate_len (bytes, n_bytes, NULL))
    {
      text = g_strndup (bytes, n_bytes);
      json_object_set_string_member (object, name, text);
      return;
    }

  key = g_strconcat (name, "-base64", NULL);
  text = g_base64_encode ((const guchar *) bytes, n_bytes);
  json_object_set_string_member (object, key, text);
}

GBytes *
weir_json_get_bytes (JsonObject *object, const char *name)
{
  g_autofree char *key = g_strconcat (name, "-base64", NULL);
  const char *text = weir_json_get_text (object, name);
  const char *encoded = weir_json_get_text (object, key);
  gsize n_bytes;

  if (text != NULL)
    return g_bytes_new (text, strlen (text));
  if (encoded == NULL)
    return NULL;

  text = (char *) g_base64_decode (encoded, &n_bytes);

  return g_bytes_new_take ((gpointer) text, n_bytes);
}

JsonObject *
weir_json_read_object (const char *text, gsize n_bytes, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root;

  if (!weir_json_check (weir_span (text, n_bytes), NULL, error))
    return NULL;

  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, (gssize) n_bytes, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX, "not an object");
      return NULL;
    }

  return json_node_dup_object (root);
}

char *
weir_json_write_object (JsonObject *object, gboolean pretty)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);

  return json_to_string (node, pretty);
}
