/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-script-print.h"

/* tests/cases/script: each NAME.eventstream with its NAME.expected. */

static void
test_case (gconstpointer data)
{
  const char *stem = data;
  g_autofree char *script_path = g_strconcat (stem, ".eventstream", NULL);
  g_autofree char *expected_path = g_strconcat (stem, ".expected", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *printed = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (script_path, &contents, &size, &error);
  g_assert_no_error (error);
  g_file_get_contents (expected_path, &expected, NULL, &error);
  g_assert_no_error (error);
  file = g_bytes_new (contents, size);
  printed = weir_script_print (file, expected);

  g_assert_cmpstr (printed, ==, expected);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stems = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_test_init (&argc, &argv, NULL);

  folder = g_test_build_filename (G_TEST_DIST, "cases", "script", NULL);
  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".eventstream"))
      g_ptr_array_add (stems, g_strndup (name, strlen (name) - strlen (".eventstream")));
  g_ptr_array_sort (stems, compare_names);
  g_assert_cmpuint (stems->len, >=, 120);
  for (guint i = 0; i < stems->len; i++)
    {
      const char *stem = g_ptr_array_index (stems, i);
      g_autofree char *path = g_strconcat ("/script/case/", stem, NULL);

      g_test_add_data_func_full (path, g_build_filename (folder, stem, NULL), test_case, g_free);
    }

  return g_test_run ();
}
