/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <string.h>

#include "weir-query.h"

static int
get_hex (const char *text, gsize len)
{
  if (len < 3 || !g_ascii_isxdigit (text[1]) || !g_ascii_isxdigit (text[2]))
    return -1;

  return g_ascii_xdigit_value (text[1]) * 16 + g_ascii_xdigit_value (text[2]);
}

static void
append_decoded (GString *out, const char *text, gsize len)
{
  for (gsize i = 0; i < len; i++)
    {
      int byte = text[i] == '%' ? get_hex (text + i, len - i) : -1;

      if (byte >= 0)
        i += 2;
      g_string_append_c (out, byte >= 0 ? (char) byte : text[i] == '+' ? ' ' : text[i]);
    }
}

gboolean
weir_query_get (WeirSpan query, WeirSpan name, GString *value)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (gsize at = 0; at < query.len;)
    {
      const char *start = query.data + at;
      const char *end = memchr (start, '&', query.len - at);
      gsize len = end != NULL ? (gsize) (end - start) : query.len - at;
      const char *equals = memchr (start, '=', len);
      gsize name_len = equals != NULL ? (gsize) (equals - start) : len;

      g_string_truncate (key, 0);
      append_decoded (key, start, name_len);
      if (weir_span_equal (weir_span (key->str, key->len), name))
        {
          if (equals != NULL)
            append_decoded (value, equals + 1, len - name_len - 1);
          return TRUE;
        }
      at += len + 1;
    }

  return FALSE;
}

static gboolean
has_name (const WeirHeader *header, WeirSpan name)
{
  return strlen (header->name) == name.len && g_ascii_strncasecmp (header->name, name.data, name.len) == 0;
}

gboolean
weir_query_get_header (const WeirHeader *headers, gsize n_headers, WeirSpan name, GString *value)
{
  gboolean found = FALSE;

  for (gsize i = 0; i < n_headers; i++)
    {
      if (!has_name (&headers[i], name))
        continue;
      g_string_append (value, found ? ", " : "");
      g_string_append (value, headers[i].value);
      found = TRUE;
    }

  return found;
}

static gboolean
find_cookie (const char *line, WeirSpan name, GString *value)
{
  while (TRUE)
    {
      const char *end = strchrnul (line, ';');
      const char *equals = memchr (line, '=', (gsize) (end - line));

      if (equals != NULL && weir_span_equal (weir_span_trim_blanks (weir_span (line, (gsize) (equals - line))), name))
        {
          WeirSpan text = weir_span_trim_blanks (weir_span (equals + 1, (gsize) (end - equals) - 1));

          g_string_append_len (value, text.data, (gssize) text.len);
          return TRUE;
        }
      if (*end == '\0')
        return FALSE;
      line = end + 1;
    }
}

gboolean
weir_query_get_cookie (const WeirHeader *headers, gsize n_headers, WeirSpan name, GString *value)
{
  for (gsize i = 0; i < n_headers; i++)
    if (has_name (&headers[i], WEIR_SPAN_LITERAL ("Cookie")) && find_cookie (headers[i].value, name, value))
      return TRUE;

  return FALSE;
}
