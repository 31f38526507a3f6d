/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirExit:
 * @WEIR_EXIT_OK: the wish was met, or there was none
 * @WEIR_EXIT_EXPECTATION: an expectation failed; lint found an error
 * @WEIR_EXIT_USAGE: wrong options, a broken script, an unreadable file
 * @WEIR_EXIT_NEVER_OPENED: the stream never opened
 * @WEIR_EXIT_NOT_MET: time ran out or the stream ended before the wish was met
 * @WEIR_EXIT_OUTPUT: output or recording could not be written
 *
 * The exit statuses of every subcommand. They are stable: others build on them.
 */
typedef enum
{
  WEIR_EXIT_OK = 0,
  WEIR_EXIT_EXPECTATION = 1,
  WEIR_EXIT_USAGE = 2,
  WEIR_EXIT_NEVER_OPENED = 3,
  WEIR_EXIT_NOT_MET = 4,
  WEIR_EXIT_OUTPUT = 5,
} WeirExit;

G_END_DECLS
