/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-workspace-item.h"

G_BEGIN_DECLS

#define WEIR_TYPE_WORKSPACE (weir_workspace_get_type ())
G_DECLARE_FINAL_TYPE (WeirWorkspace, weir_workspace, WEIR, WORKSPACE, GObject)

#define WEIR_WORKSPACE_RECENTS 20u

/**
 * WeirWorkspace:
 *
 * What is remembered from one run to the next, in a JSON file that only its owner can read: the streams and recordings that are open,
 * and the recent ones. Nothing that opens doors is in it (weir-request-secrets.h), nor that a certificate was not checked. Members that
 * a later version wrote are kept.
 *
 * Main thread. Changes are written about a second later, on another thread and all at once: after a crash there is the file from before
 * or the one from after.
 *
 * The property `problem` (string, nullable) says in words that the file was damaged (and where it is kept) or cannot be read or written.
 * The signal `recents-changed ()` tells of the recent ones.
 */

/* @path: (nullable): %NULL: `weir/workspace.json` in the person's config folder. Reads the file. */
WeirWorkspace *weir_workspace_new (const char *path);
/* (transfer none) (nullable) */
const char *weir_workspace_get_problem (WeirWorkspace *self);

/* What was open, in its order. Returns: (transfer none) (element-type WeirWorkspaceItem): valid until it is set */
GPtrArray *weir_workspace_get_items (WeirWorkspace *self);
/* @items: (element-type WeirWorkspaceItem) */
void weir_workspace_set_items (WeirWorkspace *self, GPtrArray *items);

/* Newest first, at most WEIR_WORKSPACE_RECENTS. Returns: (transfer none) (element-type WeirWorkspaceItem): valid until it changes */
GPtrArray *weir_workspace_get_recents (WeirWorkspace *self);
/* Takes the place of one with the same URL and method, or path. */
void weir_workspace_add_recent (WeirWorkspace *self, WeirWorkspaceItem *item);
void weir_workspace_remove_recent (WeirWorkspace *self, WeirWorkspaceItem *item);
void weir_workspace_clear_recents (WeirWorkspace *self);

/* Writes what is not written yet, and waits for it: before the end. Errors: GFileError */
gboolean weir_workspace_flush (WeirWorkspace *self, GError **error);

G_END_DECLS
