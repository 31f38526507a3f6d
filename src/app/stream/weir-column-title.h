/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-columns.h"

G_BEGIN_DECLS

/**
 * WeirColumnTitle:
 *
 * The head of one column: a word that takes the focus; what is done with it is the header's.
 */
#define WEIR_TYPE_COLUMN_TITLE (weir_column_title_get_type ())
G_DECLARE_FINAL_TYPE (WeirColumnTitle, weir_column_title, WEIR, COLUMN_TITLE, GtkWidget)

GtkWidget *weir_column_title_new (void);
void weir_column_title_show (WeirColumnTitle *self, WeirColumns *columns, guint index);

G_END_DECLS
