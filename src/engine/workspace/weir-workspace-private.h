/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-request-json-private.h"
#include "weir-workspace.h"

G_BEGIN_DECLS

/* A file of this size was not written here. */
#define WEIR_WORKSPACE_FILE (16u * 1024 * 1024)

/* (transfer full) */
WeirWorkspaceMock *weir_workspace_mock_copy (const WeirWorkspaceMock *self);
/* Without a script that is too long. (transfer full) */
JsonObject *weir_workspace_mock_to_json (const WeirWorkspaceMock *self);
/* What cannot be is as if it were not there. (transfer full) */
WeirWorkspaceMock *weir_workspace_mock_from_json (JsonObject *object);
/* The member @name of @root: an array of what is to be remembered, with members nobody here knows where they were read with such. */
void weir_workspace_write_items (JsonObject *root, const char *name, const GPtrArray *items);
/* Adds them to @items, until it has @most. Returns: how many could not be read */
guint weir_workspace_read_items (JsonObject *root, const char *name, GPtrArray *items, guint most);
/* Whether both are about the same: for the list of recent ones. */
gboolean weir_workspace_item_is_like (WeirWorkspaceItem *self, WeirWorkspaceItem *other);

/**
 * weir_workspace_read:
 * @may_write: (out): whether the file may be written over
 * @problem: (out) (nullable): what is wrong, in words
 *
 * Reads the file; a damaged one is kept aside.
 *
 * Returns: (transfer full) (nullable): what is in it
 */
JsonObject *weir_workspace_read (const char *path, gboolean *may_write, char **problem);
/* A copy of the file, beside it. Returns: (transfer full) (nullable): its path */
char *weir_workspace_keep_aside (const char *path);
/* At once: all of it or nothing. */
gboolean weir_workspace_write (const char *path, const char *text, GError **error);

G_END_DECLS
