/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-client-set.h"
#include "weir-player.h"
#include "weir-server-control.h"

G_BEGIN_DECLS

/* One mock response in flight: a player, its head and framing, a client. Private to the server's files. */
typedef struct _WeirReply WeirReply;
typedef struct _WeirConnection WeirConnection;

/* @player: taken over. Plays it on the connection's client; at its end both are closed and freed. */
void weir_reply_start (WeirConnection *connection, WeirPlayer *player, gboolean held);
guint64 weir_reply_get_n_bytes (const WeirReply *self);
guint64 weir_reply_get_n_events (const WeirReply *self);
void weir_reply_free (WeirReply *self);

/* The rest: not from within the server's callback. */

typedef enum
{
  WEIR_REPLY_SENT,
  WEIR_REPLY_WAITS,   /* until the open block, or what was pushed before, is out */
  WEIR_REPLY_REFUSED, /* too much waits already */
  WEIR_REPLY_NO_STREAM,
} WeirReplyPushed;

/* @bytes: whole blocks, unless their sender knows better */
WeirReplyPushed weir_reply_push (WeirReply *self, GBytes *bytes, guint n_events);
/* Returns: whether anything changed */
gboolean weir_reply_set_held (WeirReply *self, gboolean held);
gboolean weir_reply_set_stalled (WeirReply *self, gboolean stalled);
void weir_reply_set_speed (WeirReply *self, double speed);
/* Returns: whether it is held, so that it goes on for @n_events */
gboolean weir_reply_step (WeirReply *self, guint n_events);
/* At once; a close waits until a chunk that is half sent is whole. May free the reply. */
void weir_reply_end (WeirReply *self, WeirEnding ending);
/* Fills in what it has sent, what waits and what it does. */
void weir_reply_describe (const WeirReply *self, WeirServedClient *client);

G_END_DECLS
