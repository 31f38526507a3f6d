/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-recording-loader.h"
#include "weir-recording-value.h"

/* `mark` lines: where reading can start again after damage, and a check on what stood before them. `note` lines: about rows that stand
 * before them. */

typedef struct
{
  guint64 offset, connection, n_events, n_rows;
  gint64 time_us;
  gboolean has_time, has_rows;
  WeirSpan id; /* in quotes; empty: not said */
} Mark;

static gboolean
parse_mark (WeirSpan text, Mark *mark)
{
  if (!weir_value_parse_number (weir_value_take_word (&text), &mark->offset))
    return FALSE;
  while (text.len > 0)
    {
      WeirSpan rest = text;
      WeirSpan word = weir_value_take_word (&text);
      const char *equals = memchr (word.data, '=', word.len);
      WeirSpan name, value;

      if (equals == NULL)
        return FALSE;
      name = weir_span (word.data, (gsize) (equals - word.data));
      value = weir_span (equals + 1, word.len - name.len - 1);
      if (weir_span_equals_string (name, "last-event-id"))
        {
          mark->id = weir_span (value.data, rest.len - name.len - 1);
          return TRUE;
        }
      if ((weir_span_equals_string (name, "connect") && !weir_value_parse_number (value, &mark->connection)) ||
          (weir_span_equals_string (name, "events") && !weir_value_parse_number (value, &mark->n_events)))
        return FALSE;
      if (weir_span_equals_string (name, "rows") && !(mark->has_rows = weir_value_parse_number (value, &mark->n_rows)))
        return FALSE;
      if (weir_span_equals_string (name, "time") && !(mark->has_time = weir_value_parse_duration (value, &mark->time_us)))
        return FALSE;
    }

  return TRUE;
}

static void
believe_mark (WeirLoader *self, const Mark *mark)
{
  WeirRowBuilder *builder = self->builder;

  if (mark->has_time)
    weir_row_builder_set_time (builder, mark->time_us);
  builder->connection = mark->connection;
  g_string_truncate (self->scratch, 0);
  if (mark->id.len > 0 && weir_value_unquote (mark->id, self->scratch) && builder->id_row == G_MAXUINT64)
    {
      WeirSpan id = weir_span (self->scratch->str, self->scratch->len);

      weir_row_builder_set_last_event_id (builder, id);
      weir_parser_set_last_event_id (self->parser, id);
    }
  self->is_guessing = FALSE;
  self->is_open = mark->connection > 0;
}

gboolean
weir_loader_mark (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  guint64 offset = place->offset;
  Mark mark = { 0 };
  gint64 shift;

  if (!parse_mark (text, &mark))
    return FALSE;

  weir_loader_close_unit (self);
  shift = (gint64) (mark.offset - offset);
  if (self->is_guessing)
    believe_mark (self, &mark);
  else if (self->has_shift && shift == self->shift && mark.n_events != self->builder->n_events)
    /* Every byte is in its place and yet the count is another: something between the marks was overwritten. */
    weir_row_builder_add_dropped (self->builder, self->last_mark, offset - self->last_mark);
  if (mark.has_rows)
    weir_row_numbers_set (&self->builder->numbers, self->builder->next_number, mark.n_rows);
  self->builder->n_events = mark.n_events;
  self->shift = shift;
  self->has_shift = TRUE;
  self->last_mark = offset;

  return TRUE;
}

/* Without `for=N` it is about the whole: text that people read. */
gboolean
weir_loader_note (WeirLoader *self, WeirSpan text, const WeirLinePlace *place)
{
  static const char name[] = "for=";
  const WeirRowBuilder *builder = self->builder;
  WeirSpan word = weir_value_take_word (&text);
  g_autofree char *note = NULL;
  guint64 number, row;

  if (word.len < strlen (name) || memcmp (word.data, name, strlen (name)) != 0 ||
      !weir_value_parse_number (weir_span (word.data + strlen (name), word.len - strlen (name)), &number) || number == 0)
    return TRUE;
  /* The row may be the unit that ends here. */
  if (!weir_row_numbers_find_row (&builder->numbers, number - 1, &row) || row >= builder->next_number + (self->in_unit ? 1 : 0))
    return TRUE;

  note = weir_row_notes_cut (text);
  /* More than can be kept: what is in the file stays there. */
  (void) weir_row_notes_set (builder->notes, row, note);

  return TRUE;
}
