/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-exit.h"

G_BEGIN_DECLS

/**
 * WeirCommand:
 * @name: the word after `weir`
 * @run: what it does; @argv[0] is the name itself
 * @arguments: what follows the name, as in its help, untranslated
 * @summary: what it does, in one translatable sentence (N_())
 */
typedef struct
{
  const char *name;
  WeirExit (*run) (int argc, char **argv);
  const char *arguments;
  const char *summary;
} WeirCommand;

/* The one table of subcommands, in the order of the help; @n: (out). A new subcommand starts here. */
const WeirCommand *weir_command_get_all (gsize *n);
/* Returns: (nullable) */
const WeirCommand *weir_command_find (const char *name);
/* The name nearest to a misspelt one. Returns: (nullable): %NULL when none is near */
const char *weir_command_suggest (const char *word);

/* The whole program but for the locale: @argv[0] is the program's name. Returns: the exit status */
WeirExit weir_cli_run (int argc, char **argv);

G_END_DECLS
