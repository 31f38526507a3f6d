/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a Content-Type value (several headers joined with commas) says `text/event-stream`: the last type in it that can be parsed
 * counts (Fetch, "extract a MIME type"; MIME Sniffing, "parse a MIME type"). @value: (nullable) */
gboolean weir_media_type_is_event_stream (const char *value);

G_END_DECLS
