/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-recording.h"

G_BEGIN_DECLS

/* Words for the rows of a connection's life. @unit: the directive lines of the row, as the recording has them, or a part. What they
 * return holds the file's own bytes: it is still to be made visible. (transfer full) */

/* One line. */
GString *weir_event_life_summary (WeirRowKind kind, WeirSpan unit);
/* Many lines. */
GString *weir_event_life_detail (WeirRowKind kind, WeirSpan unit);

G_END_DECLS
