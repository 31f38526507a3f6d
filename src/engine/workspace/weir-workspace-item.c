/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <string.h>

#include "weir-stream-redacted-private.h"
#include "weir-workspace-private.h"

/* The public part first, so that a pointer to one is a pointer to the other. */
typedef struct
{
  WeirWorkspaceItem item;
  JsonObject *json;
} Item;

static void
item_clear (gpointer data)
{
  Item *self = data;

  g_free (self->item.id);
  g_free (self->item.title);
  g_free (self->item.path);
  g_clear_pointer (&self->item.request, weir_request_unref);
  g_clear_pointer (&self->item.mock, weir_workspace_mock_free);
  g_strfreev (self->item.missing);
  json_object_unref (self->json);
}

WeirWorkspaceItem *
weir_workspace_item_ref (WeirWorkspaceItem *self)
{
  return g_rc_box_acquire (self);
}

void
weir_workspace_item_unref (WeirWorkspaceItem *self)
{
  g_rc_box_release_full (self, item_clear);
}

/* @known: (nullable): members that nobody here knows stay as they are there */
static Item *
item_new (JsonObject *known, const char *id, const char *title)
{
  Item *self = g_rc_box_new0 (Item);

  self->item.id = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  self->item.title = g_strdup (title);
  self->item.missing = g_new0 (char *, 1);
  self->json = json_object_new ();
  if (known != NULL)
    {
      g_autoptr (GList) members = json_object_get_members (known);

      for (const GList *l = members; l != NULL; l = l->next)
        json_object_set_member (self->json, l->data, json_object_dup_member (known, l->data));
    }
  json_object_set_string_member (self->json, "id", self->item.id);
  if (title != NULL)
    json_object_set_string_member (self->json, "title", title);
  else
    json_object_remove_member (self->json, "title");

  return self;
}

static void
take_remembers (Item *self, gboolean remembers)
{
  self->item.remembers = remembers;
  if (remembers)
    json_object_set_boolean_member (self->json, "remembers", TRUE);
  else
    json_object_remove_member (self->json, "remembers");
}

static WeirWorkspaceItem *
new_path (JsonObject *known, const char *id, const char *path, const char *title)
{
  Item *self = item_new (known, id, title);

  self->item.path = g_strdup (path);
  json_object_remove_member (self->json, "path");
  weir_json_put_bytes (self->json, "path", path, strlen (path));

  return &self->item;
}

WeirWorkspaceItem *
weir_workspace_item_new_path (const char *path, const char *title)
{
  g_return_val_if_fail (path != NULL, NULL);

  return new_path (NULL, NULL, path, title);
}

static WeirWorkspaceItem *
new_mock (JsonObject *known, const char *id, const WeirWorkspaceMock *mock, const char *path, const char *title)
{
  Item *self = item_new (known, id, title);

  self->item.path = g_strdup (path);
  self->item.mock = weir_workspace_mock_copy (mock);
  json_object_remove_member (self->json, "path");
  if (path != NULL)
    weir_json_put_bytes (self->json, "path", path, strlen (path));
  json_object_set_object_member (self->json, "mock", weir_workspace_mock_to_json (mock));

  return &self->item;
}

WeirWorkspaceItem *
weir_workspace_item_new_mock (WeirWorkspaceItem *self, const WeirWorkspaceMock *mock, const char *path, const char *title)
{
  g_return_val_if_fail (mock != NULL, NULL);

  return new_mock (self != NULL ? ((Item *) self)->json : NULL, self != NULL ? self->id : NULL, mock, path, title);
}

static WeirWorkspaceItem *
new_request (JsonObject *known, const char *id, WeirRequest *request, const char *title, gboolean remembers)
{
  Item *self = item_new (known, id, title);

  self->item.request = weir_request_ref (request);
  json_object_set_object_member (self->json, "request", weir_request_to_json (request));
  take_remembers (self, remembers);

  return &self->item;
}

WeirWorkspaceItem *
weir_workspace_item_new_request (WeirRequest *request, const char *title)
{
  g_return_val_if_fail (request != NULL, NULL);

  return new_request (NULL, NULL, request, title, FALSE);
}

/* The same request, which may lack something: what is written down of it stays. */
static WeirWorkspaceItem *
new_again (const Item *old, const char *title, gboolean remembers)
{
  Item *self = item_new (old->json, old->item.id, title);

  self->item.request = weir_request_ref (old->item.request);
  g_strfreev (self->item.missing);
  self->item.missing = g_strdupv (old->item.missing);
  take_remembers (self, remembers);

  return &self->item;
}

WeirWorkspaceItem *
weir_workspace_item_update (WeirWorkspaceItem *self, WeirStream *stream, gboolean remembers)
{
  const Item *old = (const Item *) self;
  JsonObject *known = self != NULL ? old->json : NULL;
  const char *id = self != NULL ? self->id : NULL;
  const char *title = weir_stream_has_own_title (stream) ? weir_stream_get_title (stream) : NULL;
  WeirRequest *request = weir_stream_get_request (stream);
  g_autofree char *path = NULL;
  gboolean saved;

  if (request != NULL && self != NULL && request == self->request)
    return new_again (old, title, remembers);
  if (request != NULL)
    return new_request (known, id, request, title, remembers);

  g_object_get (stream, "path", &path, "saved", &saved, NULL);

  return saved && path != NULL ? new_path (known, id, path, title) : NULL;
}

WeirRequest *
weir_workspace_item_complete (WeirWorkspaceItem *self, const char *secrets, GStrv *missing, GError **error)
{
  g_autoptr (GPtrArray) names = weir_redacted_new ();
  g_autoptr (JsonObject) values = NULL;
  JsonObject *request = weir_json_get_object (((Item *) self)->json, "request");
  WeirRequest *complete;

  g_return_val_if_fail (self->request != NULL, NULL);
  g_return_val_if_fail (secrets != NULL, NULL);

  values = weir_json_read_object (secrets, strlen (secrets), error);
  if (values == NULL)
    return NULL;
  complete = weir_request_from_json (request, values, names, error);
  if (complete != NULL && missing != NULL)
    {
      g_ptr_array_add (names, NULL);
      *missing = (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
    }

  return complete;
}

static WeirWorkspaceItem *
read_request (JsonObject *object, JsonObject *request_object, const char *id, const char *title)
{
  g_autoptr (GPtrArray) missing = weir_redacted_new ();
  g_autoptr (WeirRequest) request = weir_request_from_json (request_object, NULL, missing, NULL);
  Item *self;

  if (request == NULL)
    return NULL;

  self = item_new (object, id, title);
  self->item.request = g_steal_pointer (&request);
  g_ptr_array_add (missing, NULL);
  g_strfreev (self->item.missing);
  self->item.missing = (GStrv) g_ptr_array_free (g_steal_pointer (&missing), FALSE);
  take_remembers (self, weir_json_get_flag (object, "remembers"));

  return &self->item;
}

static WeirWorkspaceItem *
read_mock (JsonObject *object, JsonObject *mock_object, GBytes *path, const char *id, const char *title)
{
  g_autoptr (WeirWorkspaceMock) mock = weir_workspace_mock_from_json (mock_object);
  g_autofree char *name = path != NULL ? g_strndup (g_bytes_get_data (path, NULL), g_bytes_get_size (path)) : NULL;

  /* Nothing to play. */
  if (mock->script == NULL && (name == NULL || name[0] == '\0'))
    return NULL;

  return new_mock (object, id, mock, name, title);
}

static WeirWorkspaceItem *
read_item (JsonObject *object)
{
  JsonObject *mock = weir_json_get_object (object, "mock");
  JsonObject *request = weir_json_get_object (object, "request");
  g_autoptr (GBytes) path = weir_json_get_bytes (object, "path");
  const char *id = weir_json_get_text (object, "id");
  const char *title = weir_json_get_text (object, "title");

  if (id != NULL && !g_uuid_string_is_valid (id))
    id = NULL;
  if (request != NULL)
    return read_request (object, request, id, title);
  if (mock != NULL)
    return read_mock (object, mock, path, id, title);
  if (path != NULL && g_bytes_get_size (path) > 0)
    {
      g_autofree char *name = g_strndup (g_bytes_get_data (path, NULL), g_bytes_get_size (path));

      return new_path (object, id, name, title);
    }

  return NULL;
}

gboolean
weir_workspace_item_is_like (WeirWorkspaceItem *self, WeirWorkspaceItem *other)
{
  JsonObject *mine = weir_json_get_object (((Item *) self)->json, "request");
  JsonObject *theirs = weir_json_get_object (((Item *) other)->json, "request");

  if (mine == NULL || theirs == NULL)
    return mine == NULL && theirs == NULL && g_strcmp0 (self->path, other->path) == 0;

  return g_strcmp0 (weir_json_get_text (mine, "url"), weir_json_get_text (theirs, "url")) == 0 &&
         g_strcmp0 (weir_json_get_text (mine, "method"), weir_json_get_text (theirs, "method")) == 0;
}

void
weir_workspace_write_items (JsonObject *root, const char *name, const GPtrArray *items)
{
  JsonArray *array = json_array_sized_new (items->len);

  for (guint i = 0; i < items->len; i++)
    json_array_add_object_element (array, json_object_ref (((const Item *) g_ptr_array_index (items, i))->json));
  json_object_set_array_member (root, name, array);
}

static gboolean
has_id (const GPtrArray *items, const char *id)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (((const WeirWorkspaceItem *) g_ptr_array_index (items, i))->id, id))
      return TRUE;

  return FALSE;
}

guint
weir_workspace_read_items (JsonObject *root, const char *name, GPtrArray *items, guint most)
{
  JsonArray *array = weir_json_get_array (root, name);
  guint n_bad = array == NULL && json_object_has_member (root, name);

  for (guint i = 0; array != NULL && i < json_array_get_length (array) && items->len < most; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *id = object != NULL ? weir_json_get_text (object, "id") : NULL;
      g_autoptr (WeirWorkspaceItem) item = NULL;

      /* An id names secrets: two with the same one would share them. */
      if (id != NULL && has_id (items, id))
        {
          json_object_remove_member (object, "id");
          json_object_remove_member (object, "remembers");
        }
      item = object != NULL ? read_item (object) : NULL;
      if (item == NULL)
        n_bad++;
      else
        g_ptr_array_add (items, g_steal_pointer (&item));
    }

  return n_bad;
}
