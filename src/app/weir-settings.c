/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-settings.h"

/* Of a program that was moved after installation, or is in its build folder. */
static const char *const beside_program[] = { "../share/glib-2.0/schemas", "../../data" };

static GSettingsSchema *
look_into (const char *folder)
{
  GSettingsSchemaSource *standard = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) source = g_settings_schema_source_new_from_directory (folder, standard, TRUE, NULL);

  /* No compiled schemas there: the next place. */
  if (source == NULL)
    return NULL;

  return g_settings_schema_source_lookup (source, WEIR_APP_ID, FALSE);
}

static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *standard = g_settings_schema_source_get_default ();
  GSettingsSchema *schema = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  if (standard != NULL)
    schema = g_settings_schema_source_lookup (standard, WEIR_APP_ID, TRUE);
  for (gsize i = 0; schema == NULL && program != NULL && i < G_N_ELEMENTS (beside_program); i++)
    {
      g_autofree char *folder = g_path_get_dirname (program);
      g_autofree char *path = g_build_filename (folder, beside_program[i], NULL);

      schema = look_into (path);
    }
  if (schema == NULL)
    schema = look_into (WEIR_DATADIR "/glib-2.0/schemas");

  return schema;
}

GSettings *
weir_settings_new (void)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();

  if (schema == NULL)
    g_error ("the settings schema " WEIR_APP_ID " is not installed");

  return g_settings_new_full (schema, NULL, NULL);
}
