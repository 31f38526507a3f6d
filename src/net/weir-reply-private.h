/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-limits.h"
#include "weir-reply.h"
#include "weir-server-private.h"

G_BEGIN_DECLS

/* What the files of the reply share; nobody else includes it. */

/* Blocks that are due together go out in one send of about so many bytes; a longer piece is sent in slices. */
#define WEIR_REPLY_BATCH (32u * 1024)
/* Of a client's queue, for what the script sends and for an end: never taken by what is pushed. */
#define WEIR_REPLY_RESERVE (3 * (WEIR_REPLY_BATCH + WEIR_LIMIT_HEAD))
/* Longest chunk framing: 16 digits, CRLF in front and behind. */
#define WEIR_REPLY_FRAMING 24u

struct _WeirReply
{
  WeirConnection *connection;
  WeirPlayer *player;
  WeirPlayerStep step; /* the last one asked for */
  gsize n_taken;       /* of the step's bytes */
  gsize n_body;        /* taken of the head's `body` */
  GByteArray *block;   /* (nullable): the pieces of a block that is not yet whole */
  guint64 n_bytes;     /* of the response's body */
  guint64 n_events;    /* sent */
  guint n_block_events;
  gboolean has_head; /* it is sent */
  gboolean in_block; /* what is sent ends within a block */
  gboolean is_open;  /* so the blocks: none may be put behind it */
  gboolean has_step; /* @step is not yet done */
  gboolean is_chunked;
  gboolean is_blocked; /* goes on when the client's queue has drained */
  gboolean was_noticed;

  GQueue pushed;  /* WeirPush: yet to be sent */
  gsize n_pushed; /* their bytes */

  gboolean is_held;    /* the script is; what is pushed goes out */
  gboolean is_stalled; /* nothing goes out */
  gint64 frozen_us;    /* where its clock stands while one of them holds */
  guint n_steps;       /* events it may send while held */

  gboolean closes; /* ends once the step is done */
};

typedef struct
{
  GBytes *bytes;
  guint n_events;
} WeirPush;

/* weir-reply.c */
/* Sends what the batch holds. */
void weir_reply_flush (WeirReply *self);
/* Ends the response; the reply and its connection are freed. */
void weir_reply_finish (WeirReply *self, WeirEnding ending);

/* weir-reply-report.c */
void weir_reply_report_block (WeirReply *self, WeirSpan bytes, guint n_events);
/* The pieces of a block as one. */
void weir_reply_report_pieces (WeirReply *self);
/* What went out is shown once a block or a comment line is whole, or as much of it as is worth keeping. */
void weir_reply_report_sent (WeirReply *self);

/* weir-reply-push.c: what was pushed, when no block is open and it fits. Returns: %FALSE when the client has to read first */
gboolean weir_reply_send_pushed (WeirReply *self);
void weir_reply_clear_pushed (WeirReply *self);

/* weir-reply-pace.c */
/* The player's time. */
gint64 weir_reply_get_time (const WeirReply *self, gint64 now_us);
gboolean weir_reply_is_frozen (const WeirReply *self);
/* Whether the player may be asked what comes next. */
gboolean weir_reply_may_go_on (const WeirReply *self);
/* A held reply has reached a pause. Returns: whether a step takes it over that */
gboolean weir_reply_passes_pause (WeirReply *self);
/* @n_events went out. */
void weir_reply_count_step (WeirReply *self, guint n_events);

G_END_DECLS
