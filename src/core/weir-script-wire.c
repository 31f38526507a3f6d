/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-script-build.h"

/* Lines that are sent. */

static WeirSpan
get_line_end (const WeirBuilder *self)
{
  const WeirScriptLine *line = &self->args.line;

  if (line->end_len == 0)
    return WEIR_SPAN_EMPTY;

  switch (self->draft.eol)
    {
    case WEIR_BUILD_EOL_LF:
      return WEIR_SPAN_LITERAL ("\n");
    case WEIR_BUILD_EOL_CRLF:
      return WEIR_SPAN_LITERAL ("\r\n");
    case WEIR_BUILD_EOL_CR:
      return WEIR_SPAN_LITERAL ("\r");
    case WEIR_BUILD_EOL_KEEP:
      break;
    }

  return weir_span (line->text.data + line->text.len, line->end_len);
}

/* Adds to the part; stretches of the file that follow each other are not copied. */
static void
append (WeirBuilder *self, WeirSpan bytes)
{
  if (bytes.len == 0)
    return;

  if (self->part_len == 0)
    {
      self->part = bytes.data;
      self->part_line = self->args.line.number;
    }
  else if (self->part_copy->len > 0)
    {
      g_string_append_len (self->part_copy, bytes.data, (gssize) bytes.len);
    }
  else if (self->part + self->part_len != bytes.data)
    {
      g_string_append_len (self->part_copy, self->part, (gssize) self->part_len);
      g_string_append_len (self->part_copy, bytes.data, (gssize) bytes.len);
    }
  self->part_len += bytes.len;
  weir_builder_feed (self, bytes);
}

void
weir_builder_feed (WeirBuilder *self, WeirSpan bytes)
{
  g_autoptr (GError) error = NULL;

  if (weir_parser_feed (self->parser, bytes.data, bytes.len, &error))
    return;

  weir_args_report (&self->args, self->args.verb_at, TRUE, g_strdup (error->message),
                    g_strdup (_ ("end the event with an empty line, or make it smaller")));
  weir_parser_reset (self->parser);
}

gboolean
weir_builder_has_templates (const WeirBuilder *self)
{
  return self->draft.templates && !self->script->is_plain && !self->script->is_recording;
}

gboolean
weir_builder_check_template (WeirBuilder *self, WeirSpan text, gsize at)
{
  gsize offset;
  char *message;
  char *hint;

  if (!weir_builder_has_templates (self) || weir_template_check (text, &offset, &message, &hint))
    return TRUE;

  weir_args_report (&self->args, at + offset, TRUE, message, hint);
  return FALSE;
}

/* `data：x`: a full-width colon where the ASCII one is meant. */
static void
warn_fullwidth (WeirBuilder *self)
{
  WeirSpan text = self->args.line.text;
  const char *colon = text.len > 0 ? memchr (text.data, ':', text.len) : NULL;
  gsize name_len = colon != NULL ? (gsize) (colon - text.data) : text.len;
  const char *wide = name_len >= 3 ? memmem (text.data, name_len, "\xEF\xBC\x9A", 3) : NULL;

  if (wide != NULL)
    weir_args_report (&self->args, (gsize) (wide - text.data), FALSE,
                      g_strdup (_ ("a full-width colon: this line is no field and is ignored")), g_strdup (_ ("type the ASCII colon “:”")));
}

/* ` :@ wait 1s`: a directive stands at the start of its line. */
static void
warn_indented (WeirBuilder *self)
{
  WeirSpan text = self->args.line.text;
  gsize n = 0;

  while (n < text.len && (text.data[n] == ' ' || text.data[n] == '\t'))
    n++;
  if (n > 0 && text.len - n >= 3 && memcmp (text.data + n, ":@ ", 3) == 0)
    weir_args_report (&self->args, n, FALSE, g_strdup (_ ("an indented directive is none: this line is sent as it is")),
                      g_strdup (_ ("begin the line with :@")));
}

static void
note_template (WeirBuilder *self)
{
  WeirSpan text = self->args.line.text;

  if (!weir_builder_has_templates (self) || !weir_template_is_in (text))
    return;

  weir_builder_check_template (self, text, 0);
  self->part_has_template = TRUE;
  self->script->has_templates = TRUE;
}

void
weir_builder_add_wire (WeirBuilder *self)
{
  const WeirScriptLine *line = &self->args.line;

  if (line->kind == WEIR_LINE_BLANK && self->section == NULL)
    return;
  if (!weir_builder_may_send (self))
    return;

  if (line->kind != WEIR_LINE_BLANK)
    {
      warn_fullwidth (self);
      if (!self->script->is_plain)
        warn_indented (self);
      if (self->part_len > 0 && !weir_builder_in_block (self))
        weir_builder_flush (self);
      note_template (self);
    }

  self->begun = TRUE;
  self->has_bytes = TRUE;
  self->last_wire_line = line->number;
  if (line->kind == WEIR_LINE_STUFFED)
    {
      append (self, weir_span (line->text.data, 1));
      append (self, weir_span (line->text.data + 2, line->text.len - 2));
    }
  else if (self->draft.eol == WEIR_BUILD_EOL_KEEP)
    {
      append (self, weir_span (line->text.data, line->text.len + line->end_len));
      return;
    }
  else
    {
      append (self, line->text);
    }
  append (self, get_line_end (self));
}
