/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The preferences and what windows remember (data/io.github.weir.Weir.gschema.xml). Finds the schema where the system looks, where it
 * was installed, and in the folder of the build. Ends the program when it is nowhere: the installation is broken.
 * Returns: (transfer full) */
GSettings *weir_settings_new (void);

G_END_DECLS
