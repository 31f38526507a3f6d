/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-script-lines.h"
#include "weir-utf8.h"

/* What a message quotes. */
#define SHOWN_BYTES 64u

#define BOM "\xEF\xBB\xBF"
#define FULLWIDTH_COLON "\xEF\xBC\x9A"
#define FULLWIDTH_AT "\xEF\xBC\xA0"

static gboolean
starts_with (WeirSpan text, const char *prefix)
{
  gsize len = strlen (prefix);

  return text.len >= len && memcmp (text.data, prefix, len) == 0;
}

void
weir_script_lines_init (WeirScriptLines *self, WeirSpan file, gboolean is_plain)
{
  self->at = file.data;
  self->end = file.len > 0 ? file.data + file.len : file.data;
  self->lf = NULL;
  self->number = 0;
  self->is_plain = is_plain;
  self->under_directive = FALSE;
}

static WeirLineKind
classify (WeirSpan text, gboolean is_plain)
{
  if (text.len == 0)
    return WEIR_LINE_BLANK;
  if (is_plain)
    return WEIR_LINE_WIRE;
  if (starts_with (text, ":@@"))
    return WEIR_LINE_STUFFED;
  if (starts_with (text, ":@ "))
    return WEIR_LINE_DIRECTIVE;
  if (starts_with (text, ":@"))
    return WEIR_LINE_ODD;
  if (starts_with (text, FULLWIDTH_COLON "@") || starts_with (text, FULLWIDTH_COLON FULLWIDTH_AT) || starts_with (text, ":" FULLWIDTH_AT))
    return WEIR_LINE_FULLWIDTH;

  return WEIR_LINE_WIRE;
}

gboolean
weir_script_lines_next (WeirScriptLines *self, WeirScriptLine *line)
{
  gsize left = (gsize) (self->end - self->at);
  const char *stop;
  const char *cr;

  if (left == 0)
    return FALSE;

  /* Found once, not for each CR before it. */
  if (self->lf == NULL || self->lf < self->at)
    {
      self->lf = memchr (self->at, '\n', left);
      if (self->lf == NULL)
        self->lf = self->end;
    }
  stop = self->lf;
  cr = memchr (self->at, '\r', (gsize) (stop - self->at));
  line->end_len = stop < self->end ? 1 : 0;
  if (cr != NULL)
    {
      line->end_len = cr + 1 == stop && stop < self->end ? 2 : 1;
      stop = cr;
    }
  line->text = weir_span (self->at, (gsize) (stop - self->at));
  line->kind = classify (line->text, self->is_plain);
  line->number = ++self->number;
  self->at = stop + line->end_len;

  if (line->kind == WEIR_LINE_BLANK && self->under_directive)
    line->kind = WEIR_LINE_LAYOUT;
  else
    self->under_directive = line->kind == WEIR_LINE_DIRECTIVE;

  return TRUE;
}

WeirMagic
weir_script_lines_find_magic (WeirSpan file, WeirSpan *rest)
{
  WeirSpan text = file;
  WeirScriptLines lines;
  WeirScriptLine line;

  *rest = file;
  if (starts_with (text, BOM))
    text = weir_span (file.data + strlen (BOM), file.len - strlen (BOM));

  weir_script_lines_init (&lines, text, FALSE);
  if (!starts_with (text, ":@ weir") || !weir_script_lines_next (&lines, &line))
    return WEIR_MAGIC_NONE;
  if (weir_span_equals_string (line.text, ":@ weir 1"))
    {
      *rest = text;
      return WEIR_MAGIC_SCRIPT;
    }
  if (line.text.len == strlen (":@ weir") || line.text.data[strlen (":@ weir")] == ' ')
    {
      *rest = text;
      return WEIR_MAGIC_UNKNOWN;
    }

  return WEIR_MAGIC_NONE;
}

gboolean
weir_script_lines_is_recording (WeirSpan start)
{
  const WeirSpan verb = WEIR_SPAN_LITERAL (":@ recorded");
  WeirScriptLines lines;
  WeirScriptLine line;
  WeirSpan rest;

  if (weir_script_lines_find_magic (start, &rest) != WEIR_MAGIC_SCRIPT)
    return FALSE;
  weir_script_lines_init (&lines, rest, FALSE);
  while (weir_script_lines_next (&lines, &line) && line.kind != WEIR_LINE_WIRE)
    if (line.text.len >= verb.len && memcmp (line.text.data, verb.data, verb.len) == 0 &&
        (line.text.len == verb.len || line.text.data[verb.len] == ' '))
      return TRUE;

  return FALSE;
}

guint
weir_script_line_get_column (WeirSpan text, gsize offset)
{
  const char *at = text.data;
  const char *end;
  guint column = 1;

  if (text.data == NULL)
    return 1;
  end = text.data + MIN (offset, text.len);
  while (at < end)
    {
      gunichar c = g_utf8_get_char_validated (at, end - at);

      at += c == (gunichar) -1 || c == (gunichar) -2 || c == 0 ? 1 : g_unichar_to_utf8 (c, NULL);
      column++;
    }

  return column;
}

char *
weir_script_show (WeirSpan text)
{
  GString *shown = g_string_new (NULL);

  weir_utf8_append (shown, text.data, MIN (text.len, SHOWN_BYTES));
  return g_string_free (shown, FALSE);
}
