/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-mock-request.h"

G_BEGIN_DECLS

/* Those that are no longer connected leave @store (element-type WeirMockRequest): a stretch at a time, so that nothing else is looked at
 * again; of many stretches all at once, as each costs whoever shows them far more than an item does. */
void weir_mock_clients_remove_ended (GListStore *store);
/* @connected: client → WeirMockRequest. Returns: (transfer full) (element-type guint64): those that somebody looks at, ascending */
GArray *weir_mock_clients_list_looked_at (GHashTable *connected);

G_END_DECLS
