/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-curl-private.h"

/* How far behind the start of its line a command may begin: behind a prompt and a path. */
#define LONGEST_PROMPT 200u
/* Comments and assignments before it. */
#define MOST_LINES 100u

static WeirSpan
line_at (const char *text, const char *end)
{
  const char *line_end = memchr (text, '\n', (gsize) (end - text));

  return weir_span (text, (gsize) ((line_end != NULL ? line_end : end) - text));
}

static gboolean
starts_with (WeirSpan text, const char *start)
{
  const gsize length = strlen (start);

  return text.len >= length && g_ascii_strncasecmp (text.data, start, length) == 0;
}

static WeirSpan
strip (WeirSpan text)
{
  while (text.len > 0 && g_ascii_isspace (text.data[0]))
    text = weir_span (text.data + 1, text.len - 1);
  while (text.len > 0 && g_ascii_isspace (text.data[text.len - 1]))
    text.len--;

  return text;
}

/* `NAME=…` */
static gboolean
is_assignment (WeirSpan text)
{
  gsize i = 0;

  while (i < text.len && (g_ascii_isalnum (text.data[i]) || text.data[i] == '_'))
    i++;

  return i > 0 && i < text.len && text.data[i] == '=' && !g_ascii_isdigit (text.data[0]);
}

static WeirSpan
without_export (WeirSpan line)
{
  static const char *const words[] = { "export ", "set ", "declare -x " };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (starts_with (line, words[i]))
      return strip (weir_span (line.data + strlen (words[i]), line.len - strlen (words[i])));

  return line;
}

/* How many bytes of the name of curl stand at @text, as its own word; 0: none */
static gsize
name_length (WeirSpan text)
{
  const gsize length = starts_with (text, "curl.exe") ? strlen ("curl.exe") : strlen ("curl");

  if (!starts_with (text, "curl"))
    return 0;
  if (text.len > length && text.data[length] == '"')
    return length + 1;

  return text.len == length || g_ascii_isspace (text.data[length]) || text.data[length] == '\\' || (guchar) text.data[length] == 0xc2
             ? length
             : 0;
}

/* Whether what stands before the command is a prompt, such as `me@host:~$ `, `(env) % ` or `C:\>`. */
static gboolean
is_prompt (WeirSpan before)
{
  static const char *const ends[] = { "$", "%", "#", ">", "!", "❯", "➜", "»", "λ" };

  before = strip (before);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const gsize length = strlen (ends[i]);

      if (before.len >= length && memcmp (before.data + before.len - length, ends[i], length) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether they are words that may stand before a command: assignments and programs that run another. */
static gboolean
is_prefix (WeirSpan before)
{
  static const char *const programs[] = { "builtin", "command", "do", "env", "exec", "nohup", "noglob", "sudo", "then", "time", "winpty" };
  g_autofree char *text = weir_span_dup (strip (before));
  g_auto (GStrv) words = g_strsplit_set (text, " \t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean known = words[i][0] == '\0' || is_assignment (weir_span_from_string (words[i]));

      for (gsize j = 0; j < G_N_ELEMENTS (programs) && !known; j++)
        known = g_str_equal (words[i], programs[j]);
      if (!known)
        return FALSE;
    }

  return TRUE;
}

/* The name of curl in @line, which its folder may precede. Returns: whether it is there, behind nothing else than may be */
static gboolean
find_in_line (WeirSpan line, WeirCurlPlace *place, const char *end)
{
  for (gsize i = 0; i < line.len && i < LONGEST_PROMPT; i++)
    {
      const gsize length = name_length (weir_span (line.data + i, line.len - i));
      gsize start = i;

      if (length == 0 || (i > 0 && (g_ascii_isalnum (line.data[i - 1]) || strchr ("-_.", line.data[i - 1]) != NULL)))
        continue;
      /* Back over `/usr/bin/` or `"C:\curl\`. */
      while (start > 0 && i > 0 && (line.data[i - 1] == '/' || line.data[i - 1] == '\\') && !g_ascii_isspace (line.data[start - 1]) &&
             line.data[start - 1] != '>')
        start--;
      if (start > 0 && line.data[start - 1] == '"')
        start--;
      if (g_strstr_len (line.data + start, (gssize) (i - start), "://") != NULL)
        return FALSE;
      place->has_prompt = start > 0 && is_prompt (weir_span (line.data, start));
      if (start > 0 && !place->has_prompt && !is_prefix (weir_span (line.data, start)))
        return FALSE;
      if (start > 0 && !place->has_prompt)
        place->before = strip (weir_span (line.data, start));
      place->command = weir_span (line.data + i + length, (gsize) (end - line.data) - i - length);
      return TRUE;
    }

  return FALSE;
}

/* What browsers offer beside “Copy as cURL”. Returns: (nullable): what to do instead */
static const char *
name_other_form (WeirSpan line)
{
  static const char *const powershell[] = { "$session = New-Object", "Invoke-WebRequest", "Invoke-RestMethod", "iwr ", "irm " };
  static const char *const script[] = { "fetch(", "await fetch(", "const response = await fetch(" };

  for (gsize i = 0; i < G_N_ELEMENTS (powershell); i++)
    if (starts_with (line, powershell[i]))
      return _ ("This is a PowerShell command. In the browser, choose “Copy as cURL (bash)” instead.");
  for (gsize i = 0; i < G_N_ELEMENTS (script); i++)
    if (starts_with (line, script[i]))
      return _ ("This is JavaScript. In the browser, choose “Copy as cURL” or “Copy as cURL (bash)” instead.");

  return NULL;
}

/* @root: `#` is the prompt of root, not a comment */
static gboolean
find_command (const char *text, gsize n_bytes, gboolean root, WeirCurlPlace *place)
{
  const char *end = text + n_bytes;
  guint n_lines = 0;

  *place = (WeirCurlPlace){ 0 };
  for (const char *p = text; p < end && n_lines < MOST_LINES; n_lines++)
    {
      const WeirSpan whole = line_at (p, end);
      const WeirSpan line = strip (whole);

      p = whole.data + whole.len + (whole.data + whole.len < end ? 1 : 0);
      if (line.len == 0 || starts_with (line, "```") || (line.data[0] == '#' && !root))
        continue;
      place->other = name_other_form (line);
      if (place->other != NULL || find_in_line (line, place, end))
        return TRUE;
      if (line.data[0] != '#' && !is_assignment (without_export (line)))
        return FALSE;
      if (line.data[0] != '#')
        place->before = line;
    }

  return FALSE;
}

gboolean
weir_curl_find (const char *text, gsize n_bytes, WeirCurlPlace *place)
{
  return find_command (text, n_bytes, FALSE, place) || find_command (text, n_bytes, TRUE, place);
}

/* Moves over a quoted part that opens at @p. Returns: where it goes on */
static const char *
skip_quoted (const char *p, const char *end)
{
  const char quote = *p++;

  while (p < end && *p != quote)
    p += *p == '\\' && quote == '"' && p + 1 < end ? 2 : 1;

  return p < end ? p + 1 : end;
}

void
weir_curl_find_shell (WeirCurlPlace *place)
{
  const char *start = place->command.data;
  const char *end = start + place->command.len;

  for (const char *p = start; p < end;)
    {
      const gboolean at_word = p > start && g_ascii_isspace (p[-1]);
      const char next = p + 1 < end ? p[1] : '\0';

      if (*p == '^' && (next == '\n' || next == '\r' || (next == '"' && at_word)))
        {
          place->shell = WEIR_CURL_SHELL_CMD;
          return;
        }
      /* `"{""a"":1}"` */
      if (at_word && end - p > 4 && *p == '"' && (next == '{' || next == '[') && p[2] == '"' && p[3] == '"')
        {
          place->shell = WEIR_CURL_SHELL_CMD;
          return;
        }
      if (at_word && *p == '`' && (next == '\n' || next == '\r'))
        {
          place->other = _ ("This command is written for PowerShell. In the browser, choose “Copy as cURL (bash)” instead.");
          return;
        }
      if (*p == '\\' && p + 1 < end)
        p += 2;
      else if (*p == '\'' || *p == '"')
        p = skip_quoted (p, end);
      else
        p++;
    }
}

gboolean
weir_curl_looks_like (const char *text)
{
  WeirCurlPlace place;

  g_return_val_if_fail (text != NULL, FALSE);

  return weir_curl_find (text, strlen (text), &place);
}
