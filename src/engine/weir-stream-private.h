/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-stream-tap.h"
#include "weir-stream.h"

G_BEGIN_DECLS

#define WEIR_STREAM_SAMPLES 5

/* The stream's parts: private to weir-stream*.c. */
struct _WeirStream
{
  GObject parent_instance;

  WeirRequest *request; /* nullable: a file */
  WeirWorker *ingest;   /* nullable */
  char *scratch_folder; /* nullable */
  char *title;          /* nullable: what the URL or file suggests */
  char *suggested_title;

  WeirRecording *recording; /* nullable */
  WeirMonitor *monitor;     /* nullable */
  WeirStreamTap *tap;       /* nullable; of the monitor */
  WeirTapNews news;

  guint attempts_before; /* of the monitors before */
  guint64 events_before;
  char *path; /* nullable */
  char *problem;
  gboolean saved;
  double progress;
  guint64 file_events;
  gboolean loading;

  guint rate_timer;
  guint64 samples[WEIR_STREAM_SAMPLES]; /* events at the newest quarters of a second, oldest first */
  double rate;
};

void weir_stream_notify (WeirStream *self, const char *property);
/* weir-stream-live.c: keeps its counts. */
void weir_stream_drop_monitor (WeirStream *self);
void weir_stream_set_problem (WeirStream *self, const char *problem);

G_END_DECLS
