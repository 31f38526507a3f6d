/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-directive.h"
#include "weir-match.h"
#include "weir-redact.h"
#include "weir-utf8.h"

static gboolean
judge (const WeirFilter *filter, WeirFilterKind kind, WeirSpan text)
{
  WeirFilterSubject subject = {
    .kind = kind,
    .known = WEIR_FILTER_KNOWS_NAME | WEIR_FILTER_KNOWS_ID | WEIR_FILTER_KNOWS_TEXT,
    .text = text,
  };

  return weir_filter_judge (filter, &subject) == WEIR_FILTER_YES;
}

static gboolean
judge_bytes (const WeirFilter *filter, WeirFilterKind kind, WeirSpan bytes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  weir_utf8_append (text, bytes.data, bytes.len);

  return judge (filter, kind, weir_span (text->str, text->len));
}

static gboolean
judge_frame (const WeirFilter *filter, const WeirFrame *frame)
{
  g_autoptr (GString) text = NULL;
  WeirFilterSubject subject = {
    .kind = frame->dispatches ? WEIR_FILTER_EVENT : WEIR_FILTER_BLOCK,
    .known = WEIR_FILTER_KNOWS_NAME | WEIR_FILTER_KNOWS_ID | WEIR_FILTER_KNOWS_TEXT,
    .name = frame->event,
    .has_id = frame->has_id,
    .id = frame->id,
    .text = frame->data,
  };
  WeirSpan bytes = frame->bytes;

  if (frame->kind == WEIR_FRAME_COMMENT)
    return judge (filter, WEIR_FILTER_COMMENT, frame->comment);
  if (frame->kind != WEIR_FRAME_BLOCK)
    return FALSE;
  if (!frame->dispatches)
    {
      text = g_string_new (NULL);
      while (bytes.len > 0 && (bytes.data[bytes.len - 1] == '\n' || bytes.data[bytes.len - 1] == '\r'))
        bytes.len--;
      weir_utf8_append (text, bytes.data, bytes.len);
      subject.text = weir_span (text->str, text->len);
    }

  return weir_filter_judge (filter, &subject) == WEIR_FILTER_YES;
}

static void
append_header (GString *text, const char *verb, const WeirHeader *header)
{
  g_autofree char *value = weir_redact_header (header->name, header->value);

  g_string_append_printf (text, "%s %s: %s\n", verb, header->name, value);
}

static void
append_connecting (GString *text, const WeirReport *report)
{
  g_autofree char *url = weir_redact_url (report->connecting.url);

  g_string_append_printf (text, "connect %u\nrequest %s %s\n", report->connecting.attempt, report->connecting.method, url);
  for (gsize i = 0; i < report->connecting.n_headers; i++)
    append_header (text, "request-header", &report->connecting.headers[i]);
}

static void
append_head (GString *text, const WeirReport *report)
{
  if (report->head.remote != NULL)
    g_string_append_printf (text, "remote %s\n", report->head.remote);
  g_string_append_printf (text, "http %s\n", report->head.http);
  if (report->head.tls != NULL)
    g_string_append_printf (text, "tls %s %s\n", report->head.tls, report->head.cipher != NULL ? report->head.cipher : "?");
  g_string_append_printf (text, "status %u %s\n", report->head.status, report->head.phrase != NULL ? report->head.phrase : "");
  for (gsize i = 0; i < report->head.n_headers; i++)
    append_header (text, "header", &report->head.headers[i]);
}

static void
append_redirect (GString *text, const WeirReport *report)
{
  g_autofree char *url = weir_redact_url (report->redirect.url);

  g_string_append_printf (text, "hop %u %s\n", report->redirect.status, url);
}

static void
append_end (GString *text, WeirReason reason, const char *message)
{
  g_string_append_printf (text, "ended %s %s\n", weir_reason_get_nick (reason), message != NULL ? message : "");
}

static void
append_waiting (GString *text, const WeirReport *report)
{
  g_autofree char *duration = weir_duration_format (report->waiting.duration_us);

  g_string_append_printf (text, "waiting %s %s\n", duration, weir_because_get_nick (report->waiting.because));
}

static void
append_failed (GString *text, const WeirReport *report)
{
  g_string_append (text, "body ");
  weir_utf8_append (text, report->failed.body.data, report->failed.body.len);
  g_string_append (text, report->failed.body_is_cut ? "\nfailed body-cut\n" : "\nfailed\n");
  append_end (text, report->failed.reason, report->failed.message);
}

/* What a recording says of it, nearly word for word: secrets are redacted, so that no filter finds here what it does not find there. */
static gboolean
judge_life (const WeirFilter *filter, WeirFilterKind kind, void (*append) (GString *text, const WeirReport *report),
            const WeirReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append (text, report);

  return judge_bytes (filter, kind, weir_span (text->str, text->len));
}

static void
append_open (GString *text, const WeirReport *report)
{
  g_string_append_printf (text, "open %s%s\n", report->open.any_type ? "any-type " : "", report->open.compressed ? "compressed" : "");
}

static void
append_ended (GString *text, const WeirReport *report)
{
  append_end (text, report->ended.reason, report->ended.message);
}

static gboolean
judge_retry (const WeirFilter *filter, const WeirReport *report)
{
  g_autofree char *text = g_strdup_printf ("retry: %" G_GUINT64_FORMAT, report->retry.ms);

  return judge (filter, WEIR_FILTER_RETRY, weir_span_from_string (text));
}

gboolean
weir_match_report (const WeirFilter *filter, const WeirReport *report)
{
  switch (report->kind)
    {
    case WEIR_REPORT_CONNECTING:
      return judge_life (filter, WEIR_FILTER_CONNECTING, append_connecting, report);
    case WEIR_REPORT_REDIRECT:
      return judge_life (filter, WEIR_FILTER_REDIRECT, append_redirect, report);
    case WEIR_REPORT_HEAD:
      return judge_life (filter, WEIR_FILTER_HEAD, append_head, report);
    case WEIR_REPORT_OPEN:
      return judge_life (filter, WEIR_FILTER_OPEN, append_open, report);
    case WEIR_REPORT_FRAME:
      return judge_frame (filter, report->frame);
    case WEIR_REPORT_COMMENT:
      return judge (filter, WEIR_FILTER_COMMENT, report->comment.text);
    case WEIR_REPORT_RETRY:
      return judge_retry (filter, report);
    case WEIR_REPORT_ENDED:
      return (report->ended.unfinished.len > 0 && judge_bytes (filter, WEIR_FILTER_UNFINISHED, report->ended.unfinished)) ||
             judge_life (filter, WEIR_FILTER_ENDED, append_ended, report);
    case WEIR_REPORT_WAITING:
      return judge_life (filter, WEIR_FILTER_WAITING, append_waiting, report);
    case WEIR_REPORT_FAILED:
      return judge_life (filter, WEIR_FILTER_FAILED, append_failed, report);
    case WEIR_REPORT_READ:
    case WEIR_REPORT_READ_DONE:
    default:
      return FALSE;
    }
}
