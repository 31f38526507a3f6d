/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#include "weir-client-tests.h"
#include "weir-commands.h"
#include "weir-dialect.h"
#include "weir-directive.h"
#include "weir-import.h"
#include "weir-limits.h"
#include "weir-templates.h"
#include "weir-usage.h"

typedef struct
{
  char *output;
  char *dialect;
  char *every;
  char *event;
  char *title;
  gboolean replace;
  char **rest;
} Arguments;

static void
arguments_clear (Arguments *self)
{
  g_free (self->output);
  g_free (self->dialect);
  g_free (self->every);
  g_free (self->event);
  g_free (self->title);
  g_strfreev (self->rest);
}

static char *
list_dialects (void)
{
  GString *nicks = g_string_new (NULL);

  for (guint i = 0; weir_dialect_get (i) != NULL; i++)
    g_string_append_printf (nicks, "%s%s", i > 0 ? "|" : "", weir_dialect_get (i)->nick);
  return g_string_free (nicks, FALSE);
}

static GOptionContext *
make_context (Arguments *self)
{
  g_autofree char *dialects = list_dialects ();
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self->output, N_ ("Write the script to this file (standard output)"), N_ ("FILE") },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &self->replace, N_ ("Replace the file if it exists"), NULL },
    { "dialect", 0, 0, G_OPTION_ARG_STRING, &self->dialect, N_ ("Cut a text into the tokens of a model's stream of this kind"),
      g_intern_string (dialects) },
    { "every", 0, 0, G_OPTION_ARG_STRING, &self->every, N_ ("The pause between events (1s; with --dialect 40ms)"), N_ ("TIME") },
    { "event", 0, 0, G_OPTION_ARG_STRING, &self->event, N_ ("The event type of what has none"), N_ ("NAME") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &self->title, N_ ("What the script is called"), N_ ("TEXT") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->rest, NULL, NULL },
    { NULL },
  };

  return weir_usage_context (
      "new", entries,
      _ ("Without an argument, lists the templates. With the name of one, writes it. With a file (- is standard input), makes a script\n"
         "of it: of a JSON array an event for each element, of JSON Lines and of a text one for each line; with --dialect, a model's\n"
         "answer that streams the text. With client-tests, writes the folder of that name, or another one, of what weir test tries\n"
         "EventSource clients with.\n"
         "\n"
         "Exit status: 0 done, 2 wrong options, no such template or an unreadable file, 5 the script could not be written.\n"
         "\n"
         "Examples:\n"
         "  weir new stock-ticker --output ticker.eventstream\n"
         "  weir new client-tests my-tests\n"
         "  weir new orders.json --event order > orders.eventstream\n"
         "  echo 'Hello, world' | weir new - --dialect openai > hello.eventstream"));
}

static WeirExit
list_templates (void)
{
  g_auto (GStrv) names = weir_templates_list ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *title = weir_templates_dup_title (names[i]);

      g_print ("%-20s  %s\n", names[i], title);
    }
  g_print ("%-20s  %s\n", WEIR_CLIENT_TESTS, _ ("A folder of scripts that try an EventSource client, and their rules"));

  return WEIR_EXIT_OK;
}

static GBytes *
read_input (const char *name, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (WEIR_LIMIT_READ);
  g_autoptr (GInputStream) stream = NULL;
  gssize n;

  stream = g_str_equal (name, "-") ? g_unix_input_stream_new (STDIN_FILENO, FALSE) : G_INPUT_STREAM (g_file_read (file, NULL, error));
  if (stream == NULL)
    return NULL;
  while ((n = g_input_stream_read (stream, buffer, WEIR_LIMIT_READ, NULL, error)) > 0)
    {
      g_byte_array_append (bytes, buffer, (guint) n);
      if (bytes->len <= WEIR_LIMIT_IMPORT)
        continue;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _ ("“%s” is longer than %u MiB"), name, WEIR_LIMIT_IMPORT / 1024 / 1024);
      return NULL;
    }
  if (n < 0)
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static GBytes *
import (const Arguments *arguments, GError **error)
{
  WeirImportOptions options = {
    .title = arguments->title,
    .event = arguments->event,
    .every_us = arguments->dialect != NULL ? 40 * G_TIME_SPAN_MILLISECOND : G_TIME_SPAN_SECOND,
    .dialect = arguments->dialect,
  };
  g_autoptr (GBytes) bytes = NULL;
  GString *script;
  const char *data;
  gsize size;

  if (arguments->every != NULL && !weir_duration_parse (weir_span_from_string (arguments->every), &options.every_us, error))
    {
      g_prefix_error (error, "--every: ");
      return NULL;
    }
  bytes = read_input (arguments->rest[0], error);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  script = weir_import_to_script (weir_span (data, size), &options, error);

  return script != NULL ? g_string_free_to_bytes (script) : NULL;
}

static WeirExit
write_script (const Arguments *arguments, GBytes *script)
{
  gsize size;
  const char *data = g_bytes_get_data (script, &size);
  g_autoptr (GError) error = NULL;

  if (arguments->output == NULL)
    {
      if (fwrite (data, 1, size, stdout) == size && fflush (stdout) == 0)
        return WEIR_EXIT_OK;
      g_printerr (_ ("weir: cannot write to standard output: %s\n"), g_strerror (errno));
      return WEIR_EXIT_OUTPUT;
    }
  if (!arguments->replace && g_file_test (arguments->output, G_FILE_TEST_EXISTS))
    {
      g_printerr (_ ("weir: %s exists; --replace replaces it\n"), arguments->output);
      return WEIR_EXIT_USAGE;
    }
  if (g_file_set_contents (arguments->output, data, (gssize) size, &error))
    return WEIR_EXIT_OK;

  g_printerr ("weir: %s\n", error->message);
  return WEIR_EXIT_OUTPUT;
}

static WeirExit
write_client_tests (const Arguments *arguments)
{
  const char *folder = arguments->rest[1] != NULL ? arguments->rest[1] : WEIR_CLIENT_TESTS;
  g_autoptr (GError) error = NULL;
  guint n;

  if (arguments->rest[1] != NULL && arguments->rest[2] != NULL)
    return weir_usage_complain ("new", _ ("one folder at a time"));
  n = weir_client_tests_write (folder, arguments->replace, &error);
  if (n == 0)
    {
      g_printerr ("weir: %s\n", error->message);
      return g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_EXIST) ? WEIR_EXIT_USAGE : WEIR_EXIT_OUTPUT;
    }
  g_print (g_dngettext (GETTEXT_PACKAGE, "%u file in %s; what to do with them is in its README.md\n",
                        "%u files in %s; what to do with them is in its README.md\n", n),
           n, folder);

  return WEIR_EXIT_OK;
}

static WeirExit
make (const Arguments *arguments)
{
  g_autoptr (GBytes) script = NULL;
  g_autoptr (GError) error = NULL;

  if (arguments->rest == NULL)
    return list_templates ();
  if (g_str_equal (arguments->rest[0], WEIR_CLIENT_TESTS))
    return write_client_tests (arguments);
  if (arguments->rest[1] != NULL)
    return weir_usage_complain ("new", _ ("one template or file at a time"));
  if (arguments->dialect != NULL && weir_dialect_find (arguments->dialect) == NULL)
    return weir_usage_complain ("new", _ ("--dialect: there is no “%s”"), arguments->dialect);

  script = weir_templates_load (arguments->rest[0]);
  if (script == NULL)
    script = import (arguments, &error);
  if (script == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return weir_usage_complain ("new", _ ("“%s” is neither a template nor a file; weir new lists the templates"), arguments->rest[0]);
  if (script == NULL)
    {
      g_printerr ("weir: %s\n", error->message);
      return WEIR_EXIT_USAGE;
    }

  return write_script (arguments, script);
}

WeirExit
weir_command_new (int argc, char **argv)
{
  Arguments arguments = { 0 };
  g_autoptr (GOptionContext) context = make_context (&arguments);
  WeirExit status;

  if (weir_usage_parse (context, "new", &argc, &argv, &status))
    status = make (&arguments);
  arguments_clear (&arguments);

  return status;
}
