/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-mock-request.h"

G_BEGIN_DECLS

/* Made on the server's thread, then handed over to the main thread: until then none of this tells anybody. */

/* @served: a REQUEST, or a NOTICE about the server */
WeirMockRequest *weir_mock_request_new (const WeirServed *served);
/* One that was there before anybody listened. */
WeirMockRequest *weir_mock_request_new_connected (const WeirServedClient *client);

/* How it ended. */
typedef struct
{
  gint64 time_us;
  const char *reason; /* interned */
  guint64 n_events;
  guint64 n_bytes;
} WeirMockEnd;

void weir_mock_judgement_free (WeirMockJudgement *self);
/* @served: an EXPECT */
WeirMockJudgement *weir_mock_judgement_new (const WeirServed *served);
/* @judgement: (transfer full) */
void weir_mock_request_take_judgement (WeirMockRequest *self, WeirMockJudgement *judgement);
void weir_mock_request_set_notice (WeirMockRequest *self, const char *notice);
void weir_mock_request_set_end (WeirMockRequest *self, const WeirMockEnd *end);
/* Returns: whether anything is not as it was */
gboolean weir_mock_request_set_live (WeirMockRequest *self, const WeirServedClient *client);
void weir_mock_request_tell (WeirMockRequest *self);

gboolean weir_mock_request_is_looked_at (const WeirMockRequest *self);
/* Bytes that it keeps alive, but for what is said of it later: always the same. */
gsize weir_mock_request_get_size (const WeirMockRequest *self);

G_END_DECLS
