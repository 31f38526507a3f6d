/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-record-session.h"

#define START_US G_GINT64_CONSTANT (5000000000)
#define START_WALL_US G_GINT64_CONSTANT (1795248000123456)

static void
report_to_recording (const WeirReport *report, gpointer user_data)
{
  weir_recording_report (user_data, report);
}

void
weir_record_session_report (WeirRecordSession *self, WeirReport *report)
{
  report->time_us = self->now_us;
  self->sink.report (report, self->sink.user_data);
}

static void
expect_row (WeirRecordSession *self, WeirRowKind kind, WeirSpan wire)
{
  WeirExpectedRow row = { kind, NULL, weir_span_dup (weir_parser_get_last_event_id (self->parser)), self->now_us - self->start_us };

  while (wire.len > 0 && (wire.data[wire.len - 1] == '\n' || wire.data[wire.len - 1] == '\r'))
    wire.len--;
  row.wire = g_bytes_new (wire.data, wire.len);
  g_array_append_val (self->expected, row);
}

static void
clear_expected (gpointer data)
{
  WeirExpectedRow *row = data;

  g_bytes_unref (row->wire);
  g_free (row->id);
}

static void
take_frame (const WeirFrame *frame, gpointer user_data)
{
  WeirRecordSession *self = user_data;
  WeirReport report = { .kind = WEIR_REPORT_FRAME, .frame = frame };

  if (frame->dispatches)
    self->n_events++;
  if (frame->kind == WEIR_FRAME_COMMENT)
    expect_row (self, WEIR_ROW_COMMENT, frame->bytes);
  else if (frame->kind == WEIR_FRAME_BLOCK)
    expect_row (self, frame->dispatches ? WEIR_ROW_EVENT : WEIR_ROW_BLOCK, frame->bytes);
  weir_record_session_report (self, &report);
}

static void
take_comment (const WeirLine *line, WeirSpan text, gpointer user_data)
{
  WeirReport report = { .kind = WEIR_REPORT_COMMENT };

  report.comment.text = text;
  report.comment.offset = line->offset;
  report.comment.length = line->bytes.len;
  report.comment.in_block = line->in_block;
  if (line->in_block)
    expect_row (user_data, WEIR_ROW_COMMENT, line->bytes);
  weir_record_session_report (user_data, &report);
}

static void
take_retry (const WeirLine *line, guint64 ms, gpointer user_data)
{
  WeirReport report = { .kind = WEIR_REPORT_RETRY };

  report.retry.ms = ms;
  report.retry.offset = line->offset;
  report.retry.length = line->bytes.len;
  expect_row (user_data, WEIR_ROW_RETRY, line->bytes);
  weir_record_session_report (user_data, &report);
}

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

void
weir_record_session_init (WeirRecordSession *self, WeirRecording *recording, guint32 seed)
{
  const WeirParserHandlers handlers = { .frame = take_frame, .comment = take_comment, .retry = take_retry };

  *self = (WeirRecordSession){
    .sink = { report_to_recording, recording },
    .parser = weir_parser_new (&handlers, self),
    .start_us = START_US,
    .start_wall_us = START_WALL_US,
    .now_us = START_US + 1234,
    .received = g_ptr_array_new_with_free_func (free_string),
    .expected = g_array_new (FALSE, FALSE, sizeof (WeirExpectedRow)),
    .random = g_rand_new_with_seed (seed),
  };
  g_array_set_clear_func (self->expected, clear_expected);
}

void
weir_record_session_clear (WeirRecordSession *self)
{
  weir_parser_free (self->parser);
  g_ptr_array_unref (self->received);
  g_array_unref (self->expected);
  g_rand_free (self->random);
}

WeirRecordingOptions
weir_record_session_options (void)
{
  return (WeirRecordingOptions){ .start_us = START_US, .start_wall_us = START_WALL_US };
}

void
weir_record_session_connecting (WeirRecordSession *self)
{
  static const WeirHeader headers[] = {
    { "Accept", "text/event-stream" },
    { "Authorization", "Bearer canary-header" },
  };
  WeirReport report = { .kind = WEIR_REPORT_CONNECTING };

  weir_parser_reset (self->parser);
  self->n_reads = 0;
  report.connecting.attempt = ++self->attempt;
  report.connecting.wall_us = self->start_wall_us + (self->now_us - self->start_us);
  report.connecting.method = "GET";
  report.connecting.url = "http://user:canary-password@127.0.0.1:8123/ticks?token=canary-token&n=1";
  report.connecting.last_event_id = weir_parser_get_last_event_id (self->parser);
  report.connecting.headers = headers;
  report.connecting.n_headers = G_N_ELEMENTS (headers);
  report.connecting.body = WEIR_SPAN_LITERAL ("canary-body");
  /* As a real one: what is no header value is not sent. */
  for (gsize i = 0; i < report.connecting.last_event_id.len; i++)
    if ((guchar) report.connecting.last_event_id.data[i] < 0x20)
      report.connecting.id_not_sent = TRUE;
  weir_record_session_report (self, &report);
  g_ptr_array_add (self->received, g_string_new (NULL));
}

void
weir_record_session_head (WeirRecordSession *self, guint status)
{
  static const WeirHeader headers[] = {
    { "Content-Type", "text/event-stream" },
    { "Set-Cookie", "session=canary-cookie" },
  };
  WeirReport report = { .kind = WEIR_REPORT_HEAD };

  report.head.status = status;
  report.head.phrase = status == 200 ? "OK" : "Some Error";
  report.head.url = "http://127.0.0.1:8123/ticks";
  report.head.http = "1.1";
  report.head.headers = headers;
  report.head.n_headers = G_N_ELEMENTS (headers);
  report.head.remote = "127.0.0.1:8123";
  report.head.tls = "TLS 1.3";
  report.head.cipher = "TLS_AES_256_GCM_SHA384";
  report.head.timing = (WeirTiming){ -1, 250, 1000, 2500000 };
  weir_record_session_report (self, &report);
}

void
weir_record_session_open (WeirRecordSession *self)
{
  WeirReport report = { .kind = WEIR_REPORT_OPEN };

  report.open.attempt = self->attempt;
  report.open.status = 200;
  report.open.url = "http://127.0.0.1:8123/ticks";
  report.open.http = "1.1";
  report.open.content_type = "text/event-stream";
  weir_record_session_report (self, &report);
}

void
weir_record_session_connect (WeirRecordSession *self)
{
  weir_record_session_connecting (self);
  self->now_us += 2501;
  weir_record_session_head (self, 200);
  self->now_us += 7;
  weir_record_session_open (self);
}

void
weir_record_session_read (WeirRecordSession *self, WeirSpan bytes, gint64 gap_us)
{
  GString *received = g_ptr_array_index (self->received, self->received->len - 1);
  WeirReport report = { .kind = WEIR_REPORT_READ };

  self->now_us += gap_us;
  report.read.number = ++self->n_reads;
  report.read.offset = received->len;
  report.read.n_bytes = bytes.len;
  weir_record_session_report (self, &report);
  g_string_append_len (received, bytes.data, (gssize) bytes.len);
  weir_parser_feed (self->parser, bytes.data, bytes.len, NULL);
  report.kind = WEIR_REPORT_READ_DONE;
  weir_record_session_report (self, &report);
}

void
weir_record_session_end (WeirRecordSession *self, WeirReason reason)
{
  WeirReport report = { .kind = WEIR_REPORT_ENDED };

  report.ended.reason = reason;
  report.ended.status = 200;
  report.ended.message = "The connection\nended";
  report.ended.unfinished = weir_parser_get_unfinished (self->parser);
  weir_record_session_report (self, &report);
}

void
weir_record_session_wait (WeirRecordSession *self, gint64 duration_us)
{
  WeirReport report = { .kind = WEIR_REPORT_WAITING };

  report.waiting.duration_us = duration_us;
  report.waiting.because = WEIR_BECAUSE_DEFAULT;
  report.waiting.attempt = self->attempt + 1;
  weir_record_session_report (self, &report);
}

void
weir_record_session_fail (WeirRecordSession *self, WeirReason reason, guint status, WeirSpan body)
{
  WeirReport report = { .kind = WEIR_REPORT_FAILED };

  report.failed.reason = reason;
  report.failed.status = status;
  report.failed.message = "";
  report.failed.body = body;
  weir_record_session_report (self, &report);
}

static void
live_connection (WeirRecordSession *self, gsize n_bytes)
{
  g_autoptr (GString) stream = weir_record_session_random_stream (self->random, n_bytes);
  gsize done = 0;

  weir_record_session_connecting (self);
  self->now_us += g_rand_int_range (self->random, 0, 5000);
  if (g_rand_int_range (self->random, 0, 8) == 0)
    {
      weir_record_session_end (self, WEIR_REASON_REFUSED);
      return;
    }
  if (g_rand_boolean (self->random))
    {
      WeirReport report = { .kind = WEIR_REPORT_REDIRECT };

      report.redirect.status = 307;
      report.redirect.url = "http://127.0.0.1/other?api_key=canary-key";
      weir_record_session_report (self, &report);
      self->now_us += g_rand_int_range (self->random, 0, 2);
    }
  weir_record_session_head (self, 200);
  self->now_us += g_rand_int_range (self->random, 0, 2);
  weir_record_session_open (self);
  while (done < stream->len)
    {
      gsize most = g_rand_boolean (self->random) ? 4 : 200;
      gsize n = (gsize) g_rand_int_range (self->random, 1, (gint32) most);
      gint64 gap = g_rand_boolean (self->random) ? g_rand_int_range (self->random, 0, 3) : g_rand_int_range (self->random, 0, 2000000);

      n = MIN (n, stream->len - done);
      weir_record_session_read (self, weir_span (stream->str + done, n), gap);
      done += n;
    }
  self->now_us += g_rand_int_range (self->random, 0, 3) * 700;
  weir_record_session_end (self, (WeirReason) g_rand_int_range (self->random, 0, WEIR_REASON_TIMEOUT));
}

void
weir_record_session_live (WeirRecordSession *self, guint n_connections, gsize n_bytes)
{
  for (guint i = 0; i < n_connections; i++)
    {
      live_connection (self, n_bytes);
      self->now_us += g_rand_int_range (self->random, 0, 2) * 3;
      weir_record_session_wait (self, 3000000);
      self->now_us += 3000000 + g_rand_int_range (self->random, 0, 2000);
    }
  weir_record_session_connecting (self);
  if (g_rand_boolean (self->random))
    {
      weir_record_session_head (self, 503);
      weir_record_session_fail (self, WEIR_REASON_STATUS, 503, WEIR_SPAN_LITERAL ("<h1>busy\r\n\xff</h1>"));
    }
  else
    {
      weir_record_session_end (self, WEIR_REASON_STOPPED);
    }
}
