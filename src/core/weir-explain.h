/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-frame.h"

G_BEGIN_DECLS

/* A block line by line: what an EventSource does with each, and why. The parser judges; this only tells. */

typedef enum
{
  WEIR_FIELD_DATA,
  WEIR_FIELD_EVENT,
  WEIR_FIELD_ID,
  WEIR_FIELD_RETRY,
  WEIR_FIELD_COMMENT,
  WEIR_FIELD_UNKNOWN,
  WEIR_FIELD_BLANK,
} WeirField;

/* The field's name as it stands in the stream; "" for a blank line, ":" for a comment, "?" for an unknown one. */
const char *weir_field_get_name (WeirField field);

/**
 * WeirFate:
 * @WEIR_FATE_DISPATCHED: part of what a page gets
 * @WEIR_FATE_STORED: kept by the EventSource: the last event ID, the reconnection time
 * @WEIR_FATE_IGNORED: has no effect
 */
typedef enum
{
  WEIR_FATE_DISPATCHED,
  WEIR_FATE_STORED,
  WEIR_FATE_IGNORED,
} WeirFate;

/* A short word, translated. */
const char *weir_fate_get_word (WeirFate fate);

typedef enum
{
  WEIR_WHY_FIRST_DATA,
  WEIR_WHY_MORE_DATA,
  WEIR_WHY_TYPE,
  WEIR_WHY_EMPTY_TYPE,
  WEIR_WHY_NO_DATA,  /* a type in a block without data */
  WEIR_WHY_REPLACED, /* by a later line of the block */
  WEIR_WHY_ID,
  WEIR_WHY_EMPTY_ID,
  WEIR_WHY_NUL_IN_ID,
  WEIR_WHY_RETRY,
  WEIR_WHY_BAD_RETRY,
  WEIR_WHY_COMMENT,
  WEIR_WHY_UNKNOWN,
  WEIR_WHY_DISPATCHES, /* the blank line */
  WEIR_WHY_ENDS,       /* a blank line that dispatches nothing */
  WEIR_WHY_CUT_OFF,    /* the connection ended before the blank line */
  WEIR_WHY_NO_LINE_END,
} WeirWhy;

/**
 * WeirExplainedLine:
 * @offset: of the line in the block
 * @length: of the line without its end
 * @eol: bytes of the line end: 0, 1 or 2
 * @notes: what is odd in the line
 * @retry_ms: %WEIR_WHY_RETRY: the number as sent, at most 2^53 - 1
 */
typedef struct
{
  guint32 offset;
  guint32 length;
  guint8 eol;
  guint8 field; /* WeirField */
  guint8 fate;  /* WeirFate */
  guint8 why;   /* WeirWhy */
  WeirNotes notes;
  guint64 retry_ms;
} WeirExplainedLine;

/**
 * weir_explain:
 * @block: a block as received, or a line that stands alone, or what the end of a connection cut off; within the parser's limits
 * @is_unfinished: the last of these
 * @is_cut: (out): whether only the first WEIR_LIMIT_EXPLAINED_LINES are there
 *
 * Returns: (transfer full) (element-type WeirExplainedLine)
 */
GArray *weir_explain (WeirSpan block, gboolean is_unfinished, gboolean *is_cut);

/* What is done with the line and what is odd in it: translated sentences. Returns: (transfer full) */
char *weir_explained_line_dup_text (const WeirExplainedLine *self);

G_END_DECLS
