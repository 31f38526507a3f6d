/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-mock-request.h"
#include "weir-mock.h"

G_BEGIN_DECLS

/* An `expect` line and how it fared. Signal `changed`. */
#define WEIR_TYPE_MOCK_OUTCOME (weir_mock_outcome_get_type ())
G_DECLARE_FINAL_TYPE (WeirMockOutcome, weir_mock_outcome, WEIR, MOCK_OUTCOME, GObject)

/* Valid until it changes. */
const WeirExpectOutcome *weir_mock_outcome_get (WeirMockOutcome *self);

/**
 * WeirMockCounts:
 * @n_left_out: requests that the log no longer holds
 * @n_held: `expect` lines that held whenever they were judged
 * @n_failed: `expect` lines that failed at least once
 */
typedef struct
{
  guint64 n_left_out;
  guint n_held;
  guint n_failed;
} WeirMockCounts;

/**
 * WeirMockWatch:
 *
 * Who is connected to a mock, what it was asked, and how its `expect` lines fared, as lists: at any rate of requests they change some
 * ten times a second at most. Main thread.
 *
 * Signals: `changed`: there may be other counts; `state-changed`: by whomever, while somebody looks.
 */
#define WEIR_TYPE_MOCK_WATCH (weir_mock_watch_get_type ())
G_DECLARE_FINAL_TYPE (WeirMockWatch, weir_mock_watch, WEIR, MOCK_WATCH, GObject)

/* To be disposed of before the mock. It may run already, and may stop and start again. */
WeirMockWatch *weir_mock_watch_new (WeirMock *mock);
/* Stops listening, for whoever cannot know who else holds it; the lists stay as they are. */
void weir_mock_watch_stop (WeirMockWatch *self);
/* (transfer none) */
WeirMock *weir_mock_watch_get_mock (WeirMockWatch *self);

/* (transfer none) (element-type WeirMockRequest): those that are connected, as they came */
GListModel *weir_mock_watch_get_clients (WeirMockWatch *self);
/* (transfer none) (element-type WeirMockRequest): the newest WEIR_LIMIT_SERVED_LOG requests with at most WEIR_LIMIT_SERVED_BYTES, and
 * notices, as they came */
GListModel *weir_mock_watch_get_log (WeirMockWatch *self);
/* (transfer none) (element-type WeirMockOutcome): in the order of the scripts; as they were at the end while it is not running */
GListModel *weir_mock_watch_get_outcomes (WeirMockWatch *self);

/* Valid as long as the watch. */
const WeirMockCounts *weir_mock_watch_get_counts (WeirMockWatch *self);

/* How the server plays and what waits there, as it was known last. (nullable): it is not known yet. Valid until it changes. */
const WeirServerState *weir_mock_watch_get_state (WeirMockWatch *self);

/* Empties the log. */
void weir_mock_watch_clear_log (WeirMockWatch *self);
/* While somebody looks: what nobody is told is asked for twice a second, too. Off at first. */
void weir_mock_watch_set_looked_at (WeirMockWatch *self, gboolean looked_at);
/* Something was done to clients or scripts: asks at once. */
void weir_mock_watch_refresh (WeirMockWatch *self);

G_END_DECLS
