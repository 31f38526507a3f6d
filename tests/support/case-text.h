/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads `"…" [* COUNT]` as case files write it; aborts on a mistake. */
GBytes *case_text_unquote (const char *text);
/* The same, without NUL. */
char *case_text_unquote_string (const char *text);

G_END_DECLS
