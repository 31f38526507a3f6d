/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row of the JSON tree: expander, name, value. */
#define WEIR_TYPE_JSON_ROW (weir_json_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirJsonRow, weir_json_row, WEIR, JSON_ROW, AdwBin)

GtkWidget *weir_json_row_new (void);
/* @row: (nullable) */
void weir_json_row_set_row (WeirJsonRow *self, GtkTreeListRow *row);
GtkTreeListRow *weir_json_row_get_row (WeirJsonRow *self);

G_END_DECLS
