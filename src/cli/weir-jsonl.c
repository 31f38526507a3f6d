/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-json-write.h"
#include "weir-json.h"
#include "weir-jsonl.h"
#include "weir-redact.h"

/* The records are stable: others build on their keys and on the order of the keys. */

#define APPEND_LITERAL(out, text) g_string_append_len ((out), (text), sizeof (text) - 1)

void
weir_jsonl_open (GString *out, const char *type, gint64 t_us)
{
  APPEND_LITERAL (out, "{\"type\":\"");
  g_string_append (out, type);
  g_string_append_c (out, '"');
  if (t_us >= 0)
    weir_json_add_seconds (out, "t", t_us);
}

void
weir_jsonl_close (GString *out)
{
  APPEND_LITERAL (out, "}\n");
}

void
weir_jsonl_start (GString *out, gint64 start_wall_us)
{
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_utc (start_wall_us / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (second, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *time = g_strdup_printf ("%s.%06dZ", text, (int) (start_wall_us % G_USEC_PER_SEC));

  weir_jsonl_open (out, "start", -1);
  weir_json_add_string (out, "version", WEIR_SPAN_LITERAL (WEIR_VERSION));
  weir_json_add_string (out, "time", weir_span_from_string (time));
  weir_jsonl_close (out);
}

/* The hot path: everything the frame holds is valid UTF-8 already. */
void
weir_jsonl_event (GString *out, const WeirFrame *frame, gint64 t_us)
{
  APPEND_LITERAL (out, "{\"type\":\"event\"");
  if (t_us >= 0)
    weir_json_add_seconds (out, "t", t_us);
  APPEND_LITERAL (out, ",\"event\":");
  weir_json_append_string (out, frame->event);
  APPEND_LITERAL (out, ",\"data\":");
  weir_json_append_string (out, frame->data);
  APPEND_LITERAL (out, ",\"lastEventId\":");
  weir_json_append_string (out, frame->last_event_id);
  if (frame->has_id)
    {
      APPEND_LITERAL (out, ",\"id\":");
      weir_json_append_string (out, frame->id);
    }
  weir_jsonl_close (out);
}

void
weir_jsonl_comment (GString *out, WeirSpan text, gint64 t_us)
{
  weir_jsonl_open (out, "comment", t_us);
  APPEND_LITERAL (out, ",\"text\":");
  weir_json_append_string (out, text);
  weir_jsonl_close (out);
}

void
weir_jsonl_retry (GString *out, guint64 ms, gint64 t_us)
{
  weir_jsonl_open (out, "retry", t_us);
  weir_json_add_number (out, "ms", ms);
  weir_jsonl_close (out);
}

void
weir_jsonl_end (GString *out, guint64 n_events, WeirSpan last_event_id, guint64 n_unfinished)
{
  weir_jsonl_open (out, "end", -1);
  weir_json_add_number (out, "events", n_events);
  weir_json_add_string (out, "lastEventId", last_event_id);
  weir_json_add_number (out, "unfinishedBytes", n_unfinished);
  weir_jsonl_close (out);
}

static void
add_url (GString *out, const char *url, gboolean keep_secrets)
{
  g_autofree char *shown = keep_secrets ? g_strdup (url) : weir_redact_url (url);

  weir_json_add_string (out, "url", weir_span_from_string (shown));
}

static void
append_connecting (GString *out, const WeirReport *report, gint64 t_us, gboolean keep_secrets)
{
  weir_jsonl_open (out, "connecting", t_us);
  weir_json_add_number (out, "attempt", report->connecting.attempt);
  add_url (out, report->connecting.url, keep_secrets);
  weir_json_add_string (out, "lastEventId", report->connecting.last_event_id);
  weir_jsonl_close (out);
}

static void
append_redirect (GString *out, const WeirReport *report, gint64 t_us, gboolean keep_secrets)
{
  weir_jsonl_open (out, "redirect", t_us);
  weir_json_add_number (out, "status", report->redirect.status);
  add_url (out, report->redirect.url, keep_secrets);
  weir_jsonl_close (out);
}

static void
append_open (GString *out, const WeirReport *report, gint64 t_us, gboolean keep_secrets)
{
  weir_jsonl_open (out, "open", t_us);
  weir_json_add_number (out, "attempt", report->open.attempt);
  weir_json_add_number (out, "status", report->open.status);
  add_url (out, report->open.url, keep_secrets);
  weir_json_add_string (out, "http", weir_span_from_string (report->open.http));
  weir_json_add_string (out, "contentType", weir_span_from_string (report->open.content_type));
  weir_jsonl_close (out);
}

static void
append_ended (GString *out, const WeirReport *report, gint64 t_us)
{
  weir_jsonl_open (out, "ended", t_us);
  weir_json_add_string (out, "reason", weir_span_from_string (weir_reason_get_nick (report->ended.reason)));
  weir_json_add_number (out, "status", report->ended.status);
  weir_json_add_string (out, "message", weir_span_from_string (report->ended.message));
  weir_json_add_number (out, "unfinishedBytes", report->ended.unfinished.len);
  weir_jsonl_close (out);
}

static void
append_waiting (GString *out, const WeirReport *report, gint64 t_us)
{
  weir_jsonl_open (out, "waiting", t_us);
  weir_json_add_number (out, "ms", (guint64) (report->waiting.duration_us / G_TIME_SPAN_MILLISECOND));
  weir_json_add_string (out, "because", weir_span_from_string (weir_because_get_nick (report->waiting.because)));
  weir_jsonl_close (out);
}

static void
append_failed (GString *out, const WeirReport *report, gint64 t_us)
{
  weir_jsonl_open (out, "failed", t_us);
  weir_json_add_string (out, "reason", weir_span_from_string (weir_reason_get_nick (report->failed.reason)));
  weir_json_add_string (out, "message", weir_span_from_string (report->failed.message));
  weir_jsonl_close (out);
}

void
weir_jsonl_report (GString *out, const WeirReport *report, gint64 start_us, gboolean keep_secrets)
{
  gint64 t_us = MAX (report->time_us - start_us, 0);

  switch (report->kind)
    {
    case WEIR_REPORT_CONNECTING:
      append_connecting (out, report, t_us, keep_secrets);
      break;
    case WEIR_REPORT_REDIRECT:
      append_redirect (out, report, t_us, keep_secrets);
      break;
    case WEIR_REPORT_OPEN:
      append_open (out, report, t_us, keep_secrets);
      break;
    case WEIR_REPORT_FRAME:
      if (report->frame->dispatches)
        weir_jsonl_event (out, report->frame, t_us);
      break;
    case WEIR_REPORT_COMMENT:
      weir_jsonl_comment (out, report->comment.text, t_us);
      break;
    case WEIR_REPORT_RETRY:
      weir_jsonl_retry (out, report->retry.ms, t_us);
      break;
    case WEIR_REPORT_ENDED:
      append_ended (out, report, t_us);
      break;
    case WEIR_REPORT_WAITING:
      append_waiting (out, report, t_us);
      break;
    case WEIR_REPORT_FAILED:
      append_failed (out, report, t_us);
      break;
    case WEIR_REPORT_HEAD:
    case WEIR_REPORT_READ:
    case WEIR_REPORT_READ_DONE:
    default:
      break;
    }
}
