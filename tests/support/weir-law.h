/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * weir_law_get_wire:
 *
 * The law of the script format, slow and obvious: deletes the directive lines of a file and the blank lines directly under
 * them, un-stuffs the rest. Knows no verb. What is left is the wire of all sections in the order of the file. Shares nothing
 * with the script parser.
 *
 * Returns: (transfer full)
 */
GString *weir_law_get_wire (const char *file, gsize n_bytes);

G_END_DECLS
