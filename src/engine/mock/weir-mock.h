/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-server.h"
#include "weir-worker.h"

G_BEGIN_DECLS

#define WEIR_TYPE_MOCK (weir_mock_get_type ())
G_DECLARE_FINAL_TYPE (WeirMock, weir_mock, WEIR, MOCK, GObject)

/**
 * weir_mock_new:
 * @worker: (nullable): where the server lives; %NULL: on the caller's thread-default context
 * @func: (nullable): told what happens, on the server's thread
 *
 * A mock server. Every call is on the thread that made it.
 *
 * Signals: `running-changed`; `stopping`: who wants to know more of the server has to ask it now; `controlled`: its state was changed by a
 * function of weir-mock-control.h, and what was known of it before is old.
 */
WeirMock *weir_mock_new (WeirWorker *worker, WeirServedFunc func, gpointer user_data);
/* @path: as weir_server_add_script(). Before the start or while running. */
void weir_mock_add_script (WeirMock *self, const char *path, WeirScript *script);
/* Listens when it returns. Errors: as weir_server_new() */
gboolean weir_mock_start (WeirMock *self, const WeirServerOptions *options, GError **error);
gboolean weir_mock_get_running (WeirMock *self);
/* Closes every connection; may be started again. After it returns @func is not called any more. */
void weir_mock_stop (WeirMock *self);
/* Returns: (transfer full) (element-type WeirUnreached): as weir_server_list_unreached(); empty while it is not running */
GPtrArray *weir_mock_list_unreached (WeirMock *self);
/* On the server's thread, while the caller's waits. */
typedef void (*WeirMockFunc) (WeirServer *server, gpointer data);
/* Tells @func too, on the server's thread, from the next thing that happens on. Returns: a number to remove it with, not 0 */
guint weir_mock_add_listener (WeirMock *self, WeirServedFunc func, gpointer user_data);
/* After it returns @func is not called any more. Not from within it. */
void weir_mock_remove_listener (WeirMock *self, guint number);
/* Runs @func once, for what is no function of its own; see weir-mock-control.h. Returns: %FALSE, and nothing done, while it is not running */
gboolean weir_mock_call (WeirMock *self, WeirMockFunc func, gpointer data);

/* Returns: (transfer full) (nullable): %NULL while it is not running */
char *weir_mock_dup_url (WeirMock *self);
/* 0 while it is not running. */
guint16 weir_mock_get_port (WeirMock *self);

G_END_DECLS
