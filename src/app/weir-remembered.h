/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-window.h"
#include "weir-workspace.h"

G_BEGIN_DECLS

/* Adds what was open when the program ended last; nothing of it is started, but mocks for this machine that ran. */
void weir_remembered_restore (WeirWorkspace *workspace, WeirWindow *window);
/* What the windows have is what is remembered. @leaving: (nullable): a window that goes; it counts only when it is the last */
void weir_remembered_store (WeirWorkspace *workspace, GtkApplication *application, WeirWindow *leaving);

G_END_DECLS
