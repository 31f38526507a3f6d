/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-json.h"
#include "weir-output-private.h"
#include "weir-output-text-private.h"
#include "weir-text.h"

/* 10:04:11.203    0.9 ms  trade     #1840  {"sym":"ABC"}
 * |clock       |gap      |name     |id    |data           */
#define GAP_WIDTH 9
#define NAME_WIDTH_MAX 16
#define INDENT "                          "

struct _WeirTextOutput
{
  WeirTextPen pen;
  gboolean pretty;
  gint64 previous_us; /* of the event before; -1: there is none */
  guint name_width;
};

WeirTextOutput *
weir_text_output_new (const WeirOutputOptions *options)
{
  WeirTextOutput *self = g_new0 (WeirTextOutput, 1);

  self->pen.color = options->color;
  self->pen.live = options->live && options->format == WEIR_OUTPUT_TEXT;
  self->pen.include_head = options->include_head;
  self->pen.keep_secrets = options->keep_secrets;
  self->pen.wall_offset_us = options->start_wall_us - options->start_us;
  self->pretty = options->pretty;
  self->pen.retry_ms = -1;
  self->previous_us = -1;
  self->name_width = 8;

  return self;
}

void
weir_text_output_free (WeirTextOutput *self)
{
  g_free (self->pen.remote);
  g_free (self);
}

void
weir_text_pen_begin (WeirTextPen *self, GString *out, gint64 time_us)
{
  g_autoptr (GString) clock = g_string_new (NULL);

  weir_text_pen_clear_live (self, out);
  weir_clock_append (&self->clock, clock, time_us + self->wall_offset_us);
  weir_style_append (out, self->color, WEIR_STYLE_DIM, clock->str);
  g_string_append_c (out, ' ');
}

void
weir_text_pen_clear_live (WeirTextPen *self, GString *out)
{
  if (!self->live_shown)
    return;

  g_string_append (out, "\r\x1b[K");
  self->live_shown = FALSE;
}

static void
append_gap (WeirTextOutput *self, GString *out, gint64 time_us)
{
  g_autoptr (GString) gap = g_string_new (NULL);
  glong width;

  if (self->previous_us >= 0)
    weir_style_append_gap (gap, MAX (time_us - self->previous_us, 0));
  self->previous_us = time_us;
  width = g_utf8_strlen (gap->str, (gssize) gap->len);
  for (glong i = width; i < GAP_WIDTH; i++)
    g_string_append_c (out, ' ');
  weir_style_append (out, self->pen.color, WEIR_STYLE_DIM, gap->str);
  g_string_append (out, "  ");
}

static void
append_name (WeirTextOutput *self, GString *out, WeirSpan name)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  guint width;

  width = (guint) weir_text_append_row (shown, name, G_MAXUINT);
  self->name_width = MAX (self->name_width, MIN (width, NAME_WIDTH_MAX));
  weir_style_append_name (out, self->pen.color, name, shown->str);
  for (guint i = width; i < self->name_width; i++)
    g_string_append_c (out, ' ');
}

static void
append_id (WeirTextOutput *self, GString *out, const WeirFrame *frame)
{
  g_autoptr (GString) shown = NULL;

  if (!frame->has_id)
    return;

  shown = g_string_new ("  #");
  weir_text_append_visible (shown, frame->id, WEIR_TEXT_NONE);
  weir_style_append (out, self->pen.color, WEIR_STYLE_DIM, shown->str);
}

/* Several lines stand below their row, each as it is. */
void
weir_text_append_lines (GString *out, WeirSpan text)
{
  const char *start = text.data;
  gsize left = text.len;

  for (;;)
    {
      const char *end = left > 0 ? memchr (start, '\n', left) : NULL;
      gsize length = end != NULL ? (gsize) (end - start) : left;

      g_string_append (out, INDENT);
      weir_text_append_visible (out, weir_span (start, length), WEIR_TEXT_NONE);
      g_string_append_c (out, '\n');
      if (end == NULL)
        return;
      start = end + 1;
      left -= length + 1;
    }
}

static void
append_data (WeirTextOutput *self, GString *out, WeirSpan data)
{
  g_autofree char *pretty = NULL;
  gsize n_pretty = 0;

  if (self->pretty && weir_json_looks_like (data))
    pretty = weir_json_pretty (data, &n_pretty);
  if (pretty != NULL)
    data = weir_span (pretty, n_pretty);

  if (data.len > 0 && memchr (data.data, '\n', data.len) != NULL)
    {
      g_string_append_c (out, '\n');
      weir_text_append_lines (out, data);
    }
  else
    {
      g_string_append (out, "  ");
      weir_text_append_visible (out, data, WEIR_TEXT_NONE);
      g_string_append_c (out, '\n');
    }
}

/* What was odd in the bytes, in words. */
static const struct
{
  WeirNotes note;
  const char *text;
} note_texts[] = {
  { WEIR_NOTE_INVALID_UTF8, N_ ("not UTF-8: U+FFFD stands where it was not") },
  { WEIR_NOTE_NUL_IN_ID, N_ ("an id with a NUL was ignored") },
  { WEIR_NOTE_BAD_RETRY, N_ ("a retry that is not only digits was ignored") },
  { WEIR_NOTE_UNKNOWN_FIELD, N_ ("an unknown field was ignored") },
  { WEIR_NOTE_FULLWIDTH_COLON, N_ ("a full-width colon is no colon: the field was ignored") },
  { WEIR_NOTE_NAME_CASE, N_ ("a field name is written differently: it was ignored") },
  { WEIR_NOTE_NO_DATA, N_ ("an event without data dispatches nothing") },
  { WEIR_NOTE_MIXED_EOL, N_ ("more than one kind of line end") },
  { WEIR_NOTE_RETRY_SATURATED, N_ ("a retry beyond what a number can hold") },
  { WEIR_NOTE_NUL, N_ ("holds a NUL") },
};

static void
append_notes (WeirTextOutput *self, GString *out, WeirNotes notes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (note_texts); i++)
    {
      if ((notes & note_texts[i].note) == 0)
        continue;

      g_string_append (out, INDENT);
      weir_style_append (out, self->pen.color, WEIR_STYLE_NOTICE, "! ");
      weir_style_append (out, self->pen.color, WEIR_STYLE_NOTICE, _ (note_texts[i].text));
      g_string_append_c (out, '\n');
    }
}

static void
append_frame (WeirTextOutput *self, GString *out, const WeirFrame *frame, gint64 time_us)
{
  if (frame->kind != WEIR_FRAME_BLOCK)
    return;

  if (frame->dispatches)
    {
      weir_text_pen_begin (&self->pen, out, time_us);
      append_gap (self, out, time_us);
      append_name (self, out, frame->event);
      append_id (self, out, frame);
      append_data (self, out, frame->data);
    }
  else if (frame->has_id || frame->notes != WEIR_NOTE_NONE)
    {
      g_autoptr (GString) text = g_string_new (_ ("no event"));

      if (frame->event.len > 0)
        {
          g_string_append (text, _ (" named "));
          weir_text_append_visible (text, frame->event, WEIR_TEXT_NONE);
        }
      if (frame->has_id)
        {
          g_string_append (text, _ (", but the last event id is now "));
          g_string_append (text, frame->id.len > 0 ? "#" : _ ("none"));
          weir_text_append_visible (text, frame->id, WEIR_TEXT_NONE);
        }
      weir_text_pen_line (&self->pen, out, time_us, WEIR_STYLE_DIM, text->str);
    }

  append_notes (self, out, frame->notes);
}

void
weir_text_output_report (WeirTextOutput *self, GString *out, const WeirReport *report)
{
  if (report->kind == WEIR_REPORT_FRAME)
    append_frame (self, out, report->frame, report->time_us);
  else
    weir_text_life_report (&self->pen, out, report);
}

void
weir_text_output_pass_over (WeirTextOutput *self, const WeirReport *report)
{
  weir_text_life_note (&self->pen, report);
  if (report->kind == WEIR_REPORT_RETRY)
    self->pen.retry_ms = (gint64) report->retry.ms;
}

void
weir_text_output_end (WeirTextOutput *self, GString *out, const WeirTally *tally)
{
  g_autoptr (GString) text = g_string_new (NULL);

  weir_text_pen_clear_live (&self->pen, out);
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%llu event", "%llu events", (gulong) tally->n_events),
                          (unsigned long long) tally->n_events);
  if (tally->is_filtered)
    g_string_append_printf (text, _ (", %llu printed"), (unsigned long long) tally->n_printed);
  if (tally->n_attempts > 1)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, ", %u reconnection", ", %u reconnections", tally->n_attempts - 1),
                            tally->n_attempts - 1);
  if (tally->last_event_id->len > 0)
    {
      g_string_append (text, _ (", last id #"));
      weir_text_append_visible (text, weir_span (tally->last_event_id->str, tally->last_event_id->len), WEIR_TEXT_NONE);
    }
  weir_style_append (out, self->pen.color, WEIR_STYLE_DIM, text->str);
  g_string_append_c (out, '\n');
}

gboolean
weir_text_output_tick (WeirTextOutput *self, GString *out, gint64 now_us)
{
  return weir_text_life_tick (&self->pen, out, now_us);
}
