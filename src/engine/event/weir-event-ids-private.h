/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-event.h"

G_BEGIN_DECLS

/**
 * WeirEventIds:
 *
 * Last event IDs by the row that sets them, the newest few that were read: rows that follow each other mostly have the same one, and
 * it may stand in a block of megabytes. Shared by a list and its events. Main thread.
 */
typedef struct _WeirEventIds WeirEventIds;

WeirEventIds *weir_event_ids_new (void);
WeirEventIds *weir_event_ids_ref (WeirEventIds *self);
void weir_event_ids_unref (WeirEventIds *self);
/* @id: (out) (nullable): borrowed until the next call. Returns: whether it is known */
gboolean weir_event_ids_find (WeirEventIds *self, guint64 row, const char **id);
/* @id: (nullable) */
void weir_event_ids_add (WeirEventIds *self, guint64 row, const char *id);

/* As weir_event_new(), with the ids of its list. */
WeirEvent *weir_event_new_with_ids (WeirRecording *recording, guint64 number, WeirEventIds *ids);

G_END_DECLS
