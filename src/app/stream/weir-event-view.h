/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-columns.h"
#include "weir-event-list.h"
#include "weir-row-text.h"
#include "weir-stream.h"

G_BEGIN_DECLS

/**
 * WeirEventView:
 *
 * The rows of a stream below a strip of column heads. It lets the list look at what came (weir_event_list_update()) whenever the
 * stream tells of something, at most 20 times a second, and follows the end until the person scrolls up or selects a row.
 *
 * Properties, all notified: `following` (read and write: setting it goes to the end), `unseen` (guint64: rows that came since
 * following stopped), `selected` (nullable WeirEvent), `time-mode` (int, a WeirTimeMode, read and write), `columns` (WeirColumns).
 * Signals: `row-activated (WeirEvent)`: Enter or a double click; `told (const char *)`: something was done that cannot be seen, in
 * words, for a toast (no markup); `script (GBytes)`: a mock's script was made of what is shown; `note-removed (guint64, const char *)`: the
 * note on the row was taken away, for a toast that undoes it.
 *
 * The actions of a row are in its group `row`: reconnect-from-here, copy-data, copy-block, copy-curl, copy-javascript, copy-python,
 * copy-test, mock-row, mock-from-here, mock-shown, mock-cut, note,
 * time-zero, clear-time-zero; they are about the row whose menu is open, else about the selected one. The columns are those
 * of the settings; the time mode begins as there, and is the view's own from when it is changed.
 */
#define WEIR_TYPE_EVENT_VIEW (weir_event_view_get_type ())
G_DECLARE_FINAL_TYPE (WeirEventView, weir_event_view, WEIR, EVENT_VIEW, GtkWidget)

GtkWidget *weir_event_view_new (void);

/* Both (nullable): a stream without a recording has no list yet. */
void weir_event_view_set_stream (WeirEventView *self, WeirStream *stream, WeirEventList *list);
/* There may be more in the list: it looks soon. To be called when what the list shows grew without the stream (a search). */
void weir_event_view_queue_update (WeirEventView *self);

gboolean weir_event_view_get_following (WeirEventView *self);
void weir_event_view_set_following (WeirEventView *self, gboolean following);
guint64 weir_event_view_get_unseen (WeirEventView *self);
/* (transfer none) (nullable) */
WeirEvent *weir_event_view_get_selected (WeirEventView *self);
WeirTimeMode weir_event_view_get_time_mode (WeirEventView *self);
void weir_event_view_set_time_mode (WeirEventView *self, WeirTimeMode mode);
/* (transfer none) */
WeirColumns *weir_event_view_get_columns (WeirEventView *self);

/* Selects the row and brings it into view. Returns: whether it is shown at all */
gboolean weir_event_view_select_row (WeirEventView *self, guint64 row);
/* Writes the note; "" takes it away. What goes wrong is told. */
void weir_event_view_set_note (WeirEventView *self, guint64 row, const char *text);
void weir_event_view_unselect (WeirEventView *self);
/* Brings the row, or the next one that is shown, into view; following stops. */
void weir_event_view_scroll_to_row (WeirEventView *self, guint64 row);

G_END_DECLS
