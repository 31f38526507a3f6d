/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-row-reader.h"

#include "weir-directive-line.h"
#include "weir-parser.h"
#include "weir-recording-value.h"
#include "weir-utf8.h"

G_STATIC_ASSERT ((int) WEIR_FILTER_EVENT == (int) WEIR_ROW_EVENT);
G_STATIC_ASSERT ((int) WEIR_FILTER_RETRY == (int) WEIR_ROW_RETRY);
G_STATIC_ASSERT ((int) WEIR_FILTER_CONNECTING == (int) WEIR_ROW_CONNECTING);
G_STATIC_ASSERT ((int) WEIR_FILTER_FAILED == (int) WEIR_ROW_FAILED);
G_STATIC_ASSERT ((int) WEIR_FILTER_UNFINISHED == (int) WEIR_ROW_UNFINISHED);
G_STATIC_ASSERT ((int) WEIR_FILTER_DROPPED == (int) WEIR_ROW_DROPPED);

/* Numbers of names there are, and those with an id line apart. */
#define N_NAMES 65536u
#define NOT_ASKED 0xFF

struct _WeirRowReader
{
  WeirRecording *recording;
  WeirFilter *filter;
  guint8 *by_name; /* verdicts on events: of the name's number, then of those with an id line */
  guint8 by_kind[2][WEIR_FILTER_N_KINDS];
  GPtrArray *names; /* by number, those that were asked for */

  WeirParser *parser;
  GString *wire;
  GString *text;
  /* The row being judged. */
  WeirFilterSubject *subject;
  WeirFilterVerdict verdict;
};

static void
judge_frame (const WeirFrame *frame, gpointer user_data)
{
  WeirRowReader *self = user_data;
  WeirFilterSubject *subject = self->subject;

  if (frame->kind != WEIR_FRAME_BLOCK || frame->dispatches != (subject->kind == WEIR_FILTER_EVENT) || self->verdict != WEIR_FILTER_UNKNOWN)
    return;
  subject->known |= WEIR_FILTER_KNOWS_NAME | WEIR_FILTER_KNOWS_ID;
  subject->name = frame->event;
  subject->has_id = frame->has_id;
  subject->id = frame->id;
  if (frame->dispatches)
    {
      subject->known |= WEIR_FILTER_KNOWS_TEXT;
      subject->text = frame->data;
    }
  self->verdict = weir_filter_judge (self->filter, subject);
}

static void
judge_comment (const WeirLine *line, WeirSpan text, gpointer user_data)
{
  WeirRowReader *self = user_data;

  if (self->subject->kind != WEIR_FILTER_COMMENT || self->verdict != WEIR_FILTER_UNKNOWN)
    return;
  self->subject->known |= WEIR_FILTER_KNOWS_TEXT;
  self->subject->text = text;
  self->verdict = weir_filter_judge (self->filter, self->subject);
}

WeirRowReader *
weir_row_reader_new (WeirRecording *recording, WeirFilter *filter)
{
  const WeirParserHandlers handlers = { .frame = judge_frame, .comment = judge_comment };
  WeirRowReader *self = g_new0 (WeirRowReader, 1);

  self->recording = weir_recording_ref (recording);
  self->filter = weir_filter_ref (filter);
  self->by_name = g_malloc (2 * N_NAMES);
  memset (self->by_name, NOT_ASKED, 2 * N_NAMES);
  memset (self->by_kind, NOT_ASKED, sizeof self->by_kind);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->parser = weir_parser_new (&handlers, self);
  self->wire = g_string_new (NULL);
  self->text = g_string_new (NULL);

  return self;
}

void
weir_row_reader_free (WeirRowReader *self)
{
  weir_parser_free (self->parser);
  g_string_free (self->wire, TRUE);
  g_string_free (self->text, TRUE);
  g_free (self->by_name);
  g_ptr_array_unref (self->names);
  weir_filter_unref (self->filter);
  weir_recording_unref (self->recording);
  g_free (self);
}

/* (transfer none) (nullable): only the block says it */
static const char *
get_name (WeirRowReader *self, guint16 number)
{
  char **name;

  if (number == G_MAXUINT16)
    return NULL;
  if (number >= self->names->len)
    g_ptr_array_set_size (self->names, number + 1);
  name = (char **) &g_ptr_array_index (self->names, number);
  if (*name == NULL)
    *name = weir_recording_dup_name (self->recording, number);

  return *name;
}

/* What the row says by itself. */
static WeirFilterSubject
describe (WeirRowReader *self, const WeirRow *row)
{
  WeirFilterSubject subject = {
    .kind = (WeirFilterKind) row->kind,
    .known = WEIR_FILTER_KNOWS_HAS_ID,
    .has_id = (row->flags & WEIR_ROW_SETS_ID) != 0,
  };
  const char *name = row->kind == WEIR_ROW_EVENT ? get_name (self, row->name) : NULL;

  if (name != NULL)
    {
      subject.known |= WEIR_FILTER_KNOWS_NAME;
      subject.name = weir_span_from_string (name);
    }
  /* What is lost says nothing. */
  if (row->kind == WEIR_ROW_DROPPED)
    subject.known |= WEIR_FILTER_KNOWS_TEXT;

  return subject;
}

void
weir_row_reader_judge_rows (WeirRowReader *self, const WeirRow *rows, gsize n_rows, guint8 *verdicts)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      const WeirRow *row = &rows[i];
      guint has_id = (row->flags & WEIR_ROW_SETS_ID) != 0 ? 1 : 0;
      guint8 *known = row->kind == WEIR_ROW_EVENT ? &self->by_name[has_id * N_NAMES + row->name] : &self->by_kind[has_id][row->kind];

      if (G_UNLIKELY (*known == NOT_ASKED))
        {
          WeirFilterSubject subject = describe (self, row);

          *known = (guint8) weir_filter_judge (self->filter, &subject);
        }
      verdicts[i] = *known;
    }
}

static void
judge_text (WeirRowReader *self, WeirSpan bytes)
{
  g_string_truncate (self->text, 0);
  weir_utf8_append (self->text, bytes.data, bytes.len);
  self->subject->known |= WEIR_FILTER_KNOWS_TEXT;
  self->subject->text = weir_span (self->text->str, self->text->len);
  self->verdict = weir_filter_judge (self->filter, self->subject);
}

/* The bytes as received. */
static WeirSpan
read_wire (WeirRowReader *self, const WeirRow *row, WeirSpan unit)
{
  if (weir_row_reader_is_plain (row))
    return unit;

  g_string_truncate (self->wire, 0);
  weir_recording_append_wire (self->wire, unit);

  return weir_span (self->wire->str, self->wire->len);
}

/* The last one, too, may or may not be in a unit. */
static WeirSpan
strip_line_ends (WeirSpan text)
{
  while (text.len > 0 && (text.data[text.len - 1] == '\n' || text.data[text.len - 1] == '\r'))
    text.len--;

  return text;
}

/* The lines that tell of a connection, without their marks; a body as it was. */
static WeirSpan
read_life (WeirRowReader *self, WeirSpan unit)
{
  WeirDirectiveLine line;

  g_string_truncate (self->wire, 0);
  while (weir_directive_line_take (&unit, &line))
    {
      g_string_append_len (self->wire, line.verb.data, (gssize) line.verb.len);
      g_string_append_c (self->wire, ' ');
      if (line.text.len == 0 || line.text.data[0] != '"' || !weir_value_unquote (line.text, self->wire))
        g_string_append_len (self->wire, line.text.data, (gssize) line.text.len);
      g_string_append_c (self->wire, '\n');
    }

  return weir_span (self->wire->str, self->wire->len);
}

static void
judge_decoded (WeirRowReader *self, const WeirRow *row, WeirSpan unit)
{
  WeirSpan wire;

  if (row->kind > WEIR_ROW_RETRY && row->kind != WEIR_ROW_UNFINISHED)
    {
      judge_text (self, read_life (self, unit));
      return;
    }

  wire = read_wire (self, row, unit);
  if (row->kind == WEIR_ROW_RETRY || row->kind == WEIR_ROW_UNFINISHED)
    {
      judge_text (self, row->kind == WEIR_ROW_RETRY ? strip_line_ends (wire) : wire);
      return;
    }
  /* A block that starts with the bytes of a BOM must not lose them: nothing here is the start of a connection. */
  weir_parser_reset (self->parser);
  if (weir_parser_feed (self->parser, "\n", 1, NULL))
    weir_parser_feed (self->parser, wire.data, wire.len, NULL);
  if (row->kind == WEIR_ROW_BLOCK && self->verdict == WEIR_FILTER_UNKNOWN)
    judge_text (self, strip_line_ends (wire));
}

WeirFilterVerdict
weir_row_reader_judge_unit (WeirRowReader *self, const WeirRow *row, WeirSpan unit)
{
  WeirFilterSubject subject = describe (self, row);

  self->verdict = WEIR_FILTER_UNKNOWN;
  if (weir_row_reader_is_plain (row))
    {
      subject.known |= WEIR_FILTER_KNOWS_WIRE;
      subject.wire = unit;
      self->verdict = weir_filter_judge (self->filter, &subject);
    }
  if (self->verdict == WEIR_FILTER_UNKNOWN)
    {
      self->subject = &subject;
      judge_decoded (self, row, unit);
      self->subject = NULL;
    }

  /* What cannot be decoded does not match: rows of its own tell of it. */
  return self->verdict == WEIR_FILTER_YES ? WEIR_FILTER_YES : WEIR_FILTER_NO;
}
