/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-item-private.h"

/* A mock from one run of the program to the next. */

static WeirMockItem *
make (WeirWorkspaceItem *item)
{
  g_autoptr (GFile) file = NULL;
  WeirMockItem *self;

  if (item->path == NULL)
    return weir_mock_item_new_for_bytes (item->title, item->mock->script);
  if (item->mock->script == NULL && !g_file_test (item->path, G_FILE_TEST_IS_REGULAR))
    return NULL;

  file = g_file_new_for_path (item->path);
  self = weir_mock_item_new_for_file (file);
  self->kept = item->mock->script != NULL ? g_bytes_ref (item->mock->script) : NULL;
  weir_mock_item_set_title (self, item->title);
  return self;
}

static gboolean
is_for_this_machine (const WeirWorkspaceMock *mock)
{
  static const char *const hosts[] = { "127.0.0.1", "::1", "localhost", NULL };

  return mock->host == NULL || g_strv_contains (hosts, mock->host);
}

WeirMockItem *
weir_mock_item_new_remembered (WeirWorkspaceItem *item)
{
  const WeirWorkspaceMock *mock;
  WeirMockItem *self;

  g_return_val_if_fail (item != NULL, NULL);

  mock = item->mock;
  self = mock != NULL ? make (item) : NULL;
  if (self == NULL)
    return NULL;

  self->where = g_strdup (mock->where);
  self->port = mock->port;
  self->port_is_set = mock->port_is_set;
  self->host = g_strdup (mock->host);
  self->cors = g_strdup (mock->cors);
  self->speed = mock->speed;
  self->loops = mock->loops;
  self->uses_tls = mock->tls;
  if (!mock->ran || !is_for_this_machine (mock))
    return self;

  /* Why it does not, it says itself. */
  if (self->is_loading)
    self->runs_later = TRUE;
  else
    weir_mock_item_run (self, NULL);
  return self;
}

WeirWorkspaceItem *
weir_mock_item_remember (WeirMockItem *self, WeirWorkspaceItem *item)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL;
  WeirWorkspaceMock mock;

  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), NULL);

  path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  if (self->is_loading && self->kept != NULL)
    bytes = g_bytes_ref (self->kept);
  else if ((!self->is_loading || self->is_parsing) && (path == NULL || self->is_modified))
    bytes = weir_mock_item_dup_bytes (self);
  if (bytes != NULL && g_bytes_get_size (bytes) > WEIR_WORKSPACE_SCRIPT)
    g_clear_pointer (&bytes, g_bytes_unref);
  if (bytes == NULL && path == NULL)
    return NULL;

  mock = (WeirWorkspaceMock){
    .script = bytes,
    .where = self->where,
    .port = self->port,
    .port_is_set = self->port_is_set,
    .host = self->host,
    .cors = self->cors,
    .speed = self->speed,
    .loops = self->loops,
    .tls = self->uses_tls,
    .ran = self->served != NULL || self->runs_later,
  };
  return weir_workspace_item_new_mock (item, &mock, path, self->own_title);
}
