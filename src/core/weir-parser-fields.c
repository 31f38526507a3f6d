/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-parser-private.h"
#include "weir-utf8.h"

#define FULLWIDTH_COLON WEIR_SPAN_LITERAL ("\xEF\xBC\x9A")

/* WHATWG HTML, "Interpreting an event stream": what a line does to its block, where it is not the usual one. */

static WeirLine
public_line (const WeirParser *self, const WeirFrameLine *line)
{
  return (WeirLine){
    .bytes = weir_span (line->base + line->start, line->end - line->start),
    .offset = self->frame_offset + line->start,
    .in_block = (self->block.seen & WEIR_SEEN_FIELD) != 0,
  };
}

void
weir_parser_report_notes (WeirParser *self, const WeirFrameLine *line, WeirNotes notes)
{
  WeirLine public = public_line (self, line);

  if (self->handlers.bad_line == NULL)
    return;

  for (guint bits = (guint) notes; bits != 0 && self->state == WEIR_PARSER_RUNNING; bits &= bits - 1)
    self->handlers.bad_line (&public, (WeirNotes) (bits & -bits), self->user_data);
}

static gboolean
has_nul (WeirSpan bytes)
{
  return memchr (bytes.data, '\0', bytes.len) != NULL;
}

/* What g_string_append_len() does, without a call where there is room. */
static inline void
append (GString *text, const char *bytes, gsize n_bytes)
{
  if (G_LIKELY (n_bytes < text->allocated_len - text->len))
    {
      memcpy (text->str + text->len, bytes, n_bytes);
      text->len += n_bytes;
      text->str[text->len] = '\0';
    }
  else
    {
      g_string_append_len (text, bytes, (gssize) n_bytes);
    }
}

/* Sets @value to the bytes, or to their decoded form where they are not UTF-8. */
static WeirNotes
decode_value (WeirValue *value, GString *decoded, const WeirFrameLine *line, WeirSpan bytes)
{
  *value = (WeirValue){ .offset = (gsize) (bytes.data - line->base), .len = bytes.len };
  if (!line->is_odd || weir_utf8_is_valid (bytes.data, bytes.len))
    return WEIR_NOTE_NONE;

  g_string_truncate (decoded, 0);
  weir_utf8_append (decoded, bytes.data, bytes.len);
  *value = (WeirValue){ .offset = WEIR_IN_SCRATCH, .len = decoded->len };

  return WEIR_NOTE_INVALID_UTF8;
}

WeirNotes
weir_parser_take_odd_value (WeirParser *self, WeirValue *value, GString *decoded, const WeirFrameLine *line, WeirSpan bytes)
{
  WeirNotes notes = decode_value (value, decoded, line, bytes);

  if (value->offset == WEIR_IN_SCRATCH)
    self->block.seen |= WEIR_SEEN_DECODED;
  if (has_nul (bytes))
    notes |= WEIR_NOTE_NUL;

  return notes;
}

WeirNotes
weir_parser_take_more_data (WeirParser *self, const WeirFrameLine *line, WeirSpan bytes)
{
  WeirValue *data = &self->block.data;
  WeirNotes notes = WEIR_NOTE_NONE;

  if (data->offset != WEIR_IN_SCRATCH)
    {
      g_string_truncate (self->data, 0);
      append (self->data, line->base + data->offset, data->len);
    }
  append (self->data, "\n", 1);
  if (!line->is_odd)
    {
      append (self->data, bytes.data, bytes.len);
    }
  else
    {
      if (!weir_utf8_append (self->data, bytes.data, bytes.len))
        notes |= WEIR_NOTE_INVALID_UTF8;
      if (has_nul (bytes))
        notes |= WEIR_NOTE_NUL;
    }
  *data = (WeirValue){ .offset = WEIR_IN_SCRATCH, .len = self->data->len };
  self->block.seen |= WEIR_SEEN_DECODED;

  return notes;
}

WeirNotes
weir_parser_take_odd_id (WeirParser *self, const WeirFrameLine *line, WeirSpan bytes)
{
  if (has_nul (bytes))
    return WEIR_NOTE_NUL_IN_ID | (weir_utf8_is_valid (bytes.data, bytes.len) ? WEIR_NOTE_NONE : WEIR_NOTE_INVALID_UTF8);

  self->block.seen |= WEIR_SEEN_ID | WEIR_SEEN_DECODED;

  return decode_value (&self->block.id, self->id, line, bytes);
}

WeirNotes
weir_parser_take_comment (WeirParser *self, const WeirFrameLine *line, WeirSpan *text)
{
  WeirSpan bytes = weir_span (line->base + line->start + 1, line->end - line->start - 1);
  WeirValue value;
  WeirNotes notes;

  notes = decode_value (&value, self->comment, line, bytes);
  *text = weir_parser_get_value (&value, line->base, self->comment);
  if (self->handlers.comment != NULL)
    {
      WeirLine public = public_line (self, line);

      self->handlers.comment (&public, *text, self->user_data);
    }

  return notes;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t';
}

/* Whether the name is that of a field but for case and spaces around it. */
static gboolean
is_nearly_a_field (WeirSpan name)
{
  static const char *const fields[] = { "data", "event", "id", "retry" };

  while (name.len > 0 && is_space (name.data[0]))
    name = weir_span (name.data + 1, name.len - 1);
  while (name.len > 0 && is_space (name.data[name.len - 1]))
    name.len--;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (name.len == strlen (fields[i]) && g_ascii_strncasecmp (name.data, fields[i], name.len) == 0)
        return TRUE;
    }

  return FALSE;
}

static WeirNotes
judge_unknown (WeirSpan line, gboolean is_odd)
{
  WeirNotes notes = WEIR_NOTE_UNKNOWN_FIELD;
  const char *colon = memchr (line.data, ':', line.len);
  WeirSpan name = weir_span (line.data, colon != NULL ? (gsize) (colon - line.data) : line.len);

  if (is_nearly_a_field (name))
    notes |= WEIR_NOTE_NAME_CASE;
  if (is_odd)
    {
      if (memmem (name.data, name.len, FULLWIDTH_COLON.data, FULLWIDTH_COLON.len) != NULL)
        notes |= WEIR_NOTE_FULLWIDTH_COLON;
      if (!weir_utf8_is_valid (line.data, line.len))
        notes |= WEIR_NOTE_INVALID_UTF8;
    }

  return notes;
}

/* Returns: whether it is valid; @notes is set in either case */
static gboolean
read_retry (WeirSpan value, guint64 *ms, WeirNotes *notes)
{
  *ms = 0;
  *notes = value.len == 0 ? WEIR_NOTE_BAD_RETRY : WEIR_NOTE_NONE;

  for (gsize i = 0; i < value.len; i++)
    {
      if (!g_ascii_isdigit (value.data[i]))
        {
          *notes = WEIR_NOTE_BAD_RETRY;
          break;
        }
      /* At most 2^53 before, so this fits. */
      *ms = *ms * 10 + (guint64) (value.data[i] - '0');
      if (*ms > WEIR_LIMIT_RETRY_MS)
        {
          *ms = WEIR_LIMIT_RETRY_MS;
          *notes = WEIR_NOTE_RETRY_SATURATED;
        }
    }

  return *notes != WEIR_NOTE_BAD_RETRY;
}

static WeirNotes
take_retry (WeirParser *self, const WeirFrameLine *line, WeirSpan bytes)
{
  WeirNotes notes;
  guint64 ms;

  if (!read_retry (bytes, &ms, &notes))
    {
      if (line->is_odd && !weir_utf8_is_valid (bytes.data, bytes.len))
        notes |= WEIR_NOTE_INVALID_UTF8;
    }
  else if (self->handlers.retry != NULL)
    {
      WeirLine public = public_line (self, line);

      self->handlers.retry (&public, ms, self->user_data);
    }

  return notes;
}

WeirNotes
weir_parser_take_rare_field (WeirParser *self, const WeirFrameLine *line)
{
  WeirSpan bytes = weir_span (line->base + line->start, line->end - line->start);
  WeirSpan value;

  if (weir_parser_is_field (bytes, WEIR_SPAN_LITERAL ("retry"), &value))
    return take_retry (self, line, value);

  return judge_unknown (bytes, line->is_odd);
}
