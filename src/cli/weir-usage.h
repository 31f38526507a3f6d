/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-exit.h"

G_BEGIN_DECLS

/**
 * weir_usage_context:
 * @command: the subcommand's name
 * @entries: its main options; `--help` is added
 * @description: (nullable): shown below the options, translated
 *
 * Returns: (transfer full): an option context whose help shows all groups
 */
GOptionContext *weir_usage_context (const char *command, const GOptionEntry *entries, const char *description);

/* Adds a translated group to the context. @title: as a heading, N_() */
void weir_usage_add_group (GOptionContext *context, const char *name, const char *title, const GOptionEntry *entries);

/**
 * weir_usage_parse:
 * @status: (out): what to exit with when %FALSE is returned
 *
 * Returns: %FALSE when the help was printed or a complaint was
 */
gboolean weir_usage_parse (GOptionContext *context, const char *command, int *argc, char ***argv, WeirExit *status);

/* Prints a complaint and where the help is, on standard error. @command: (nullable). Returns: WEIR_EXIT_USAGE */
WeirExit weir_usage_complain (const char *command, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
