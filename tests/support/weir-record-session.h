/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-parser.h"
#include "weir-recording-index.h"

G_BEGIN_DECLS

/* What a row of the wire must be: an event, a block, a comment, a retry. */
typedef struct
{
  WeirRowKind kind;
  GBytes *wire; /* without the end of its last line */
  char *id;     /* the last event ID at it */
  gint64 time_us;
} WeirExpectedRow;

/**
 * WeirRecordSession:
 *
 * An event source made of nothing: bytes handed to it come out as the reports a real one would make, with a clock of its own. It
 * keeps what each connection received, to compare with what a recording gives back.
 */
typedef struct
{
  WeirSink sink;
  WeirParser *parser;
  gint64 start_us; /* monotonic; the recording's time 0 */
  gint64 start_wall_us;
  gint64 now_us;
  guint attempt;
  guint64 n_reads;
  guint64 n_events;
  GPtrArray *received; /* GString by connection */
  GArray *expected;    /* WeirExpectedRow */
  GRand *random;
} WeirRecordSession;

/* @recording: (nullable): told every report, beside @sink's own user */
void weir_record_session_init (WeirRecordSession *self, WeirRecording *recording, guint32 seed);
void weir_record_session_clear (WeirRecordSession *self);

/* Options whose clock is the session's. */
WeirRecordingOptions weir_record_session_options (void);

/* CONNECTING, HEAD and OPEN. */
void weir_record_session_connect (WeirRecordSession *self);
void weir_record_session_connecting (WeirRecordSession *self);
void weir_record_session_head (WeirRecordSession *self, guint status);
void weir_record_session_open (WeirRecordSession *self);
/* One network read, @gap_us after what was before. */
void weir_record_session_read (WeirRecordSession *self, WeirSpan bytes, gint64 gap_us);
void weir_record_session_end (WeirRecordSession *self, WeirReason reason);
void weir_record_session_wait (WeirRecordSession *self, gint64 duration_us);
void weir_record_session_fail (WeirRecordSession *self, WeirReason reason, guint status, WeirSpan body);
void weir_record_session_report (WeirRecordSession *self, WeirReport *report);

/* A whole life of random connections, reads, times and ends. */
void weir_record_session_live (WeirRecordSession *self, guint n_connections, gsize n_bytes);
/* Random bytes that are rich in what a stream is made of. */
GString *weir_record_session_random_stream (GRand *random, gsize n_bytes);

/* What a recording says that each connection received: the law of the format applied line by line, by other code than the
 * program's. Returns: (element-type GString) */
GPtrArray *weir_law_read (const char *bytes, gsize n_bytes);
void weir_assert_same_streams (GPtrArray *got, GPtrArray *wanted);

/* Aborts unless the rows of the wire are what the session's parser gave, with their bytes, times and ids. */
void weir_assert_expected_rows (WeirRecording *recording, const WeirRecordSession *session);
/* Aborts unless both hold the same rows in every field, names and last event IDs included. */
void weir_assert_same_rows (WeirRecording *got, WeirRecording *wanted);

G_END_DECLS
