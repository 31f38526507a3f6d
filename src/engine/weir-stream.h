/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-monitor.h"

G_BEGIN_DECLS

#define WEIR_TYPE_STREAM (weir_stream_get_type ())
G_DECLARE_FINAL_TYPE (WeirStream, weir_stream, WEIR, STREAM, GObject)

/**
 * WeirStream:
 *
 * A page's model: a request and the log of what came of it, live or opened from a file. Main thread.
 *
 * Properties, all notified: `title` (read and write: the person's name for it, or what the URL or file suggests), `url` (redacted; ""
 * for a file), `live` (has a request), `state` (a WeirSourceState; IDLE before the first start and for a file), `attempt` (counted over
 * all starts), `reconnects`, `events` (received), `bytes` (of the log), `dropped`, `waiting-until` and `opened-at` (monotonic µs, 0: not),
 * `last-event-id`, `message` (nullable: why the last attempt ended), `reconnection-time` (µs), `retry-from-server`, `rate` (events a
 * second, over the last second, about four times a second), `saved`, `path` (nullable), `progress` (0 to 1 while a file is read, then 1),
 * `problem` (nullable: what is wrong with the recording, in words; the stream lives on).
 */

/**
 * WeirStreamFailure:
 * @status: 0 before a head
 * @body: (nullable): the response's first bytes
 * @was_open: whether any attempt had opened before
 */
typedef struct
{
  WeirReason reason;
  guint status;
  char *message;
  char *url;          /* redacted */
  char *content_type; /* "" when there is none */
  GBytes *body;
  gboolean body_is_cut;
  gboolean was_open;
} WeirStreamFailure;

/* @ingest: (nullable): outlives the stream; %NULL: the main thread does the work. @scratch_folder: (nullable): as WeirRecordingOptions.
 * Does not start; the recording is made at the first start. */
WeirStream *weir_stream_new (WeirRequest *request, WeirWorker *ingest, const char *scratch_folder);

/* Reads a recording on another thread. The stream is there at once, rows appear while it is read; @done tells the end. */
WeirStream *weir_stream_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data);
/* The same of a recording that a crash left behind; it stays where it is unless it is saved or removed. */
WeirStream *weir_stream_adopt_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data);
/* Errors: GIOError, WEIR_STORE_ERROR; what was read until then stays. */
gboolean weir_stream_open_finish (WeirStream *self, GAsyncResult *result, GError **error);

/* Connects; after a stop it goes on in the same recording, and with the last event ID unless the request names one. Nothing while it
 * is started, or for a file. */
void weir_stream_start (WeirStream *self);
void weir_stream_stop (WeirStream *self);
void weir_stream_cut (WeirStream *self);
void weir_stream_reconnect_now (WeirStream *self);
/* Stops and connects anew with this id. Errors: WEIR_NET_ERROR_HEADER: not fit for a header */
gboolean weir_stream_reconnect_from (WeirStream *self, const char *last_event_id, GError **error);
/* From the next start on. */
void weir_stream_set_request (WeirStream *self, WeirRequest *request);

/* (transfer none) (nullable): of an opened file none */
WeirRequest *weir_stream_get_request (WeirStream *self);
/* (transfer none) (nullable): %NULL before the first start, and until an opened file is one */
WeirRecording *weir_stream_get_recording (WeirStream *self);
WeirSourceState weir_stream_get_state (WeirStream *self);
const char *weir_stream_get_title (WeirStream *self);
void weir_stream_set_title (WeirStream *self, const char *title);
/* (transfer none) (nullable): unless the state is FAILED */
const WeirStreamFailure *weir_stream_get_failure (WeirStream *self);
/* Returns: (transfer full): names of headers, and query parameters as "?name", whose values are written as [redacted] */
GStrv weir_stream_list_redacted (WeirStream *self);

/* @is_copy: (out) (optional): the stream itself goes on in its scratch file; see weir_recording_save() */
void weir_stream_save_async (WeirStream *self, const char *path, gboolean replace, GCancellable *cancellable, GAsyncReadyCallback done,
                             gpointer user_data);
gboolean weir_stream_save_finish (WeirStream *self, GAsyncResult *result, gboolean *is_copy, GError **error);

G_END_DECLS
