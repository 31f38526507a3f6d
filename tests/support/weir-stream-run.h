/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-parser.h"

G_BEGIN_DECLS

/**
 * WeirStreamRun:
 *
 * A parser under observation: logs what it calls (weir-stream-log.h) and asserts what must hold for any input and any split:
 * frames in order and without gaps, each with the input's own bytes; offsets, line counts and the unfinished rest; a comment
 * frame behind its comment call. Each piece is fed from a heap block of its exact size that is freed right after.
 */
typedef struct
{
  WeirParser *parser;
  GString *log;
  WeirSpan input;
  gsize fed;
  gsize framed;     /* bytes in frames so far */
  gboolean copies;  /* whether pieces are copied before they are fed; TRUE */
  GString *comment; /* of the last comment call outside a block */
  gboolean has_comment;
} WeirStreamRun;

/* @input: what will be fed, in pieces */
WeirStreamRun *weir_stream_run_new (WeirSpan input, WeirSpan last_event_id);
void weir_stream_run_free (WeirStreamRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirStreamRun, weir_stream_run_free)

/* Feeds the next @n_bytes of the input. Returns: %FALSE at a limit, which is logged as `limit` and the message */
gboolean weir_stream_run_feed (WeirStreamRun *self, gsize n_bytes);
/* Starts again with the same input: the log is emptied. */
void weir_stream_run_restart (WeirStreamRun *self, WeirSpan last_event_id);
/* Logs the end. Returns: (transfer none): the log */
const GString *weir_stream_run_finish (WeirStreamRun *self);

/* Feeds the rest in one piece, in two with the first of @at bytes, or in pieces of @size. Returns: (transfer none): the log */
const GString *weir_stream_run_whole (WeirStreamRun *self);
const GString *weir_stream_run_split (WeirStreamRun *self, gsize at);
const GString *weir_stream_run_pieces (WeirStreamRun *self, gsize size);
/* In pieces of 1 to @max bytes. */
const GString *weir_stream_run_random (WeirStreamRun *self, GRand *rand, gsize max);

G_END_DECLS
