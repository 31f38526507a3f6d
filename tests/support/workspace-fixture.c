/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "workspace-fixture.h"

void
workspace_set_up (WorkspaceFixture *self, gconstpointer data)
{
  self->scratch = scratch_new ();
  self->path = scratch_path (self->scratch, "workspace.json");
  self->workspace = weir_workspace_new (self->path);
}

void
workspace_tear_down (WorkspaceFixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->workspace);
  g_free (self->path);
  scratch_free (self->scratch);
}

/* What the next run finds. */
void
workspace_run_again (WorkspaceFixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_workspace_flush (self->workspace, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (self->workspace);
  self->workspace = weir_workspace_new (self->path);
}

void
workspace_run_with (WorkspaceFixture *self, const char *contents)
{
  g_assert_true (g_file_set_contents (self->path, contents, -1, NULL));
  g_assert_finalize_object (self->workspace);
  self->workspace = weir_workspace_new (self->path);
}

char *
workspace_read (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

WeirRequest *
workspace_make_request (const WeirRequestOptions *options)
{
  g_autoptr (GError) error = NULL;
  WeirRequest *request = weir_request_new (options, &error);

  g_assert_no_error (error);

  return request;
}

void
workspace_set_item (WorkspaceFixture *self, WeirWorkspaceItem *item)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  g_ptr_array_add (items, item);
  weir_workspace_set_items (self->workspace, items);
}

/* For the next run. */
void
workspace_keep (WorkspaceFixture *self, WeirWorkspaceItem *item)
{
  workspace_set_item (self, item);
  workspace_run_again (self);
}

WeirWorkspaceItem *
workspace_get_item (WorkspaceFixture *self, guint index)
{
  GPtrArray *items = weir_workspace_get_items (self->workspace);

  g_assert_cmpuint (index, <, items->len);

  return g_ptr_array_index (items, index);
}

void
workspace_assert_missing (GStrv missing, const char *wanted)
{
  g_autofree char *joined = g_strjoinv (" ", missing);

  g_assert_cmpstr (joined, ==, wanted);
}
