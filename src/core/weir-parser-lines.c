/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-line-scanner.h"
#include "weir-parser-private.h"

/* The hot path: bytes to lines to fields. What is not met on every line stands in weir-parser-fields.c. */

static inline WeirSeen
seen_eol (const WeirParser *self, const WeirFrameLine *line)
{
  if (line->base[line->end] == '\n')
    return WEIR_SEEN_LF;
  if (line->next - line->end == 2)
    return WEIR_SEEN_CRLF;

  return self->after_cr ? WEIR_SEEN_NOTHING : WEIR_SEEN_CR;
}

static inline void
take_plain_value (WeirValue *value, const WeirFrameLine *line, WeirSpan bytes)
{
  value->offset = (gsize) (bytes.data - line->base);
  value->len = bytes.len;
}

/* Adds to what was seen once a line: the next line has to wait for it. Returns: what was odd */
static inline WeirNotes
take_field (WeirParser *self, const WeirFrameLine *line)
{
  WeirBlock *block = &self->block;
  WeirSpan bytes = weir_span (line->base + line->start, line->end - line->start);
  WeirSeen seen = block->seen | WEIR_SEEN_FIELD | seen_eol (self, line);
  WeirSpan value;

  if (weir_parser_is_field (bytes, WEIR_SPAN_LITERAL ("data"), &value))
    {
      block->seen = seen | WEIR_SEEN_DATA;
      if ((seen & WEIR_SEEN_DATA) != 0)
        return weir_parser_take_more_data (self, line, value);
      if (G_UNLIKELY (line->is_odd))
        return weir_parser_take_odd_value (self, &block->data, self->data, line, value);
      take_plain_value (&block->data, line, value);
    }
  else if (weir_parser_is_field (bytes, WEIR_SPAN_LITERAL ("id"), &value))
    {
      block->seen = seen;
      if (G_UNLIKELY (line->is_odd))
        return weir_parser_take_odd_id (self, line, value);
      block->seen = seen | WEIR_SEEN_ID;
      take_plain_value (&block->id, line, value);
    }
  else
    {
      block->seen = seen;
      if (!weir_parser_is_field (bytes, WEIR_SPAN_LITERAL ("event"), &value))
        return weir_parser_take_rare_field (self, line);
      if (G_UNLIKELY (line->is_odd))
        return weir_parser_take_odd_value (self, &block->event, self->event, line, value);
      take_plain_value (&block->event, line, value);
    }

  return WEIR_NOTE_NONE;
}

/* Inlined, or its line goes through memory. Returns: whether the line ended its frame, which is then delivered */
static G_ALWAYS_INLINE inline gboolean
take_line (WeirParser *self, const WeirFrameLine *line)
{
  WeirNotes notes;
  WeirSpan comment;

  if (line->end == line->start)
    {
      if ((self->block.seen & WEIR_SEEN_FIELD) == 0)
        return weir_parser_emit_line (self, line, WEIR_FRAME_BLANK, WEIR_NOTE_NONE, WEIR_SPAN_EMPTY);
      weir_parser_emit_block (self, line);
      return TRUE;
    }

  if (line->base[line->start] == ':')
    {
      if ((self->block.seen & WEIR_SEEN_FIELD) == 0)
        return weir_parser_emit_comment (self, line);
      notes = weir_parser_take_comment (self, line, &comment);
      weir_parser_empty_buffer (self->comment);
      self->block.seen |= seen_eol (self, line);
    }
  else
    {
      notes = take_field (self, line);
    }
  self->block.n_lines++;
  if (G_UNLIKELY (notes != WEIR_NOTE_NONE))
    {
      self->block.notes |= notes;
      weir_parser_report_notes (self, line, notes);
    }

  return FALSE;
}

/* Whether a line that reaches from @start to @end of its frame is within bounds. */
static inline gboolean
check_limits (WeirParser *self, gsize start, gsize end)
{
  if (G_LIKELY (end <= WEIR_LIMIT_LINE))
    return TRUE;

  if (end - start > WEIR_LIMIT_LINE)
    self->state = WEIR_PARSER_LINE_TOO_LONG;
  else if (end > WEIR_LIMIT_BLOCK)
    self->state = WEIR_PARSER_BLOCK_TOO_LONG;

  return self->state == WEIR_PARSER_RUNNING;
}

/* Carries the frame's next bytes up to the bound that it passed: the same ones however they were split. */
static void
carry_to_limit (WeirParser *self, const char *bytes)
{
  gsize limit = MIN (self->line_start + WEIR_LIMIT_LINE, WEIR_LIMIT_BLOCK);

  if (limit >= self->carry->len)
    g_string_append_len (self->carry, bytes, (gssize) (limit - self->carry->len));
  else
    g_string_truncate (self->carry, limit);
}

static inline const char *
skip_eol (WeirParser *self, const char *eol, const char *end)
{
  const char *next = eol + 1;

  if (G_UNLIKELY (*eol == '\r'))
    {
      if (next == end)
        self->after_cr = TRUE;
      else if (*next == '\n')
        next++;
    }

  return next;
}

const char *
weir_parser_take_carried (WeirParser *self, const char *bytes, const char *end)
{
  while (bytes < end && self->carry->len > 0 && self->state == WEIR_PARSER_RUNNING)
    {
      WeirLineScanner scanner;
      const char *eol;
      const char *next;
      gboolean is_odd;
      WeirFrameLine line;

      weir_line_scanner_init (&scanner, bytes, end);
      eol = weir_line_scanner_next (&scanner, &is_odd);
      self->line_is_odd |= is_odd;
      next = eol != NULL ? skip_eol (self, eol, end) : end;
      line = (WeirFrameLine){
        .start = self->line_start,
        .end = self->carry->len + (gsize) ((eol != NULL ? eol : end) - bytes),
        .next = self->carry->len + (gsize) (next - bytes),
        .is_odd = self->line_is_odd,
      };
      if (!check_limits (self, line.start, line.end))
        {
          carry_to_limit (self, bytes);
          return end;
        }

      g_string_append_len (self->carry, bytes, (gssize) (next - bytes));
      bytes = next;
      if (eol == NULL)
        return end;

      line.base = self->carry->str;
      self->line_start = line.next;
      self->line_is_odd = FALSE;
      if (take_line (self, &line))
        {
          weir_parser_own_id (self);
          weir_parser_drop_carry (self);
        }
    }

  return bytes;
}

void
weir_parser_take_lines (WeirParser *self, const char *bytes, const char *end)
{
  WeirLineScanner scanner;
  WeirFrameLine line = { .base = bytes };
  const char *eol;

  weir_line_scanner_init (&scanner, bytes, end);
  while (self->state == WEIR_PARSER_RUNNING && (eol = weir_line_scanner_next (&scanner, &line.is_odd)) != NULL)
    {
      const char *next = skip_eol (self, eol, end);

      if (next - eol == 2)
        {
          gboolean is_odd;

          weir_line_scanner_next (&scanner, &is_odd);
        }
      line.end = (gsize) (eol - line.base);
      line.next = (gsize) (next - line.base);
      if (!check_limits (self, line.start, line.end))
        break;

      if (take_line (self, &line))
        {
          self->frame_offset += line.next;
          line.base = next;
          line.next = 0;
        }
      line.start = line.next;
    }

  weir_parser_own_id (self);
  self->line_start = line.start;
  self->line_is_odd = line.is_odd;
  if (self->state == WEIR_PARSER_RUNNING && check_limits (self, line.start, (gsize) (end - line.base)))
    g_string_append_len (self->carry, line.base, end - line.base);
  else if (self->state == WEIR_PARSER_STOPPED)
    g_string_append_len (self->carry, line.base, (gssize) line.start);
  else
    carry_to_limit (self, line.base);
}
