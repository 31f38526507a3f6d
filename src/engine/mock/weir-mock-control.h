/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-mock.h"
#include "weir-server-control.h"

G_BEGIN_DECLS

/* What weir-server-control.h says, for a mock: on the thread that made it, done when the call returns. While it is not running nobody is
 * connected: lists are empty, nothing is done to anyone. */

/* (transfer full) (element-type WeirServedClient) */
GPtrArray *weir_mock_list_clients (WeirMock *self, const WeirSelection *selection);
/* How many they are. */
guint weir_mock_count_clients (WeirMock *self, const WeirSelection *selection);
/* (transfer full) (element-type WeirExpectOutcome) */
GPtrArray *weir_mock_list_outcomes (WeirMock *self, const char *session);
/* (transfer full) (element-type WeirSessionInfo) */
GPtrArray *weir_mock_list_sessions (WeirMock *self);

gboolean weir_mock_push (WeirMock *self, const WeirSelection *selection, GBytes *bytes, WeirPushed *pushed, GError **error);
guint weir_mock_end_clients (WeirMock *self, const WeirSelection *selection, WeirEnding ending);
guint weir_mock_stall_clients (WeirMock *self, const WeirSelection *selection, gboolean stall);
guint weir_mock_hold (WeirMock *self, const WeirSelection *selection, gboolean hold);
guint weir_mock_step (WeirMock *self, const WeirSelection *selection, guint n_events);
guint weir_mock_set_speed (WeirMock *self, const WeirSelection *selection, double speed);

/* Returns: %FALSE when too many wait, or the mock is not running */
gboolean weir_mock_add_next (WeirMock *self, const WeirNext *next);
guint weir_mock_count_next (WeirMock *self);
guint weir_mock_clear_next (WeirMock *self);

/* Also while it is not running: what a start serves. */
void weir_mock_replace_script (WeirMock *self, const char *path, WeirScript *script, gboolean keep_numbers);
gboolean weir_mock_remove_script (WeirMock *self, const char *path);
void weir_mock_reset (WeirMock *self, const char *session);
void weir_mock_count_anew (WeirMock *self, const char *session);

G_END_DECLS
