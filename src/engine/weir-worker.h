/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WeirWorker:
 *
 * A thread with its own main context, which is that thread's default: the only place that starts threads.
 */
typedef struct _WeirWorker WeirWorker;

/* @name: of the thread, shown by debuggers; at most 15 bytes are */
WeirWorker *weir_worker_new (const char *name);
/* Runs what was invoked before, then ends and joins the thread. Never from the worker itself. */
void weir_worker_free (WeirWorker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirWorker, weir_worker_free)

/**
 * weir_worker_invoke:
 * @func: called on the worker until it returns %G_SOURCE_REMOVE
 * @destroy: (nullable): frees @data, on the worker
 *
 * Runs @func on the worker, in order, never from within the call. Any thread.
 */
void weir_worker_invoke (WeirWorker *self, GSourceFunc func, gpointer data, GDestroyNotify destroy);
/* Runs @func once in the same order and waits until it has run; what it returns is ignored. Never from the worker itself. */
void weir_worker_invoke_sync (WeirWorker *self, GSourceFunc func, gpointer data);
/**
 * weir_worker_run:
 * @self: (nullable): %NULL: on this thread, at once
 * @func: as of weir_worker_run_blocking(), but on the worker, in order with what is invoked there
 */
void weir_worker_run (WeirWorker *self, GTaskThreadFunc func, gpointer data, GDestroyNotify destroy, GAsyncReadyCallback done,
                      gpointer user_data);
/* (transfer none) */
GMainContext *weir_worker_get_context (WeirWorker *self);

/**
 * weir_worker_run_blocking:
 * @func: may block; @task_data is @data; must return through its GTask
 * @done: called on the caller's thread-default context
 *
 * Runs @func in a thread pool.
 */
void weir_worker_run_blocking (GTaskThreadFunc func, gpointer data, GDestroyNotify destroy, GAsyncReadyCallback done, gpointer user_data);

G_END_DECLS
