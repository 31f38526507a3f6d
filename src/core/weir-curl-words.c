/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-curl-words.h"

void
weir_curl_words_init (WeirCurlWords *self, WeirSpan command, WeirCurlShell shell, gboolean has_prompt, GPtrArray *blanks)
{
  *self = (WeirCurlWords){ .shell = shell, .start = command.data, .cursor = command.data, .end = command.data + command.len };
  self->text = g_string_new (NULL);
  self->blanks = blanks;
  self->has_prompt = has_prompt;
}

void
weir_curl_words_clear (WeirCurlWords *self)
{
  g_string_free (self->text, TRUE);
}

static char
peek (const WeirCurlWords *self, gsize ahead)
{
  return ahead < (gsize) (self->end - self->cursor) ? self->cursor[ahead] : '\0';
}

static WeirCurlWordKind
fail (WeirCurlWords *self, const char *at, const char *problem)
{
  self->lexeme = weir_span (at, (gsize) (self->end - at));
  self->problem = problem;

  return WEIR_CURL_WORD_ERROR;
}

/* How many bytes the backslash at @cursor and its line break have; 0: it is no continuation. Blanks between the two keep a shell from seeing
 * one, but not people. */
static gsize
continuation_length (const WeirCurlWords *self)
{
  gsize i = 1;

  while (peek (self, i) == ' ' || peek (self, i) == '\t' || peek (self, i) == '\r')
    i++;

  return peek (self, i) == '\n' ? i + 1 : 0;
}

static void
skip_comment (WeirCurlWords *self)
{
  while (self->cursor < self->end && *self->cursor != '\n')
    self->cursor++;
}

/* At a line break outside quotes: does an option follow? It cannot be the start of a command. */
static gboolean
skip_line_break (WeirCurlWords *self)
{
  const char *here = self->cursor;

  while (self->cursor < self->end && g_ascii_isspace (*self->cursor))
    self->cursor++;
  if (peek (self, 0) == '-' && self->cursor > here)
    {
      self->is_joined = TRUE;
      return TRUE;
    }
  if (self->cursor < self->end)
    self->cursor = here;

  return self->cursor == self->end;
}

/* Skips what stands between words. Returns: FALSE: the command ends here */
static gboolean
skip_blanks (WeirCurlWords *self)
{
  while (self->cursor < self->end)
    {
      const char c = *self->cursor;
      gsize length;

      if (c == ' ' || c == '\t' || c == '\r')
        self->cursor++;
      else if (c == '\\' && (length = continuation_length (self)) > 0)
        {
          self->cursor += length;
          while (peek (self, 0) == ' ' || peek (self, 0) == '\t')
            self->cursor++;
          if (self->has_prompt && peek (self, 0) == '>' && peek (self, 1) == ' ')
            self->cursor += 2;
        }
      else if (c == '\xc2' && peek (self, 1) == '\xa0') /* a no-break space, as web pages have them */
        self->cursor += 2;
      else if (c == '#')
        skip_comment (self);
      else if (c != '\n')
        return TRUE;
      else if (!skip_line_break (self))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_single (WeirCurlWords *self)
{
  const char *end = memchr (self->cursor, '\'', (gsize) (self->end - self->cursor));

  if (end == NULL)
    return FALSE;
  g_string_append_len (self->text, self->cursor, end - self->cursor);
  self->cursor = end + 1;

  return TRUE;
}

/* @cursor stands behind the quote. */
static gboolean
read_double (WeirCurlWords *self)
{
  while (self->cursor < self->end)
    {
      const char c = *self->cursor;

      if (c == '"')
        {
          self->cursor++;
          return TRUE;
        }
      if (c == '$' || c == '`')
        {
          weir_curl_words_read_blank (self);
          continue;
        }
      if (c == '\\' && (peek (self, 1) == '\n' || (peek (self, 1) == '\r' && peek (self, 2) == '\n')))
        {
          self->cursor += peek (self, 1) == '\n' ? 2 : 3;
          continue;
        }
      if (c == '\\' && self->cursor + 1 < self->end && strchr ("$`\"\\", self->cursor[1]) != NULL)
        self->cursor++;
      g_string_append_c (self->text, *self->cursor++);
    }

  return FALSE;
}

static gboolean
is_operator (char c)
{
  return c == '|' || c == '&' || c == ';' || c == '<' || c == '>' || c == '\n';
}

/* `http://host/?a=1&b=2` without quotes: a shell ends the command there, which nobody means. @known: an `&` before was one. */
static gboolean
is_in_url (const WeirCurlWords *self, gboolean known)
{
  const char next = peek (self, 1);

  return *self->cursor == '&' && (g_ascii_isalnum (next) || next == '_' || next == '%' || next == '$' || next == '[') &&
         (known || (strstr (self->text->str, "://") != NULL && strchr (self->text->str, '?') != NULL));
}

static gboolean
is_typographic_quote (const WeirCurlWords *self)
{
  return peek (self, 0) == '\xe2' && peek (self, 1) == '\x80' && (guchar) peek (self, 2) >= 0x98 && (guchar) peek (self, 2) <= 0x9f;
}

/* Returns: FALSE when a quote is not closed; @cursor then stands behind it */
static gboolean
read_quoted (WeirCurlWords *self)
{
  const char c = *self->cursor;

  if (c == '$' && peek (self, 1) == '\'')
    {
      self->cursor += 2;
      return weir_curl_words_read_ansi (self);
    }
  self->cursor += c == '$' ? 2 : 1;

  return c == '\'' ? read_single (self) : read_double (self);
}

static WeirCurlWordKind
read_word (WeirCurlWords *self)
{
  const char *start = self->cursor;
  gboolean in_url = FALSE;

  g_string_truncate (self->text, 0);
  if (is_typographic_quote (self))
    return fail (self, start, _ ("This is a typographic quote, which no shell knows; write ' or \" instead"));
  while (self->cursor < self->end)
    {
      const char *here = self->cursor;
      const char c = *here;

      if (c == ' ' || c == '\t' || (c == '\r' && peek (self, 1) == '\n') || (is_operator (c) && !is_in_url (self, in_url)))
        break;
      if (c == '\'' || c == '"' || (c == '$' && (peek (self, 1) == '\'' || peek (self, 1) == '"')))
        {
          if (!read_quoted (self))
            return fail (self, here, _ ("The quote that opens here is not closed"));
          continue;
        }
      if (c == '$' || c == '`')
        {
          weir_curl_words_read_blank (self);
          continue;
        }
      if (c == '\\' && continuation_length (self) > 0)
        {
          if (peek (self, 1) == ' ' || peek (self, 1) == '\t')
            break;
          self->cursor += continuation_length (self);
          continue;
        }
      in_url = in_url || c == '&';
      self->cursor += c == '\\' && self->cursor + 1 < self->end ? 1 : 0;
      g_string_append_c (self->text, *self->cursor++);
    }
  self->is_cut = self->is_cut || in_url;
  self->lexeme = weir_span (start, (gsize) (self->cursor - start));

  return WEIR_CURL_WORD;
}

/* The length of a redirection's operator at @cursor, with the number before it; 0: there is none */
static gsize
redirect_length (const WeirCurlWords *self)
{
  gsize i = 0;

  while (g_ascii_isdigit (peek (self, i)))
    i++;
  if (peek (self, i) == '&' && peek (self, i + 1) == '>' && i == 0)
    i++;
  if (peek (self, i) != '<' && peek (self, i) != '>')
    return 0;
  while (peek (self, i) != '\0' && strchr ("<>&|", peek (self, i)) != NULL)
    i++;

  return i;
}

WeirCurlWordKind
weir_curl_words_next (WeirCurlWords *self)
{
  const char *start;
  gsize n_redirect;

  if (self->shell == WEIR_CURL_SHELL_CMD)
    return weir_curl_words_next_cmd (self);
  if (!skip_blanks (self))
    return WEIR_CURL_WORD_STOP;
  if (self->cursor == self->end)
    return WEIR_CURL_WORD_END;

  start = self->cursor;
  n_redirect = redirect_length (self);
  if (n_redirect > 0)
    {
      self->cursor += n_redirect;
      while (peek (self, 0) == ' ' || peek (self, 0) == '\t')
        self->cursor++;
      if (read_word (self) == WEIR_CURL_WORD_ERROR)
        return WEIR_CURL_WORD_ERROR;
      self->lexeme = weir_span (start, (gsize) (self->cursor - start));
      return WEIR_CURL_WORD_REDIRECT;
    }
  g_string_truncate (self->text, 0);
  if (is_operator (*self->cursor))
    return WEIR_CURL_WORD_STOP;

  return read_word (self);
}
