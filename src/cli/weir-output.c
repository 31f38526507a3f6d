/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-jsonl.h"
#include "weir-match.h"
#include "weir-output-private.h"

struct _WeirOutput
{
  WeirOutputOptions options;
  GString *out;
  GString *side;
  WeirTextOutput *text; /* text: to out; raw: to side; jsonl: NULL */
  gboolean was_printed; /* the frame before */
  WeirTally tally;
};

gboolean
weir_output_format_from_nick (const char *nick, WeirOutputFormat *format)
{
  static const char *const nicks[] = {
    [WEIR_OUTPUT_TEXT] = "text",
    [WEIR_OUTPUT_JSONL] = "jsonl",
    [WEIR_OUTPUT_RAW] = "raw",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      if (g_str_equal (nick, nicks[i]))
        {
          *format = (WeirOutputFormat) i;
          return TRUE;
        }
    }

  return FALSE;
}

WeirOutput *
weir_output_new (const WeirOutputOptions *options, GString *out, GString *side)
{
  WeirOutput *self = g_new0 (WeirOutput, 1);

  self->options = *options;
  self->out = out;
  self->side = side;
  self->tally.last_event_id = g_string_new (options->last_event_id);
  self->options.last_event_id = NULL;
  if (options->filter != NULL)
    weir_filter_ref (options->filter);
  self->tally.is_filtered = options->filter != NULL;
  if (options->format != WEIR_OUTPUT_JSONL)
    self->text = weir_text_output_new (options);

  return self;
}

void
weir_output_free (WeirOutput *self)
{
  g_clear_pointer (&self->text, weir_text_output_free);
  g_string_free (self->tally.last_event_id, TRUE);
  g_clear_pointer (&self->options.filter, weir_filter_unref);
  g_free (self);
}

static void
count (WeirTally *tally, const WeirReport *report)
{
  if (report->kind == WEIR_REPORT_CONNECTING)
    tally->n_attempts = report->connecting.attempt;
  else if (report->kind == WEIR_REPORT_ENDED)
    tally->unfinished = report->ended.unfinished.len;
  else if (report->kind == WEIR_REPORT_FRAME)
    {
      tally->n_events += report->frame->dispatches;
      if (report->frame->has_id)
        {
          g_string_truncate (tally->last_event_id, 0);
          g_string_append_len (tally->last_event_id, report->frame->last_event_id.data, (gssize) report->frame->last_event_id.len);
        }
    }
}

void
weir_output_start (WeirOutput *self)
{
  if (self->options.format == WEIR_OUTPUT_JSONL)
    weir_jsonl_start (self->out, self->options.start_wall_us);
}

static gboolean
is_of_the_stream (WeirReportKind kind)
{
  return kind == WEIR_REPORT_FRAME || kind == WEIR_REPORT_COMMENT || kind == WEIR_REPORT_RETRY;
}

static gboolean
passes_filter (WeirOutput *self, const WeirReport *report)
{
  if (self->options.filter == NULL)
    return TRUE;
  /* Why there is nothing more to come is always said. */
  if (report->kind == WEIR_REPORT_FAILED)
    return TRUE;
  if (report->kind != WEIR_REPORT_FRAME)
    return weir_match_report (self->options.filter, report);

  /* The rest of a line end belongs to the frame before it. */
  if (report->frame->kind != WEIR_FRAME_LF)
    self->was_printed = weir_match_report (self->options.filter, report);

  return self->was_printed;
}

gboolean
weir_output_report (WeirOutput *self, const WeirReport *report)
{
  count (&self->tally, report);
  if (!passes_filter (self, report))
    {
      if (self->text != NULL)
        weir_text_output_pass_over (self->text, report);
      return FALSE;
    }
  if (report->kind == WEIR_REPORT_FRAME)
    self->tally.n_printed += report->frame->dispatches;

  switch (self->options.format)
    {
    case WEIR_OUTPUT_TEXT:
      weir_text_output_report (self->text, self->out, report);
      break;
    case WEIR_OUTPUT_JSONL:
      weir_jsonl_report (self->out, report, self->options.start_us, self->options.keep_secrets);
      break;
    case WEIR_OUTPUT_RAW:
      if (report->kind == WEIR_REPORT_FRAME)
        g_string_append_len (self->out, report->frame->bytes.data, (gssize) report->frame->bytes.len);
      else if (!is_of_the_stream (report->kind))
        weir_text_output_report (self->text, self->side, report);
      break;
    default:
      g_assert_not_reached ();
    }

  return TRUE;
}

void
weir_output_end (WeirOutput *self)
{
  switch (self->options.format)
    {
    case WEIR_OUTPUT_TEXT:
      weir_text_output_end (self->text, self->out, &self->tally);
      break;
    case WEIR_OUTPUT_JSONL:
      weir_jsonl_end (self->out, self->tally.n_events, weir_span (self->tally.last_event_id->str, self->tally.last_event_id->len),
                      self->tally.unfinished);
      break;
    case WEIR_OUTPUT_RAW:
      weir_text_output_end (self->text, self->side, &self->tally);
      break;
    default:
      g_assert_not_reached ();
    }
}

gboolean
weir_output_tick (WeirOutput *self, gint64 now_us)
{
  return self->options.format == WEIR_OUTPUT_TEXT && weir_text_output_tick (self->text, self->out, now_us);
}
