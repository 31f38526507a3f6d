/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-exit.h"
#include "weir-server.h"

G_BEGIN_DECLS

/**
 * WeirTestOptions:
 * @scripts: (element-type WeirServedScript)
 * @client_tests: (nullable): a folder of client tests, which @scripts are of
 * @known: (nullable) (array zero-terminated=1): rules that are known to be broken
 * @report: (nullable): a file for what they found out, as JSON
 * @command: (array zero-terminated=1) (nullable): only with @client_tests, whose page somebody opens then; what is run with
 *   WEIR_URL, and for the control interface WEIR_TOKEN, set
 * @junit: (nullable): a file for the results
 * @for_us: how long the command may take; 0: as long as it likes
 */
typedef struct
{
  GPtrArray *scripts;
  WeirServerOptions server;
  const char *client_tests;
  const char *const *known;
  const char *report;
  char **command;
  const char *junit;
  gint64 for_us;
} WeirTestOptions;

/* Serves, runs the command, and says whether it and every expectation held. */
WeirExit weir_test_run (const WeirTestOptions *options);

G_END_DECLS
