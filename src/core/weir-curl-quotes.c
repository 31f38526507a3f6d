/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-curl-words.h"
#include "weir-limits.h"
#include "weir-utf8.h"

/* Of `${…}` and `$(…)`: so that many that are never closed cost little. */
#define LONGEST_BLANK 256u

/* Reads up to @n_most digits of @base. Returns: whether there was one */
static gboolean
read_number (WeirCurlWords *self, guint base, guint n_most, guint32 *number)
{
  guint n = 0;

  *number = 0;
  for (; n < n_most && self->cursor < self->end; n++, self->cursor++)
    {
      const int digit = g_ascii_xdigit_value (*self->cursor);

      if (digit < 0 || digit >= (int) base)
        break;
      *number = *number * base + (guint32) digit;
    }

  return n > 0;
}

/* Browsers write a character beyond the first 65,536 as two `\u`, which bash would not join. */
static gboolean
read_low_surrogate (WeirCurlWords *self, guint32 *low)
{
  const char *here = self->cursor;

  if (self->end - here > 2 && here[0] == '\\' && here[1] == 'u')
    {
      self->cursor += 2;
      if (read_number (self, 16, 4, low) && *low >= 0xdc00 && *low <= 0xdfff)
        return TRUE;
    }
  self->cursor = here;

  return FALSE;
}

static void
read_character (WeirCurlWords *self, char kind)
{
  guint32 c;
  guint32 low;

  if (!read_number (self, 16, kind == 'u' ? 4 : 8, &c))
    {
      g_string_append_c (self->text, '\\');
      g_string_append_c (self->text, kind);
      return;
    }
  if (c >= 0xd800 && c <= 0xdbff && read_low_surrogate (self, &low))
    c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
  if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
    c = 0xfffd;
  g_string_append_unichar (self->text, c);
}

/* @cursor stands behind the backslash, on what it escapes. */
static void
read_escape (WeirCurlWords *self)
{
  static const char from[] = "abeEfnrtv\\'\"?";
  static const char to[] = "\a\b\033\033\f\n\r\t\v\\'\"?";
  const char c = *self->cursor;
  const char *known = c != '\0' ? strchr (from, c) : NULL;
  guint32 number;

  if (known != NULL)
    {
      g_string_append_c (self->text, to[known - from]);
      self->cursor++;
    }
  else if (read_number (self, 8, 3, &number))
    g_string_append_c (self->text, (char) number);
  else
    {
      self->cursor++;
      if (c == 'u' || c == 'U')
        read_character (self, c);
      else if (c == 'x' && read_number (self, 16, 2, &number))
        g_string_append_c (self->text, (char) number);
      else if (c == 'c' && self->cursor < self->end && *self->cursor != '\'')
        g_string_append_c (self->text, (char) (*self->cursor++ & 0x1f));
      else
        {
          g_string_append_c (self->text, '\\');
          g_string_append_c (self->text, c);
        }
    }
}

gboolean
weir_curl_words_read_ansi (WeirCurlWords *self)
{
  while (self->cursor < self->end)
    {
      const char c = *self->cursor++;

      if (c == '\'')
        return TRUE;
      if (c == '\\' && self->cursor < self->end)
        read_escape (self);
      else
        g_string_append_c (self->text, c);
    }

  return FALSE;
}

void
weir_curl_words_add_blank (WeirCurlWords *self, const char *blank, gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);

  weir_utf8_append (text, blank, length);
  if (self->blanks->len < WEIR_LIMIT_CURL_NOTES && !g_ptr_array_find_with_equal_func (self->blanks, text->str, g_str_equal, NULL))
    g_ptr_array_add (self->blanks, g_strdup (text->str));
}

/* The length of the group that opens at @text[1] with @open; 0 when it is not closed. */
static gsize
group_length (const char *text, gsize n_bytes, char open, char close)
{
  guint depth = 0;

  for (gsize i = 1; i < MIN (n_bytes, LONGEST_BLANK); i++)
    {
      if (text[i] == open)
        depth++;
      else if (text[i] == close && --depth == 0)
        return i + 1;
    }

  return 0;
}

/* How many bytes at @text the shell would replace; 0: none */
static gsize
blank_length (const char *text, gsize n_bytes)
{
  gsize i = 1;

  if (text[0] == '`')
    {
      const char *end = n_bytes > 1 ? memchr (text + 1, '`', n_bytes - 1) : NULL;

      return end != NULL ? (gsize) (end - text) + 1 : 0;
    }
  if (n_bytes < 2)
    return 0;
  if (text[1] == '{')
    return group_length (text, n_bytes, '{', '}');
  if (text[1] == '(')
    return group_length (text, n_bytes, '(', ')');
  if (g_ascii_isdigit (text[1]) || strchr ("@*#?$!-", text[1]) != NULL)
    return text[1] != '\0' ? 2 : 0;
  while (i < n_bytes && (g_ascii_isalnum (text[i]) || text[i] == '_'))
    i++;

  return i > 1 ? i : 0;
}

void
weir_curl_words_read_blank (WeirCurlWords *self)
{
  const gsize length = blank_length (self->cursor, (gsize) (self->end - self->cursor));

  if (length > 0)
    weir_curl_words_add_blank (self, self->cursor, length);
  g_string_append_len (self->text, self->cursor, (gssize) MAX (length, 1));
  self->cursor += MAX (length, 1);
}
