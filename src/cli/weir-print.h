/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-exit.h"

G_BEGIN_DECLS

/**
 * weir_print:
 * @status: (inout): WEIR_EXIT_OUTPUT after a failure, which is said on standard error
 *
 * Prints on standard output and waits until the reader has taken it: for commands where nothing else is going on.
 *
 * Returns: %FALSE when it is not worth going on. A closed pipe is no error: the reader has seen enough.
 */
gboolean weir_print (const char *bytes, gsize n_bytes, WeirExit *status);

G_END_DECLS
