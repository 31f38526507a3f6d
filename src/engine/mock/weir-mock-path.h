/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a script of this file answers without `on` lines: `ticks.eventstream` at /ticks, `index.eventstream` at /. @file: a name or a
 * path. Returns: (transfer full): as it stands in a URL */
char *weir_mock_path_of_file (const char *file);

G_END_DECLS
