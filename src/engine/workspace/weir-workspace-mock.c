/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <math.h>

#include "weir-workspace-private.h"

void
weir_workspace_mock_free (WeirWorkspaceMock *self)
{
  g_clear_pointer (&self->script, g_bytes_unref);
  g_free (self->where);
  g_free (self->host);
  g_free (self->cors);
  g_free (self);
}

WeirWorkspaceMock *
weir_workspace_mock_copy (const WeirWorkspaceMock *self)
{
  WeirWorkspaceMock *copy = g_memdup2 (self, sizeof *self);

  copy->script = self->script != NULL ? g_bytes_ref (self->script) : NULL;
  copy->where = g_strdup (self->where);
  copy->host = g_strdup (self->host);
  copy->cors = g_strdup (self->cors);

  return copy;
}

static void
put_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static void
put_flag (JsonObject *object, const char *name, gboolean flag)
{
  if (flag)
    json_object_set_boolean_member (object, name, TRUE);
}

JsonObject *
weir_workspace_mock_to_json (const WeirWorkspaceMock *self)
{
  JsonObject *object = json_object_new ();

  if (self->script != NULL && g_bytes_get_size (self->script) <= WEIR_WORKSPACE_SCRIPT)
    weir_json_put_bytes (object, "script", g_bytes_get_data (self->script, NULL), g_bytes_get_size (self->script));
  put_text (object, "where", self->where);
  if (self->port != 0)
    json_object_set_int_member (object, "port", self->port);
  put_flag (object, "portIsSet", self->port_is_set);
  put_text (object, "host", self->host);
  put_text (object, "cors", self->cors);
  if (self->speed != 1)
    json_object_set_double_member (object, "speed", self->speed);
  put_flag (object, "loop", self->loops);
  put_flag (object, "tls", self->tls);
  put_flag (object, "ran", self->ran);

  return object;
}

static double
read_speed (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "speed");
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  double speed = type == G_TYPE_DOUBLE || type == G_TYPE_INT64 ? json_node_get_double (node) : 1;

  return isfinite (speed) && (speed == 0 || (speed >= 0.1 && speed <= 100)) ? speed : 1;
}

WeirWorkspaceMock *
weir_workspace_mock_from_json (JsonObject *object)
{
  WeirWorkspaceMock *self = g_new0 (WeirWorkspaceMock, 1);
  const char *where = weir_json_get_text (object, "where");
  gint64 port = weir_json_get_int (object, "port", 0);

  self->script = weir_json_get_bytes (object, "script");
  self->where = g_strdup (where != NULL && where[0] == '/' ? where : NULL);
  self->port = port > 0 && port <= G_MAXUINT16 ? (guint) port : 0;
  self->port_is_set = self->port != 0 && weir_json_get_flag (object, "portIsSet");
  self->host = g_strdup (weir_json_get_text (object, "host"));
  self->cors = g_strdup (weir_json_get_text (object, "cors"));
  self->speed = read_speed (object);
  self->loops = weir_json_get_flag (object, "loop");
  self->tls = weir_json_get_flag (object, "tls");
  self->ran = weir_json_get_flag (object, "ran");

  return self;
}
