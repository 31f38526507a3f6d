/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The turns of the main loop: what is done between two waits. One main loop a program. */

/* @longest_us: the longest time a turn took; @longest_cpu_us: by this thread's CPU time, which other programs on the machine do not
 * lengthen; @n_long: turns whose CPU time was longer than a frame; @n: turns */
typedef struct
{
  gint64 longest_us;
  gint64 longest_cpu_us;
  guint n_long;
  guint n;
} Turns;

void turns_watch (void);
/* Counts from here on. */
void turns_begin (void);
Turns turns_get (void);

/* Runs the main loop. */
void turns_run_for_ms (guint ms);
/* Until little is done any more. */
void turns_run_until_quiet (void);

/* Ends a measurement: prints its longest turn in ms of CPU, with an exclamation mark from 50 on, and how many took longer than a frame;
 * then begins another. */
void turns_print (const char *what);

G_END_DECLS
