/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-file-name.h"

#include "weir-text.h"

#define SUFFIX ".eventstream"
#define COLUMNS 60
/* File systems take 255 bytes. Marks and escapes can make more of few columns. */
#define LONGEST 200

char *
weir_file_name_suggest (const char *title)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gsize length = strlen (title);

  if (g_str_has_suffix (title, SUFFIX))
    length -= strlen (SUFFIX);
  weir_text_append_row (name, weir_span (title, length), COLUMNS);
  if (name->len > LONGEST)
    g_string_truncate (name, (gsize) (g_utf8_find_prev_char (name->str, name->str + LONGEST + 1) - name->str));

  g_strdelimit (name->str, "/\\", '-');
  if (name->len == 0 || name->str[0] == '.')
    g_string_prepend_c (name, '-');

  return g_strconcat (name->str, SUFFIX, NULL);
}

GFile *
weir_file_name_mend (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GFile) mended = NULL;

  if (name == NULL || folder == NULL || !g_str_has_suffix (name, SUFFIX SUFFIX) || g_str_equal (name, SUFFIX SUFFIX))
    return g_object_ref (file);

  name[strlen (name) - strlen (SUFFIX)] = '\0';
  mended = g_file_get_child (folder, name);

  return g_file_query_exists (mended, NULL) ? g_object_ref (file) : g_steal_pointer (&mended);
}
