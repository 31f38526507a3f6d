/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-stream-tap-private.h"
#include "weir-stream.h"

G_BEGIN_DECLS

/* Private to weir-stream*.c. */

/* A second in quarters, both ends included. */
#define WEIR_STREAM_SAMPLES 5

typedef struct
{
  gint64 time_us;
  guint64 events;
} WeirStreamSample;

typedef enum
{
  WEIR_STREAM_PROP_0,
  WEIR_STREAM_PROP_TITLE,
  WEIR_STREAM_PROP_URL,
  WEIR_STREAM_PROP_LIVE,
  WEIR_STREAM_PROP_STATE,
  WEIR_STREAM_PROP_ATTEMPT,
  WEIR_STREAM_PROP_RECONNECTS,
  WEIR_STREAM_PROP_STATUS,
  WEIR_STREAM_PROP_ROWS,
  WEIR_STREAM_PROP_EVENTS,
  WEIR_STREAM_PROP_BYTES,
  WEIR_STREAM_PROP_DROPPED,
  WEIR_STREAM_PROP_NOTES,
  WEIR_STREAM_PROP_RATE,
  WEIR_STREAM_PROP_WAITING_UNTIL,
  WEIR_STREAM_PROP_OPENED_AT,
  WEIR_STREAM_PROP_LAST_EVENT_ID,
  WEIR_STREAM_PROP_MESSAGE,
  WEIR_STREAM_PROP_RECONNECTION_TIME,
  WEIR_STREAM_PROP_RETRY_FROM_SERVER,
  WEIR_STREAM_PROP_SAVED,
  WEIR_STREAM_PROP_PATH,
  WEIR_STREAM_PROP_PROGRESS,
  WEIR_STREAM_PROP_PROBLEM,
  WEIR_STREAM_PROP_MISSING,
  WEIR_STREAM_N_PROPS,
} WeirStreamProp;

/* What was counted in a file while it was read. */
typedef struct
{
  guint64 events;
  guint64 bytes;
  guint attempts;
} WeirFileFacts;

/* The properties that are numbers, as they were notified. */
typedef struct
{
  WeirSourceState state;
  guint attempt;
  guint reconnects;
  guint status;
  guint64 rows;
  guint64 events;
  guint64 bytes;
  guint64 dropped;
  guint64 notes;
  gint64 waiting_until_us;
  gint64 opened_us;
  gint64 reconnection_time_us;
  gboolean retry_from_server;
  gboolean saved;
  double rate;
  double progress;
} WeirStreamFacts;

struct _WeirStream
{
  GObject parent_instance;

  WeirRequest *request; /* nullable: a file */
  WeirWorker *ingest;   /* nullable */
  char *scratch_folder; /* nullable */
  guint64 budget_bytes; /* of the recording; 0: the default */
  gboolean keep_secrets;
  char *own_title; /* nullable */
  char *suggested_title;
  char *url;
  GStrv missing; /* nullable */

  WeirRecording *recording; /* nullable */
  WeirStreamTap *tap;
  WeirMonitor *monitor; /* nullable */
  WeirRequest *used;    /* nullable: what the monitor was started with */
  WeirTapFacts tapped;
  WeirStreamFailure *failure; /* nullable */
  char *last_event_id;
  char *message; /* nullable */
  char *problem; /* nullable */
  guint n_starts;
  guint attempts_before; /* those of the monitors that are gone */
  guint64 events_before;

  char *path;           /* nullable */
  gboolean has_name;    /* the recording itself is a file with a name */
  guint64 copied_rows;  /* the last copy's; %G_MAXUINT64: there is none */
  guint64 copied_notes; /* the last copy's changes of notes */
  gboolean is_noting;   /* a note is being written */
  double progress;
  WeirFileFacts file; /* without a request */

  WeirStreamFacts facts;
  gint64 shown_us; /* when the facts were looked at */
  guint show_timer;
  WeirStreamSample samples[WEIR_STREAM_SAMPLES]; /* oldest first */
  guint n_samples;
  double rate;
  GSource *rate_beat;
};

/* weir-stream-facts.c: looks at everything and notifies what changed. */
void weir_stream_update (WeirStream *self);
/* The same, but no more often than eyes can follow. */
void weir_stream_update_soon (WeirStream *self);
/* weir-stream.c: these notify when it is another. */
void weir_stream_notify (WeirStream *self, WeirStreamProp id);
void weir_stream_set_problem (WeirStream *self, const char *problem);
void weir_stream_set_last_event_id (WeirStream *self, const char *id);
/* @message: (nullable) */
void weir_stream_set_message (WeirStream *self, const char *message);
void weir_stream_set_path (WeirStream *self, const char *path);
/* Returns: (transfer full): a title for a stream at this URL, visible text */
char *weir_stream_suggest_title (const char *url);
/* @url: redacted; @title: what it suggests */
void weir_stream_set_names (WeirStream *self, const char *url, const char *title);

/* weir-stream-live.c: after it nothing is heard of the monitor. */
void weir_stream_drop_monitor (WeirStream *self);

/* weir-stream-rate.c: events came, @n of them. */
void weir_stream_rate_add (WeirStream *self, guint64 n);
void weir_stream_rate_stop (WeirStream *self);

G_END_DECLS
