/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-parser.h"
#include "weir-recording-builder.h"

G_BEGIN_DECLS

/* Bytes of the wire and where they stand in the file. */
typedef struct
{
  guint64 position; /* in the connection's body */
  guint64 offset;   /* in the file */
  guint32 raw;      /* length of the `raw` line that holds them; 0: they stand there as they are */
} WeirSegment;

/* Where a directive line stands in the file; @length: with its end. */
typedef struct
{
  guint64 offset;
  gsize length;
} WeirLinePlace;

/**
 * WeirLoader:
 *
 * The bytes of a recording → the rows its writer had. Fed with the file in order, in pieces of any size.
 */
typedef struct
{
  WeirRowBuilder *builder;
  WeirParser *parser;
  GArray *segments; /* WeirSegment of what is in no frame yet */
  GString *scratch;

  gboolean at_line_start;
  gboolean under_directive;
  gsize zeros; /* at the end of what was fed */

  /* The lines of a connection's life that make one row. */
  gboolean in_unit;
  WeirRowKind unit_kind;
  guint64 unit_start, unit_end;
  gboolean has_request; /* in a connection's first unit: its request, and the id that went with it */
  gboolean has_request_id;

  gboolean is_plain; /* an event stream, in which nothing is a directive */
  gboolean has_magic;
  gboolean is_open;     /* a connection has begun and not ended */
  gboolean is_cut;      /* the file ends within a unit */
  guint64 whole_end;    /* where that begins; the file's end when it is whole */
  gboolean is_lost;     /* damage: looking for the next directive */
  gboolean is_guessing; /* after damage, until a mark says time, counts and id */
  guint64 lost_from;
  guint64 last_mark;
  gint64 shift; /* of the marks' offsets: the file was trimmed or edited before them */
  gboolean has_shift;
} WeirLoader;

void weir_loader_init (WeirLoader *self, WeirRowBuilder *builder);
void weir_loader_clear (WeirLoader *self);

/* @bytes stand at @offset. Returns: how many were taken; the rest is to come again, with more behind it */
gsize weir_loader_take (WeirLoader *self, const char *bytes, gsize n_bytes, guint64 offset, gboolean is_last);
/* After the last bytes; @size: of the file */
void weir_loader_finish (WeirLoader *self, guint64 size);

/* Parts. */
/* One directive line. @line: without its end; @length: with it. Returns: %FALSE when it is none */
gboolean weir_loader_directive (WeirLoader *self, WeirSpan line, guint64 offset, gsize length);
/* What a directive says behind its verb. Returns: whether it is one */
gboolean weir_loader_mark (WeirLoader *self, WeirSpan text, const WeirLinePlace *place);
gboolean weir_loader_note (WeirLoader *self, WeirSpan text, const WeirLinePlace *place);
void weir_loader_feed (WeirLoader *self, WeirSpan wire, guint64 offset, guint32 raw);
void weir_loader_close_unit (WeirLoader *self);
/* What is between @from (or the block open there) and the next directive cannot be read. */
void weir_loader_lose (WeirLoader *self, guint64 from);
guint64 weir_loader_find_start (const WeirLoader *self, guint64 position);
guint64 weir_loader_find_end (const WeirLoader *self, guint64 position);

G_END_DECLS
