/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-recording.h"

G_BEGIN_DECLS

/* How much of a unit is read to show it in one line: more than WEIR_EVENT_COLUMNS columns ever need, unless they are drawn on top of
 * each other. */
#define WEIR_EVENT_WIRE_START (64u * 1024)

/**
 * WeirEventWire:
 * @size: bytes of the unit as received; in the file, when it is longer than %WEIR_EVENT_WIRE_START
 * @is_cut: the unit was not read to its end
 * @name: (nullable): the event type
 * @id: (nullable): what the block sets the last event ID to; %NULL: nothing, or it stands where it was not read
 * @summary: data, a comment's text, words
 *
 * What a row of the wire shows, decoded from its start. Not visible text yet.
 */
typedef struct
{
  gsize size;
  gboolean is_cut;
  GString *name;
  GString *id;
  GString *summary;
} WeirEventWire;

/* @self: zeros. Errors: as weir_recording_read() */
gboolean weir_event_wire_read (WeirEventWire *self, WeirRecording *recording, guint64 number, const WeirRow *row, GError **error);
void weir_event_wire_clear (WeirEventWire *self);

G_END_DECLS
