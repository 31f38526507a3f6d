/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WeirLatest:
 *
 * Work for a thread of which only the last wish counts, as while somebody holds an arrow key down: one piece of work runs, the newest
 * one waits, those between are never begun, and what nobody waits for any more is cancelled and thrown away. Main thread.
 */
typedef struct _WeirLatest WeirLatest;

/* In a thread. Returns: the result; of a cancelled one whatever there is, even NULL. */
typedef gpointer (*WeirLatestFunc) (gpointer data, GCancellable *cancellable);
/* On the main thread. @result: (transfer full) */
typedef void (*WeirLatestDone) (gpointer result, gpointer user_data);

/* @free_data: called on either thread; @free_result: (nullable result is not handed to it) */
WeirLatest *weir_latest_new (WeirLatestFunc func, GDestroyNotify free_data, GDestroyNotify free_result, WeirLatestDone done,
                             gpointer user_data);
/* Nothing is reported after it. */
void weir_latest_free (WeirLatest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirLatest, weir_latest_free)

/* @data: (transfer full) */
void weir_latest_run (WeirLatest *self, gpointer data);
void weir_latest_cancel (WeirLatest *self);

G_END_DECLS
