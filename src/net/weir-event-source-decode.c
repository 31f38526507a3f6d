/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-source-private.h"
#include "weir-terminator.h"

/* What the parser finds, handed on as reports. Once the person stopped, nothing is. */

static void
report_decoded (WeirAttempt *attempt, WeirReport *report)
{
  weir_event_source_report (attempt->source, report, attempt->last_read_us);
}

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  WeirEventSource *self = user_data;
  WeirAttempt *attempt = self->attempt;
  WeirReport report; /* not cleared: it is the one report that comes by the million */

  if (attempt == NULL)
    return;

  attempt->window_frames++;
  if (frame->dispatches)
    attempt->terminated = weir_frame_is_terminator (frame);
  report.kind = WEIR_REPORT_FRAME;
  report.frame = frame;
  report_decoded (attempt, &report);
}

static void
on_comment (const WeirLine *line, WeirSpan text, gpointer user_data)
{
  WeirEventSource *self = user_data;
  WeirReport report = { .kind = WEIR_REPORT_COMMENT };

  if (self->attempt == NULL)
    return;

  report.comment.text = text;
  report.comment.offset = line->offset;
  report.comment.length = line->bytes.len;
  report.comment.in_block = line->in_block;
  report_decoded (self->attempt, &report);
}

static void
on_retry (const WeirLine *line, guint64 ms, gpointer user_data)
{
  WeirEventSource *self = user_data;
  WeirReport report = { .kind = WEIR_REPORT_RETRY };

  if (self->attempt == NULL)
    return;

  weir_reconnect_set_retry (self->reconnect, ms);
  report.retry.ms = ms;
  report.retry.offset = line->offset;
  report.retry.length = line->bytes.len;
  report_decoded (self->attempt, &report);
}

WeirParser *
weir_event_source_create_parser (WeirEventSource *self)
{
  static const WeirParserHandlers handlers = { .frame = on_frame, .comment = on_comment, .retry = on_retry };

  return weir_parser_new (&handlers, self);
}
