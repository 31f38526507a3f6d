/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/* Empties @stream and fills it with a random event stream of about @n_lines lines: mostly well-formed, with everything odd mixed
 * in now and then. The same @rand gives the same stream. */
void weir_stream_random_fill (GString *stream, GRand *rand, guint n_lines);

/* A random text of valid UTF-8, of at most @max pieces, with line ends and NULs only if asked. */
void weir_stream_random_text (GString *text, GRand *rand, guint max, gboolean with_controls);

G_END_DECLS
