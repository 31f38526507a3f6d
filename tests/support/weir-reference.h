/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/**
 * weir_reference_decode:
 * @last_event_id: before the stream
 * @log: appended to, as weir-stream-log.h says
 *
 * The reference decoder: slow, obvious, the whole input at once, written from the standards' text (Encoding, "UTF-8
 * decoder"; HTML, "Parsing" and "Interpreting an event stream"). It shares no code with the parser. It has no limits.
 */
void weir_reference_decode (WeirSpan bytes, WeirSpan last_event_id, GString *log);

/* The UTF-8 decoder alone. Returns: whether the bytes were valid */
gboolean weir_reference_utf8 (WeirSpan bytes, GString *text);

G_END_DECLS
