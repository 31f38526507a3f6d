/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-json-scanner.h"
#include "weir-json.h"

/* One step of a path: a member by name (bytes, or a JSON string's lexeme when @is_quoted), or an item by index. */
typedef struct
{
  gboolean is_index;
  gboolean is_quoted;
  guint64 index;
  WeirSpan name;
} Step;

static gboolean
parse_quoted_step (const char **path, Step *step)
{
  const char *const start = *path + 1;
  const char *end = start + 1;

  /* The same escapes as in JSON, so the same scanner judges them. */
  while (*end != '\0' && *end != '"')
    end += end[0] == '\\' && end[1] != '\0' ? 2 : 1;
  if (end[0] != '"' || end[1] != ']')
    return FALSE;
  step->is_quoted = TRUE;
  step->name = weir_span (start, (gsize) (end - start) + 1);
  *path = end + 2;

  return weir_json_check (step->name, NULL, NULL);
}

/* Takes the next step off @path. */
static gboolean
parse_step (const char **path, Step *step)
{
  char *end;

  *step = (Step){ 0 };
  if (**path == '.')
    {
      const gsize length = strcspn (*path + 1, ".[");

      step->name = weir_span (*path + 1, length);
      *path += 1 + length;
      return length > 0;
    }
  if (**path != '[')
    return FALSE;
  if ((*path)[1] == '"')
    return parse_quoted_step (path, step);
  if (!g_ascii_isdigit ((*path)[1]))
    return FALSE;

  step->is_index = TRUE;
  step->index = g_ascii_strtoull (*path + 1, &end, 10); /* saturates, which no array reaches */
  *path = end + 1;

  return *end == ']';
}

static gboolean
name_equals (WeirSpan lexeme, const Step *step)
{
  g_autoptr (GString) name = NULL;
  g_autoptr (GString) wanted = NULL;

  if (!step->is_quoted && memchr (lexeme.data, '\\', lexeme.len) == NULL)
    return weir_span_equal (weir_span (lexeme.data + 1, lexeme.len - 2), step->name);

  name = g_string_new (NULL);
  weir_json_append_unescaped (name, lexeme);
  if (!step->is_quoted)
    return weir_span_equal (weir_span (name->str, name->len), step->name);
  wanted = g_string_new (NULL);
  weir_json_append_unescaped (wanted, step->name);

  return g_string_equal (name, wanted);
}

/* Scans the whole of @value, which also proves that it is JSON. */
static gboolean
take_step (WeirSpan value, const Step *step, WeirSpan *found)
{
  const guint depth = 1;
  WeirJsonScanner scanner;
  WeirJsonToken token;
  guint64 index = 0;
  gboolean is_next = FALSE; /* whether the value that comes is the wanted one */
  gboolean is_found = FALSE;
  const char *start = NULL;

  weir_json_scanner_init (&scanner, value);
  token = weir_json_scanner_next (&scanner);
  if (token != (step->is_index ? WEIR_JSON_BEGIN_ARRAY : WEIR_JSON_BEGIN_OBJECT))
    return FALSE;
  while ((token = weir_json_scanner_next (&scanner)) != WEIR_JSON_END)
    {
      const gboolean opens = token == WEIR_JSON_BEGIN_OBJECT || token == WEIR_JSON_BEGIN_ARRAY;

      if (token == WEIR_JSON_ERROR)
        return FALSE;
      if (token == WEIR_JSON_NAME)
        {
          if (scanner.n_open == depth)
            is_next = name_equals (scanner.lexeme, step);
          continue;
        }
      if (opens && scanner.n_open == depth + 1)
        start = scanner.lexeme.data;
      else if (!opens && scanner.n_open == depth && token != WEIR_JSON_END_OBJECT && token != WEIR_JSON_END_ARRAY)
        start = scanner.lexeme.data;
      if (opens || scanner.n_open != depth)
        continue;

      /* A member or item of this level is whole. Of two members with one name the last counts, as in JavaScript. */
      if (step->is_index ? index++ == step->index : is_next)
        {
          *found = weir_span (start, (gsize) (scanner.cursor - start));
          is_found = TRUE;
        }
    }

  return is_found;
}

gboolean
weir_json_get_path (WeirSpan text, const char *path, WeirSpan *lexeme)
{
  WeirSpan value = text;

  if (path[0] != '$')
    return FALSE;
  path++;
  if (path[0] == '\0')
    {
      if (!weir_json_check (text, NULL, NULL))
        return FALSE;
      while (strchr (" \t\r\n", value.data[0]) != NULL)
        value = weir_span (value.data + 1, value.len - 1);
      while (strchr (" \t\r\n", value.data[value.len - 1]) != NULL)
        value.len--;
    }
  while (path[0] != '\0')
    {
      Step step;

      if (!parse_step (&path, &step) || !take_step (value, &step, &value))
        return FALSE;
    }
  *lexeme = value;

  return TRUE;
}

gboolean
weir_json_path_is_valid (const char *path)
{
  Step step;

  if (path[0] != '$')
    return FALSE;
  path++;
  while (path[0] != '\0')
    if (!parse_step (&path, &step))
      return FALSE;

  return TRUE;
}
