/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-text.h"

/* More than any script needs on one character. */
#define MOST_MARKS 32

#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER 0x200d

/* What is emitted at once: a character as it is, or what stands for it. */
typedef struct
{
  gsize n_bytes; /* of the input */
  const char *text;
  gsize length;
  guint columns;
  gboolean goes_on; /* belongs to the unit before it */
  char buffer[16];
} Unit;

typedef struct
{
  const char *cursor, *end;
  gboolean keep_lines;
  gunichar before; /* the character before, if it stayed as it is; else 0 */
  guint n_marks;
  gboolean odd_regional; /* the first half of a flag came before */
} Reader;

static void
reader_init (Reader *self, WeirSpan text, WeirTextFlags flags)
{
  *self = (Reader){ .keep_lines = (flags & WEIR_TEXT_LINES) != 0 };
  self->cursor = text.len > 0 ? text.data : "";
  self->end = self->cursor + text.len;
}

/* Returns: the character at @p, or -1 where the bytes are not UTF-8 */
static gunichar
decode (const char *p, const char *end)
{
  gunichar c;

  if (p == end)
    return (gunichar) -1;
  if ((guchar) *p < 0x80)
    return (guchar) *p;
  c = g_utf8_get_char_validated (p, end - p);

  return c > 0x10ffff ? (gunichar) -1 : c;
}

/* Format characters that are drawn, of Arabic and Syriac. */
static gboolean
is_drawn_format (gunichar c)
{
  return (c >= 0x600 && c <= 0x605) || c == 0x6dd || c == 0x70f || c == 0x8e2;
}

/* Printable and seen. */
static gboolean
is_visible (gunichar c)
{
  if (c < 0x7f)
    return c >= 0x20;
  if (is_drawn_format (c))
    return TRUE;

  /* GLib takes the two separators and the four fillers, which are blank, for printable. */
  return g_unichar_isprint (c) && c != 0x2028 && c != 0x2029 && c != 0x115f && c != 0x1160 && c != 0x3164 && c != 0xffa0;
}

static gboolean
is_mark (gunichar c)
{
  return c >= 0x300 && !is_drawn_format (c) && (g_unichar_ismark (c) || g_unichar_iszerowidth (c));
}

static gboolean
is_regional (gunichar c)
{
  return c >= 0x1f1e6 && c <= 0x1f1ff;
}

static gboolean
is_skin_tone (gunichar c)
{
  return c >= 0x1f3fb && c <= 0x1f3ff;
}

static gboolean
is_joiner_in_place (const Reader *self, gunichar c)
{
  gunichar next;

  if ((c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER) || self->before < 0x80)
    return FALSE;
  next = decode (self->cursor + 3, self->end);

  return next != (gunichar) -1 && next >= 0x80 && is_visible (next);
}

static gboolean
stays (const Reader *self, gunichar c)
{
  if ((c == '\n' || c == '\t') && self->keep_lines)
    return TRUE;
  if (is_joiner_in_place (self, c))
    return self->n_marks < MOST_MARKS;
  if (!is_visible (c))
    return FALSE;

  return !is_mark (c) || (self->before != 0 && self->n_marks < MOST_MARKS);
}

static void
unit_set_replacement (Unit *unit, gunichar c, guchar byte)
{
  unit->text = unit->buffer;
  unit->columns = 1;
  if (c == (gunichar) -1)
    unit->length = unit->columns = (guint) g_snprintf (unit->buffer, sizeof unit->buffer, "<0x%02X>", byte);
  else if (c == '\n')
    unit->length = (gsize) g_unichar_to_utf8 (0x23ce, unit->buffer); /* ⏎ */
  else if (c < 0x20)
    unit->length = (gsize) g_unichar_to_utf8 (0x2400 + c, unit->buffer); /* ␀ … */
  else if (c == 0x7f)
    unit->length = (gsize) g_unichar_to_utf8 (0x2421, unit->buffer); /* ␡ */
  else
    unit->length = unit->columns = (guint) g_snprintf (unit->buffer, sizeof unit->buffer, "<U+%04X>", c);
}

/* Not at the end. */
static void
reader_next (Reader *self, Unit *unit)
{
  const gunichar c = decode (self->cursor, self->end);

  unit->n_bytes = c == (gunichar) -1 ? 1 : (gsize) g_unichar_to_utf8 (c, NULL);
  unit->goes_on = FALSE;
  if (c == (gunichar) -1 || !stays (self, c))
    {
      unit_set_replacement (unit, c, (guchar) *self->cursor);
      self->before = 0;
      self->n_marks = 0;
      self->odd_regional = FALSE;
    }
  else
    {
      const gboolean zero_width = c != '\n' && c != '\t' && is_mark (c);

      unit->text = self->cursor;
      unit->length = unit->n_bytes;
      unit->goes_on = zero_width || (is_regional (c) && self->odd_regional) ||
                      (self->before >= 0x80 && (is_skin_tone (c) || self->before == ZERO_WIDTH_JOINER));
      unit->columns = zero_width ? 0 : g_unichar_iswide (c) ? 2 : 1;
      self->odd_regional = is_regional (c) && !self->odd_regional;
      self->n_marks = unit->goes_on ? self->n_marks + 1 : 0;
      self->before = c == '\n' || c == '\t' ? 0 : c;
    }
  self->cursor += unit->n_bytes;
}

static gsize
plain_length (const Reader *self)
{
  const char *p = self->cursor;

  while (p < self->end && *p >= 0x20 && *p < 0x7f)
    p++;

  return (gsize) (p - self->cursor);
}

void
weir_text_append_visible (GString *out, WeirSpan text, WeirTextFlags flags)
{
  Reader reader;
  Unit unit;

  reader_init (&reader, text, flags);
  while (reader.cursor < reader.end)
    {
      const gsize n_plain = plain_length (&reader);

      if (n_plain > 0)
        {
          g_string_append_len (out, reader.cursor, (gssize) n_plain);
          reader.cursor += n_plain;
          reader.before = (guchar) reader.cursor[-1];
          reader.n_marks = 0;
          reader.odd_regional = FALSE;
          continue;
        }
      reader_next (&reader, &unit);
      g_string_append_len (out, unit.text, (gssize) unit.length);
    }
}

gsize
weir_text_append_row (GString *out, WeirSpan text, guint columns)
{
  gsize used = 0;
  gsize cut_length = out->len; /* where an ellipsis would go, and the columns before it */
  gsize cut_used = 0;
  Reader reader;
  Unit unit;

  if (columns == 0)
    return 0;

  reader_init (&reader, text, WEIR_TEXT_NONE);
  while (reader.cursor < reader.end)
    {
      reader_next (&reader, &unit);
      if (!unit.goes_on && used < columns)
        {
          cut_length = out->len;
          cut_used = used;
        }
      if (used + unit.columns > columns)
        {
          g_string_truncate (out, cut_length);
          g_string_append (out, "…");
          return cut_used + 1;
        }
      g_string_append_len (out, unit.text, (gssize) unit.length);
      used += unit.columns;
    }

  return used;
}
