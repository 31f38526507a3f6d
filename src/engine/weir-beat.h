/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * weir_beat_start:
 * @beat: replaced when it holds one
 * @interval_ms: more than 0
 *
 * Calls @func again and again at the multiples of @interval_ms on one clock, until it is stopped or @func returns %G_SOURCE_REMOVE
 * (then weir_beat_stop() is still to be called, or @beat used anew). On the caller's thread-default context.
 *
 * Whoever beats at the same interval, or at a multiple of it, does so in the same turn of the main loop: twenty streams wake the
 * program, and have the window drawn, no more often than one.
 */
void weir_beat_start (GSource **beat, guint interval_ms, GSourceFunc func, gpointer data);
/* The same with a lower priority than those that it is to come after; less than GDK's, whose drawing comes after both. */
void weir_beat_start_after (GSource **beat, guint interval_ms, GSourceFunc func, gpointer data);
/* @beat: may hold %NULL. Allowed from within its own function. */
void weir_beat_stop (GSource **beat);

G_END_DECLS
