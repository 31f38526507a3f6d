/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-script.h"

G_BEGIN_DECLS

/* Appends "file:line:column: error|warning: text" and an indented hint, each a line. */
void weir_diagnostic_append (GString *out, const char *path, const WeirDiagnostic *diagnostic);

G_END_DECLS
