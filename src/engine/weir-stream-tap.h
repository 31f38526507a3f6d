/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-stream.h"

G_BEGIN_DECLS

/**
 * WeirTapNews:
 * @opened_us: monotonic; 0: not open
 * @reconnection_time_us: the server's, or -1
 * @failure: (nullable)
 *
 * What a stream wants to know beside what its monitor tells.
 */
typedef struct
{
  gint64 opened_us;
  gint64 reconnection_time_us;
  WeirStreamFailure *failure;
} WeirTapNews;

void weir_tap_news_clear (WeirTapNews *self);

/* Fed on the event source's thread, asked on the main thread. */
typedef struct _WeirStreamTap WeirStreamTap;

WeirStreamTap *weir_stream_tap_new (void);
/* After the monitor is gone. */
void weir_stream_tap_free (WeirStreamTap *self);
/* For weir_monitor_new(). */
WeirSink weir_stream_tap_get_sink (WeirStreamTap *self);
/* @news: cleared or zero; becomes a copy */
void weir_stream_tap_get_news (WeirStreamTap *self, WeirTapNews *news);

G_END_DECLS
