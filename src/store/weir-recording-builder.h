/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-recording-names.h"
#include "weir-recording-notes.h"
#include "weir-recording-numbers.h"
#include "weir-recording.h"

G_BEGIN_DECLS

/* One read's part of a unit: where it ends, counted from the unit's first byte, and its time after the part before. */
typedef struct
{
  guint64 end;
  gint64 gap_us;
} WeirPiece;

/* A last event ID that holds from a row on, although no row that is kept sets it. */
typedef struct
{
  guint64 number;
  GBytes *id; /* NULL: nobody knows */
} WeirKnownId;

/**
 * WeirRowBuilder:
 *
 * The one way rows come about, for the writer (from reports) and for the loader (from the file), so that both make the same rows:
 * the timeline that directives tell, the reads, the last event ID, the names.
 */
typedef struct
{
  WeirNames *names;
  WeirRowNotes *notes;
  WeirRowNumbers numbers;
  GArray *rows;   /* WeirRow, not yet published */
  GArray *lines;  /* WeirPendingLine of the open block */
  GArray *pieces; /* WeirPiece of the unit that follows; empty: it came in one read */
  GArray *known;  /* WeirKnownId, not yet published */
  GString *last_event_id;
  guint64 next_number; /* of the row that is added next */
  guint64 id_row;      /* %G_MAXUINT64: none */
  guint64 n_events;
  guint64 connection;
  gint64 now_us;
  gint64 row_time_us; /* of the last row: times never go back, in a file with odd directives inside a block either */
  guint64 read;       /* grows with each read that a directive tells of */
  guint64 row_read;   /* of the last row of the wire */
} WeirRowBuilder;

void weir_row_builder_init (WeirRowBuilder *self, WeirNames *names, WeirRowNotes *notes);
void weir_row_builder_clear (WeirRowBuilder *self);

/* `wait`: time passes, another read begins. */
void weir_row_builder_wait (WeirRowBuilder *self, gint64 duration_us);
/* `at`, `mark`: the time is known; it never goes back. */
void weir_row_builder_set_time (WeirRowBuilder *self, gint64 time_us);
/* `chunk`: a read's part of the next unit; the first one's @gap_us is 0. */
void weir_row_builder_add_piece (WeirRowBuilder *self, guint64 n_bytes, gint64 gap_us);

/**
 * weir_row_builder_add_line:
 * @position: of the line's last byte, its end included, in the connection's body
 * @is_encoded: the file does not hold its bytes as they are (%WEIR_ROW_ENCODED)
 *
 * A comment or retry line of an open block: a row that appears with its block's. Where it is in the file may be said later.
 */
void weir_row_builder_add_line (WeirRowBuilder *self, WeirRowKind kind, guint64 position, guint64 offset, guint32 length,
                                gboolean is_encoded);
/* A block or a comment line that stands alone; @offset, @length: its bytes in the file, without the LF when it ends in CRLF: whether
 * the frame has it depends on how the bytes came, and rows shall not. */
void weir_row_builder_add_frame (WeirRowBuilder *self, const WeirFrame *frame, guint64 offset, guint64 length, gboolean is_encoded);
gboolean weir_row_builder_ends_in_crlf (const WeirFrame *frame);
/* The bytes that an end cut off, with the lines in them. */
void weir_row_builder_add_unfinished (WeirRowBuilder *self, guint64 offset, guint64 length);
/* Forgets the lines of a block that never ended. */
void weir_row_builder_drop_lines (WeirRowBuilder *self);
/* A row of the connection's life. */
void weir_row_builder_add_directive (WeirRowBuilder *self, WeirRowKind kind, guint64 offset, guint64 length);
/* A row that tells of what cannot be read, or is not there. */
void weir_row_builder_add_dropped (WeirRowBuilder *self, guint64 offset, guint64 length);
/* The rows from here on have this last event ID, which no row of theirs set. */
void weir_row_builder_set_last_event_id (WeirRowBuilder *self, WeirSpan id);

/* A connection begins whose request carried no id: none holds, unless there is one that no header could carry. */
void weir_row_builder_start_without_id (WeirRowBuilder *self);
/* From the next row on nobody knows the last event ID. */
void weir_row_builder_forget_last_event_id (WeirRowBuilder *self);

typedef struct
{
  WeirRowKind kind;
  guint32 length;
  guint64 offset;
  guint64 position;
  gint64 time_us;
  guint64 read;
  gboolean is_encoded;
} WeirPendingLine;

G_END_DECLS
