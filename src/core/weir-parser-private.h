/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-parser.h"

G_BEGIN_DECLS

/* Buffers above this size are given back after the frame that needed them. */
#define WEIR_PARSER_KEEP (256u * 1024)

typedef enum
{
  WEIR_PARSER_RUNNING,
  WEIR_PARSER_STOPPED,
  WEIR_PARSER_LINE_TOO_LONG,
  WEIR_PARSER_BLOCK_TOO_LONG,
} WeirParserState;

/* What the open block has had so far. */
typedef enum
{
  WEIR_SEEN_NOTHING = 0,
  WEIR_SEEN_FIELD = 1 << 0, /* the block is open */
  WEIR_SEEN_DATA = 1 << 1,
  WEIR_SEEN_ID = 1 << 2,      /* a valid one */
  WEIR_SEEN_DECODED = 1 << 3, /* a value in a scratch buffer */
  WEIR_SEEN_LF = 1 << 4,
  WEIR_SEEN_CRLF = 1 << 5,
  WEIR_SEEN_CR = 1 << 6,
  WEIR_SEEN_EOLS = WEIR_SEEN_LF | WEIR_SEEN_CRLF | WEIR_SEEN_CR,
} WeirSeen;

/* In place of an offset: the value stands in its scratch buffer. */
#define WEIR_IN_SCRATCH G_MAXSIZE

/**
 * WeirValue:
 * @offset: from the start of the frame's bytes, or %WEIR_IN_SCRATCH
 *
 * An offset, not a pointer: the frame's bytes move when they cross feeds.
 */
typedef struct
{
  gsize offset;
  gsize len;
} WeirValue;

typedef struct
{
  WeirSeen seen;
  WeirNotes notes;
  guint n_lines;
  WeirValue event;
  WeirValue data;
  WeirValue id;
} WeirBlock;

/**
 * WeirFrameLine:
 * @base: the first byte of the frame
 * @start: of the line, from @base
 * @end: of the line without its line end, from @base
 * @next: behind the line end, from @base
 * @is_odd: whether a NUL or a high bit stands in the line
 */
typedef struct
{
  const char *base;
  gsize start;
  gsize end;
  gsize next;
  gboolean is_odd;
} WeirFrameLine;

struct _WeirParser
{
  WeirParserHandlers handlers;
  gpointer user_data;
  WeirParserState state;

  guint64 frame_offset; /* of the frame that is open or comes next, from the start of the connection */
  guint n_bom;          /* bytes of the BOM matched; 3: its place is behind us */
  gboolean after_cr;    /* the last byte ended a line; an LF that comes next belongs to it */

  GString *carry;       /* the open frame's bytes from earlier feeds */
  gsize line_start;     /* of the unfinished line in carry */
  gboolean line_is_odd; /* of that line so far */

  WeirBlock block;
  GString *event; /* decoded values */
  GString *data;
  GString *id;
  GString *comment;

  WeirSpan last_event_id;
  GString *own_id; /* holds last_event_id between feeds; within one it may stand in the frame's bytes */
};

/* Connection (weir-parser.c) */

/* Ends the frame whose bytes are carried. */
void weir_parser_drop_carry (WeirParser *self);
void weir_parser_shrink_buffer (GString *buffer);
/* Moves the last event ID out of bytes that will go. */
void weir_parser_own_id (WeirParser *self);

/* Frames (weir-parser-frames.c) */

/* @line: the blank line of the open block, which it closes */
void weir_parser_emit_block (WeirParser *self, const WeirFrameLine *line);
/* A comment or a blank line outside a block. Returns: whether it was delivered: not when a handler stopped before */
gboolean weir_parser_emit_line (WeirParser *self, const WeirFrameLine *line, WeirFrameKind kind, WeirNotes notes, WeirSpan comment);
/* A comment line outside a block, with its calls. Returns: as weir_parser_emit_line() */
gboolean weir_parser_emit_comment (WeirParser *self, const WeirFrameLine *line);
/* A frame without a line: an LF, a BOM. */
void weir_parser_emit_bare (WeirParser *self, WeirFrameKind kind, WeirSpan bytes);

/* Lines (weir-parser-lines.c) */

/* Goes on with a frame that began in an earlier feed. Returns: what stands behind it, or behind the last byte */
const char *weir_parser_take_carried (WeirParser *self, const char *bytes, const char *end);
/* Takes the lines at the start of frames, in place; what is left of them is carried. @bytes: not empty */
void weir_parser_take_lines (WeirParser *self, const char *bytes, const char *end);

/* Fields (weir-parser-fields.c): what is not met on every line. They return what was odd about the line. */

WeirNotes weir_parser_take_odd_value (WeirParser *self, WeirValue *value, GString *decoded, const WeirFrameLine *line, WeirSpan bytes);
WeirNotes weir_parser_take_more_data (WeirParser *self, const WeirFrameLine *line, WeirSpan bytes);
WeirNotes weir_parser_take_odd_id (WeirParser *self, const WeirFrameLine *line, WeirSpan bytes);
WeirNotes weir_parser_take_rare_field (WeirParser *self, const WeirFrameLine *line);
/* Calls the handler. @text: (out): may stand in the comment buffer, which the caller empties */
WeirNotes weir_parser_take_comment (WeirParser *self, const WeirFrameLine *line, WeirSpan *text);
/* Hands each of the line's notes to the handler. */
void weir_parser_report_notes (WeirParser *self, const WeirFrameLine *line, WeirNotes notes);

/* Whether the line is the field @name; @value is then what stands behind the colon and one space. */
static inline gboolean
weir_parser_is_field (WeirSpan line, WeirSpan name, WeirSpan *value)
{
  gsize skip = name.len;

  if (line.len < name.len || memcmp (line.data, name.data, name.len) != 0)
    return FALSE;

  if (line.len > name.len)
    {
      if (line.data[name.len] != ':')
        return FALSE;
      skip++;
      if (line.len > skip && line.data[skip] == ' ')
        skip++;
    }
  *value = weir_span (line.data + skip, line.len - skip);

  return TRUE;
}

/* Gives a big buffer back. */
static inline void
weir_parser_empty_buffer (GString *buffer)
{
  if (G_UNLIKELY (buffer->allocated_len > WEIR_PARSER_KEEP))
    weir_parser_shrink_buffer (buffer);
  buffer->len = 0;
  buffer->str[0] = '\0';
}

/* The bytes of a value, of the frame that starts at @base. */
static inline WeirSpan
weir_parser_get_value (const WeirValue *value, const char *base, const GString *decoded)
{
  return weir_span (value->offset == WEIR_IN_SCRATCH ? decoded->str : base + value->offset, value->len);
}

G_END_DECLS
