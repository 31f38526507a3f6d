/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "source-log.h"

#include "weir-stream-log.h"

/* Longer than a machine that has other things to do needs for anything. */
#define PATIENCE_US (40 * G_TIME_SPAN_SECOND)

SourceLog *
source_log_new (void)
{
  SourceLog *self = g_new0 (SourceLog, 1);

  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->input = g_string_new (NULL);

  return self;
}

void
source_log_free (SourceLog *self)
{
  g_ptr_array_unref (self->lines);
  g_string_free (self->input, TRUE);
  g_free (self);
}

static void add_line (SourceLog *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_line (SourceLog *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->lines, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static char *
quote (WeirSpan bytes)
{
  GString *text = g_string_new (NULL);

  weir_stream_log_quote (text, bytes);

  return g_string_free (text, FALSE);
}

static void
log_connecting (SourceLog *self, const WeirReport *report)
{
  g_autofree char *id = quote (report->connecting.last_event_id);

  g_assert_false (self->in_attempt);
  g_assert_cmpuint (report->connecting.attempt, ==, ++self->n_attempts);
  g_assert_cmpint (report->connecting.wall_us, >, 0);
  self->in_attempt = TRUE;
  self->has_head = self->is_open = FALSE;
  self->n_reads = self->n_read_bytes = self->n_frame_bytes = 0;
  g_string_truncate (self->input, 0);
  if (report->connecting.id_not_sent)
    add_line (self, "connecting %u id-not-sent", report->connecting.attempt);
  else if (report->connecting.last_event_id.len > 0)
    add_line (self, "connecting %u %s", report->connecting.attempt, id);
  else
    add_line (self, "connecting %u", report->connecting.attempt);
}

static void
log_open (SourceLog *self, const WeirReport *report)
{
  g_assert_true (self->has_head);
  g_assert_false (self->is_open);
  g_assert_cmpuint (report->open.attempt, ==, self->n_attempts);
  self->is_open = TRUE;
  add_line (self, "open%s%s", report->open.any_type ? " any-type" : "", report->open.compressed ? " compressed" : "");
}

static void
log_read (SourceLog *self, const WeirReport *report)
{
  g_assert_true (self->is_open);
  g_assert_false (self->in_read);
  g_assert_cmpuint (report->read.number, ==, ++self->n_reads);
  g_assert_cmpuint (report->read.offset, ==, self->n_read_bytes);
  g_assert_cmpuint (report->read.n_bytes, >, 0);
  self->n_read_bytes += report->read.n_bytes;
  self->in_read = TRUE;
}

static void
log_frame (SourceLog *self, const WeirFrame *frame)
{
  g_assert_true (self->in_read);
  g_assert_cmpuint (frame->offset, ==, self->n_frame_bytes);
  g_assert_true (!self->owes_frame || frame->kind == WEIR_FRAME_COMMENT);
  self->owes_frame = FALSE;
  self->n_frame_bytes += frame->bytes.len;
  g_assert_cmpuint (self->n_frame_bytes, <=, self->n_read_bytes);
  g_string_append_len (self->input, frame->bytes.data, (gssize) frame->bytes.len);
  if (frame->dispatches)
    {
      g_autofree char *event = quote (frame->event);
      g_autofree char *data = quote (frame->data);
      g_autofree char *id = quote (frame->last_event_id);

      self->n_events++;
      add_line (self, "event %s %s %s", event, data, id);
    }
}

static void
log_comment (SourceLog *self, const WeirReport *report)
{
  g_autofree char *text = quote (report->comment.text);

  g_assert_true (self->in_read);
  g_assert_false (self->owes_frame);
  self->owes_frame = !report->comment.in_block;
  add_line (self, "comment %s", text);
}

static void
log_end (SourceLog *self, const char *kind, WeirReason reason, guint status, const char *message, gsize unfinished)
{
  g_autoptr (GString) line = g_string_new (kind);
  g_autofree char *says = quote (weir_span_from_string (message));

  g_assert_true (self->in_attempt);
  g_assert_cmpint (strlen (message), >, 8);
  g_assert_cmpuint (status != 0, ==, self->has_head);
  self->in_attempt = self->is_open = self->in_read = self->owes_frame = FALSE;
  g_string_append_printf (line, " %s", weir_reason_get_nick (reason));
  if (status != 0)
    g_string_append_printf (line, " %u", status);
  if (unfinished > 0)
    g_string_append_printf (line, " unfinished %" G_GSIZE_FORMAT, unfinished);
  add_line (self, "%s", line->str);
  add_line (self, "says %s", says);
}

static void
log_ended (SourceLog *self, const WeirReport *report)
{
  WeirSourceState state = weir_event_source_get_state (self->source);

  if (report->ended.reason == WEIR_REASON_LIMIT) /* what passes the bound is not kept */
    g_assert_cmpuint (self->n_frame_bytes + report->ended.unfinished.len, <=, self->n_read_bytes);
  else if (!self->is_over && !self->in_read)
    g_assert_cmpuint (self->n_frame_bytes + report->ended.unfinished.len, ==, self->n_read_bytes);
  log_end (self, "ended", report->ended.reason, report->ended.status, report->ended.message, report->ended.unfinished.len);
  g_assert_true (state == WEIR_SOURCE_WAITING || state == WEIR_SOURCE_STOPPED);
  self->is_over = state == WEIR_SOURCE_STOPPED;
}

static void
log_failed (SourceLog *self, const WeirReport *report)
{
  g_autofree char *body = quote (report->failed.body);

  log_end (self, "failed", report->failed.reason, report->failed.status, report->failed.message, 0);
  g_assert_cmpint (weir_event_source_get_state (self->source), ==, WEIR_SOURCE_FAILED);
  self->is_over = TRUE;
  if (report->failed.untrusted)
    add_line (self, "untrusted");
  if (report->failed.body.len > 0)
    add_line (self, "body %s%s", body, report->failed.body_is_cut ? " cut" : "");
}

static void
log_report (SourceLog *self, const WeirReport *report)
{
  switch (report->kind)
    {
    case WEIR_REPORT_CONNECTING:
      log_connecting (self, report);
      break;
    case WEIR_REPORT_REDIRECT:
      g_assert_true (self->in_attempt && !self->has_head);
      add_line (self, "redirect %u %s", report->redirect.status, report->redirect.url);
      break;
    case WEIR_REPORT_HEAD:
      g_assert_true (self->in_attempt && !self->has_head);
      self->has_head = TRUE;
      add_line (self, "head %u", report->head.status);
      break;
    case WEIR_REPORT_OPEN:
      log_open (self, report);
      break;
    case WEIR_REPORT_READ:
      log_read (self, report);
      break;
    case WEIR_REPORT_FRAME:
      log_frame (self, report->frame);
      break;
    case WEIR_REPORT_COMMENT:
      log_comment (self, report);
      break;
    case WEIR_REPORT_RETRY:
      g_assert_true (self->in_read);
      add_line (self, "retry %" G_GUINT64_FORMAT, report->retry.ms);
      break;
    case WEIR_REPORT_READ_DONE:
      g_assert_true (self->in_read && !self->owes_frame);
      self->in_read = FALSE;
      break;
    case WEIR_REPORT_ENDED:
      log_ended (self, report);
      break;
    case WEIR_REPORT_WAITING:
      g_assert_cmpuint (report->waiting.attempt, ==, self->n_attempts + 1);
      add_line (self, "waiting %" G_GINT64_FORMAT " %s", report->waiting.duration_us / 1000,
                weir_because_get_nick (report->waiting.because));
      break;
    case WEIR_REPORT_FAILED:
      log_failed (self, report);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
on_report (const WeirReport *report, gpointer user_data)
{
  SourceLog *self = user_data;

  /* Behind a stop: the one ENDED of the attempt, nothing else. */
  g_assert_true (!self->is_over || (report->kind == WEIR_REPORT_ENDED && self->in_attempt));
  g_assert_cmpint (report->time_us, >=, self->last_us);
  self->last_us = report->time_us;
  log_report (self, report);
  if (self->func != NULL)
    self->func (report, self->func_data);
}

WeirSink
source_log_get_sink (SourceLog *self)
{
  return (WeirSink){ on_report, self };
}

void
source_log_stop (SourceLog *self)
{
  self->is_over = TRUE;
  weir_event_source_stop (self->source);
  g_assert_false (self->in_attempt);
}

guint
source_log_count (const SourceLog *self, const char *pattern)
{
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    n += g_pattern_match_simple (pattern, g_ptr_array_index (self->lines, i)) ? 1 : 0;

  return n;
}

gboolean
source_log_has_line (const SourceLog *self, const char *pattern)
{
  return source_log_count (self, pattern) > 0;
}

char *
source_log_dup_text (const SourceLog *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (self->lines, i));

  return g_string_free (text, FALSE);
}

static gboolean
on_patience_over (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_CONTINUE;
}

gboolean
run_for_a_while (gboolean (*func) (gpointer user_data), gpointer user_data)
{
  gboolean is_over = FALSE;
  gboolean is_met;
  g_autoptr (GSource) patience = g_timeout_source_new (PATIENCE_US / G_TIME_SPAN_MILLISECOND);

  g_source_set_callback (patience, on_patience_over, &is_over, NULL);
  g_source_attach (patience, g_main_context_get_thread_default ());
  while (!(is_met = func (user_data)) && !is_over)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  g_source_destroy (patience);

  return is_met;
}

void
run_until (gboolean (*func) (gpointer user_data), gpointer user_data, const char *what)
{
  if (!run_for_a_while (func, user_data))
    g_error ("waited in vain for %s", what);
}

typedef struct
{
  SourceLog *log;
  guint n_lines;
  const char *pattern;
} Wish;

static gboolean
is_fulfilled (gpointer user_data)
{
  const Wish *wish = user_data;

  return wish->pattern != NULL ? source_log_has_line (wish->log, wish->pattern) : wish->log->lines->len >= wish->n_lines;
}

static void
run (Wish *wish)
{
  if (!run_for_a_while (is_fulfilled, wish))
    {
      g_autofree char *text = source_log_dup_text (wish->log);

      g_error ("waited in vain for %s (%u lines); what came:\n%s", wish->pattern, wish->n_lines, text);
    }
}

void
source_log_run_until_lines (SourceLog *self, guint n_lines)
{
  Wish wish = { self, n_lines, NULL };

  run (&wish);
}

void
source_log_run_until_line (SourceLog *self, const char *pattern)
{
  Wish wish = { self, 0, pattern };

  run (&wish);
}
