/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-recording.h"
#include "weir-sink.h"

G_BEGIN_DECLS

/* What the directive lines of a unit of a recording say. */

/* The first line with the verb. @text: what follows the verb */
gboolean weir_event_lines_find (WeirSpan unit, const char *verb, WeirSpan *text);
/* Returns: (transfer full) (nullable): what follows the verb; %NULL: no such line */
char *weir_event_lines_dup (WeirSpan unit, const char *verb);
/* The value of the header in lines `VERB NAME: VALUE`. Returns: (transfer full) (nullable) */
char *weir_event_lines_dup_header (WeirSpan unit, const char *verb, const char *name);
/* One duration of the `timing` line, in words. Returns: (transfer full) (nullable) */
char *weir_event_lines_dup_timing (WeirSpan unit, const char *name);
/* Why the connection ended. @message: (out): a sentence, or nothing. Returns: whether the lines say it */
gboolean weir_event_lines_find_end (WeirSpan unit, WeirReason *reason, WeirSpan *message);

/* The row's directive lines; of many bytes the first and the last @most. Returns: (transfer full) (nullable) */
GBytes *weir_event_lines_read (WeirRecording *recording, guint64 number, const WeirRow *row, guint32 most, GError **error);

G_END_DECLS
