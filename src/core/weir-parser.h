/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-frame.h"

G_BEGIN_DECLS

/**
 * WeirLine:
 * @bytes: the whole line as received, line end excluded
 * @offset: of @bytes from the start of the connection's body
 * @in_block: whether the line belongs to a block whose frame is still to come
 */
typedef struct
{
  WeirSpan bytes;
  guint64 offset;
  gboolean in_block;
} WeirLine;

/**
 * WeirParserHandlers:
 * @frame: each frame, when its last byte arrives. A CR ends a line at once
 * @comment: (nullable): each comment line, inside a block too, when its line ends; before @frame for the same line. @text is
 *   valid UTF-8: everything after the first colon
 * @retry: (nullable): each valid `retry` line when its line ends (HTML "process the field"); @ms is at most 2^53 - 1
 * @bad_line: (nullable): a line with odd content, when it ends, once for each bit of WeirNotes, lowest first; after @comment
 *   or @retry and before @frame for the same line; for lint. Never %WEIR_NOTE_NO_DATA and %WEIR_NOTE_MIXED_EOL, which are
 *   of whole blocks
 *
 * Called from within weir_parser_feed(), spans valid until the handler returns. A handler may call weir_parser_stop(),
 * weir_parser_get_last_event_id() and weir_parser_set_last_event_id(), nothing else of the parser.
 */
typedef struct
{
  void (*frame) (const WeirFrame *frame, gpointer user_data);
  void (*comment) (const WeirLine *line, WeirSpan text, gpointer user_data);
  void (*retry) (const WeirLine *line, guint64 ms, gpointer user_data);
  void (*bad_line) (const WeirLine *line, WeirNotes note, gpointer user_data);
} WeirParserHandlers;

/**
 * WeirParser:
 *
 * The incremental decoder of `text/event-stream` (WHATWG HTML, "Parsing" and "Interpreting an event stream"): the one
 * parser of network, script and recording. No clock, no I/O; one thread at a time.
 *
 * Any split of the bytes gives the same decoded results: events, notes, comments, reconnection times, last event ID,
 * unfinished rest. Only where a frame ends in CRLF does its extent follow the split, because a CR ends a line at once: with
 * both bytes in one feed they belong to the frame; with the CR as the last byte of a feed the frame is delivered without the
 * LF, which then follows as a %WEIR_FRAME_LF frame. Joined, the bytes of all frames and the unfinished rest are the input.
 */
typedef struct _WeirParser WeirParser;

WeirParser *weir_parser_new (const WeirParserHandlers *handlers, gpointer user_data);
void weir_parser_free (WeirParser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirParser, weir_parser_free)

/**
 * weir_parser_feed:
 * @bytes: (nullable): the next bytes; need not outlive the call
 *
 * Returns: %FALSE with %WEIR_CORE_ERROR_LIMIT when a line or block passes `weir-limits.h`; frames completed before stay
 *   delivered, and nothing more is taken until weir_parser_reset().
 */
gboolean weir_parser_feed (WeirParser *self, const char *bytes, gsize n_bytes, GError **error);

/* From within a handler: nothing more is delivered, for the same line either; the current feed returns TRUE, and what follows,
 * in later feeds too, is neither taken nor decoded until weir_parser_reset() (the person said stop). A frame whose own handler
 * stops is complete; one that a comment, retry or bad line stops is unfinished, up to the end of that line. */
void weir_parser_stop (WeirParser *self);

/* The bytes that belong to no frame yet: an open block, a line without end, a part of a BOM. After a limit error: up to the
 * limit. Valid until the next call. */
WeirSpan weir_parser_get_unfinished (const WeirParser *self);

/* Bytes taken since the start of the connection. */
guint64 weir_parser_get_offset (const WeirParser *self);

/* A new connection: all state starts anew but the last event ID. */
void weir_parser_reset (WeirParser *self);

/* Valid UTF-8, valid until the next call; empty when there is none. */
WeirSpan weir_parser_get_last_event_id (const WeirParser *self);
/* @id: copied; a valid `id` line of a block that is open replaces it at the block's end */
void weir_parser_set_last_event_id (WeirParser *self, WeirSpan id);

G_END_DECLS
