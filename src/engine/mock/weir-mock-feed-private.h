/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-mock-request-private.h"
#include "weir-mock.h"

G_BEGIN_DECLS

/**
 * WeirMockLater:
 * @judgement, @notice, @end: one of them
 *
 * What became of a request that was handed over before.
 */
typedef struct
{
  guint64 client;
  WeirMockJudgement *judgement; /* (nullable) */
  char *notice;                 /* (nullable) */
  gboolean has_ended;
  WeirMockEnd end;
} WeirMockLater;

/**
 * WeirMockNews:
 * @later: (element-type WeirMockLater): in order; before @requests
 * @requests: (element-type WeirMockRequest): in order; those that ended meanwhile say so
 * @n_left_out: more that came and ended, older than those of @requests that ended
 * @has_judged: an `expect` was
 * @is_answer: what was asked for is there
 * @clients: (nullable) (element-type WeirServedClient)
 * @outcomes: (nullable) (element-type WeirExpectOutcome)
 * @has_state, @state: as it was when that was asked for
 */
typedef struct
{
  GPtrArray *later;
  GPtrArray *requests;
  guint64 n_left_out;
  gboolean has_judged;
  gboolean is_answer;
  GPtrArray *clients;
  GPtrArray *outcomes;
  gboolean has_state;
  WeirServerState state;
} WeirMockNews;

void weir_mock_news_free (WeirMockNews *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirMockNews, weir_mock_news_free)

/* Takes down what happens at a mock, on the server's thread, and tells its owner some ten times a second at most. */
typedef struct _WeirMockFeed WeirMockFeed;

/* @func: called on the caller's thread-default context when there are news. Who is connected already is among the first ones. */
WeirMockFeed *weir_mock_feed_new (WeirMock *mock, GSourceFunc func, gpointer data);
/* Before the mock goes. @func is not called any more. */
void weir_mock_feed_free (WeirMockFeed *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirMockFeed, weir_mock_feed_free)

/* What the server was before it was changed from here is no news any more. */
void weir_mock_feed_forget_state (WeirMockFeed *self);
/* (transfer full) */
WeirMockNews *weir_mock_feed_take (WeirMockFeed *self);

/* Asks for these without waiting; once the answer is among the news, again. @clients: (transfer full) (element-type guint64): ascending.
 * @outcomes: whether they are wanted even if no script came or went since the last time */
void weir_mock_feed_ask (WeirMockFeed *self, GArray *clients, gboolean outcomes);

G_END_DECLS
