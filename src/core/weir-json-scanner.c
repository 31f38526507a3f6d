/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-json-scanner.h"

G_STATIC_ASSERT (WEIR_LIMIT_JSON_DEPTH % 64 == 0);

void
weir_json_scanner_init (WeirJsonScanner *self, WeirSpan text)
{
  *self = (WeirJsonScanner){ .wants = WEIR_JSON_WANTS_VALUE };
  self->start = self->cursor = text.len > 0 ? text.data : "";
  self->end = self->start + text.len;
}

static gboolean
fail (WeirJsonScanner *self, const char *problem)
{
  self->problem = self->cursor == self->end ? _ ("the text ends too early") : problem;

  return FALSE;
}

static gboolean
in_object (const WeirJsonScanner *self)
{
  const guint top = self->n_open - 1;

  return (self->objects[top / 64] >> (top % 64) & 1) != 0;
}

static void
skip_space (WeirJsonScanner *self)
{
  while (self->cursor < self->end && (*self->cursor == ' ' || *self->cursor == '\n' || *self->cursor == '\r' || *self->cursor == '\t'))
    self->cursor++;
}

static gboolean
scan_digits (WeirJsonScanner *self)
{
  if (self->cursor == self->end || !g_ascii_isdigit (*self->cursor))
    return fail (self, _ ("a digit is wanted here"));
  while (self->cursor < self->end && g_ascii_isdigit (*self->cursor))
    self->cursor++;

  return TRUE;
}

static gboolean
scan_number (WeirJsonScanner *self)
{
  if (*self->cursor == '-')
    self->cursor++;
  if (self->cursor < self->end && *self->cursor == '0')
    self->cursor++;
  else if (!scan_digits (self))
    return FALSE;

  if (self->cursor < self->end && *self->cursor == '.')
    {
      self->cursor++;
      if (!scan_digits (self))
        return FALSE;
    }
  if (self->cursor < self->end && (*self->cursor == 'e' || *self->cursor == 'E'))
    {
      self->cursor++;
      if (self->cursor < self->end && (*self->cursor == '+' || *self->cursor == '-'))
        self->cursor++;
      return scan_digits (self);
    }

  return TRUE;
}

static gboolean
scan_literal (WeirJsonScanner *self, const char *word)
{
  for (; *word != '\0'; word++, self->cursor++)
    {
      if (self->cursor == self->end || *self->cursor != *word)
        return fail (self, _ ("a value is wanted here"));
    }

  return TRUE;
}

/* At the backslash. */
static gboolean
scan_escape (WeirJsonScanner *self)
{
  self->cursor++;
  if (self->cursor == self->end || *self->cursor == '\0' || strchr ("\"\\/bfnrtu", *self->cursor) == NULL)
    return fail (self, _ ("there is no such escape"));
  if (*self->cursor++ != 'u')
    return TRUE;

  for (guint i = 0; i < 4; i++, self->cursor++)
    {
      if (self->cursor == self->end || !g_ascii_isxdigit (*self->cursor))
        return fail (self, _ ("a hexadecimal digit is wanted here"));
    }

  return TRUE;
}

/* Whether what was scanned of a string is UTF-8; else the cursor goes back to where it is not. */
static gboolean
is_utf8 (WeirJsonScanner *self, const char *start, guchar seen)
{
  const char *valid_end;

  if (seen < 0x80 || g_utf8_validate_len (start, (gsize) (self->cursor - start), &valid_end))
    return TRUE;
  self->cursor = valid_end;

  return FALSE;
}

static gboolean
scan_string (WeirJsonScanner *self)
{
  const char *const start = self->cursor++;
  guchar seen = 0; /* all bits of all bytes */

  for (;;)
    {
      const char *cursor = self->cursor;

      while (cursor < self->end && *cursor != '"' && *cursor != '\\' && (guchar) *cursor >= 0x20)
        seen |= (guchar) *cursor++;
      self->cursor = cursor;

      if (cursor < self->end && *cursor == '\\')
        {
          if (!scan_escape (self))
            return FALSE;
          continue;
        }
      if (!is_utf8 (self, start, seen))
        return fail (self, _ ("this is not UTF-8"));
      if (cursor == self->end || *cursor != '"')
        return fail (self, _ ("a control character in a string must be escaped"));
      self->cursor++;
      return TRUE;
    }
}

static WeirJsonToken
open_bracket (WeirJsonScanner *self)
{
  const gboolean is_object = *self->cursor == '{';
  const guint64 bit = G_GUINT64_CONSTANT (1) << (self->n_open % 64);

  if (self->n_open == WEIR_LIMIT_JSON_DEPTH)
    {
      self->is_limit = TRUE;
      fail (self, _ ("it is nested too deeply"));
      return WEIR_JSON_ERROR;
    }
  if (is_object)
    self->objects[self->n_open / 64] |= bit;
  else
    self->objects[self->n_open / 64] &= ~bit;
  self->n_open++;
  self->cursor++;
  self->wants = is_object ? WEIR_JSON_WANTS_NAME_OR_CLOSE : WEIR_JSON_WANTS_VALUE_OR_CLOSE;

  return is_object ? WEIR_JSON_BEGIN_OBJECT : WEIR_JSON_BEGIN_ARRAY;
}

static WeirJsonToken
close_bracket (WeirJsonScanner *self)
{
  const gboolean is_object = in_object (self);

  self->cursor++;
  self->n_open--;
  self->wants = WEIR_JSON_WANTS_MORE;

  return is_object ? WEIR_JSON_END_OBJECT : WEIR_JSON_END_ARRAY;
}

static WeirJsonToken
scan_value (WeirJsonScanner *self)
{
  const char first = self->cursor < self->end ? *self->cursor : '\0';
  WeirJsonToken token = WEIR_JSON_LITERAL;
  gboolean ok;

  self->wants = WEIR_JSON_WANTS_MORE;
  switch (first)
    {
    case '{':
    case '[':
      return open_bracket (self);
    case '"':
      ok = scan_string (self);
      token = WEIR_JSON_STRING;
      break;
    case 't':
      ok = scan_literal (self, "true");
      break;
    case 'f':
      ok = scan_literal (self, "false");
      break;
    case 'n':
      ok = scan_literal (self, "null");
      break;
    default:
      if (first == '-' || g_ascii_isdigit (first))
        ok = scan_number (self);
      else
        ok = fail (self, _ ("a value is wanted here"));
      token = WEIR_JSON_NUMBER;
      break;
    }

  return ok ? token : WEIR_JSON_ERROR;
}

static WeirJsonToken
scan_name (WeirJsonScanner *self)
{
  const char *const start = self->cursor;

  if (self->cursor == self->end || *self->cursor != '"')
    {
      fail (self, _ ("a name in double quotes is wanted here"));
      return WEIR_JSON_ERROR;
    }
  if (!scan_string (self))
    return WEIR_JSON_ERROR;
  self->lexeme = weir_span (start, (gsize) (self->cursor - start));

  skip_space (self);
  if (self->cursor == self->end || *self->cursor != ':')
    {
      fail (self, _ ("a colon is wanted here"));
      return WEIR_JSON_ERROR;
    }
  self->cursor++;
  self->wants = WEIR_JSON_WANTS_VALUE;

  return WEIR_JSON_NAME;
}

/* After a value. Returns: %FALSE: @token is what comes of it; %TRUE: a comma was taken, a value or name follows */
static gboolean
scan_more (WeirJsonScanner *self, WeirJsonToken *token)
{
  *token = WEIR_JSON_ERROR;
  if (self->n_open == 0)
    {
      if (self->cursor == self->end)
        *token = WEIR_JSON_END;
      else
        fail (self, _ ("there is more after the value"));
      return FALSE;
    }
  if (self->cursor < self->end && *self->cursor == (in_object (self) ? '}' : ']'))
    {
      *token = close_bracket (self);
      return FALSE;
    }
  if (self->cursor == self->end || *self->cursor != ',')
    return fail (self,
                 in_object (self) ? _ ("a comma or a closing brace is wanted here") : _ ("a comma or a closing bracket is wanted here"));
  self->cursor++;
  self->wants = in_object (self) ? WEIR_JSON_WANTS_NAME : WEIR_JSON_WANTS_VALUE;
  skip_space (self);

  return TRUE;
}

WeirJsonToken
weir_json_scanner_next (WeirJsonScanner *self)
{
  WeirJsonToken token;
  const char *start;

  skip_space (self);
  start = self->cursor;
  if (self->wants == WEIR_JSON_WANTS_MORE)
    {
      if (!scan_more (self, &token))
        {
          self->lexeme = weir_span (start, (gsize) (self->cursor - start));
          return token;
        }
      start = self->cursor;
    }

  if (self->wants == WEIR_JSON_WANTS_NAME_OR_CLOSE && self->cursor < self->end && *self->cursor == '}')
    token = close_bracket (self);
  else if (self->wants == WEIR_JSON_WANTS_VALUE_OR_CLOSE && self->cursor < self->end && *self->cursor == ']')
    token = close_bracket (self);
  else if (self->wants == WEIR_JSON_WANTS_NAME || self->wants == WEIR_JSON_WANTS_NAME_OR_CLOSE)
    return scan_name (self);
  else
    token = scan_value (self);
  self->lexeme = weir_span (start, (gsize) (self->cursor - start));

  return token;
}
