/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-script-language.h"

#define FOLDER "resource:///io/github/weir/Weir/language-specs"

GtkSourceLanguage *
weir_script_language_get (void)
{
  GtkSourceLanguageManager *all = gtk_source_language_manager_get_default ();
  GtkSourceLanguageManager *manager = g_object_get_data (G_OBJECT (all), "weir-languages");

  /* The default one takes no further folder once it was asked for a language. */
  if (manager == NULL)
    {
      manager = gtk_source_language_manager_new ();
      gtk_source_language_manager_append_search_path (manager, FOLDER);
      g_object_set_data_full (G_OBJECT (all), "weir-languages", manager, g_object_unref);
    }

  return gtk_source_language_manager_get_language (manager, "weir-script");
}
