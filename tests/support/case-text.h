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

/* For each line of cases/@folder/@name that begins with @start: @check is called with all lines and the number of that one, and
 * moves the number to the blank line behind the case. Ends the test when there are fewer than @least. */
typedef void (*CaseTextFunc) (char **lines, guint *i);
void case_text_for_each (const char *folder, const char *name, const char *start, guint least, CaseTextFunc check);
/* The lines from *@i to the blank one; moves there. Returns: (transfer full) */
char *case_text_take_lines (char **lines, guint *i);

G_END_DECLS
