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
 * A page's model: a request and the log of what came of it, live or opened from a file. Every call and every notification is on the
 * thread that made it, the main thread.
 *
 * Properties, all notified:
 *
 * - `title` (string, read and write): the person's name for it, or, unless there is one, what the URL or the file suggests (visible text)
 * - `url` (string): redacted; "" for a file
 * - `live` (boolean): there is something to watch; %FALSE: a file
 * - `state` (int): a WeirSourceState; IDLE before the first start and for a file
 * - `attempt`, `reconnects` (uint): over all starts; a start is no reconnect
 * - `rows`, `events`, `bytes`, `dropped` (uint64): rows of the recording, events, bytes of bodies (of a file: of its blocks), events
 *   given back. They follow what is received at most about 60 times a second; look at the list when `rows` changes
 * - `notes` (uint64): grows whenever a note on a row is made, changed or taken away, or read from a file
 * - `rate` (double): events a second, over the last second, four times a second
 * - `waiting-until`, `opened-at` (int64): monotonic µs; 0: not waiting, not open
 * - `status` (uint): of the present or last attempt's response; 0: none
 * - `last-event-id` (string, never %NULL): the one that holds; before the first start the request's, of a file the one at its end
 * - `message` (string, nullable): why the last attempt ended
 * - `reconnection-time` (int64, µs): what the server's `retry` said, else the request's; `retry-from-server` (boolean): which
 * - `saved` (boolean): everything that was received is in a file with a name; `path` (string, nullable): that file, or the last copy;
 *   of left-over scratch the file it was found in
 * - `progress` (double): 0 to 1 while a file is read, then 1
 * - `problem` (string, nullable): what is wrong with the recording, in words; the stream lives on
 * - `missing` (strv, nullable): names of secrets that the request lacks because they were not remembered: to be asked for before starting
 */

/**
 * WeirStreamFailure:
 * @status: 0 before a head
 * @message: a sentence or two for people
 * @url: the one that answered, or was asked last; redacted
 * @content_type: the header's value as received; "" when there is none
 * @body: (nullable): the response's first WEIR_LIMIT_ERROR_BODY bytes, as received
 * @was_open: whether any attempt since the start had opened before
 * @untrusted: the server's certificate was refused: who trusts it can go on
 */
typedef struct
{
  WeirReason reason;
  guint status;
  char *message;
  char *url;
  char *content_type;
  GBytes *body;
  gboolean body_is_cut;
  gboolean was_open;
  gboolean untrusted;
} WeirStreamFailure;

/* @ingest: (nullable): outlives the stream; %NULL: the main thread does the work. @scratch_folder: (nullable): as in
 * WeirRecordingOptions. Does not start; the recording is made at the first start. Unless it is saved it goes with the stream. */
WeirStream *weir_stream_new (WeirRequest *request, WeirWorker *ingest, const char *scratch_folder);

/* How much of it is kept until it is saved (0: the default), and whether secrets are written as they are. Before the first start. */
void weir_stream_set_keeping (WeirStream *self, guint64 budget_bytes, gboolean keep_secrets);

/* Opens a recording at once and reads it on another thread: rows appear meanwhile, @done tells the end. Reading ends with
 * @cancellable (nullable). */
WeirStream *weir_stream_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data);
/* The same of a recording that a crash left behind. It is kept from others, and stays where it is unless it is saved or removed. */
WeirStream *weir_stream_adopt_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data);
/* Errors: GIOError, WEIR_STORE_ERROR. What was read until then stays; without a recording the file could not be opened. */
gboolean weir_stream_open_finish (WeirStream *self, GAsyncResult *result, GError **error);

/**
 * weir_stream_start:
 *
 * Connects. After a stop or an end it goes on in the same recording, with the last event ID shown, unless the request names one or its
 * URL became another: then as the request says. (A page in a browser would start without an id; who looks at a stream wants to see it
 * resumed.) Nothing happens while it is started, or for a file.
 */
void weir_stream_start (WeirStream *self);
void weir_stream_stop (WeirStream *self);
/* Ends our side of the connection; it goes on as the policy says. */
void weir_stream_cut (WeirStream *self);
/* While waiting. */
void weir_stream_reconnect_now (WeirStream *self);
/* Stops, if need be, and connects with this id; "": without one. The request stays as it is. Errors: WEIR_NET_ERROR: not fit for a
 * request, and nothing happened */
gboolean weir_stream_reconnect_from (WeirStream *self, const char *last_event_id, GError **error);
/* From the next start on. Nothing is missing then. */
void weir_stream_set_request (WeirStream *self, WeirRequest *request);

/* (transfer none) (nullable): of a file none */
WeirRequest *weir_stream_get_request (WeirStream *self);
/* @names: (nullable): none; see the property */
void weir_stream_set_missing (WeirStream *self, const char *const *names);
/* (transfer none) (nullable): %NULL: nothing */
const char *const *weir_stream_get_missing (WeirStream *self);
/* (transfer none) (nullable): %NULL before the first start; the same from then on */
WeirRecording *weir_stream_get_recording (WeirStream *self);
WeirSourceState weir_stream_get_state (WeirStream *self);
/* Whether it connects, is open or waits: may be stopped. */
gboolean weir_stream_is_started (WeirStream *self);
/* What the `message` says, as it is when there is one. */
WeirReason weir_stream_get_reason (WeirStream *self);
/* (transfer none) */
const char *weir_stream_get_title (WeirStream *self);
/* @title: (nullable): %NULL or "": what the URL or the file suggests */
void weir_stream_set_title (WeirStream *self, const char *title);
/* Whether the title is the person's. */
gboolean weir_stream_has_own_title (WeirStream *self);
/* (transfer none) (nullable): %NULL unless the state is FAILED; valid until the main loop runs or the stream is started */
const WeirStreamFailure *weir_stream_get_failure (WeirStream *self);

/* What is secret: names of headers, and of query parameters as "?name", each once, visible text; some 50 at most. In the recording they
 * are [redacted], or as they are where secrets are kept; a request's body is not in it at all. Of a file: none, what it holds was said
 * when it was made. Returns: (transfer full) */
GStrv weir_stream_list_secrets (WeirStream *self);
gboolean weir_stream_keeps_secrets (WeirStream *self);

/**
 * weir_stream_set_note_async:
 * @row: its number; there is a recording
 * @text: "": the row has no note any more
 *
 * Writes what a person says of a row, see weir_recording_set_note(). Saved or not, it is where the recording is; into a file that was opened
 * it is written, too. Where that cannot be it is kept with the stream, `problem` says so and `saved` is %FALSE until a copy is saved.
 *
 * Errors: those of weir_recording_set_note(); G_IO_ERROR_PENDING: a file is still being read, or the note before written
 */
void weir_stream_set_note_async (WeirStream *self, guint64 row, const char *text, GAsyncReadyCallback done, gpointer user_data);
gboolean weir_stream_set_note_finish (WeirStream *self, GAsyncResult *result, GError **error);

/**
 * weir_stream_save_async:
 * @replace: an existing file is replaced
 *
 * Gives the recording a name, on another thread: see weir_recording_save(). Where that is not possible it is copied as it is now, and the
 * stream goes on in its scratch file (@is_copy, which may be %NULL).
 *
 * Errors: G_IO_ERROR_NOT_FOUND: nothing was received yet; those of weir_recording_save()
 */
void weir_stream_save_async (WeirStream *self, const char *path, gboolean replace, GCancellable *cancellable, GAsyncReadyCallback done,
                             gpointer user_data);
gboolean weir_stream_save_finish (WeirStream *self, GAsyncResult *result, gboolean *is_copy, GError **error);

G_END_DECLS
