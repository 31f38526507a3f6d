/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "weir-span.h"

G_BEGIN_DECLS

/* Writes a pasted event stream to a new file that goes when the session ends (the runtime folder; without one, the cache folder).
 * Returns: (transfer full) (nullable): its path. Errors: GIOError, in words */
char *weir_paste_file_write (WeirSpan text, GError **error);

G_END_DECLS
