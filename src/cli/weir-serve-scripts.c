/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-diagnostic.h"
#include "weir-mock-path.h"
#include "weir-serve-scripts.h"

#define SUFFIX ".eventstream"

static void
served_script_free (gpointer data)
{
  WeirServedScript *self = data;

  g_free (self->path);
  g_free (self->file);
  weir_script_unref (self->script);
  g_free (self);
}

static gboolean
load_file (GPtrArray *scripts, const char *file, GString *complaints)
{
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) diagnostics = NULL;
  WeirScript *script;
  WeirServedScript *served;

  if (!g_file_get_contents (file, &contents, &length, &error))
    {
      g_string_append_printf (complaints, "weir: %s\n", error->message);
      return FALSE;
    }

  bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  script = weir_script_new (bytes, &diagnostics);
  if (script == NULL)
    {
      for (guint i = 0; i < diagnostics->len; i++)
        weir_diagnostic_append (complaints, file, g_ptr_array_index (diagnostics, i));
      return FALSE;
    }

  served = g_new0 (WeirServedScript, 1);
  served->path = weir_mock_path_of_file (file);
  served->file = g_strdup (file);
  served->script = script;
  g_ptr_array_add (scripts, served);

  return TRUE;
}

static gboolean
load_folder (GPtrArray *scripts, const char *folder, GString *complaints)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  guint n_before = scripts->len;
  gboolean ok = TRUE;
  const char *name;

  if (dir == NULL)
    {
      g_string_append_printf (complaints, "weir: %s\n", error->message);
      return FALSE;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, SUFFIX) && name[0] != '.' && !load_file (scripts, file, complaints))
        ok = FALSE;
    }

  if (ok && scripts->len == n_before)
    {
      g_string_append_printf (complaints, _ ("weir: there is no *%s file in %s\n"), SUFFIX, folder);
      return FALSE;
    }

  return ok;
}

static int
compare_scripts (gconstpointer a, gconstpointer b)
{
  const WeirServedScript *one = *(const WeirServedScript *const *) a;
  const WeirServedScript *other = *(const WeirServedScript *const *) b;
  int by_path = strcmp (one->path, other->path);

  return by_path != 0 ? by_path : strcmp (one->file, other->file);
}

GPtrArray *
weir_serve_scripts_load (char **names, GString *complaints)
{
  g_autoptr (GPtrArray) scripts = g_ptr_array_new_with_free_func (served_script_free);
  gboolean ok = TRUE;

  for (char **name = names; *name != NULL; name++)
    {
      if (g_file_test (*name, G_FILE_TEST_IS_DIR))
        ok = load_folder (scripts, *name, complaints) && ok;
      else
        ok = load_file (scripts, *name, complaints) && ok;
    }

  g_ptr_array_sort (scripts, compare_scripts);

  return ok ? g_steal_pointer (&scripts) : NULL;
}
