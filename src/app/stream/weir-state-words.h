/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-event-source.h"

G_BEGIN_DECLS

/* Between the parts: no line begins with it. */
#define WEIR_STATE_DOT "\u00a0· "

/**
 * WeirStateFacts:
 * @now_us: monotonic, as the other times
 * @opened_at_us: 0 unless open
 * @waiting_until_us: 0 unless waiting
 * @status: of the response; 0: not known
 * @reconnection_time_us: -1: not known
 * @retry_from_server: the server said @reconnection_time_us
 * @last_event_id: (nullable): as received
 * @message: (nullable): why the last attempt ended
 * @asked_to_stop: FAILED, but the server only said that there is nothing to wait for (204)
 *
 * What the state line is made of.
 */
typedef struct
{
  WeirSourceState state;
  gint64 now_us;
  gint64 opened_at_us;
  gint64 waiting_until_us;
  guint attempt;
  guint reconnects;
  guint status;
  gint64 reconnection_time_us;
  gboolean retry_from_server;
  const char *last_event_id;
  const char *message;
  gboolean asked_to_stop;
} WeirStateFacts;

/* The state itself: "Open 00:10:22", "Waiting 2.1 s, as the server asks". */
char *weir_state_dup_head (const WeirStateFacts *facts);
/* What else is worth knowing, parted by " · "; "" when there is nothing. */
char *weir_state_dup_rest (const WeirStateFacts *facts);
/* How long the head stays as it is; -1: until a fact changes. At least 50 ms. */
gint64 weir_state_get_fresh_us (const WeirStateFacts *facts);

/* "00:10:22"; hours grow beyond a day. */
char *weir_state_dup_clock (gint64 duration_us);
/* "0.3 s", "9.9 s", "42 s", "1:05", "1:02:05": rounded up, so that 0.0 means now. */
char *weir_state_dup_countdown (gint64 duration_us);

G_END_DECLS
