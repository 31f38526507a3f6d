/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-exit.h"

G_BEGIN_DECLS

/* The subcommands, one file each. @argv[0] is the subcommand's name. */
WeirExit weir_command_watch (int argc, char **argv);
WeirExit weir_command_decode (int argc, char **argv);
WeirExit weir_command_serve (int argc, char **argv);
WeirExit weir_command_test (int argc, char **argv);
WeirExit weir_command_lint (int argc, char **argv);
WeirExit weir_command_new (int argc, char **argv);
WeirExit weir_command_demo (int argc, char **argv);

G_END_DECLS
