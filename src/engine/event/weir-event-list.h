/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "weir-matches.h"
#include "weir-recording.h"

G_BEGIN_DECLS

/* Rows that are shown at most: the newest. A GtkListView's height is a 32-bit number of pixels, of which a row takes some 30. */
#define WEIR_EVENT_LIST_MOST 50000000u

/**
 * WeirEventList:
 *
 * The rows of a recording, all or those that match, as a GListModel of WeirEvent. It says nothing by itself: what it holds is what it
 * last emitted, however the recording has grown since. A position is found and an item made in a time that does not grow with the
 * rows; an item is made anew for each time it is asked for. Main thread.
 */
#define WEIR_TYPE_EVENT_LIST (weir_event_list_get_type ())
G_DECLARE_FINAL_TYPE (WeirEventList, weir_event_list, WEIR, EVENT_LIST, GObject)

/* Empty until the first weir_event_list_update(). */
WeirEventList *weir_event_list_new (WeirRecording *recording);
/* (transfer none) */
WeirRecording *weir_event_list_get_recording (WeirEventList *self);

/* @matches: (nullable): only these rows; %NULL: all. Two emissions: what was there goes, then what there is comes, because a list
 * view looks at every item of a replacement. Nothing happens when they are the same as before. */
void weir_event_list_set_matches (WeirEventList *self, WeirMatches *matches);
/* (transfer none) (nullable) */
WeirMatches *weir_event_list_get_matches (WeirEventList *self);
/* Rows before @row are not shown; 0 shows all that are kept. One emission, for the rows at the head that go or come back. */
void weir_event_list_set_start (WeirEventList *self, guint64 row);
guint64 weir_event_list_get_start (WeirEventList *self);

/**
 * weir_event_list_update:
 *
 * Looks at what came and what was given back. Emits at most once: rows that went at the head are told of in one call, rows that
 * came at the end in the next. To be called once a frame at most.
 *
 * Returns: whether something was emitted; then there may be more: call it again, with the next frame, until it returns %FALSE
 */
gboolean weir_event_list_update (WeirEventList *self);

/* @position: below the number of items. Returns: the row's number; %G_MAXUINT64: of a match that was given back since the last update */
guint64 weir_event_list_get_row (WeirEventList *self, guint position);
/* @position: (out): of the row, or of the next one that is shown. Returns: whether there is one */
gboolean weir_event_list_find (WeirEventList *self, guint64 row, guint *position);

G_END_DECLS
