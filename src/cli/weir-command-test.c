/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-client-tests.h"
#include "weir-commands.h"
#include "weir-directive.h"
#include "weir-serve-arguments.h"
#include "weir-serve-scripts.h"
#include "weir-test.h"
#include "weir-usage.h"

typedef struct
{
  WeirPlayArguments play;
  WeirTlsArguments tls;
  char *port;
  char *junit;
  char *report;
  char **known;
  char *duration;
  char **rest;
} Arguments;

static void
arguments_clear (Arguments *self)
{
  weir_play_arguments_clear (&self->play);
  weir_tls_arguments_clear (&self->tls);
  g_free (self->port);
  g_free (self->junit);
  g_free (self->report);
  g_strfreev (self->known);
  g_free (self->duration);
  g_strfreev (self->rest);
}

static GOptionContext *
make_context (Arguments *self)
{
  const GOptionEntry entries[] = {
    { "junit", 0, 0, G_OPTION_ARG_FILENAME, &self->junit, N_ ("Write the results to this file, as JUnit does"), N_ ("FILE") },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &self->report, N_ ("Write what the client tests found out to this file, as JSON"),
      N_ ("FILE") },
    { "known", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->known,
      N_ ("A rule of the client tests that is known to be broken; may be given several times"), N_ ("RULE") },
    { "for", 0, 0, G_OPTION_ARG_STRING, &self->duration, N_ ("End the command after this time, which then has failed"), N_ ("TIME") },
    { "port", 0, 0, G_OPTION_ARG_STRING, &self->port, N_ ("Listen on this port (any free one)"), N_ ("N") },
    { "tls", 0, 0, G_OPTION_ARG_NONE, &self->tls.tls, N_ ("Speak TLS, with a certificate for this machine that Weir makes and keeps"),
      NULL },
    { "cert", 0, 0, G_OPTION_ARG_FILENAME, &self->tls.certificate, N_ ("Speak TLS with this certificate (PEM)"), N_ ("FILE") },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &self->tls.key, N_ ("Its key (in the certificate's file)"), N_ ("FILE") },
    { "speed", 0, 0, G_OPTION_ARG_STRING, &self->play.speed, N_ ("Play so many times faster, 0.1 to 100; 0: all at once (1)"), N_ ("X") },
    { "longest-pause", 0, 0, G_OPTION_ARG_STRING, &self->play.longest_pause, N_ ("Shorten pauses that are longer"), N_ ("TIME") },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &self->play.seed, N_ ("Draw with this seed instead of the script's"), N_ ("N") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->rest, NULL, NULL },
    { NULL },
  };

  return weir_usage_context (
      "test", entries,
      _ ("Serves the scripts, runs COMMAND with WEIR_URL set to the server's address and WEIR_TOKEN to the token of its control\n"
         "interface, and checks every expect line when it has ended. With --tls, WEIR_CACERT names the certificate to trust.\n"
         "A script that is served alone answers at / too; others at their names, as with weir serve.\n"
         "A folder that weir new client-tests has written tests an EventSource client: the rules it keeps and breaks are printed. Without\n"
         "a command, a browser is tested: the address that is to be opened in it is printed.\n"
         "\n"
         "Exit status: 0 the command succeeded and every expectation was reached and held, or no rule was broken, 1 otherwise, 2 wrong\n"
         "options, an unreadable file or a broken script, or the command cannot be run, 5 the results could not be written.\n"
         "\n"
         "Examples:\n"
         "  weir test reconnect.eventstream --junit results.xml -- node client.js\n"
         "  weir test client-tests --report report.json -- node client-tests/run.mjs eventsource"));
}

static WeirExit
run (const Arguments *arguments, char **command)
{
  WeirTestOptions options = { .server = WEIR_SERVER_OPTIONS_INIT, .junit = arguments->junit, .report = arguments->report };
  g_autoptr (GString) complaints = g_string_new (NULL);
  g_autoptr (WeirTlsIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;
  gint64 port = 0;
  WeirExit status;

  if (arguments->rest == NULL)
    return weir_usage_complain ("test", _ ("which script or folder?"));
  if (arguments->rest[1] == NULL && weir_client_tests_is_folder (arguments->rest[0]))
    options.client_tests = arguments->rest[0];
  else if (arguments->report != NULL || arguments->known != NULL)
    return weir_usage_complain ("test", _ ("%s: only with a folder of client tests; weir new client-tests writes one"),
                                arguments->report != NULL ? "--report" : "--known");
  if (command != NULL && command[0] == NULL)
    command = NULL;
  if (command == NULL && options.client_tests == NULL)
    return weir_usage_complain ("test", _ ("which command? It stands behind --"));
  if (!weir_play_arguments_take (&arguments->play, &options.server, &error) ||
      !weir_take_number ("port", arguments->port, 65535, &port, &error) || !weir_tls_arguments_take (&arguments->tls, &identity, &error))
    return weir_usage_complain ("test", "%s", error->message);
  if (arguments->duration != NULL && !weir_duration_parse (weir_span_from_string (arguments->duration), &options.for_us, &error))
    return weir_usage_complain ("test", "--for: %s", error->message);

  options.server.tls = identity;
  options.command = command;
  options.known = (const char *const *) arguments->known;
  options.server.port = (guint16) port;
  options.scripts = weir_serve_scripts_load (arguments->rest, complaints);
  if (options.scripts == NULL)
    {
      g_printerr ("%s", complaints->str);
      return WEIR_EXIT_USAGE;
    }
  status = weir_test_run (&options);
  g_ptr_array_unref (options.scripts);

  return status;
}

WeirExit
weir_command_test (int argc, char **argv)
{
  Arguments arguments = { 0 };
  g_autoptr (GOptionContext) context = make_context (&arguments);
  char **command = NULL;
  WeirExit status;

  /* The command's own options are none of ours. */
  for (int i = 1; i < argc && command == NULL; i++)
    if (g_str_equal (argv[i], "--"))
      {
        command = argv + i + 1;
        argc = i;
      }

  if (weir_usage_parse (context, "test", &argc, &argv, &status))
    status = run (&arguments, command);
  arguments_clear (&arguments);

  return status;
}
