/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* How stream scripts are coloured. Returns: (transfer none) (nullable) */
GtkSourceLanguage *weir_script_language_get (void);

G_END_DECLS
