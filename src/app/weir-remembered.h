/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-keyring.h"
#include "weir-window.h"
#include "weir-workspace.h"

G_BEGIN_DECLS

/* Adds what was open when the program ended last, one a turn of the main loop, and shows none of it; nothing of it is started, but mocks
 * for this machine that ran. What is secret is asked of the keyring of its application meanwhile. */
void weir_remembered_restore (WeirWorkspace *workspace, WeirWindow *window);
/* Whether there is more to come. */
gboolean weir_remembered_is_restoring (WeirWindow *window);
/* What the windows have is what is remembered. @leaving: (nullable): a window that goes; it counts only when it is the last */
void weir_remembered_store (WeirWorkspace *workspace, GtkApplication *application, WeirWindow *leaving);
/* Nothing is remembered any more, but what was watched recently. */
void weir_remembered_forget (WeirWorkspace *workspace);
/* (transfer none) (nullable): as what it was remembered last */
WeirWorkspaceItem *weir_remembered_get (WeirSidebarItem *item);
/* Whether what is secret of the item's request is to be kept in the keyring, the next time that it is stored. */
void weir_remembered_set_secrets (WeirSidebarItem *item, gboolean kept);
gboolean weir_remembered_has_secrets (WeirSidebarItem *item);
/* Lets the person edit the request of the item's stream, and whether what is secret of it is kept. What is missing the keyring is asked for
 * before; when it has all of it, the stream is started for @to_start. */
void weir_remembered_edit_request (WeirSidebarItem *item, gboolean to_start);
/* What is secret of the item with this id is not in the keyring. */
void weir_remembered_drop_secrets (GtkApplication *application, const char *id);

G_END_DECLS
