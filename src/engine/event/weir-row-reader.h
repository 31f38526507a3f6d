/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-filter.h"
#include "weir-recording.h"

G_BEGIN_DECLS

/**
 * WeirRowReader:
 *
 * What a recording's rows say to a filter, decoded only as far as it asks. One thread at a time.
 */
typedef struct _WeirRowReader WeirRowReader;

WeirRowReader *weir_row_reader_new (WeirRecording *recording, WeirFilter *filter);
void weir_row_reader_free (WeirRowReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRowReader, weir_row_reader_free)

/* From the rows alone. @verdicts: (out): a WeirFilterVerdict for each */
void weir_row_reader_judge_rows (WeirRowReader *self, const WeirRow *rows, gsize n_rows, guint8 *verdicts);
/* From its unit, too: the bytes in the recording's file. Never UNKNOWN */
WeirFilterVerdict weir_row_reader_judge_unit (WeirRowReader *self, const WeirRow *row, WeirSpan unit);

/* Whether the row's unit is what was received, so that the filter's needle must stand in it. */
static inline gboolean
weir_row_reader_is_plain (const WeirRow *row)
{
  return row->kind <= WEIR_ROW_RETRY && !(row->flags & WEIR_ROW_ENCODED);
}

G_END_DECLS
