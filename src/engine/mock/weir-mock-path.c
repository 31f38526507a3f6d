/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-path.h"

#include <string.h>

char *
weir_mock_path_of_file (const char *file)
{
  g_autofree char *name = NULL;
  g_autofree char *escaped = NULL;
  char *dot;

  g_return_val_if_fail (file != NULL, NULL);

  name = g_path_get_basename (file);
  dot = strrchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';
  if (g_str_equal (name, "index"))
    return g_strdup ("/");

  escaped = g_uri_escape_string (name, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH_ELEMENT, FALSE);

  return g_strconcat ("/", escaped, NULL);
}
