/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-client-set.h"
#include "weir-player.h"
#include "weir-server.h"

G_BEGIN_DECLS

/* One mock response in flight: a player, its head and framing, a client. Private to the server's files. */
typedef struct _WeirReply WeirReply;
typedef struct _WeirConnection WeirConnection;

/* @player: taken over. Plays it on the connection's client; at its end both are closed and freed. */
void weir_reply_start (WeirConnection *connection, WeirPlayer *player);
guint64 weir_reply_get_n_bytes (const WeirReply *self);
void weir_reply_free (WeirReply *self);

G_END_DECLS
