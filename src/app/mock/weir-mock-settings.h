/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-mock-item.h"

G_BEGIN_DECLS

#define WEIR_TYPE_MOCK_SETTINGS (weir_mock_settings_get_type ())
G_DECLARE_FINAL_TYPE (WeirMockSettings, weir_mock_settings, WEIR, MOCK_SETTINGS, AdwBin)

/* Where a mock listens and to whom it answers; most of it counts from the next run on. */
GtkWidget *weir_mock_settings_new (void);
/* Once. */
void weir_mock_settings_set_item (WeirMockSettings *self, WeirMockItem *item);

G_END_DECLS
