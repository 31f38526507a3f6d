/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-check.h"
#include "weir-templates.h"

#include <string.h>

/* Each file of the folder is in the list, with the title that it has, and nothing is wrong with it. */
static void
test_files (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "templates", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_auto (GStrv) names = weir_templates_list ();
  guint n = 0;
  const char *file;

  g_assert_nonnull (dir);
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *name = g_strndup (file, strlen (file) - strlen (".eventstream"));
      g_autofree char *path = g_build_filename (folder, file, NULL);
      g_autofree char *title = NULL;
      g_autofree char *contents = NULL;
      g_autoptr (GBytes) bytes = weir_templates_load (name);
      g_autoptr (GPtrArray) diagnostics = NULL;
      g_autoptr (WeirScript) script = NULL;
      gsize size;

      n++;
      g_assert_nonnull (bytes);
      g_assert_true (g_strv_contains ((const char *const *) names, name));
      g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), contents, size);
      script = weir_script_new (bytes, &diagnostics);
      g_assert_nonnull (script);
      title = weir_templates_dup_title (name);
      g_assert_cmpstr (title, ==, weir_script_get_title (script));
      g_assert_cmpint (weir_templates_get_kind (name), <=, WEIR_TEMPLATE_SERVICE);
    }
  g_assert_cmpuint (n, ==, g_strv_length (names));
  for (guint i = 1; i < n; i++)
    g_assert_cmpstr (names[i - 1], <, names[i]);
}

static void
test_unknown (void)
{
  g_autofree char *title = weir_templates_dup_title ("nothing");

  g_assert_null (weir_templates_load ("nothing"));
  g_assert_null (weir_templates_load ("../demo"));
  g_assert_cmpstr (title, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/templates/files", test_files);
  g_test_add_func ("/templates/unknown", test_unknown);

  return g_test_run ();
}
