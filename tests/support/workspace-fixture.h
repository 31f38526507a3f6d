/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "scratch.h"
#include "weir-workspace.h"

G_BEGIN_DECLS

/* A workspace in a file of its own. */
typedef struct
{
  Scratch *scratch;
  char *path;
  WeirWorkspace *workspace;
} WorkspaceFixture;

void workspace_set_up (WorkspaceFixture *self, gconstpointer data);
void workspace_tear_down (WorkspaceFixture *self, gconstpointer data);

/* What the next run finds: of what there is, or of a file that says @contents. */
void workspace_run_again (WorkspaceFixture *self);
void workspace_run_with (WorkspaceFixture *self, const char *contents);

/* Its only item. */
void workspace_set_item (WorkspaceFixture *self, WeirWorkspaceItem *item);
/* The same, for the next run. */
void workspace_keep (WorkspaceFixture *self, WeirWorkspaceItem *item);
/* There is such a one. */
WeirWorkspaceItem *workspace_get_item (WorkspaceFixture *self, guint index);

char *workspace_read (const char *path);
WeirRequest *workspace_make_request (const WeirRequestOptions *options);
/* @wanted: with spaces between them */
void workspace_assert_missing (GStrv missing, const char *wanted);

G_END_DECLS
