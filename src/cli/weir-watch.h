/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-watch-options.h"

G_BEGIN_DECLS

/**
 * weir_watch_run:
 * @options: as parsed
 *
 * Watches on the thread-default main context until the wish is met, the stream is over, or a signal asks to stop; prints to
 * standard output and standard error.
 */
WeirExit weir_watch_run (const WeirWatchOptions *options);

G_END_DECLS
