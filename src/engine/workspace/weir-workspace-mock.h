/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A longer script is remembered only by its file. */
#define WEIR_WORKSPACE_SCRIPT (256u * 1024)

/**
 * WeirWorkspaceMock:
 * @script: (nullable): as it stood in the editor; %NULL: as the file has it
 * @where: (nullable): the path of its URL
 * @port: 0: none yet; @port_is_set: by the person
 * @host, @cors: (nullable): as WeirServerOptions
 * @ran: when it was remembered
 *
 * A mock server as it is remembered.
 */
typedef struct
{
  GBytes *script;
  char *where;
  guint port;
  gboolean port_is_set;
  char *host;
  char *cors;
  double speed;
  gboolean loops;
  gboolean tls;
  gboolean ran;
} WeirWorkspaceMock;

void weir_workspace_mock_free (WeirWorkspaceMock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirWorkspaceMock, weir_workspace_mock_free)

G_END_DECLS
