/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-exit.h"
#include "weir-output.h"
#include "weir-server.h"

G_BEGIN_DECLS

/**
 * WeirServeOptions:
 * @scripts: (element-type WeirServedScript)
 * @server: as the server takes it, but for the token
 * @control: whether it has a control interface
 * @token_file: (nullable): where its token is, or is to be; %NULL: a new one
 * @port_is_wish: the port was not asked for: when it is taken, a free one will do
 * @verify: exit with a status that says whether every expectation held
 * @for_us: how long to serve; 0: until a signal
 */
typedef struct
{
  GPtrArray *scripts;
  WeirServerOptions server;
  gboolean control;
  const char *token_file;
  gboolean port_is_wish;
  gboolean verify;
  gint64 for_us;
  WeirOutputFormat format;
  gboolean color;
} WeirServeOptions;

/* Serves on the thread-default main context until time runs out or a signal asks to stop. */
WeirExit weir_serve_run (const WeirServeOptions *options);

G_END_DECLS
