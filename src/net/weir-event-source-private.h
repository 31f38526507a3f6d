/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-body.h"
#include "weir-event-source.h"
#include "weir-failure.h"
#include "weir-header-list.h"
#include "weir-limits.h"
#include "weir-parser.h"
#include "weir-reconnect.h"
#include "weir-redirect.h"

G_BEGIN_DECLS

/* Private to the files of the event source. */

typedef struct _WeirAttempt WeirAttempt;

struct _WeirEventSource
{
  guint n_refs; /* the owner's, and one for each call that is under way */
  WeirRequest *request;
  const WeirRequestOptions *options; /* of @request */
  WeirSink sink;
  GMainContext *context;
  SoupSession *session;
  GTlsDatabase *extra_roots; /* (nullable) */
  GTlsCertificate *identity; /* (nullable): of one's own */
  WeirParser *parser;
  WeirReconnect *reconnect;
  WeirTarget home; /* where attempts start: moves with permanent redirects */
  WeirSourceState state;
  guint n_attempts;
  WeirAttempt *attempt;         /* (nullable): the one under way */
  GSource *wait;                /* (nullable): until the next attempt */
  gboolean has_dead_connection; /* libsoup still counts an HTTP/2 connection whose server died */
  gboolean was_open;
  gboolean is_paused;
  gboolean in_parser; /* weir_parser_feed() is on the stack */
};

/* When the steps of a connection happened, monotonic µs; 0: did not. */
typedef struct
{
  gint64 resolving_us, resolved_us, connecting_us, connected_us, handshaking_us, handshaked_us, complete_us, head_us;
} WeirSteps;

struct _WeirAttempt
{
  guint n_refs;
  WeirEventSource *source; /* NULL: over; what still comes back for it is dropped */
  WeirTarget target;
  gboolean is_permanent; /* every redirect so far was a permanent one */
  guint n_redirects;
  SoupMessage *message; /* of this hop */
  char *proxy;          /* (nullable): URL of the one that is connected to */
  GCancellable *cancellable;
  WeirSteps steps;
  guint n_interim;
  gsize n_interim_bytes;
  GSource *deadline; /* (nullable): connecting, the head, or an error body takes too long */
  guint status;      /* 0 before a head */

  /* From the head on. */
  WeirBody *body;
  char *buffer;      /* WEIR_LIMIT_READ */
  GSource *readable; /* (nullable): the next turn, unless the socket says when */
  GSource *silence;  /* (nullable) */
  GSource *watchdog; /* (nullable): HTTP/2 */
  GSocket *socket;   /* (nullable): HTTP/2 */
  gboolean is_open;
  gint64 opened_us;
  gint64 last_read_us;
  guint64 n_reads;
  guint64 n_bytes;
  gboolean terminated; /* the last event was a terminator */

  /* Coalescing. */
  gint64 window_us;
  guint window_frames;
  gsize window_bytes;

  /* A response that is no stream. */
  GByteArray *error_body; /* (nullable) */
  gboolean error_body_is_cut;
  WeirFailure failure;
  WeirDecision decision;
};

/* Every entry from the main loop or the person holds the source until it leaves: a sink may free it. */
WeirEventSource *weir_event_source_ref (WeirEventSource *self);
void weir_event_source_unref (WeirEventSource *self);

WeirAttempt *weir_attempt_ref (WeirAttempt *self);
void weir_attempt_unref (WeirAttempt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirAttempt, weir_attempt_unref)

/* weir-event-source.c */
void weir_event_source_wait_until (WeirEventSource *self, gint64 due_us);

/* weir-event-source-connect.c */
void weir_attempt_start (WeirEventSource *self);
void weir_attempt_redirect (WeirAttempt *self, WeirTarget *to, guint status);

/* weir-event-source-request.c */
void weir_attempt_list_headers (WeirAttempt *self, WeirHeaderList *list, gboolean *id_not_sent);
SoupMessage *weir_attempt_create_message (WeirAttempt *self, const WeirHeaderList *headers);
const char *weir_attempt_get_method (const WeirAttempt *self);

/* weir-event-source-response.c: @stream is what libsoup gave with the head; (nullable): its body does not matter */
void weir_attempt_take_response (WeirAttempt *self, GInputStream *stream);

/* weir-event-source-decode.c */
WeirParser *weir_event_source_create_parser (WeirEventSource *self);

/* weir-event-source-read.c */
void weir_attempt_start_reading (WeirAttempt *self);
void weir_attempt_stop_reading (WeirAttempt *self);
void weir_attempt_set_paused (WeirAttempt *self, gboolean paused);

/* weir-event-source-error-body.c: reads what a failed response says, then ends the attempt with its failure and decision. */
void weir_attempt_read_error_body (WeirAttempt *self);
void weir_attempt_skip_error_body (WeirAttempt *self);
void weir_attempt_finish_error_body (WeirAttempt *self);
/* A head has come. That of a 401 or 407 libsoup keeps until it has all of the body, however long that is: not longer than others. */
void weir_attempt_guard_error_body (WeirAttempt *self);

/* weir-event-source-end.c */
/* Over at once: nothing of it is reported any more, its connection is closed. */
void weir_attempt_detach (WeirAttempt *self);
/* Ends the attempt: ENDED and WAITING, or FAILED, as the policy decides. @failure is taken. */
void weir_attempt_end (WeirAttempt *self, WeirFailure failure);
WeirDecision weir_attempt_decide (WeirAttempt *self, const WeirFailure *failure, gint64 retry_after_us);
void weir_attempt_end_decided (WeirAttempt *self, const WeirFailure *failure, const WeirDecision *decision);
void weir_event_source_report_sent (WeirEventSource *self);
void weir_event_source_report (WeirEventSource *self, WeirReport *report, gint64 time_us);
void weir_event_source_report_stopped (WeirEventSource *self, WeirAttempt *attempt);
WeirFailure weir_failure_stopped (void);

G_END_DECLS
