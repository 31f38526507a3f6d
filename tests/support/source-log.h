/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-event-source.h"

G_BEGIN_DECLS

/**
 * SourceLog:
 *
 * A sink that writes each report as a line (tests/cases/README.md names them) and asserts what must hold for any stream: reports in
 * their order, one end for each attempt, reads and frames without gaps, nothing behind a stop.
 */
typedef struct _SourceLog SourceLog;

typedef void (*SourceLogFunc) (const WeirReport *report, gpointer user_data);

struct _SourceLog
{
  WeirEventSource *source; /* (nullable): not owned */
  GPtrArray *lines;
  GString *input;   /* bytes of all frames of the present connection */
  gboolean is_over; /* stopped, failed, or ended for good: nothing may follow */
  gboolean in_attempt;
  gboolean has_head;
  gboolean is_open;
  gboolean in_read;
  gboolean owes_frame; /* a comment outside a block was told: its frame follows at once */
  guint n_attempts;
  guint64 n_reads;
  guint64 n_read_bytes;
  guint64 n_frame_bytes;
  guint n_events;
  gint64 last_us;
  SourceLogFunc func; /* (nullable): called last for each report */
  gpointer func_data;
};

SourceLog *source_log_new (void);
void source_log_free (SourceLog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SourceLog, source_log_free)

WeirSink source_log_get_sink (SourceLog *self);
/* The person stops: nothing but one ENDED may follow. */
void source_log_stop (SourceLog *self);

/* Runs the thread-default main context until the condition holds; aborts after 40 s with what was logged. */
void source_log_run_until_lines (SourceLog *self, guint n_lines);
void source_log_run_until_line (SourceLog *self, const char *pattern);
gboolean source_log_has_line (const SourceLog *self, const char *pattern);
guint source_log_count (const SourceLog *self, const char *pattern);
char *source_log_dup_text (const SourceLog *self);

/* Runs the context until @func says so, 40 s at most. Returns: whether it did */
gboolean run_for_a_while (gboolean (*func) (gpointer user_data), gpointer user_data);
/* The same; aborts after 40 s, naming @what. */
void run_until (gboolean (*func) (gpointer user_data), gpointer user_data, const char *what);

G_END_DECLS
