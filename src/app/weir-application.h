/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-demo.h"
#include "weir-keyring.h"
#include "weir-worker.h"
#include "weir-workspace.h"

G_BEGIN_DECLS

#define WEIR_TYPE_APPLICATION (weir_application_get_type ())
G_DECLARE_FINAL_TYPE (WeirApplication, weir_application, WEIR, APPLICATION, AdwApplication)

WeirApplication *weir_application_new (void);

/* Where event sources live, and where recordings are searched. They outlive the windows. (transfer none) */
WeirWorker *weir_application_get_ingest (WeirApplication *self);
WeirWorker *weir_application_get_search (WeirApplication *self);
/* What is remembered. (transfer none) */
WeirWorkspace *weir_application_get_workspace (WeirApplication *self);
/* (transfer none) (nullable): what is secret in it; %NULL when nobody can keep it, or nothing is remembered */
WeirKeyring *weir_application_get_keyring (WeirApplication *self);
/* Before the start, in tests: instead of the desktop's. */
void weir_application_set_secrets (WeirApplication *self, WeirSecrets *secrets);
/* What is open is what is open at the next start. @leaving: (nullable): a WeirWindow that goes */
void weir_application_remember (WeirApplication *self, gpointer leaving);
/* In a moment: what changes may change again. */
void weir_application_remember_soon (WeirApplication *self);
/* @item: (nullable): as what the request is remembered */
void weir_application_add_recent (WeirApplication *self, WeirRequest *request, WeirWorkspaceItem *item);
/* What to watch of the built-in server. Errors: GIOError: no port could be had */
WeirRequest *weir_application_make_demo_request (WeirApplication *self, GError **error);

G_END_DECLS
