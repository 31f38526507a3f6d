/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "serve-servers.h"

G_BEGIN_DECLS

/* Servers of other people for bench-serve, as programs of their own: fan-out.mjs under Node, and nginx with its nchan module. */
typedef enum
{
  SERVE_NODE,
  SERVE_NCHAN,
} ServePeerKind;

typedef struct _ServePeer ServePeer;

/* Returns: (nullable): %NULL when it is not installed; that is printed */
ServePeer *serve_peer_start (ServePeerKind kind);
guint16 serve_peer_get_port (const ServePeer *self);
/* What a client asks for: of NODE's /ticks with @ticks. */
const char *serve_peer_get_request (const ServePeer *self, gboolean ticks);
/* The scheduler's count of all its threads, and of the process that serves. */
ServeUsage serve_peer_get_usage (const ServePeer *self);
void serve_peer_push (ServePeer *self);
void serve_peer_stop (ServePeer *self);

G_END_DECLS
