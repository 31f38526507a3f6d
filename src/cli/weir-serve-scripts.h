/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-script.h"

G_BEGIN_DECLS

/**
 * WeirServedScript:
 * @path: where it answers when it has no `on` line
 * @file: as it was named
 */
typedef struct
{
  char *path;
  char *file;
  WeirScript *script;
} WeirServedScript;

/**
 * weir_serve_scripts_load:
 * @names: files, and folders whose `*.eventstream` files are meant
 * @complaints: appended to: what is wrong, each a line
 *
 * A file's path is its name: `ticks.eventstream` answers /ticks, `index.eventstream` /.
 *
 * Returns: (element-type WeirServedScript) (nullable): sorted by path and file; %NULL when one is unreadable or broken
 */
GPtrArray *weir_serve_scripts_load (char **names, GString *complaints);

G_END_DECLS
