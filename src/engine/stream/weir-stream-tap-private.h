/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-stream.h"

G_BEGIN_DECLS

/**
 * WeirTapFacts:
 * @bytes: of bodies, over all starts
 * @opened_us: monotonic; 0: not open
 * @retry_us: the server's reconnection time, or -1
 * @status: of the last head; 0: none since the attempt began
 * @reason: why the last attempt ended
 */
typedef struct
{
  guint64 bytes;
  gint64 opened_us;
  gint64 retry_us;
  guint status;
  WeirReason reason;
} WeirTapFacts;

/* What a stream wants to know beside what its monitors tell, one after the other. Fed on the event source's thread. */
typedef struct _WeirStreamTap WeirStreamTap;

WeirStreamTap *weir_stream_tap_new (void);
/* After the last monitor was stopped. */
void weir_stream_tap_free (WeirStreamTap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirStreamTap, weir_stream_tap_free)

/* For weir_monitor_new(). */
WeirSink weir_stream_tap_get_sink (WeirStreamTap *self);

/* Main thread. */
void weir_stream_tap_get_facts (WeirStreamTap *self, WeirTapFacts *facts);
/* Returns: (transfer full) (nullable) */
WeirStreamFailure *weir_stream_tap_steal_failure (WeirStreamTap *self);
/* Names of what stands in the recording as [redacted]. (transfer full) */
GStrv weir_stream_tap_list_redacted (WeirStreamTap *self);
/* Between two monitors: a new start begins. */
void weir_stream_tap_restart (WeirStreamTap *self);

void weir_stream_failure_free (WeirStreamFailure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirStreamFailure, weir_stream_failure_free)

G_END_DECLS
