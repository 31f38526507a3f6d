/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "weir-event-source.h"
#include "weir-recording.h"
#include "weir-worker.h"

G_BEGIN_DECLS

#define WEIR_TYPE_MONITOR (weir_monitor_get_type ())
G_DECLARE_FINAL_TYPE (WeirMonitor, weir_monitor, WEIR, MONITOR, GObject)

/**
 * weir_monitor_new:
 * @request: what to watch
 * @recording: (nullable): the log that everything is appended to
 * @worker: (nullable): where the event source lives; %NULL: on the caller's thread-default context
 * @tap: (nullable): told every report after it was recorded, on the event source's thread
 *
 * Joins an event source, a recording and whoever looks on. Every call is on the thread that made the monitor (the main thread),
 * and so are the notifications of its properties: `state` (a WeirSourceState), `events` (received), `dropped`, `attempt`,
 * `waiting-until` (monotonic µs, 0 unless waiting), `last-event-id`, `message` (nullable: why the last attempt ended), and the
 * signals `news`: something came, whether a property tells or not; `problem (GError)`: the recording could not be written; the stream
 * lives on.
 *
 * The properties follow the source through the main loop. On the main thread's own context (no worker) the tap may call
 * weir_monitor_stop(); it must not drop the last reference.
 */
WeirMonitor *weir_monitor_new (WeirRequest *request, WeirRecording *recording, WeirWorker *worker, const WeirSink *tap);

/* Once. */
void weir_monitor_start (WeirMonitor *self);
/* For good. After it returns the properties are frozen and nothing more is delivered. */
void weir_monitor_stop (WeirMonitor *self);
/* These do nothing before the start and after the stop; see the event source. */
void weir_monitor_cut (WeirMonitor *self);
void weir_monitor_reconnect_now (WeirMonitor *self);
void weir_monitor_set_paused (WeirMonitor *self, gboolean paused);

WeirSourceState weir_monitor_get_state (WeirMonitor *self);
guint64 weir_monitor_get_events (WeirMonitor *self);
guint64 weir_monitor_get_dropped (WeirMonitor *self);
guint weir_monitor_get_attempt (WeirMonitor *self);
gint64 weir_monitor_get_waiting_until (WeirMonitor *self);
/* (transfer none), never %NULL */
const char *weir_monitor_get_last_event_id (WeirMonitor *self);
/* (transfer none) (nullable) */
const char *weir_monitor_get_message (WeirMonitor *self);

G_END_DECLS
