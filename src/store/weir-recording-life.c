/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-value.h"
#include "weir-recording-writer.h"
#include "weir-redact.h"

/* The rows of a connection's life point at the lines written here; weir-recording-lines.c reads them. */

static void
add_row (WeirWriter *self, WeirRowKind kind, guint64 offset)
{
  weir_row_builder_add_directive (self->builder, kind, offset, weir_writer_tell (self) - offset);
}

static void
append_header (WeirWriter *self, const char *verb, const char *name, const char *value)
{
  g_autofree char *shown = self->keep_secrets ? NULL : weir_redact_header (name, value);
  g_autofree char *line = g_strdup_printf ("%s: %s", name, shown != NULL ? shown : value);

  weir_writer_directive (self, verb, line);
}

static char *
dup_url (const WeirWriter *self, const char *url)
{
  return self->keep_secrets ? g_strdup (url) : weir_redact_url (url);
}

static void
append_string (WeirWriter *self, const char *verb, WeirSpan bytes)
{
  g_string_append (self->out, ":@ ");
  g_string_append (self->out, verb);
  g_string_append_c (self->out, ' ');
  weir_value_append_quoted (self->out, bytes, TRUE);
  g_string_append_c (self->out, '\n');
  self->under_directive = TRUE;
}

static void
connecting (WeirWriter *self, const WeirReport *report)
{
  guint64 offset = weir_writer_tell (self);
  g_autofree char *number = NULL, *url = NULL, *request = NULL;
  WeirSpan id = report->connecting.last_event_id;

  number = g_strdup_printf ("%" G_GUINT64_FORMAT, ++self->builder->connection);
  weir_writer_directive (self, "connect", number);
  weir_writer_anchor (self, report->time_us - self->start_us, report->connecting.wall_us);
  url = dup_url (self, report->connecting.url);
  request = g_strdup_printf ("%s %s", report->connecting.method, url);
  weir_writer_directive (self, "request", request);
  for (gsize i = 0; i < report->connecting.n_headers; i++)
    if (g_ascii_strcasecmp (report->connecting.headers[i].name, "Last-Event-ID") != 0)
      append_header (self, "request-header", report->connecting.headers[i].name, report->connecting.headers[i].value);
  if (id.len > 0 && !report->connecting.id_not_sent)
    {
      g_autofree char *value = weir_span_dup (id);

      append_header (self, "request-header", "Last-Event-ID", value);
      if (!weir_span_equal (id, weir_span (self->builder->last_event_id->str, self->builder->last_event_id->len)))
        weir_row_builder_set_last_event_id (self->builder, id);
    }
  else
    weir_row_builder_start_without_id (self->builder);
  if (self->keep_body && report->connecting.body.len > 0)
    append_string (self, "request-body", report->connecting.body);
  add_row (self, WEIR_ROW_CONNECTING, offset);

  g_array_set_size (self->reads, 0);
  self->first_read = 0;
  self->taken = 0;
}

static void
redirect (WeirWriter *self, const WeirReport *report)
{
  g_autofree char *url = dup_url (self, report->redirect.url);
  g_autofree char *hop = g_strdup_printf ("%u %s", report->redirect.status, url);
  guint64 offset;

  weir_writer_pass_time (self, report->time_us - self->start_us);
  offset = weir_writer_tell (self);
  weir_writer_directive (self, "hop", hop);
  add_row (self, WEIR_ROW_REDIRECT, offset);
}

static void
append_timing (WeirWriter *self, const WeirTiming *timing)
{
  const struct
  {
    const char *name;
    gint64 duration_us;
  } parts[] = {
    { " dns=", timing->dns_us },
    { " connect=", timing->connect_us },
    { " tls=", timing->tls_us },
    { " head=", timing->head_us },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].duration_us >= 0)
      {
        g_string_append (text, text->len > 0 ? parts[i].name : parts[i].name + 1);
        weir_value_append_duration (text, parts[i].duration_us);
      }
  if (text->len > 0)
    weir_writer_directive (self, "timing", text->str);
}

static void
head (WeirWriter *self, const WeirReport *report)
{
  g_autofree char *status = NULL;
  guint64 offset;

  weir_writer_pass_time (self, report->time_us - self->start_us);
  offset = weir_writer_tell (self);
  if (report->head.remote != NULL)
    weir_writer_directive (self, "remote", report->head.remote);
  weir_writer_directive (self, "http", report->head.http);
  if (report->head.tls != NULL)
    {
      g_autofree char *version = g_strdelimit (g_strdup (report->head.tls), " ", '-');
      g_autofree char *tls = g_strdup_printf ("%s %s", version, report->head.cipher != NULL ? report->head.cipher : "?");

      weir_writer_directive (self, "tls", tls);
    }
  status = g_strdup_printf ("%u %s", report->head.status, report->head.phrase != NULL ? report->head.phrase : "");
  weir_writer_directive (self, "status", g_strchomp (status));
  for (gsize i = 0; i < report->head.n_headers; i++)
    append_header (self, "header", report->head.headers[i].name, report->head.headers[i].value);
  append_timing (self, &report->head.timing);
  add_row (self, WEIR_ROW_HEAD, offset);
}

static void
opened (WeirWriter *self, const WeirReport *report)
{
  g_autofree char *words = NULL;
  guint64 offset;

  weir_writer_pass_time (self, report->time_us - self->start_us);
  offset = weir_writer_tell (self);
  words = g_strconcat (report->open.any_type ? "any-type" : "", report->open.any_type && report->open.compressed ? " " : "",
                       report->open.compressed ? "compressed" : "", NULL);
  weir_writer_directive (self, "open", words);
  add_row (self, WEIR_ROW_OPEN, offset);
}

/* What the end cut off: as raw lines, with the rows of the lines in it; its own row is of the time when it was cut off. */
static void
unfinished (WeirWriter *self, WeirSpan bytes, gint64 time_us)
{
  guint64 offset, end;

  if (bytes.len == 0)
    {
      weir_row_builder_drop_lines (self->builder);
      return;
    }

  weir_writer_announce (self, weir_writer_find_read (self, self->taken));
  offset = weir_writer_tell (self);
  weir_writer_raw (self, bytes, self->taken);
  end = weir_writer_tell (self);
  weir_writer_pass_time (self, time_us);
  weir_row_builder_add_unfinished (self->builder, offset, end - offset);
}

static void
append_end (WeirWriter *self, WeirReason reason, const char *message)
{
  g_autofree char *text =
      g_strjoin (message != NULL && message[0] != '\0' ? " " : "", weir_reason_get_nick (reason), message != NULL ? message : "", NULL);

  weir_writer_directive (self, "ended", text);
}

static void
ended (WeirWriter *self, const WeirReport *report)
{
  guint64 offset;

  unfinished (self, report->ended.unfinished, report->time_us - self->start_us);
  weir_writer_pass_time (self, report->time_us - self->start_us);
  offset = weir_writer_tell (self);
  append_end (self, report->ended.reason, report->ended.message);
  add_row (self, WEIR_ROW_ENDED, offset);
}

static void
failed (WeirWriter *self, const WeirReport *report)
{
  guint status = report->failed.status;
  guint64 offset;

  weir_row_builder_drop_lines (self->builder);
  weir_writer_pass_time (self, report->time_us - self->start_us);
  offset = weir_writer_tell (self);
  if (report->failed.body.len > 0 && status != 204 && status != 205 && status != 304)
    append_string (self, "body", report->failed.body);
  weir_writer_directive (self, "failed", report->failed.body_is_cut ? "body-cut" : NULL);
  append_end (self, report->failed.reason, report->failed.message);
  add_row (self, WEIR_ROW_FAILED, offset);
}

static void
waiting (WeirWriter *self, const WeirReport *report)
{
  gint64 time_us = report->time_us - self->start_us;
  guint64 offset;

  /* After an end a `wait` would belong to nothing. */
  if (time_us > self->builder->now_us)
    weir_writer_anchor (self, time_us, self->anchor_wall_us + (time_us - self->anchor_us));
  offset = weir_writer_tell (self);
  g_string_append (self->out, ":@ waiting ");
  weir_value_append_duration (self->out, MAX (0, report->waiting.duration_us));
  g_string_append_printf (self->out, " %s\n", weir_because_get_nick (report->waiting.because));
  add_row (self, WEIR_ROW_WAITING, offset);
}

void
weir_writer_life (WeirWriter *self, const WeirReport *report)
{
  switch (report->kind)
    {
    case WEIR_REPORT_CONNECTING:
      connecting (self, report);
      break;
    case WEIR_REPORT_REDIRECT:
      redirect (self, report);
      break;
    case WEIR_REPORT_HEAD:
      head (self, report);
      break;
    case WEIR_REPORT_OPEN:
      opened (self, report);
      break;
    case WEIR_REPORT_ENDED:
      ended (self, report);
      break;
    case WEIR_REPORT_WAITING:
      waiting (self, report);
      break;
    case WEIR_REPORT_FAILED:
      failed (self, report);
      break;
    case WEIR_REPORT_READ:
    case WEIR_REPORT_FRAME:
    case WEIR_REPORT_COMMENT:
    case WEIR_REPORT_RETRY:
    case WEIR_REPORT_READ_DONE:
    default:
      break;
    }
}
