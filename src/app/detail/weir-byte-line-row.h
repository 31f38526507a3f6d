/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-byte-rows.h"

G_BEGIN_DECLS

/* A row of the byte view: a line's field and fate, or sixteen bytes. */
#define WEIR_TYPE_BYTE_LINE_ROW (weir_byte_line_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirByteLineRow, weir_byte_line_row, WEIR, BYTE_LINE_ROW, AdwBin)

GtkWidget *weir_byte_line_row_new (void);
void weir_byte_line_row_set_row (WeirByteLineRow *self, WeirByteRow *row);

G_END_DECLS
