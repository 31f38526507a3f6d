/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-stream-run.h"

#include "weir-stream-log.h"

static guint
count_lines (WeirSpan bytes)
{
  guint n = 0;

  for (gsize i = 0; i < bytes.len; i++)
    {
      if (bytes.data[i] == '\r' || (bytes.data[i] == '\n' && (i == 0 || bytes.data[i - 1] != '\r')))
        n++;
    }

  return n;
}

static void
check_frame (WeirStreamRun *self, const WeirFrame *frame)
{
  g_assert_cmpuint (frame->offset, ==, self->framed);
  g_assert_cmpuint (self->framed + frame->bytes.len, <=, self->input.len);
  g_assert_cmpuint (frame->bytes.len, >, 0);
  g_assert_true (memcmp (frame->bytes.data, self->input.data + self->framed, frame->bytes.len) == 0);
  g_assert_true (weir_span_equal (frame->last_event_id, weir_parser_get_last_event_id (self->parser)));
  self->framed += frame->bytes.len;

  switch (frame->kind)
    {
    case WEIR_FRAME_LF:
      g_assert_true (weir_span_equals_string (frame->bytes, "\n"));
      g_assert_cmpuint (frame->n_lines, ==, 0);
      g_assert_cmpuint (frame->offset, >, 0);
      g_assert_cmpint (self->input.data[frame->offset - 1], ==, '\r');
      break;
    case WEIR_FRAME_BOM:
      g_assert_true (weir_span_equals_string (frame->bytes, "\xEF\xBB\xBF"));
      g_assert_cmpuint (frame->n_lines, ==, 0);
      g_assert_cmpuint (frame->offset, ==, 0);
      break;
    case WEIR_FRAME_COMMENT:
      g_assert_true (self->has_comment);
      g_assert_true (weir_span_equal (frame->comment, weir_span (self->comment->str, self->comment->len)));
      g_assert_cmpuint (frame->n_lines, ==, 1);
      self->has_comment = FALSE;
      break;
    case WEIR_FRAME_BLANK:
    case WEIR_FRAME_BLOCK:
    default:
      g_assert_false (self->has_comment);
      g_assert_cmpuint (frame->n_lines, ==, count_lines (frame->bytes));
      break;
    }
}

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  WeirStreamRun *self = user_data;

  check_frame (self, frame);
  if (frame->kind != WEIR_FRAME_BLOCK)
    {
      g_assert_false (frame->dispatches);
      g_assert_false (frame->has_id);
      return;
    }

  if (frame->has_id)
    g_assert_true (weir_span_equal (frame->id, frame->last_event_id));
  if (frame->dispatches)
    {
      weir_stream_log_event (self->log, frame->event, frame->data, frame->last_event_id, frame->notes);
    }
  else
    {
      g_assert_cmpuint (frame->data.len, ==, 0);
      weir_stream_log_none (self->log, frame->event, frame->last_event_id, frame->notes);
    }
}

static void
check_line (WeirStreamRun *self, const WeirLine *line)
{
  g_assert_cmpuint (line->offset, >=, self->framed);
  g_assert_cmpuint (line->offset + line->bytes.len, <=, self->fed);
  g_assert_true (memcmp (line->bytes.data, self->input.data + line->offset, line->bytes.len) == 0);
}

static void
on_comment (const WeirLine *line, WeirSpan text, gpointer user_data)
{
  WeirStreamRun *self = user_data;

  check_line (self, line);
  g_assert_cmpint (line->bytes.data[0], ==, ':');
  if (!line->in_block)
    {
      g_string_truncate (self->comment, 0);
      g_string_append_len (self->comment, text.data, (gssize) text.len);
      self->has_comment = TRUE;
    }
  weir_stream_log_comment (self->log, text);
}

static void
on_retry (const WeirLine *line, guint64 ms, gpointer user_data)
{
  WeirStreamRun *self = user_data;

  check_line (self, line);
  g_assert_true (line->in_block);
  weir_stream_log_retry (self->log, ms);
}

static void
on_bad_line (const WeirLine *line, WeirNotes note, gpointer user_data)
{
  WeirStreamRun *self = user_data;

  check_line (self, line);
  weir_stream_log_odd (self->log, note);
}

WeirStreamRun *
weir_stream_run_new (WeirSpan input, WeirSpan last_event_id)
{
  static const WeirParserHandlers handlers = { on_frame, on_comment, on_retry, on_bad_line };
  WeirStreamRun *self = g_new0 (WeirStreamRun, 1);

  self->parser = weir_parser_new (&handlers, self);
  self->log = g_string_new (NULL);
  self->comment = g_string_new (NULL);
  self->input = input;
  self->copies = TRUE;
  weir_parser_set_last_event_id (self->parser, last_event_id);

  return self;
}

void
weir_stream_run_free (WeirStreamRun *self)
{
  weir_parser_free (self->parser);
  g_string_free (self->log, TRUE);
  g_string_free (self->comment, TRUE);
  g_free (self);
}

void
weir_stream_run_restart (WeirStreamRun *self, WeirSpan last_event_id)
{
  weir_parser_reset (self->parser);
  weir_parser_set_last_event_id (self->parser, last_event_id);
  g_string_truncate (self->log, 0);
  self->fed = 0;
  self->framed = 0;
  self->has_comment = FALSE;
}

gboolean
weir_stream_run_feed (WeirStreamRun *self, gsize n_bytes)
{
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;
  const char *piece = self->input.data + self->fed;
  WeirSpan unfinished;
  gboolean fine;

  g_assert_cmpuint (self->fed + n_bytes, <=, self->input.len);
  if (self->copies && n_bytes > 0)
    piece = copy = g_memdup2 (piece, n_bytes);
  self->fed += n_bytes;
  fine = weir_parser_feed (self->parser, piece, n_bytes, &error);
  g_assert_true (fine == (error == NULL));
  g_clear_pointer (&copy, g_free);

  unfinished = weir_parser_get_unfinished (self->parser);
  g_assert_cmpuint (weir_parser_get_offset (self->parser), ==, self->framed + unfinished.len);
  g_assert_true (memcmp (unfinished.data, self->input.data + self->framed, unfinished.len) == 0);
  if (fine)
    g_assert_cmpuint (self->framed + unfinished.len, ==, self->fed);
  else
    g_string_append_printf (self->log, "limit %s\n", error->message);

  return fine;
}

const GString *
weir_stream_run_finish (WeirStreamRun *self)
{
  weir_stream_log_end (self->log, weir_parser_get_last_event_id (self->parser), weir_parser_get_unfinished (self->parser).len);

  return self->log;
}

const GString *
weir_stream_run_whole (WeirStreamRun *self)
{
  weir_stream_run_feed (self, self->input.len - self->fed);

  return weir_stream_run_finish (self);
}

const GString *
weir_stream_run_split (WeirStreamRun *self, gsize at)
{
  if (weir_stream_run_feed (self, at))
    weir_stream_run_feed (self, self->input.len - self->fed);

  return weir_stream_run_finish (self);
}

const GString *
weir_stream_run_pieces (WeirStreamRun *self, gsize size)
{
  while (self->fed < self->input.len && weir_stream_run_feed (self, MIN (size, self->input.len - self->fed)))
    continue;

  return weir_stream_run_finish (self);
}

const GString *
weir_stream_run_random (WeirStreamRun *self, GRand *rand, gsize max)
{
  while (self->fed < self->input.len)
    {
      gsize size = 1 + g_rand_int (rand) % max;

      if (!weir_stream_run_feed (self, MIN (size, self->input.len - self->fed)))
        break;
    }

  return weir_stream_run_finish (self);
}
