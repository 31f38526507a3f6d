/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/**
 * WeirFrameKind:
 * @WEIR_FRAME_BLOCK: lines ended by a blank line, the first one a field, known or not; comments inside belong to it
 * @WEIR_FRAME_COMMENT: a comment line outside an open block
 * @WEIR_FRAME_BLANK: a blank line outside an open block
 * @WEIR_FRAME_LF: the LF that completes a CR which already ended the frame before it
 * @WEIR_FRAME_BOM: the byte order mark at the start of a connection
 *
 * Every byte of a connection's body, up to its unfinished rest, belongs to exactly one frame, in order.
 */
typedef enum
{
  WEIR_FRAME_BLOCK,
  WEIR_FRAME_COMMENT,
  WEIR_FRAME_BLANK,
  WEIR_FRAME_LF,
  WEIR_FRAME_BOM,
} WeirFrameKind;

/**
 * WeirNotes:
 *
 * What was odd in a frame's bytes. Decoding never fails for it: lenient in decoding, loud in display.
 */
typedef enum
{
  WEIR_NOTE_NONE = 0,
  WEIR_NOTE_INVALID_UTF8 = 1 << 0,    /* a line is not UTF-8; U+FFFD stands where the bytes were not */
  WEIR_NOTE_NUL_IN_ID = 1 << 1,       /* the id line was ignored */
  WEIR_NOTE_BAD_RETRY = 1 << 2,       /* not ASCII digits only: ignored */
  WEIR_NOTE_UNKNOWN_FIELD = 1 << 3,   /* ignored */
  WEIR_NOTE_FULLWIDTH_COLON = 1 << 4, /* an unknown field name that holds U+FF1A */
  WEIR_NOTE_NAME_CASE = 1 << 5,       /* `Data`, `data ` and the like: unknown, but nearly a field */
  WEIR_NOTE_NO_DATA = 1 << 6,         /* a block with an event name that dispatches nothing */
  WEIR_NOTE_MIXED_EOL = 1 << 7,       /* more than one kind of line end in the block; a CR at its end counts as CRLF too */
  WEIR_NOTE_RETRY_SATURATED = 1 << 8, /* beyond 2^53 - 1 */
  WEIR_NOTE_NUL = 1 << 9,             /* a NUL in data or event */
} WeirNotes;

/**
 * WeirFrame:
 * @kind: what the bytes are
 * @notes: what was odd
 * @bytes: the bytes as received, line ends included
 * @offset: of @bytes from the start of the connection's body
 * @n_lines: lines in @bytes, the blank one included; 0 for %WEIR_FRAME_LF and %WEIR_FRAME_BOM
 * @dispatches: whether an EventSource would dispatch an event (block with data)
 * @has_id: whether a valid id line stood in the block
 * @event: the event type, valid UTF-8, "message" when none or empty; only if @dispatches, else as given (may be empty)
 * @data: the data buffer, valid UTF-8, final LF removed; may hold NUL
 * @id: the value of the block's last valid id line, valid UTF-8; empty unless @has_id
 * @last_event_id: the last event ID after this block, valid UTF-8
 * @comment: %WEIR_FRAME_COMMENT: everything after the first colon, valid UTF-8
 *
 * A decoded block. All spans live until the callback that was handed the frame returns.
 */
typedef struct
{
  WeirFrameKind kind;
  WeirNotes notes;
  WeirSpan bytes;
  guint64 offset;
  guint n_lines;
  gboolean dispatches;
  gboolean has_id;
  WeirSpan event;
  WeirSpan data;
  WeirSpan id;
  WeirSpan last_event_id;
  WeirSpan comment;
} WeirFrame;

/* A short untranslated word for one bit of WeirNotes, for logs and records ("invalid-utf8"). */
const char *weir_note_get_nick (WeirNotes note);

G_END_DECLS
