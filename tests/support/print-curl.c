/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "curl-cases.h"

/* Writes what is expected in curl cases anew: print-curl FILE.case… Read the difference. */
int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *preamble = NULL;
      g_autoptr (GPtrArray) cases = curl_cases_read (argv[i], &preamble);
      g_autoptr (GString) out = g_string_new (preamble);
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < cases->len; j++)
        {
          const CurlCase *item = g_ptr_array_index (cases, j);
          g_autofree char *printed = curl_case_print (item->command);

          g_string_append_printf (out, "\n=== %s\n%s\n---\n%s\n", item->name, item->command, printed);
        }
      if (!g_file_set_contents (argv[i], out->str, (gssize) out->len, &error))
        {
          g_printerr ("%s\n", error->message);
          return 5;
        }
    }

  return 0;
}
