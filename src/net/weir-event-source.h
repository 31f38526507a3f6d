/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-request.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_SOURCE_IDLE,
  WEIR_SOURCE_CONNECTING, /* name, TCP, TLS */
  WEIR_SOURCE_SENT,       /* waiting for the head */
  WEIR_SOURCE_OPEN,
  WEIR_SOURCE_WAITING,
  WEIR_SOURCE_STOPPED, /* by the person, for good */
  WEIR_SOURCE_FAILED,
} WeirSourceState;

/**
 * WeirEventSource:
 *
 * One monitored stream with its reconnections (WHATWG HTML, "Server-sent events"). Lives on the thread-default main context of
 * the thread that made it; every call and every report is on that thread.
 */
typedef struct _WeirEventSource WeirEventSource;

WeirEventSource *weir_event_source_new (WeirRequest *request, WeirSink sink);
/* Stops first. Allowed from within the sink: what is under way ends quietly. */
void weir_event_source_free (WeirEventSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirEventSource, weir_event_source_free)

/* Once. The first report comes from within the call or later. While ENDED is reported, the state tells how it goes on:
 * WEIR_SOURCE_WAITING, or WEIR_SOURCE_STOPPED when nothing follows (also the normal end of the once policy). */
void weir_event_source_start (WeirEventSource *self);
/* At once: reports ENDED with STOPPED when connecting or open, then nothing more, not even of bytes already received. */
void weir_event_source_stop (WeirEventSource *self);
/* Ends our side of the connection (ENDED with STOPPED), then goes on as after any end. */
void weir_event_source_cut (WeirEventSource *self);
/* While waiting: connect now. */
void weir_event_source_reconnect_now (WeirEventSource *self);
/* The socket is no longer read until unpaused (the consumer cannot keep up). */
void weir_event_source_set_paused (WeirEventSource *self, gboolean paused);
WeirSourceState weir_event_source_get_state (const WeirEventSource *self);

G_END_DECLS
