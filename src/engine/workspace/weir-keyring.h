/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-secrets.h"
#include "weir-workspace.h"

G_BEGIN_DECLS

#define WEIR_TYPE_KEYRING (weir_keyring_get_type ())
G_DECLARE_FINAL_TYPE (WeirKeyring, weir_keyring, WEIR, KEYRING, GObject)

/**
 * WeirKeyring:
 *
 * Holds in the person's keyring what the workspace's items that remember lack in its file, and nothing of others. Main thread.
 *
 * Signal: `not-kept` (const char *id, const GError *error): what is secret of this item is not in the keyring, and why.
 */
WeirKeyring *weir_keyring_new (WeirWorkspace *workspace, WeirSecrets *secrets);
/* Whether this build can; whether anybody answers shows when it is asked. */
gboolean weir_keyring_is_supported (WeirKeyring *self);
/* After the workspace's items or recent ones were changed. */
void weir_keyring_update (WeirKeyring *self);

/**
 * weir_keyring_complete_finish:
 * @missing: (out) (transfer full): names of what is not known all the same; empty: it is whole
 *
 * Returns: (transfer full) (nullable): the item's request with what the keyring has. Errors: WEIR_SECRETS_ERROR, and those of
 *   weir_workspace_item_complete()
 */
void weir_keyring_complete_async (WeirKeyring *self, WeirWorkspaceItem *item, GAsyncReadyCallback done, gpointer user_data);
WeirRequest *weir_keyring_complete_finish (WeirKeyring *self, GAsyncResult *result, GStrv *missing, GError **error);

G_END_DECLS
