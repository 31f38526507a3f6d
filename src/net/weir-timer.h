/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Calls @func with @data at @due_us (monotonic µs; in the past: in the next turn of @context), until it is cleared or armed anew or
 * @func returns %G_SOURCE_REMOVE. Replaces what *@timer held. */
void weir_timer_arm (GSource **timer, GMainContext *context, gint64 due_us, GSourceFunc func, gpointer data);

/* @timer: may hold %NULL. Allowed from within the timer's own function. */
void weir_timer_clear (GSource **timer);

G_END_DECLS
