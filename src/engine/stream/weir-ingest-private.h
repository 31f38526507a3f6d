/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-monitor.h"

G_BEGIN_DECLS

/**
 * WeirIngest:
 *
 * A monitor's half on the event source's thread: the source, and the sink that records, tells the tap and counts. What the main
 * thread may know is published as a snapshot, with one wake-up pending at most.
 */
typedef struct _WeirIngest WeirIngest;

/**
 * WeirSnapshot:
 * @waiting_until_us: monotonic; 0 unless waiting
 * @message: (nullable): why the last attempt ended, or %NULL while one is under way
 * @problem: (nullable): what went wrong with the recording since the snapshot before
 */
typedef struct
{
  WeirSourceState state;
  guint attempt;
  guint64 events;
  guint64 dropped;
  gint64 waiting_until_us;
  char *last_event_id;
  char *message;
  GError *problem;
} WeirSnapshot;

void weir_snapshot_clear (WeirSnapshot *self);

/* @changed: called on the thread-default context of the caller after something was published. Nothing runs before the start. */
WeirIngest *weir_ingest_new (WeirRequest *request, WeirRecording *recording, const WeirSink *tap, GSourceFunc changed, gpointer user_data);
/* On the thread that made it, after the source is gone (weir_ingest_close()). */
void weir_ingest_free (WeirIngest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirIngest, weir_ingest_free)

/* On the thread that made it: takes what was published last. Returns: whether there was something new. Then it is taken for granted that
 * somebody looks again: what only flows, as events do, is no reason to call @changed until a look finds nothing. */
gboolean weir_ingest_take (WeirIngest *self, WeirSnapshot *snapshot);

/* On the event source's thread; GSourceFuncs with the ingest as data, so that a worker can be asked to run them. */
gboolean weir_ingest_start (gpointer ingest);
gboolean weir_ingest_stop (gpointer ingest);
gboolean weir_ingest_cut (gpointer ingest);
gboolean weir_ingest_reconnect_now (gpointer ingest);
gboolean weir_ingest_pause (gpointer ingest);
gboolean weir_ingest_resume (gpointer ingest);
gboolean weir_ingest_close (gpointer ingest);

G_END_DECLS
