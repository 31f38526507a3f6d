/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * weir_script_print:
 * @commands: text whose lines that begin with `play`, `judge` or `route` are carried out; others are ignored. Without any, a
 *   script that parses is played once
 *
 * What a script's cases are compared with (tests/cases/README.md): its diagnostics, then each command with what came of it.
 *
 * Returns: (transfer full)
 */
char *weir_script_print (GBytes *file, const char *commands);

/* A C-like form of bytes, in quotes. */
void weir_script_print_bytes (GString *out, const char *bytes, gsize n_bytes);

G_END_DECLS
