/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-curl-words.h"

/*
 * Two take turns at such a line. The command prompt takes off `^` and cuts at operators; within quotes that have no `^` it leaves both alone.
 * What it hands on, the program's start code cuts into words: blanks outside quotes, `\"` and `""` for a quote.
 */

#define OPERATOR (-2)
#define THE_END (-1)

/* Of two backslashes the start code takes one off before a quote only. Every browser doubles all of them, so that the program would get
 * another text than the browser sent; here it is what the browser sent. */
#define SKIPPED_BACKSLASHES 2

static gboolean
at_line_break (const WeirCurlWords *self, gsize *length)
{
  const gsize n_left = (gsize) (self->end - self->cursor);

  *length = n_left > 1 && self->cursor[0] == '\r' && self->cursor[1] == '\n' ? 2 : 1;

  return n_left > 0 && (self->cursor[0] == '\n' || *length == 2);
}

/* What the command prompt hands on next. Moves on, but not beyond an operator. */
static int
read_char (WeirCurlWords *self)
{
  gsize length;

  if (self->cursor == self->end)
    return THE_END;
  if (*self->cursor == '"')
    self->cmd_quoted = !self->cmd_quoted;
  else if (*self->cursor == '^' && !self->cmd_quoted)
    {
      self->cursor++;
      if (at_line_break (self, &length))
        self->cursor += length;
      if (self->cursor == self->end)
        return THE_END;
      /* Whatever follows is no operator and opens nothing, be it a line break. */
      self->cursor += at_line_break (self, &length) ? length - 1 : 0;
      return (guchar) *self->cursor++;
    }
  else if (!self->cmd_quoted && strchr ("|&<>\n", *self->cursor) != NULL)
    return OPERATOR;

  return (guchar) *self->cursor++;
}

static int
peek_char (const WeirCurlWords *self)
{
  WeirCurlWords copy = *self;

  return read_char (&copy);
}

/* Reads the backslashes that follow the first. Returns: whether a quote is escaped by them */
static gboolean
read_backslashes (WeirCurlWords *self)
{
  gsize n = 1;

  for (; peek_char (self) == '\\'; n++)
    read_char (self);
  for (gsize i = 0; i < n / SKIPPED_BACKSLASHES; i++)
    g_string_append_c (self->text, '\\');
  if (n % SKIPPED_BACKSLASHES == 0)
    return FALSE;
  if (peek_char (self) == '"')
    return TRUE;
  g_string_append_c (self->text, '\\');

  return FALSE;
}

static gboolean
is_blank_char (int c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* `%NAME%`, unless it rather is a percent-encoded byte. @cursor stands at the first percent sign. */
static void
note_blank (WeirCurlWords *self)
{
  const char *name = self->cursor + 1;
  const char *p = name;

  while (p < self->end && (g_ascii_isalnum (*p) || *p == '_'))
    p++;
  if (p == self->end || *p != '%' || p == name || g_ascii_isdigit (*name))
    return;
  if (p - name >= 2 && g_ascii_isxdigit (name[0]) && g_ascii_isxdigit (name[1]))
    return;
  weir_curl_words_add_blank (self, self->cursor, (gsize) (p - name) + 2);
}

static WeirCurlWordKind
read_word (WeirCurlWords *self)
{
  const char *start = self->cursor;
  const char *quote = NULL;

  for (;;)
    {
      const char *here = self->cursor;
      const int c = peek_char (self);

      /* A line break that is handed on ends no word. */
      if (c == THE_END || c == OPERATOR || ((c == ' ' || c == '\t') && quote == NULL))
        break;
      if (*here == '%')
        note_blank (self);
      read_char (self);
      if (c == '\\')
        {
          if (read_backslashes (self))
            {
              read_char (self);
              g_string_append_c (self->text, '"');
            }
        }
      else if (c == '"' && quote != NULL && peek_char (self) == '"')
        {
          read_char (self);
          g_string_append_c (self->text, '"');
        }
      else if (c == '"')
        quote = quote == NULL ? here : NULL;
      else
        g_string_append_c (self->text, (char) c);
    }

  self->lexeme = weir_span (start, (gsize) (self->cursor - start));
  if (quote == NULL)
    return WEIR_CURL_WORD;
  self->lexeme = weir_span (quote, (gsize) (self->end - quote));
  self->problem = _ ("The quote that opens here is not closed");

  return WEIR_CURL_WORD_ERROR;
}

WeirCurlWordKind
weir_curl_words_next_cmd (WeirCurlWords *self)
{
  gboolean broke = FALSE;
  int c;

  for (c = peek_char (self); is_blank_char (c) || (c == OPERATOR && *self->cursor == '\n'); c = peek_char (self))
    {
      broke = broke || c == OPERATOR;
      if (c == OPERATOR)
        self->cursor++;
      else
        read_char (self);
    }
  g_string_truncate (self->text, 0);
  if (c == THE_END)
    return WEIR_CURL_WORD_END;
  if (c == OPERATOR || (broke && c != '-'))
    return WEIR_CURL_WORD_STOP;
  self->is_joined = self->is_joined || broke;

  return read_word (self);
}
