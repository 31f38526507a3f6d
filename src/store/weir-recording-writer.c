/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-writer.h"

#include "weir-limits.h"
#include "weir-recording-value.h"

#define MARK_INTERVAL G_GUINT64_CONSTANT (1024 * 1024)

void
weir_writer_init (WeirWriter *self, WeirRowBuilder *builder)
{
  *self = (WeirWriter){
    .out = g_string_new (NULL),
    .builder = builder,
    .reads = g_array_new (FALSE, FALSE, sizeof (WeirPendingRead)),
    .stuffed = g_array_new (FALSE, FALSE, sizeof (gsize)),
    .mark_interval = MARK_INTERVAL,
  };
}

void
weir_writer_clear (WeirWriter *self)
{
  g_string_free (self->out, TRUE);
  g_array_unref (self->reads);
  g_array_unref (self->stuffed);
}

guint64
weir_writer_tell (const WeirWriter *self)
{
  return self->base + self->out->len;
}

/* @text: (nullable): one line, as it will stand there */
void
weir_writer_directive (WeirWriter *self, const char *verb, const char *text)
{
  g_string_append_len (self->out, ":@ ", 3);
  g_string_append (self->out, verb);
  if (text != NULL && text[0] != '\0')
    {
      g_string_append_c (self->out, ' ');
      weir_value_append_text (self->out, text);
    }
  g_string_append_c (self->out, '\n');
  self->under_directive = TRUE;
}

void
weir_writer_preamble (WeirWriter *self)
{
  weir_writer_directive (self, "weir", "1");
  weir_writer_directive (self, "template", "off");
  g_string_append (self->out, ":@ recorded ");
  weir_value_append_time (self->out, self->anchor_wall_us);
  g_string_append_c (self->out, '\n');
}

void
weir_writer_wait (WeirWriter *self, gint64 duration_us)
{
  g_string_append_len (self->out, ":@ wait ", 8);
  weir_value_append_duration (self->out, duration_us);
  g_string_append_c (self->out, '\n');
  self->under_directive = TRUE;
  weir_row_builder_wait (self->builder, duration_us);
}

void
weir_writer_pass_time (WeirWriter *self, gint64 time_us)
{
  if (time_us > self->builder->now_us)
    weir_writer_wait (self, time_us - self->builder->now_us);
}

void
weir_writer_anchor (WeirWriter *self, gint64 time_us, gint64 wall_us)
{
  time_us = MAX (time_us, self->builder->now_us);
  self->anchor_us = time_us;
  self->anchor_wall_us = wall_us;
  g_string_append (self->out, ":@ at ");
  weir_value_append_time (self->out, wall_us);
  g_string_append_c (self->out, ' ');
  weir_value_append_duration (self->out, time_us);
  g_string_append_c (self->out, '\n');
  self->under_directive = TRUE;
  weir_row_builder_set_time (self->builder, time_us);
}

/* A place to start reading at, with all that the lines before it told. Never between a CR and its LF. */
static void
mark (WeirWriter *self)
{
  const WeirRowBuilder *builder = self->builder;

  self->last_mark = weir_writer_tell (self);
  g_string_append_printf (self->out,
                          ":@ mark %" G_GUINT64_FORMAT " connect=%" G_GUINT64_FORMAT " events=%" G_GUINT64_FORMAT " rows=%" G_GUINT64_FORMAT
                          " time=",
                          self->last_mark, builder->connection, builder->n_events, builder->next_number);
  weir_value_append_duration (self->out, builder->now_us);
  if (builder->last_event_id->len <= WEIR_LIMIT_SENT_EVENT_ID)
    {
      g_string_append (self->out, " last-event-id=");
      weir_value_append_quoted (self->out, weir_span (builder->last_event_id->str, builder->last_event_id->len), FALSE);
    }
  g_string_append_c (self->out, '\n');
  self->under_directive = TRUE;
}

void
weir_writer_note (WeirWriter *self, guint64 number, const char *text)
{
  g_autofree char *line =
      g_strdup_printf ("for=%" G_GUINT64_FORMAT "%s%s", number + 1, text != NULL && *text != '\0' ? " " : "", text != NULL ? text : "");

  weir_writer_directive (self, "note", line);
}

/* The read that holds the body's byte at @position, or NULL when none was reported. Reads before it are forgotten. */
WeirPendingRead *
weir_writer_find_read (WeirWriter *self, guint64 position)
{
  while (self->first_read < self->reads->len)
    {
      WeirPendingRead *read = &g_array_index (self->reads, WeirPendingRead, self->first_read);

      if (read->end > position)
        return read;
      self->first_read++;
    }

  return NULL;
}

void
weir_writer_announce (WeirWriter *self, WeirPendingRead *read)
{
  if (read == NULL || read->announced)
    return;

  weir_writer_wait (self, MAX (0, read->time_us - self->builder->now_us));
  read->announced = TRUE;
}

static void
report_read (WeirWriter *self, const WeirReport *report)
{
  WeirPendingRead read = { report->read.offset + report->read.n_bytes, report->time_us - self->start_us, FALSE };

  weir_writer_find_read (self, self->taken);
  if (self->first_read == self->reads->len || self->first_read >= 64)
    {
      g_array_remove_range (self->reads, 0, self->first_read);
      self->first_read = 0;
    }
  /* Too many for one block: what follows counts as one late read, so that the block's own time stays right. */
  if (self->reads->len - self->first_read >= WEIR_LIMIT_BLOCK_READS)
    g_array_index (self->reads, WeirPendingRead, self->reads->len - 1) = read;
  else
    g_array_append_val (self->reads, read);
}

static void
report_frame (WeirWriter *self, const WeirFrame *frame)
{
  if (frame->kind != WEIR_FRAME_LF && weir_writer_tell (self) - self->last_mark >= self->mark_interval)
    mark (self);
  weir_writer_frame (self, frame);
  self->taken = frame->offset + frame->bytes.len;
}

gboolean
weir_writer_report (WeirWriter *self, const WeirReport *report)
{
  switch (report->kind)
    {
    case WEIR_REPORT_READ:
      report_read (self, report);
      return FALSE;

    case WEIR_REPORT_FRAME:
      report_frame (self, report->frame);
      return FALSE;

    case WEIR_REPORT_COMMENT:
      if (report->comment.in_block)
        weir_row_builder_add_line (self->builder, WEIR_ROW_COMMENT, report->comment.offset + report->comment.length, 0,
                                   (guint32) report->comment.length + 1, FALSE);
      return FALSE;

    case WEIR_REPORT_RETRY:
      weir_row_builder_add_line (self->builder, WEIR_ROW_RETRY, report->retry.offset + report->retry.length, 0,
                                 (guint32) report->retry.length + 1, FALSE);
      return FALSE;

    case WEIR_REPORT_READ_DONE:
      return TRUE;

    case WEIR_REPORT_CONNECTING:
    case WEIR_REPORT_REDIRECT:
    case WEIR_REPORT_HEAD:
    case WEIR_REPORT_OPEN:
    case WEIR_REPORT_ENDED:
    case WEIR_REPORT_WAITING:
    case WEIR_REPORT_FAILED:
    default:
      weir_writer_life (self, report);
      return TRUE;
    }
}
