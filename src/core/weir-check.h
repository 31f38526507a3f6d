/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-script.h"

G_BEGIN_DECLS

/* Warnings about a script that parses: what would surprise whoever plays it. Adds WeirDiagnostic to
 * @diagnostics, which is then in the order of the file. */
void weir_check_script (const WeirScript *script, GPtrArray *diagnostics);

G_END_DECLS
