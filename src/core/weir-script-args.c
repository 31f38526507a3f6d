/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "weir-limits.h"
#include "weir-script-args.h"

/* The first full-width form of an ASCII character, ideographic space or curly quote. Returns: its offset, or -1 */
static gssize
find_fullwidth (WeirSpan text)
{
  for (gsize i = 0; i + 2 < text.len; i++)
    {
      gunichar c = g_utf8_get_char_validated (text.data + i, 3);

      if ((c >= 0xFF01 && c <= 0xFF5E) || c == 0x3000 || (c >= 0x2018 && c <= 0x201F))
        return (gssize) i;
    }

  return -1;
}

void
weir_args_report (const WeirArgs *self, gsize offset, gboolean is_error, char *text, char *hint)
{
  weir_diagnostics_add (self->diagnostics, self->line.number, weir_script_line_get_column (self->line.text, offset), is_error, text, hint);
}

gboolean
weir_args_refuse (const WeirArgs *self, gsize offset, char *text)
{
  gssize fullwidth = find_fullwidth (self->line.text);
  char *hint = NULL;

  if (fullwidth >= 0)
    hint = g_strdup_printf (_ ("“%.3s” is full-width punctuation: type the ASCII character instead"), self->line.text.data + fullwidth);
  else if (self->directive->syntax[0] != '\0')
    hint = g_strdup_printf (_ ("it is written: :@ %s %s"), self->directive->verb, self->directive->syntax);
  else
    hint = g_strdup_printf (_ ("it is written: :@ %s"), self->directive->verb);

  weir_args_report (self, offset, TRUE, text, hint);
  return FALSE;
}

void
weir_args_skip_spaces (WeirArgs *self)
{
  while (self->at < self->line.text.len && self->line.text.data[self->at] == ' ')
    self->at++;
}

gboolean
weir_args_at_end (WeirArgs *self)
{
  weir_args_skip_spaces (self);
  return self->at == self->line.text.len;
}

gboolean
weir_args_end (WeirArgs *self)
{
  g_autofree char *rest = NULL;

  if (weir_args_at_end (self))
    return TRUE;

  rest = weir_script_show (weir_span (self->line.text.data + self->at, self->line.text.len - self->at));
  return weir_args_refuse (self, self->at, g_strdup_printf (_ ("“%s” is too much here"), rest));
}

gboolean
weir_args_word (WeirArgs *self, const char *what, WeirSpan *word)
{
  gsize start;

  if (weir_args_at_end (self))
    return weir_args_refuse (self, self->line.text.len, g_strdup_printf (_ ("“%s” needs %s"), self->directive->verb, _ (what)));

  start = self->at;
  while (self->at < self->line.text.len && self->line.text.data[self->at] != ' ')
    self->at++;
  *word = weir_span (self->line.text.data + start, self->at - start);
  return TRUE;
}

WeirSpan
weir_args_rest (WeirArgs *self)
{
  gsize end = self->line.text.len;
  gsize start;

  weir_args_skip_spaces (self);
  start = self->at;
  while (end > start && self->line.text.data[end - 1] == ' ')
    end--;
  self->at = self->line.text.len;
  return weir_span (self->line.text.data + start, end - start);
}

gboolean
weir_args_text (WeirArgs *self, const char *what, WeirSpan *text)
{
  *text = weir_args_rest (self);
  if (text->len == 0)
    return weir_args_refuse (self, self->line.text.len, g_strdup_printf (_ ("“%s” needs %s"), self->directive->verb, _ (what)));

  return TRUE;
}

gboolean
weir_args_parse_number (const WeirArgs *self, WeirSpan word, guint64 min, guint64 max, guint64 *number)
{
  g_autofree char *text = weir_script_show (word);
  gboolean fits = word.len > 0;
  guint64 value = 0;

  for (gsize i = 0; i < word.len; i++)
    {
      guint64 digit = (guint64) (guchar) word.data[i] - '0';

      if (!g_ascii_isdigit (word.data[i]))
        return weir_args_refuse (self, weir_args_offset_of (self, word), g_strdup_printf (_ ("“%s” is no whole number"), text));
      if (value > (G_MAXUINT64 - digit) / 10)
        fits = FALSE;
      else
        value = value * 10 + digit;
    }
  if (word.len == 0)
    return weir_args_refuse (self, weir_args_offset_of (self, word), g_strdup (_ ("a whole number is missing here")));
  if (!fits || value < min || value > max)
    return weir_args_refuse (self, weir_args_offset_of (self, word),
                             g_strdup_printf (_ ("%s is out of range: %" PRIu64 " to %" PRIu64), text, min, max));

  *number = value;
  return TRUE;
}

gboolean
weir_args_number (WeirArgs *self, guint64 min, guint64 max, guint64 *number)
{
  WeirSpan word;

  return weir_args_word (self, N_ ("a number"), &word) && weir_args_parse_number (self, word, min, max, number);
}

gboolean
weir_args_parse_time (const WeirArgs *self, WeirSpan word, gint64 *us)
{
  g_autoptr (GError) error = NULL;

  if (word.len == 0)
    return weir_args_refuse (self, weir_args_offset_of (self, word), g_strdup (_ ("a time is missing here")));
  if (weir_duration_parse (word, us, &error))
    return TRUE;

  return weir_args_refuse (self, weir_args_offset_of (self, word), g_strdup (error->message));
}

gboolean
weir_args_duration (WeirArgs *self, WeirDuration *duration)
{
  WeirSpan word;
  const char *dots;

  if (!weir_args_word (self, N_ ("a duration, like 500ms or 1s..2s"), &word))
    return FALSE;

  if (word.data[0] == '~')
    {
      duration->max_us = -1;
      return weir_args_parse_time (self, weir_span (word.data + 1, word.len - 1), &duration->min_us);
    }
  dots = g_strstr_len (word.data, (gssize) word.len, "..");
  if (dots == NULL)
    {
      if (!weir_args_parse_time (self, word, &duration->min_us))
        return FALSE;
      duration->max_us = duration->min_us;
      return TRUE;
    }
  if (!weir_args_parse_time (self, weir_span (word.data, (gsize) (dots - word.data)), &duration->min_us) ||
      !weir_args_parse_time (self, weir_span (dots + 2, (gsize) (word.data + word.len - dots - 2)), &duration->max_us))
    return FALSE;
  if (duration->max_us < duration->min_us)
    return weir_args_refuse (self, weir_args_offset_of (self, word), g_strdup (_ ("the range ends before it begins")));

  return TRUE;
}

gboolean
weir_args_on_off (WeirArgs *self, gboolean *on)
{
  WeirSpan word;
  g_autofree char *text = NULL;

  if (!weir_args_word (self, N_ ("on or off"), &word))
    return FALSE;
  *on = weir_span_equals_string (word, "on");
  if (*on || weir_span_equals_string (word, "off"))
    return TRUE;

  text = weir_script_show (word);
  return weir_args_refuse (self, weir_args_offset_of (self, word), g_strdup_printf (_ ("“%s” is neither on nor off"), text));
}

/* One escape behind the backslash at @at. Returns: how many bytes it takes, 0: none that is known */
static gsize
read_escape (WeirSpan text, gsize at, GString *string)
{
  static const char escapes[][2] = { { 'n', '\n' }, { 'r', '\r' }, { 't', '\t' }, { '"', '"' }, { '\\', '\\' } };

  if (at >= text.len)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (escapes); i++)
    if (text.data[at] == escapes[i][0])
      {
        g_string_append_c (string, escapes[i][1]);
        return 1;
      }
  if (text.data[at] == 'x' && at + 2 < text.len && g_ascii_isxdigit (text.data[at + 1]) && g_ascii_isxdigit (text.data[at + 2]))
    {
      int byte = g_ascii_xdigit_value (text.data[at + 1]) * 16 + g_ascii_xdigit_value (text.data[at + 2]);

      g_string_append_c (string, (char) (guchar) byte);
      return 3;
    }

  return 0;
}

gboolean
weir_args_string (WeirArgs *self, GString **string)
{
  WeirSpan text = self->line.text;
  g_autoptr (GString) value = g_string_new (NULL);
  gsize start;

  if (weir_args_at_end (self) || text.data[self->at] != '"')
    return weir_args_refuse (self, self->at, g_strdup (_ ("a string in double quotes is missing here")));

  start = self->at++;
  while (self->at < text.len && text.data[self->at] != '"')
    {
      gsize taken = 1;

      if (text.data[self->at] == '\\')
        {
          taken = read_escape (text, self->at + 1, value);
          if (taken == 0)
            {
              weir_args_report (self, self->at, TRUE, g_strdup (_ ("unknown escape")),
                                g_strdup (_ ("these are known: \\n \\r \\t \\\" \\\\ and \\x with two hexadecimal digits")));
              return FALSE;
            }
          taken++;
        }
      else
        {
          g_string_append_c (value, text.data[self->at]);
        }
      self->at += taken;
    }
  if (self->at == text.len)
    {
      weir_args_report (self, start, TRUE, g_strdup (_ ("the string has no end")), g_strdup (_ ("close it with a double quote")));
      return FALSE;
    }

  self->at++;
  *string = g_steal_pointer (&value);
  return TRUE;
}

/* RFC 9110, 5.6.2 */
static gboolean
is_token_char (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("!#$%&'*+-.^_`|~", c) != NULL);
}

gboolean
weir_args_header (WeirArgs *self, char **name, char **value)
{
  WeirSpan text = self->line.text;
  WeirSpan rest;
  gsize start;

  if (weir_args_at_end (self))
    return weir_args_refuse (self, self->at, g_strdup (_ ("the header's name is missing")));

  start = self->at;
  while (self->at < text.len && is_token_char (text.data[self->at]))
    self->at++;
  if (self->at == start)
    return weir_args_refuse (self, start, g_strdup (_ ("a header's name has letters, digits and hyphens")));
  if (self->at == text.len || text.data[self->at] != ':')
    return weir_args_refuse (self, self->at, g_strdup (_ ("a colon is missing after the header's name")));

  rest = weir_span (text.data + start, self->at - start);
  self->at++;
  *name = weir_span_dup (rest);
  rest = weir_args_rest (self);
  if (rest.len > 0 && memchr (rest.data, '\0', rest.len) != NULL)
    {
      g_clear_pointer (name, g_free);
      return weir_args_refuse (self, weir_args_offset_of (self, rest), g_strdup (_ ("a header cannot hold a NUL")));
    }
  *value = weir_span_dup (rest);
  return TRUE;
}
