/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-unit.h"

G_BEGIN_DECLS

/* Up to here work is done at once, on the main thread; beyond, in a thread. */
#define WEIR_DETAIL_AT_ONCE (64u * 1024)

/* Before text that is written from left to right whatever is in it: the left-to-right mark. */
#define WEIR_DETAIL_LTR "\u200e"

/**
 * WeirDetail:
 * @unit: (nullable): %NULL: it cannot be read, and @problem says why
 * @text: (nullable): what the row has to read: an event's data, a comment's text, other rows' bytes as received; %NULL for the rows
 *   of a connection's life
 * @is_json: whether @text is one JSON object or array, no deeper than is shown
 *
 * A row as the views of the detail pane need it. Immutable, any thread.
 */
typedef struct
{
  WeirRecording *recording;
  WeirUnit *unit;
  char *problem;
  GBytes *text;
  gboolean is_json;
} WeirDetail;

/* Reads and judges the whole unit. Any thread. */
WeirDetail *weir_detail_new (WeirRecording *recording, guint64 number);
WeirDetail *weir_detail_ref (WeirDetail *self);
void weir_detail_unref (WeirDetail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDetail, weir_detail_unref)

static inline WeirSpan
weir_detail_span (GBytes *bytes)
{
  WeirSpan span = WEIR_SPAN_EMPTY;

  if (bytes != NULL)
    span.data = g_bytes_get_data (bytes, &span.len);
  return span;
}

G_END_DECLS
