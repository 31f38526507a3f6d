/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-cli.h"
#include "weir-commands.h"
#include "weir-launch.h"
#include "weir-usage.h"

static const WeirCommand commands[] = {
  { "watch", weir_command_watch, "URL", N_ ("Watch an event stream: every event, comment, retry and reconnection") },
  { "decode", weir_command_decode, "[FILE]", N_ ("Decode a plain event stream from a file or standard input, without a network") },
  { "serve", weir_command_serve, "SCRIPT|RECORDING|FOLDER…", N_ ("Serve scripts and recordings as event streams") },
  { "test", weir_command_test, "SCRIPT|FOLDER… -- COMMAND", N_ ("Serve scripts to a command and check what it did") },
  { "lint", weir_command_lint, "FILE…", N_ ("Check scripts and recordings: file:line:column: what is wrong") },
  { "new", weir_command_new, "[TEMPLATE|FILE]", N_ ("Write a script from a template, JSON or a text") },
  { "demo", weir_command_demo, "", N_ ("Watch the built-in demonstration stream; no network needed") },
};

const WeirCommand *
weir_command_get_all (gsize *n)
{
  *n = G_N_ELEMENTS (commands);

  return commands;
}

const WeirCommand *
weir_command_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, name))
        return &commands[i];
    }

  return NULL;
}

/* Insertions, deletions, substitutions and swapped neighbours (optimal string alignment). */
static guint
edit_distance (const char *a, const char *b)
{
  gsize n = strlen (b);
  g_autofree guint *rows = g_new0 (guint, 3 * (n + 1));
  guint *before = rows;
  guint *above = rows + n + 1;
  guint *row = rows + 2 * (n + 1);

  for (gsize j = 0; j <= n; j++)
    row[j] = (guint) j;

  for (gsize i = 1; a[i - 1] != '\0'; i++)
    {
      guint *spare = before;

      before = above;
      above = row;
      row = spare;
      row[0] = (guint) i;
      for (gsize j = 1; j <= n; j++)
        {
          guint best = above[j - 1] + (a[i - 1] != b[j - 1]);

          best = MIN (best, MIN (above[j], row[j - 1]) + 1);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            best = MIN (best, before[j - 2] + 1);
          row[j] = best;
        }
    }

  return row[n];
}

const char *
weir_command_suggest (const char *word)
{
  const char *nearest = NULL;
  guint nearest_distance = G_MAXUINT;

  if (strlen (word) > 32)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      guint distance = edit_distance (word, commands[i].name);

      if (distance < nearest_distance)
        {
          nearest_distance = distance;
          nearest = commands[i].name;
        }
    }

  /* Further away, the suggestion would be a guess. */
  return nearest_distance <= 2 ? nearest : NULL;
}

static WeirExit
print_help (void)
{
  g_print ("%s\n  weir [URL|FILE]\n  weir %s\n\n%s\n\n%s\n", _ ("Usage:"), _ ("COMMAND [OPTION…]"),
           _ ("Watch, record and mock server-sent events. Without a command: the window."), _ ("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = g_strdup_printf ("%s %s", commands[i].name, commands[i].arguments);
      int padding = 34 - (int) g_utf8_strlen (usage, -1);

      g_print ("  %s%*s %s\n", usage, MAX (padding, 0), "", _ (commands[i].summary));
    }
  g_print ("\n%s\n  %-34s %s\n  %-34s %s\n  %-34s %s\n  %-34s %s\n\n%s\n", _ ("Options:"), "-h, --help", _ ("Show this help"), "--version",
           _ ("Show the version"), "--new-window", _ ("Open a new window"), "--new-mock", _ ("Choose a mock server in the window"),
           _ ("“weir COMMAND --help” explains a command, its options and its exit statuses."));

  return WEIR_EXIT_OK;
}

/* Whether an argument can be meant for the window: a URL, or a file that is there. */
static gboolean
is_location (const char *argument)
{
  return strpbrk (argument, ":/.") != NULL || g_file_test (argument, G_FILE_TEST_EXISTS);
}

WeirExit
weir_cli_run (int argc, char **argv)
{
  const WeirCommand *command;
  const char *nearest;

  if (argc < 2 || g_str_equal (argv[1], "--new-window") || g_str_equal (argv[1], "--new-mock"))
    return weir_launch_window (argv);

  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    return print_help ();

  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("weir %s\n", WEIR_VERSION);
      return WEIR_EXIT_OK;
    }

  command = weir_command_find (argv[1]);
  if (command != NULL)
    return command->run (argc - 1, argv + 1);

  if (argv[1][0] == '-')
    return weir_usage_complain (NULL, _ ("unknown option “%s”"), argv[1]);

  if (is_location (argv[1]))
    return weir_launch_window (argv);

  nearest = weir_command_suggest (argv[1]);
  if (nearest != NULL)
    return weir_usage_complain (NULL, _ ("there is no command “%s”; did you mean “%s”?"), argv[1], nearest);

  return weir_usage_complain (NULL, _ ("there is no command, file or URL “%s”"), argv[1]);
}
