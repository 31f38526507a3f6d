/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-sink.h"

G_BEGIN_DECLS

/* The jsonl records, each a line. @t_us: since the start */
void weir_jsonl_start (GString *out, gint64 start_wall_us);
void weir_jsonl_report (GString *out, const WeirReport *report, gint64 start_us, gboolean keep_secrets);
void weir_jsonl_event (GString *out, const WeirFrame *frame, gint64 t_us); /* @t_us < 0: no `t` */
void weir_jsonl_comment (GString *out, WeirSpan text, gint64 t_us);
void weir_jsonl_retry (GString *out, guint64 ms, gint64 t_us);
void weir_jsonl_end (GString *out, guint64 n_events, WeirSpan last_event_id, guint64 n_unfinished);

/* For other records: what is between is written with weir-json-write.h. */
void weir_jsonl_open (GString *out, const char *type, gint64 t_us);
void weir_jsonl_close (GString *out);

G_END_DECLS
