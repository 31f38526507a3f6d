/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-stream.h"
#include "weir-workspace-mock.h"

G_BEGIN_DECLS

/**
 * WeirWorkspaceItem:
 * @id: stays the same; what its secrets are kept under (weir-secrets.h)
 * @title: (nullable): the person's name for it
 * @path: (nullable): of a recording, or of a mock's script
 * @request: (nullable): of a stream, without what is @missing
 * @mock: (nullable): of a mock server
 * @missing: never %NULL: names of what @request lacks because it was not written down: ask for it before starting, unless it is in the
 *   Secret Service
 * @remembers: what is missing is in the Secret Service
 *
 * A stream, a recording or a mock server as it is remembered. Immutable; main thread.
 */
typedef struct
{
  char *id;
  char *title;
  char *path;
  WeirRequest *request;
  WeirWorkspaceMock *mock;
  GStrv missing;
  gboolean remembers;
} WeirWorkspaceItem;

/* @title: (nullable) */
WeirWorkspaceItem *weir_workspace_item_new_request (WeirRequest *request, const char *title);
WeirWorkspaceItem *weir_workspace_item_new_path (const char *path, const char *title);
/* @self: (nullable): what the mock came from; @path: (nullable): of its script's file; @title: (nullable) */
WeirWorkspaceItem *weir_workspace_item_new_mock (WeirWorkspaceItem *self, const WeirWorkspaceMock *mock, const char *path,
                                                 const char *title);

/**
 * weir_workspace_item_update:
 * @self: (nullable): what the stream came from; %NULL: it is new
 * @remembers: its secrets are in the Secret Service
 *
 * What of the stream is to be remembered. As long as its request is the one of @self, what is missing there is still missing.
 *
 * Returns: (transfer full) (nullable): %NULL: nothing: a file that has no name
 */
WeirWorkspaceItem *weir_workspace_item_update (WeirWorkspaceItem *self, WeirStream *stream, gboolean remembers);

/**
 * weir_workspace_item_complete:
 * @secrets: what weir_request_dup_secrets() gave and the Secret Service kept
 * @missing: (out) (optional) (transfer full): what is not known all the same
 *
 * The request with its secrets. Errors: WEIR_NET_ERROR; WEIR_CORE_ERROR: @secrets is no such text
 */
WeirRequest *weir_workspace_item_complete (WeirWorkspaceItem *self, const char *secrets, GStrv *missing, GError **error);

WeirWorkspaceItem *weir_workspace_item_ref (WeirWorkspaceItem *self);
void weir_workspace_item_unref (WeirWorkspaceItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirWorkspaceItem, weir_workspace_item_unref)

G_END_DECLS
