/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The scripts that come with the program: teaching examples and streams people meet. */

/* Returns: (transfer full): their names, sorted */
GStrv weir_templates_list (void);
/* Returns: (transfer full) (nullable): the script; %NULL: there is none of this name */
GBytes *weir_templates_load (const char *name);
/* Returns: (transfer full): what its `title` says; "" without one */
char *weir_templates_dup_title (const char *name);

G_END_DECLS
