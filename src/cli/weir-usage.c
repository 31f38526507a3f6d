/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-cli.h"
#include "weir-usage.h"

GOptionContext *
weir_usage_context (const char *command, const GOptionEntry *entries, const char *description)
{
  static const GOptionEntry help_entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, NULL, N_ ("Show this help"), NULL },
    { NULL },
  };
  const WeirCommand *self = weir_command_find (command);
  g_autofree char *parameters = g_strdup_printf ("%s — %s", self->arguments, _ (self->summary));
  GOptionContext *context = g_option_context_new (parameters);

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  /* GLib's own --help shows one group only; this program's shows all. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help_entries, GETTEXT_PACKAGE);
  g_option_context_set_description (context, description);

  return context;
}

void
weir_usage_add_group (GOptionContext *context, const char *name, const char *title, const GOptionEntry *entries)
{
  GOptionGroup *group = g_option_group_new (name, title, title, NULL, NULL);

  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_group_add_entries (group, entries);
  g_option_context_add_group (context, group);
}

static gboolean
asks_for_help (int argc, char **argv)
{
  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    {
      if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h") || g_str_equal (argv[i], "-?"))
        return TRUE;
    }

  return FALSE;
}

gboolean
weir_usage_parse (GOptionContext *context, const char *command, int *argc, char ***argv, WeirExit *status)
{
  g_autofree char *program = g_strdup_printf ("weir %s", command);
  g_autoptr (GError) error = NULL;

  g_set_prgname (program);

  if (asks_for_help (*argc, *argv))
    {
      g_autofree char *help = g_option_context_get_help (context, FALSE, NULL);

      g_print ("%s", help);
      *status = WEIR_EXIT_OK;
      return FALSE;
    }

  if (!g_option_context_parse (context, argc, argv, &error))
    {
      *status = weir_usage_complain (command, "%s", error->message);
      return FALSE;
    }

  return TRUE;
}

WeirExit
weir_usage_complain (const char *command, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_printerr ("weir: %s\n", text);
  if (command != NULL)
    g_printerr (_ ("“weir %s --help” shows what is possible.\n"), command);
  else
    g_printerr (_ ("“weir --help” shows what is possible.\n"));

  return WEIR_EXIT_USAGE;
}
