/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "case-text.h"

#include <string.h>

/* The character after a backslash; moves on. */
static char
read_escape (const char **text)
{
  static const char from[] = "nrt\"\\";
  static const char to[] = "\n\r\t\"\\";
  const char *p = *text;
  const char *known = *p != '\0' ? strchr (from, *p) : NULL;

  if (known != NULL)
    {
      *text = p + 1;
      return to[known - from];
    }
  if (p[0] != 'x' || !g_ascii_isxdigit (p[1]) || !g_ascii_isxdigit (p[2]))
    g_error ("unknown escape: %s", p);

  *text = p + 3;

  return (char) (g_ascii_xdigit_value (p[1]) << 4 | g_ascii_xdigit_value (p[2]));
}

GBytes *
case_text_unquote (const char *text)
{
  g_autoptr (GString) once = g_string_new (NULL);
  GString *all = g_string_new (NULL);
  guint64 count = 1;

  if (text == NULL || *text != '"')
    g_error ("a string was expected: %s", text);
  for (text++; *text != '"';)
    {
      if (*text == '\0')
        g_error ("a string without end: %s", once->str);
      if (*text == '\\')
        {
          text++;
          g_string_append_c (once, read_escape (&text));
        }
      else
        {
          g_string_append_c (once, *text++);
        }
    }
  if (g_str_has_prefix (text, "\" * "))
    count = g_ascii_strtoull (text + strlen ("\" * "), NULL, 10);
  while (count-- > 0)
    g_string_append_len (all, once->str, (gssize) once->len);

  return g_string_free_to_bytes (all);
}

char *
case_text_unquote_string (const char *text)
{
  g_autoptr (GBytes) bytes = case_text_unquote (text);
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);

  return g_strndup (data, n_bytes);
}

char *
case_text_take_lines (char **lines, guint *i)
{
  GString *taken = g_string_new (NULL);

  for (; lines[*i] != NULL && lines[*i][0] != '\0'; (*i)++)
    g_string_append_printf (taken, "%s\n", lines[*i]);

  return g_string_free (taken, FALSE);
}

void
case_text_for_each (const char *folder, const char *name, const char *start, guint least, CaseTextFunc check)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases", folder, name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n_checked = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], start))
      {
        check (lines, &i);
        n_checked++;
        if (lines[i] == NULL)
          break;
      }
  g_assert_cmpuint (n_checked, >=, least);
}
