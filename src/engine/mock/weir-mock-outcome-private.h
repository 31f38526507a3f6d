/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-mock-watch.h"

G_BEGIN_DECLS

/* Brings @store (element-type WeirMockOutcome) to @outcomes (element-type WeirExpectOutcome), which it empties: lines that are in both at the
 * same place stay the same items. */
void weir_mock_outcomes_update (GListStore *store, GPtrArray *outcomes);

/* (element-type WeirExpectOutcome); as WeirMockCounts has them. */
void weir_mock_outcomes_count (const GPtrArray *outcomes, guint *n_held, guint *n_failed);

G_END_DECLS
