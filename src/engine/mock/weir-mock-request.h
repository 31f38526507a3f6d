/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-server-control.h"

G_BEGIN_DECLS

/* How one `expect` line was judged. */
typedef struct
{
  gboolean ok;
  guint line;
  char *wanted;
  char *got;
} WeirMockJudgement;

/**
 * WeirMockRequestFacts:
 * @client: 0: a notice about the server as a whole: nothing but @wall_us, @notice and @end is of it
 * @connection, @method, @path, @script, @session, @remote, @last_event_id, @status, @seed: as in WeirServed; strings are never %NULL
 * @wall_us: when it came, since 1970 in UTC
 * @head, @body, @answer: (nullable): as in WeirServed; %NULL: empty, or it was there before anybody listened
 * @body_is_left_out: it is longer than WEIR_LIMIT_SERVED_BODY
 * @judgements: (element-type WeirMockJudgement): in the order of the script
 * @n_failed: of @judgements
 * @notice: (nullable): the newest one about it, a sentence for people
 * @activity, @n_unsent: while it is connected
 * @n_events, @n_bytes: that it was sent. These four are refreshed for those that somebody looks at
 * @end: (nullable): as the reason in WeirServed; %NULL: it is connected
 * @duration_us: until its end
 *
 * Texts and bytes as they came: anything may be in them.
 */
typedef struct
{
  guint64 client;
  guint64 connection;
  char *method;
  char *path;
  char *script;
  char *session;
  char *remote;
  char *last_event_id;
  guint status;
  guint64 seed;
  gint64 wall_us;
  GBytes *head;
  GBytes *body;
  gboolean body_is_left_out;
  GBytes *answer;
  GPtrArray *judgements;
  guint n_failed;
  char *notice;
  WeirActivity activity;
  guint64 n_events;
  guint64 n_bytes;
  gsize n_unsent;
  const char *end;
  gint64 duration_us;
} WeirMockRequestFacts;

/**
 * WeirMockRequest:
 *
 * One request to a mock and what became of it; while its answer is under way, a client. Main thread.
 *
 * Signal `changed`: one of the facts did.
 */
#define WEIR_TYPE_MOCK_REQUEST (weir_mock_request_get_type ())
G_DECLARE_FINAL_TYPE (WeirMockRequest, weir_mock_request, WEIR, MOCK_REQUEST, GObject)

/* Valid as long as the request. */
const WeirMockRequestFacts *weir_mock_request_get_facts (WeirMockRequest *self);
/* To be called in pairs, as it comes into view and leaves it. */
void weir_mock_request_look (WeirMockRequest *self);
void weir_mock_request_look_away (WeirMockRequest *self);

/* A command that asks the same of the server at @url, as it came: with its secrets. Returns: (transfer full) (nullable): %NULL with
 * @error when it cannot be asked again */
char *weir_mock_request_to_curl (WeirMockRequest *self, const char *url, GError **error);

G_END_DECLS
