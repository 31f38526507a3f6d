/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-directive.h"
#include "weir-limits.h"
#include "weir-output-text-private.h"
#include "weir-redact.h"
#include "weir-text.h"

/* Where an event's name stands. */
#define LINE_INDENT "          "
/* An answer that comes sooner needs no line that says it has not come. */
#define LIVE_AFTER_US (1 * G_USEC_PER_SEC)

void
weir_text_pen_line (WeirTextPen *self, GString *out, gint64 time_us, WeirStyle style, const char *text)
{
  weir_text_pen_begin (self, out, time_us);
  g_string_append (out, LINE_INDENT);
  weir_style_append (out, self->color, style, text);
  g_string_append_c (out, '\n');
}

static void
append_visible_url (WeirTextPen *self, GString *text, const char *url)
{
  g_autofree char *shown = self->keep_secrets ? g_strdup (url) : weir_redact_url (url);

  weir_text_append_visible (text, weir_span_from_string (shown), WEIR_TEXT_NONE);
}

static void
append_connecting (WeirTextPen *self, GString *out, const WeirReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, report->connecting.attempt == 1 ? _ ("connecting: %s ") : _ ("reconnecting: %s "),
                          report->connecting.method);
  append_visible_url (self, text, report->connecting.url);
  if (report->connecting.last_event_id.len > 0)
    {
      g_string_append (text, _ (", Last-Event-ID: "));
      weir_text_append_visible (text, report->connecting.last_event_id, WEIR_TEXT_NONE);
    }
  weir_text_pen_line (self, out, report->time_us, WEIR_STYLE_DIM, text->str);
  if (report->connecting.id_not_sent)
    weir_text_pen_line (self, out, report->time_us, WEIR_STYLE_NOTICE,
                        _ ("! the last event id is too long or not fit for a header: it is not sent"));
}

static void
append_redirect (WeirTextPen *self, GString *out, const WeirReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("redirect: %u to "), report->redirect.status);
  append_visible_url (self, text, report->redirect.url);
  weir_text_pen_line (self, out, report->time_us, WEIR_STYLE_DIM, text->str);
}

static void
append_head (WeirTextPen *self, GString *out, const WeirReport *report)
{
  g_autoptr (GString) status = NULL;

  if (!self->include_head)
    return;

  status = g_string_new (NULL);
  g_string_append_printf (status, "  HTTP/%s %u ", report->head.http, report->head.status);
  weir_text_append_visible (status, weir_span_from_string (report->head.phrase), WEIR_TEXT_NONE);
  weir_text_pen_line (self, out, report->time_us, WEIR_STYLE_DIM, status->str);
  for (gsize i = 0; i < report->head.n_headers; i++)
    {
      const WeirHeader *header = &report->head.headers[i];
      g_autofree char *value = self->keep_secrets ? g_strdup (header->value) : weir_redact_header (header->name, header->value);
      g_autoptr (GString) text = g_string_new ("  ");

      weir_text_append_visible (text, weir_span_from_string (header->name), WEIR_TEXT_NONE);
      g_string_append (text, ": ");
      weir_text_append_visible (text, weir_span_from_string (value), WEIR_TEXT_NONE);
      weir_text_pen_line (self, out, report->time_us, WEIR_STYLE_DIM, text->str);
    }
}

static void
append_open (WeirTextPen *self, GString *out, const WeirReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("open: %u, HTTP/%s, "), report->open.status, report->open.http);
  weir_text_append_visible (text, weir_span_from_string (report->open.content_type), WEIR_TEXT_NONE);
  if (report->open.compressed)
    g_string_append (text, _ (", compressed"));
  if (self->remote != NULL)
    g_string_append (text, self->remote);
  weir_text_pen_line (self, out, report->time_us, WEIR_STYLE_GOOD, text->str);
  if (report->open.any_type)
    weir_text_pen_line (self, out, report->time_us, WEIR_STYLE_NOTICE,
                        _ ("! this content type is no event stream; a browser would fail here"));
}

static void
append_comment (WeirTextPen *self, GString *out, const WeirReport *report)
{
  g_autoptr (GString) text = g_string_new (":");

  weir_text_append_visible (text, report->comment.text, WEIR_TEXT_NONE);
  weir_text_pen_line (self, out, report->time_us, WEIR_STYLE_DIM, text->str);
}

static void
append_retry (WeirTextPen *self, GString *out, const WeirReport *report)
{
  const guint64 ceiling_ms = WEIR_LIMIT_RECONNECTION_CEILING_US / G_TIME_SPAN_MILLISECOND;
  gint64 used_us = (gint64) MIN (report->retry.ms, ceiling_ms) * G_TIME_SPAN_MILLISECOND;
  g_autofree char *duration = weir_duration_format (used_us);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Many servers say it with each event. */
  g_string_append_printf (text, self->retry_ms == (gint64) report->retry.ms ? _ ("retry: %s as before") : _ ("retry: now %s"), duration);
  self->retry_ms = (gint64) report->retry.ms;
  if (report->retry.ms > ceiling_ms)
    g_string_append_printf (text, _ (", the most there is; the server asked for %llu ms"), (unsigned long long) report->retry.ms);
  weir_text_pen_line (self, out, report->time_us, WEIR_STYLE_DIM, text->str);
}

static void
append_ended (WeirTextPen *self, GString *out, const WeirReport *report)
{
  g_autoptr (GString) text = g_string_new (_ ("ended: "));

  weir_text_append_visible (text, weir_span_from_string (report->ended.message), WEIR_TEXT_NONE);
  g_string_append_printf (text, " (%s)", weir_reason_get_nick (report->ended.reason));
  weir_text_pen_line (self, out, report->time_us, report->ended.reason == WEIR_REASON_STOPPED ? WEIR_STYLE_DIM : WEIR_STYLE_NOTICE,
                      text->str);
  if (report->ended.unfinished.len > 0)
    {
      g_string_printf (text,
                       g_dngettext (GETTEXT_PACKAGE, "! the end cut off an unfinished block of %lu byte: no event",
                                    "! the end cut off an unfinished block of %lu bytes: no event", (gulong) report->ended.unfinished.len),
                       (gulong) report->ended.unfinished.len);
      weir_text_pen_line (self, out, report->time_us, WEIR_STYLE_NOTICE, text->str);
    }
}

static const char *
because_in_words (WeirBecause because)
{
  switch (because)
    {
    case WEIR_BECAUSE_RETRY:
      return _ ("as the server asks");
    case WEIR_BECAUSE_BACKOFF:
      return _ ("longer after each failure");
    case WEIR_BECAUSE_DEFAULT:
    default:
      return _ ("the reconnection time");
    }
}

static void
append_waiting (WeirTextPen *self, GString *out, const WeirReport *report)
{
  /* A tenth of a second is as exact as anyone reads here; the recording has the rest. */
  gint64 shown_us = report->waiting.duration_us < G_USEC_PER_SEC ? report->waiting.duration_us / 1000 * 1000
                                                                 : report->waiting.duration_us / 100000 * 100000;
  g_autofree char *duration = weir_duration_format (shown_us);
  g_autofree char *text = g_strdup_printf (_ ("waiting: %s, %s"), duration, because_in_words (report->waiting.because));

  weir_text_pen_line (self, out, report->time_us, WEIR_STYLE_DIM, text);
}

/* The options that may help, which only the command line has. */
static const char *
get_hint (const WeirReport *report)
{
  if (report->failed.reason == WEIR_REASON_CONTENT_TYPE)
    return _ ("Try --any-type to read any response as an event stream, --compressed for gzip and deflate.");
  if (report->failed.untrusted)
    return _ ("Try --cacert with the authority's certificate, or --insecure to go on without a check.");

  return NULL;
}

static void
append_failed (WeirTextPen *self, GString *out, const WeirReport *report)
{
  /* The standard's way to say stop is no failure for people. */
  gboolean asked_for = report->failed.reason == WEIR_REASON_NO_CONTENT;
  g_autoptr (GString) text = g_string_new (asked_for ? _ ("ended: ") : _ ("failed: "));

  weir_text_append_visible (text, weir_span_from_string (report->failed.message), WEIR_TEXT_NONE);
  g_string_append_printf (text, " (%s)", weir_reason_get_nick (report->failed.reason));
  weir_text_pen_line (self, out, report->time_us, asked_for ? WEIR_STYLE_DIM : WEIR_STYLE_BAD, text->str);
  if (get_hint (report) != NULL)
    weir_text_pen_line (self, out, report->time_us, WEIR_STYLE_DIM, get_hint (report));
  if (report->failed.body.len == 0)
    return;

  weir_text_append_lines (out, report->failed.body);
  if (report->failed.body_is_cut)
    weir_text_pen_line (self, out, report->time_us, WEIR_STYLE_DIM, _ ("(the response goes on)"));
}

static void
note_remote (WeirTextPen *self, const WeirReport *report)
{
  g_autoptr (GString) remote = g_string_new (NULL);

  if (report->head.remote != NULL)
    g_string_append_printf (remote, _ (", from %s"), report->head.remote);
  if (report->head.tls != NULL)
    g_string_append_printf (remote, ", %s", report->head.tls);
  g_free (self->remote);
  self->remote = g_strdup (remote->str);
}

/* The live line belongs to one of two waits; any other news ends them. */
void
weir_text_life_note (WeirTextPen *self, const WeirReport *report)
{
  if (report->kind == WEIR_REPORT_CONNECTING)
    self->connecting_since_us = report->time_us;
  else if (report->kind == WEIR_REPORT_OPEN || report->kind == WEIR_REPORT_ENDED || report->kind == WEIR_REPORT_FAILED)
    self->connecting_since_us = 0;

  if (report->kind == WEIR_REPORT_CONNECTING || report->kind == WEIR_REPORT_FAILED)
    {
      self->waiting_until_us = 0;
    }
  else if (report->kind == WEIR_REPORT_WAITING)
    {
      self->waiting_until_us = report->time_us + report->waiting.duration_us;
      self->waiting_attempt = report->waiting.attempt;
    }

  if (report->kind == WEIR_REPORT_HEAD)
    note_remote (self, report);
}

void
weir_text_life_report (WeirTextPen *self, GString *out, const WeirReport *report)
{
  weir_text_life_note (self, report);

  switch (report->kind)
    {
    case WEIR_REPORT_CONNECTING:
      append_connecting (self, out, report);
      break;
    case WEIR_REPORT_REDIRECT:
      append_redirect (self, out, report);
      break;
    case WEIR_REPORT_HEAD:
      append_head (self, out, report);
      break;
    case WEIR_REPORT_OPEN:
      append_open (self, out, report);
      break;
    case WEIR_REPORT_COMMENT:
      append_comment (self, out, report);
      break;
    case WEIR_REPORT_RETRY:
      append_retry (self, out, report);
      break;
    case WEIR_REPORT_ENDED:
      append_ended (self, out, report);
      break;
    case WEIR_REPORT_WAITING:
      append_waiting (self, out, report);
      break;
    case WEIR_REPORT_FAILED:
      append_failed (self, out, report);
      break;
    case WEIR_REPORT_READ:
    case WEIR_REPORT_FRAME:
    case WEIR_REPORT_READ_DONE:
    default:
      break;
    }
}

gboolean
weir_text_life_tick (WeirTextPen *self, GString *out, gint64 now_us)
{
  g_autofree char *text = NULL;
  gint64 since_us = now_us - self->connecting_since_us;
  gint64 left_us = MAX (self->waiting_until_us - now_us, 0);

  if (!self->live || (self->waiting_until_us == 0 && self->connecting_since_us == 0))
    {
      weir_text_pen_clear_live (self, out);
      return FALSE;
    }

  if (self->waiting_until_us != 0)
    text = g_strdup_printf (_ ("attempt %u in %d.%d s; Ctrl+C stops"), self->waiting_attempt, (int) (left_us / G_USEC_PER_SEC),
                            (int) (left_us % G_USEC_PER_SEC / 100000));
  else if (since_us >= LIVE_AFTER_US)
    text = g_strdup_printf (_ ("no answer yet, %d s; Ctrl+C stops"), (int) (since_us / G_USEC_PER_SEC));
  else
    return TRUE;

  g_string_append (out, "\r\x1b[K");
  weir_style_append (out, self->color, WEIR_STYLE_DIM, text);
  self->live_shown = TRUE;

  return TRUE;
}
