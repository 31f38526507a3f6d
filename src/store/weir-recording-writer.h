/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-recording-builder.h"

G_BEGIN_DECLS

/* As many zeros in a row are never written as they are (but as `raw`), so that in a file they mean a hole. */
#define WEIR_HOLE_ZEROS 64u

/* A network read whose bytes are not all in frames yet. */
typedef struct
{
  guint64 end;        /* offset in the body after its last byte */
  gint64 time_us;     /* since the start */
  gboolean announced; /* its `wait` is written */
} WeirPendingRead;

/**
 * WeirWriter:
 *
 * Reports → the bytes of a recording, and the rows that go with them. No file: whoever owns it takes @out away and says where it went.
 */
typedef struct
{
  GString *out;
  guint64 base; /* offset in the file of the first byte of @out */
  WeirRowBuilder *builder;
  GArray *reads; /* WeirPendingRead from the one that holds the first byte not in a frame */
  guint first_read;
  guint64 taken;            /* offset in the body after the last frame */
  gboolean under_directive; /* a blank line here would be layout */
  guint64 last_mark;
  guint64 mark_interval;
  gint64 start_us;
  gint64 anchor_us; /* an instant since the start and the wall clock then */
  gint64 anchor_wall_us;
  gboolean keep_secrets;
  gboolean keep_body;
  GArray *stuffed; /* gsize: where in the unit an `@` was added */
} WeirWriter;

void weir_writer_init (WeirWriter *self, WeirRowBuilder *builder);
void weir_writer_clear (WeirWriter *self);

/* The magic and what stands above the first connection. */
void weir_writer_preamble (WeirWriter *self);
/* One report but READ_DONE. Returns: whether it is a report after which what is in @out should be written */
gboolean weir_writer_report (WeirWriter *self, const WeirReport *report);

/* Parts. */
guint64 weir_writer_tell (const WeirWriter *self);
void weir_writer_directive (WeirWriter *self, const char *verb, const char *text);
void weir_writer_wait (WeirWriter *self, gint64 duration_us);
/* Time up to @time_us as a `wait`, if there is any. */
void weir_writer_pass_time (WeirWriter *self, gint64 time_us);
void weir_writer_anchor (WeirWriter *self, gint64 time_us, gint64 wall_us);
/* @number: of a row that is written, from 0; @text: (nullable): %NULL or "": it has no note any more */
void weir_writer_note (WeirWriter *self, guint64 number, const char *text);
void weir_writer_frame (WeirWriter *self, const WeirFrame *frame);
/* @bytes, @position in the body, as raw lines: one at least for each read, and for each line that has a row. */
void weir_writer_raw (WeirWriter *self, WeirSpan bytes, guint64 position);
void weir_writer_announce (WeirWriter *self, WeirPendingRead *read);
WeirPendingRead *weir_writer_find_read (WeirWriter *self, guint64 position);
/* A report of the connection's life. */
void weir_writer_life (WeirWriter *self, const WeirReport *report);

G_END_DECLS
