/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-workspace.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RECENT_GROUP (weir_recent_group_get_type ())
G_DECLARE_FINAL_TYPE (WeirRecentGroup, weir_recent_group, WEIR, RECENT_GROUP, AdwPreferencesGroup)

/**
 * WeirRecentGroup:
 *
 * The first few of the recent streams and recordings; without any it is hidden. Signals: `chosen` (WeirWorkspaceItem *item); `cleared`:
 * the person forgot them, which the nearest toast overlay offers to undo.
 */

/* @workspace: (nullable) */
void weir_recent_group_set_workspace (WeirRecentGroup *self, WeirWorkspace *workspace);

G_END_DECLS
