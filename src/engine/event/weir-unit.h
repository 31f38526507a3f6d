/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-frame.h"
#include "weir-recording.h"

G_BEGIN_DECLS

/**
 * WeirUnit:
 * @number: of the row
 * @kind: of the row
 * @wire: rows of the wire: the bytes as received; else empty
 * @dispatches: an event
 * @event: (nullable): the event type, decoded; "message" for an event without one. May hold NUL
 * @data: (nullable): an event's data buffer, a comment's text, decoded
 * @has_id: the block has a valid id line
 * @last_event_id: (nullable): what holds after the row
 * @notes: what is odd in the bytes
 * @has_retry: the block or line sets the reconnection time to @retry_ms, as sent
 * @reason: ENDED, FAILED
 * @message: (nullable): the same: what the recording says of it
 * @body: (nullable): FAILED: the error response's body as received
 * @body_is_cut: whether only its first part was kept
 *
 * What a row of a recording stands for, read and decoded whole. Immutable.
 */
typedef struct
{
  guint64 number;
  WeirRowKind kind;
  GBytes *wire;
  gboolean dispatches;
  GBytes *event;
  GBytes *data;
  gboolean has_id;
  char *last_event_id;
  WeirNotes notes;
  gboolean has_retry;
  guint64 retry_ms;
  WeirReason reason;
  char *message;
  GBytes *body;
  gboolean body_is_cut;
} WeirUnit;

/* Costs the unit's length, megabytes it may be. Any thread. Errors: those of weir_recording_read() */
WeirUnit *weir_unit_read (WeirRecording *recording, guint64 number, GError **error);
WeirUnit *weir_unit_ref (WeirUnit *self);
void weir_unit_unref (WeirUnit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirUnit, weir_unit_unref)

/**
 * weir_unit_find_previous:
 * @number: of an event's row
 * @cancellable: (nullable)
 * @previous: (out): of the nearest event before it that has the same type
 *
 * Looks back over WEIR_LIMIT_LOOK_BACK rows at most. Any thread; meant for one that may block.
 *
 * Returns: whether there is one
 */
gboolean weir_unit_find_previous (WeirRecording *recording, guint64 number, GCancellable *cancellable, guint64 *previous);

G_END_DECLS
