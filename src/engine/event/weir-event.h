/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "weir-recording.h"

G_BEGIN_DECLS

/**
 * WeirEvent:
 *
 * A row of a recording as a list shows it. It never changes, but for its note; what it tells is read from the recording when it is first
 * asked for, and of a unit however long only the start. Texts said to be visible hold nothing that a screen would act on
 * (weir_text_append_visible()); they are no markup. Main thread, but for weir_event_dup_data() and weir_event_dup_last_event_id().
 *
 * A row that was given back before it was read says so in its summary; one that was gone when the event was made is of the kind
 * %WEIR_ROW_DROPPED.
 */
#define WEIR_TYPE_EVENT (weir_event_get_type ())
G_DECLARE_FINAL_TYPE (WeirEvent, weir_event, WEIR, EVENT, GObject)

/* Columns of a summary at most. */
#define WEIR_EVENT_COLUMNS 1000u

WeirEvent *weir_event_new (WeirRecording *recording, guint64 number);

/* (transfer none): to read the block: weir_recording_read_wire () */
WeirRecording *weir_event_get_recording (WeirEvent *self);
guint64 weir_event_get_number (WeirEvent *self);
WeirRowKind weir_event_get_kind (WeirEvent *self);
guint weir_event_get_flags (WeirEvent *self); /* WeirRowFlags */
/* Since the recording's start. */
gint64 weir_event_get_time_us (WeirEvent *self);
/* Whether its time is known: not of what nobody recorded. */
gboolean weir_event_has_time (WeirEvent *self);
/* Since the row before it that came from the network, which is one of the wire, a response's head or a redirect; -1: there is none
 * that is kept. The lines inside a block are not taken for rows before it. */
gint64 weir_event_get_gap_us (WeirEvent *self);
/* Bytes of the unit as received; beyond 64 KiB as they are in the file, which is the same but for escapes. 0: not of the wire */
gsize weir_event_get_size (WeirEvent *self);
/* (nullable): visible text of at most 256 columns: "message" for an event without a name; %NULL for other rows without one */
const char *weir_event_get_name (WeirEvent *self);
/* (nullable): visible text of at most 256 columns: the last event ID that holds after the row; %NULL: none, or an empty one */
const char *weir_event_get_id (WeirEvent *self);
/* Whether the block itself sets the last event ID. */
gboolean weir_event_has_id (WeirEvent *self);
/* One line of visible text of at most WEIR_EVENT_COLUMNS: an event's data, a comment's text, words for what happened else. */
const char *weir_event_get_summary (WeirEvent *self);
/* Whether the row is the end of a connection that is no fault: it was stopped or cut here, or the server said that nothing will come. */
gboolean weir_event_is_calm (WeirEvent *self);
/* Rows of the connection's life: all that the recording says of it, visible text on many lines; of what was edited into a recording
 * and passes 4 MiB only the start and the end. Returns: (transfer full) (nullable): %NULL for rows of the wire */
char *weir_event_dup_detail (WeirEvent *self);

/* What a person says of the row, now: it may be changed. Visible text on one line. Returns: (transfer full) (nullable): %NULL: nothing */
char *weir_event_dup_note (WeirEvent *self);

/* Any thread. The data buffer as dispatched, whole: UTF-8, not visible text. Returns: (transfer full) (nullable): %NULL unless it is an
 * event that can be read */
GBytes *weir_event_dup_data (WeirEvent *self);
/* Any thread. The last event ID that holds after the row, whole: UTF-8, not visible text. Returns: (transfer full) (nullable) */
char *weir_event_dup_last_event_id (WeirEvent *self);

G_END_DECLS
