/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WEIR_TYPE_FILE_ROW (weir_file_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirFileRow, weir_file_row, WEIR, FILE_ROW, AdwActionRow)

/**
 * WeirFileRow:
 * @none: (construct): what the row says without a file
 * @choose: (construct): what its button does, and the title of the dialog
 * @clear: (construct): what the button that takes the file away does
 *
 * A row of a list for one file.
 * `changed`: the person chose another, or none.
 */

/* @path: (nullable) */
void weir_file_row_set_path (WeirFileRow *self, const char *path);
/* Returns: (nullable): until the next change */
const char *weir_file_row_get_path (WeirFileRow *self);

G_END_DECLS
