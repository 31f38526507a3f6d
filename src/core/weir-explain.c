/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-explain.h"
#include "weir-limits.h"
#include "weir-parser-private.h"

/* A line end that belongs to no block goes before it: bytes of a BOM at its start must stay what they are. */
#define LEAD "\n"

typedef struct
{
  WeirSpan block;
  GArray *lines; /* WeirExplainedLine */
  guint current; /* of the lines: the next one that the parser may speak of */
  gboolean dispatches;
  gboolean is_whole;
} Explaining;

static WeirField
classify (WeirSpan line)
{
  static const struct
  {
    WeirSpan name;
    WeirField field;
  } fields[] = {
    { { "data", 4 }, WEIR_FIELD_DATA },
    { { "event", 5 }, WEIR_FIELD_EVENT },
    { { "id", 2 }, WEIR_FIELD_ID },
    { { "retry", 5 }, WEIR_FIELD_RETRY },
  };
  WeirSpan value;

  if (line.len == 0)
    return WEIR_FIELD_BLANK;
  if (line.data[0] == ':')
    return WEIR_FIELD_COMMENT;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (weir_parser_is_field (line, fields[i].name, &value))
      return fields[i].field;

  return WEIR_FIELD_UNKNOWN;
}

static void
split (Explaining *self, gboolean *is_cut)
{
  const char *const end = self->block.data + self->block.len;

  for (const char *p = self->block.data; p < end;)
    {
      const char *eol = p;
      WeirExplainedLine line = { .offset = (guint32) (p - self->block.data), .fate = WEIR_FATE_IGNORED };

      if (self->lines->len == WEIR_LIMIT_EXPLAINED_LINES)
        {
          *is_cut = TRUE;
          return;
        }
      while (eol < end && *eol != '\n' && *eol != '\r')
        eol++;
      line.length = (guint32) (eol - p);
      if (eol < end)
        line.eol = eol[0] == '\r' && eol + 1 < end && eol[1] == '\n' ? 2 : 1;
      line.field = (guint8) classify (weir_span (p, line.length));
      g_array_append_val (self->lines, line);
      p = eol + line.eol;
    }
}

/* The line that the parser speaks of: it goes from the first to the last. Returns: (nullable): NULL: beyond those explained */
static WeirExplainedLine *
find_line (Explaining *self, const WeirLine *line)
{
  const guint64 offset = line->offset - strlen (LEAD);

  while (self->current < self->lines->len && g_array_index (self->lines, WeirExplainedLine, self->current).offset < offset)
    self->current++;

  return self->current < self->lines->len ? &g_array_index (self->lines, WeirExplainedLine, self->current) : NULL;
}

static void
on_bad_line (const WeirLine *line, WeirNotes note, gpointer user_data)
{
  WeirExplainedLine *explained = find_line (user_data, line);

  if (explained != NULL)
    explained->notes |= note;
}

static void
on_retry (const WeirLine *line, guint64 ms, gpointer user_data)
{
  WeirExplainedLine *explained = find_line (user_data, line);

  if (explained == NULL)
    return;
  explained->fate = WEIR_FATE_STORED;
  explained->why = WEIR_WHY_RETRY;
  explained->retry_ms = ms;
}

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  Explaining *self = user_data;

  if (frame->kind != WEIR_FRAME_BLOCK)
    return;
  self->is_whole = TRUE;
  self->dispatches = frame->dispatches;
}

static void
parse (Explaining *self)
{
  const WeirParserHandlers handlers = { .frame = on_frame, .retry = on_retry, .bad_line = on_bad_line };
  g_autoptr (WeirParser) parser = weir_parser_new (&handlers, self);

  /* It was within the limits when it came; if not, what was told so far stays. */
  if (weir_parser_feed (parser, LEAD, strlen (LEAD), NULL))
    (void) weir_parser_feed (parser, self->block.data, self->block.len, NULL);
}

static void
set (WeirExplainedLine *line, WeirFate fate, WeirWhy why)
{
  line->fate = (guint8) fate;
  line->why = (guint8) why;
}

static gsize
value_length (const Explaining *self, const WeirExplainedLine *line, WeirSpan name)
{
  WeirSpan value = WEIR_SPAN_EMPTY;

  weir_parser_is_field (weir_span (self->block.data + line->offset, line->length), name, &value);

  return value.len;
}

static void
explain_event (Explaining *self, WeirExplainedLine *line, gboolean *is_replaced)
{
  if (*is_replaced)
    set (line, WEIR_FATE_IGNORED, WEIR_WHY_REPLACED);
  else if (!self->dispatches)
    set (line, WEIR_FATE_IGNORED, WEIR_WHY_NO_DATA);
  else if (value_length (self, line, WEIR_SPAN_LITERAL ("event")) == 0)
    set (line, WEIR_FATE_IGNORED, WEIR_WHY_EMPTY_TYPE);
  else
    set (line, WEIR_FATE_DISPATCHED, WEIR_WHY_TYPE);
  *is_replaced = TRUE;
}

static void
explain_id (Explaining *self, WeirExplainedLine *line, gboolean *is_replaced)
{
  if ((line->notes & WEIR_NOTE_NUL_IN_ID) != 0)
    {
      set (line, WEIR_FATE_IGNORED, WEIR_WHY_NUL_IN_ID);
      return;
    }
  if (*is_replaced)
    set (line, WEIR_FATE_IGNORED, WEIR_WHY_REPLACED);
  else
    set (line, WEIR_FATE_STORED, value_length (self, line, WEIR_SPAN_LITERAL ("id")) == 0 ? WEIR_WHY_EMPTY_ID : WEIR_WHY_ID);
  *is_replaced = TRUE;
}

/* What a line means by itself; @event_is_replaced, @id_is_replaced: by a line below it. */
static void
explain_line (Explaining *self, WeirExplainedLine *line, gboolean *event_is_replaced, gboolean *id_is_replaced)
{
  switch ((WeirField) line->field)
    {
    case WEIR_FIELD_DATA:
      set (line, WEIR_FATE_DISPATCHED, WEIR_WHY_MORE_DATA);
      break;
    case WEIR_FIELD_EVENT:
      explain_event (self, line, event_is_replaced);
      break;
    case WEIR_FIELD_ID:
      explain_id (self, line, id_is_replaced);
      break;
    case WEIR_FIELD_RETRY:
      if (line->fate != WEIR_FATE_STORED)
        set (line, WEIR_FATE_IGNORED, WEIR_WHY_BAD_RETRY);
      break;
    case WEIR_FIELD_COMMENT:
      set (line, WEIR_FATE_IGNORED, WEIR_WHY_COMMENT);
      break;
    case WEIR_FIELD_BLANK:
      set (line, self->dispatches ? WEIR_FATE_DISPATCHED : WEIR_FATE_IGNORED, self->dispatches ? WEIR_WHY_DISPATCHES : WEIR_WHY_ENDS);
      break;
    case WEIR_FIELD_UNKNOWN:
    default:
      set (line, WEIR_FATE_IGNORED, WEIR_WHY_UNKNOWN);
      break;
    }
}

static void
explain_cut_off (WeirExplainedLine *line)
{
  if (line->eol == 0)
    set (line, WEIR_FATE_IGNORED, WEIR_WHY_NO_LINE_END);
  else if (line->field == WEIR_FIELD_DATA || line->field == WEIR_FIELD_EVENT || line->field == WEIR_FIELD_ID)
    set (line, WEIR_FATE_IGNORED, WEIR_WHY_CUT_OFF);
}

GArray *
weir_explain (WeirSpan block, gboolean is_unfinished, gboolean *is_cut)
{
  Explaining self = { .block = block, .lines = g_array_new (FALSE, FALSE, sizeof (WeirExplainedLine)) };
  gboolean event_is_replaced = FALSE, id_is_replaced = FALSE;

  *is_cut = FALSE;
  if (block.len == 0)
    return self.lines;

  split (&self, is_cut);
  parse (&self);
  for (guint i = self.lines->len; i > 0; i--)
    {
      WeirExplainedLine *line = &g_array_index (self.lines, WeirExplainedLine, i - 1);

      explain_line (&self, line, &event_is_replaced, &id_is_replaced);
      if (is_unfinished && !self.is_whole)
        explain_cut_off (line);
    }
  for (guint i = 0; i < self.lines->len; i++)
    {
      WeirExplainedLine *line = &g_array_index (self.lines, WeirExplainedLine, i);

      if (line->why != WEIR_WHY_MORE_DATA || line->fate != WEIR_FATE_DISPATCHED)
        continue;
      line->why = WEIR_WHY_FIRST_DATA;
      break;
    }

  return self.lines;
}
