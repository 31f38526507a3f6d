/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-frame.h"

G_BEGIN_DECLS

/* What decoding a stream gave, as text: one line for each thing, in the order of the calls. tests/cases/README.md names the lines. */

/* Appends the bytes in double quotes, escaped as in case files. */
void weir_stream_log_quote (GString *log, WeirSpan bytes);

void weir_stream_log_event (GString *log, WeirSpan type, WeirSpan data, WeirSpan last_event_id, WeirNotes notes);
void weir_stream_log_none (GString *log, WeirSpan type, WeirSpan last_event_id, WeirNotes notes);
void weir_stream_log_comment (GString *log, WeirSpan text);
void weir_stream_log_retry (GString *log, guint64 ms);
void weir_stream_log_odd (GString *log, WeirNotes note);
void weir_stream_log_end (GString *log, WeirSpan last_event_id, gsize unfinished);

G_END_DECLS
