/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-cli-resources.h"
#include "weir-script.h"
#include "weir-templates.h"

#define FOLDER "/io/github/weir/Weir/cli/templates"
#define SUFFIX ".eventstream"

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
weir_templates_list (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_auto (GStrv) files = NULL;

  weir_cli_register_resource ();
  files = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    g_ptr_array_add (names, g_strndup (files[i], strlen (files[i]) - strlen (SUFFIX)));
  g_ptr_array_sort (names, compare);
  g_ptr_array_add (names, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

GBytes *
weir_templates_load (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER "/", name, SUFFIX, NULL);

  if (strchr (name, '/') != NULL)
    return NULL;
  weir_cli_register_resource ();
  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

char *
weir_templates_dup_title (const char *name)
{
  g_autoptr (GBytes) bytes = weir_templates_load (name);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = bytes != NULL ? weir_script_new (bytes, &diagnostics) : NULL;
  const char *title = script != NULL ? weir_script_get_title (script) : NULL;

  return g_strdup (title != NULL ? title : "");
}
