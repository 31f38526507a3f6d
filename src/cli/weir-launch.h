/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-exit.h"

G_BEGIN_DECLS

/* Becomes the window's program, with the same arguments. Returns only when that is not possible, after saying why. */
WeirExit weir_launch_window (char **argv);

/* Where the window's program is. @self_path: (nullable): this program's file. Returns: (transfer full) (nullable) (type filename) */
char *weir_launch_find_window (const char *libexec_override, const char *self_path);

/* Whether the window would find a display, as far as these variables tell. @environment: (nullable) */
gboolean weir_launch_has_display (GStrv environment);

G_END_DECLS
