/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-sink.h"

G_BEGIN_DECLS

#define WEIR_TYPE_HEADER_ROW (weir_header_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirHeaderRow, weir_header_row, WEIR, HEADER_ROW, AdwPreferencesRow)

/**
 * WeirHeaderRow:
 *
 * One header to edit: whether it is sent, its name, its value. The value of one that is a secret is hidden unless it is edited.
 * Signals: `changed`; `remove`: the person wants to be rid of it.
 */
GtkWidget *weir_header_row_new (const char *name, const char *value);

/* The focus goes to where its name is written. */
void weir_header_row_begin (WeirHeaderRow *self);
/* @header: (out): borrowed until the next change. Returns: FALSE: it is not to be sent, or empty */
gboolean weir_header_row_get (WeirHeaderRow *self, WeirHeader *header);
/* @problem: (nullable): what is wrong with it, in words */
void weir_header_row_set_problem (WeirHeaderRow *self, const char *problem);

G_END_DECLS
