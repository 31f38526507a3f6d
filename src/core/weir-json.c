/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-error.h"
#include "weir-json-scanner.h"
#include "weir-json.h"

/* Deeper levels are not indented further: 10 MB of shallow values under 256 brackets would become gigabytes of spaces. */
#define DEEPEST_INDENT 32u

gboolean
weir_json_check (WeirSpan text, gsize *error_offset, GError **error)
{
  WeirJsonScanner scanner;
  WeirJsonToken token;
  gsize offset;

  weir_json_scanner_init (&scanner, text);
  do
    token = weir_json_scanner_next (&scanner);
  while (token != WEIR_JSON_END && token != WEIR_JSON_ERROR);
  if (token == WEIR_JSON_END)
    return TRUE;

  offset = (gsize) (scanner.cursor - scanner.start);
  if (error_offset != NULL)
    *error_offset = offset;
  /* Translators: %s is what is wrong there, such as “a colon is wanted here” */
  g_set_error (error, WEIR_CORE_ERROR, scanner.is_limit ? WEIR_CORE_ERROR_LIMIT : WEIR_CORE_ERROR_SYNTAX, _ ("Not JSON at byte %zu: %s"),
               offset, scanner.problem);

  return FALSE;
}

gboolean
weir_json_looks_like (WeirSpan text)
{
  gsize i = 0;

  while (i < text.len && (text.data[i] == ' ' || text.data[i] == '\n' || text.data[i] == '\r' || text.data[i] == '\t'))
    i++;
  if (i == text.len || (text.data[i] != '{' && text.data[i] != '['))
    return FALSE;

  return weir_json_check (text, NULL, NULL);
}

static void
append_span (GString *out, WeirSpan span)
{
  g_string_append_len (out, span.data, (gssize) span.len);
}

static void
append_line (GString *out, guint depth)
{
  static const char spaces[] = "                                                                ";

  G_STATIC_ASSERT (sizeof spaces - 1 == 2 * DEEPEST_INDENT);
  g_string_append_c (out, '\n');
  g_string_append_len (out, spaces, 2 * (gssize) MIN (depth, DEEPEST_INDENT));
}

static void
append_token (GString *out, WeirJsonToken token, const WeirJsonScanner *scanner, WeirJsonToken before)
{
  const gboolean closes = token == WEIR_JSON_END_OBJECT || token == WEIR_JSON_END_ARRAY;
  const gboolean after_opening = before == WEIR_JSON_BEGIN_OBJECT || before == WEIR_JSON_BEGIN_ARRAY;
  const gboolean opens = token == WEIR_JSON_BEGIN_OBJECT || token == WEIR_JSON_BEGIN_ARRAY;
  const guint depth = opens ? scanner->n_open - 1 : scanner->n_open;

  if (before == WEIR_JSON_NAME)
    g_string_append (out, ": ");
  else if (before != WEIR_JSON_END && !(closes && after_opening))
    {
      if (!closes && !after_opening)
        g_string_append_c (out, ',');
      append_line (out, depth);
    }
  append_span (out, scanner->lexeme);
}

char *
weir_json_pretty (WeirSpan text, gsize *n_bytes)
{
  g_autoptr (GString) out = g_string_sized_new (text.len + text.len / 2);
  WeirJsonToken before = WEIR_JSON_END; /* stands for the start too */
  WeirJsonScanner scanner;

  weir_json_scanner_init (&scanner, text);
  for (;;)
    {
      const WeirJsonToken token = weir_json_scanner_next (&scanner);

      if (token == WEIR_JSON_ERROR)
        return NULL;
      if (token == WEIR_JSON_END)
        break;
      append_token (out, token, &scanner, before);
      before = token;
    }

  if (n_bytes != NULL)
    *n_bytes = out->len;

  return g_string_free (g_steal_pointer (&out), FALSE);
}
