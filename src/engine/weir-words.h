/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is measured, in words for people, translated. */

/* "250 µs", "2.5 ms", "350 ms", "3 s", "3.2 s", "1 min", "1 min 30 s", "2 h 05 min". @duration_us: 0 or more; more is taken for 0
 * Returns: (transfer full) */
char *weir_words_duration (gint64 duration_us);

G_END_DECLS
