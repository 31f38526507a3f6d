/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-script-print.h"

/* Writes the .expected file of script cases anew, keeping its commands: print-script FILE.eventstream… Read the difference. */
int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *contents = NULL;
      g_autofree char *expected = NULL;
      g_autofree char *printed = NULL;
      g_autofree char *stem = NULL;
      g_autofree char *path = NULL;
      g_autoptr (GBytes) file = NULL;
      gsize size;

      if (!g_str_has_suffix (argv[i], ".eventstream") || !g_file_get_contents (argv[i], &contents, &size, &error))
        {
          g_printerr ("%s: %s\n", argv[i], error != NULL ? error->message : "no .eventstream file");
          return 2;
        }
      stem = g_strndup (argv[i], strlen (argv[i]) - strlen (".eventstream"));
      path = g_strconcat (stem, ".expected", NULL);
      if (!g_file_get_contents (path, &expected, NULL, NULL))
        expected = g_strdup ("");
      file = g_bytes_new (contents, size);
      printed = weir_script_print (file, expected);
      if (!g_file_set_contents (path, printed, -1, &error))
        {
          g_printerr ("%s: %s\n", path, error->message);
          return 5;
        }
    }

  return 0;
}
