/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "weir-commands.h"
#include "weir-directive.h"
#include "weir-serve-arguments.h"
#include "weir-serve-scripts.h"
#include "weir-serve.h"
#include "weir-style.h"
#include "weir-usage.h"

#define DEFAULT_PORT 8123

typedef struct
{
  WeirPlayArguments play;
  WeirTlsArguments tls;
  char *port;
  char *address;
  gboolean loop;
  gboolean verify;
  char *duration;
  char *cors;
  char **hosts;
  gboolean hold;
  gboolean no_control;
  char *token_file;
  char *format;
  gboolean color;
  gboolean no_color;
  char **rest;
} Arguments;

static void
arguments_clear (Arguments *self)
{
  weir_play_arguments_clear (&self->play);
  weir_tls_arguments_clear (&self->tls);
  g_free (self->port);
  g_free (self->address);
  g_free (self->duration);
  g_free (self->cors);
  g_strfreev (self->hosts);
  g_free (self->token_file);
  g_free (self->format);
  g_strfreev (self->rest);
}

static GOptionContext *
make_context (Arguments *self)
{
  const GOptionEntry server_entries[] = {
    { "port", 0, 0, G_OPTION_ARG_STRING, &self->port, N_ ("Listen on this port; 0: any free one (8123, or a free one when it is taken)"),
      N_ ("N") },
    { "bind", 0, 0, G_OPTION_ARG_STRING, &self->address, N_ ("Listen on this address (127.0.0.1)"), N_ ("ADDRESS") },
    { "host", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->hosts,
      N_ ("Answer to this name too, and with --bind to no others; may be given several times"), N_ ("NAME") },
    { "tls", 0, 0, G_OPTION_ARG_NONE, &self->tls.tls, N_ ("Speak TLS, with a certificate for this machine that Weir makes and keeps"),
      NULL },
    { "cert", 0, 0, G_OPTION_ARG_FILENAME, &self->tls.certificate, N_ ("Speak TLS with this certificate (PEM)"), N_ ("FILE") },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &self->tls.key, N_ ("Its key (in the certificate's file)"), N_ ("FILE") },
    { "no-control", 0, 0, G_OPTION_ARG_NONE, &self->no_control, N_ ("No control interface under /.weir/"), NULL },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &self->token_file, N_ ("Keep its token in this file, which is made if missing"),
      N_ ("FILE") },
    { "cors", 0, 0, G_OPTION_ARG_STRING, &self->cors, N_ ("Pages of this origin may read the streams (all)"), N_ ("ORIGIN|off") },
    { NULL },
  };
  const GOptionEntry play_entries[] = {
    { "speed", 0, 0, G_OPTION_ARG_STRING, &self->play.speed, N_ ("Play so many times faster, 0.1 to 100; 0: all at once (1)"), N_ ("X") },
    { "longest-pause", 0, 0, G_OPTION_ARG_STRING, &self->play.longest_pause, N_ ("Shorten pauses that are longer"), N_ ("TIME") },
    { "loop", 0, 0, G_OPTION_ARG_NONE, &self->loop, N_ ("Start a script again at its end"), NULL },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &self->play.seed, N_ ("Draw with this seed instead of the script's"), N_ ("N") },
    { "hold", 0, 0, G_OPTION_ARG_NONE, &self->hold, N_ ("Send only the head until the control interface says more"), NULL },
    { "for", 0, 0, G_OPTION_ARG_STRING, &self->duration, N_ ("Stop after this time"), N_ ("TIME") },
    { "verify", 0, 0, G_OPTION_ARG_NONE, &self->verify, N_ ("At the end fail unless every expectation was reached and held"), NULL },
    { NULL },
  };
  const GOptionEntry output_entries[] = {
    { "output", 0, 0, G_OPTION_ARG_STRING, &self->format, N_ ("For people, or as JSON records (text)"), "text|jsonl" },
    { "color", 0, 0, G_OPTION_ARG_NONE, &self->color, N_ ("Colours although the output is no terminal"), NULL },
    { "no-color", 0, 0, G_OPTION_ARG_NONE, &self->no_color, N_ ("No colours"), NULL },
    { NULL },
  };
  const GOptionEntry entries[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->rest, NULL, NULL },
    { NULL },
  };
  GOptionContext *context;

  context = weir_usage_context (
      "serve", entries,
      _ ("A script answers where its “on” lines say; without any, at its name: ticks.eventstream at /ticks, index.eventstream at /.\n"
         "One that is served alone answers at / too. Of a folder, every *.eventstream file is served. A file that is no script is\n"
         "a plain event stream and is sent an event a second.\n"
         "\n"
         "Exit status: 0 served until stopped, 1 with --verify: an expectation failed or was never reached, 2 wrong options, an\n"
         "unreadable file or a broken script, or the port is taken, 5 output failed."));
  weir_usage_add_group (context, "server", N_ ("Server:"), server_entries);
  weir_usage_add_group (context, "play", N_ ("Playing:"), play_entries);
  weir_usage_add_group (context, "output", N_ ("Output:"), output_entries);

  return context;
}

static gboolean
take_options (WeirServeOptions *options, const Arguments *arguments, GError **error)
{
  gint64 port = DEFAULT_PORT;

  if (arguments->no_control && (arguments->hold || arguments->token_file != NULL))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("--hold and --token-file are for the control interface: "
                      "they do not go with --no-control"));
      return FALSE;
    }
  if (!weir_take_number ("port", arguments->port, 65535, &port, error) ||
      !weir_play_arguments_take (&arguments->play, &options->server, error))
    return FALSE;
  if (arguments->duration != NULL && !weir_duration_parse (weir_span_from_string (arguments->duration), &options->for_us, error))
    {
      g_prefix_error (error, "--for: ");
      return FALSE;
    }
  if (arguments->format != NULL &&
      (!weir_output_format_from_nick (arguments->format, &options->format) || options->format == WEIR_OUTPUT_RAW))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--output: there is no “%s”; there are text and jsonl"),
                   arguments->format);
      return FALSE;
    }

  options->server.port = (guint16) port;
  options->server.address = arguments->address;
  options->server.loop = arguments->loop;
  options->server.cors_origin = arguments->cors;
  options->server.hosts = (const char *const *) arguments->hosts;
  options->server.hold = arguments->hold;
  options->control = !arguments->no_control;
  options->token_file = arguments->token_file;
  options->port_is_wish = arguments->port == NULL;
  options->verify = arguments->verify;
  options->color = arguments->color || (!arguments->no_color && weir_style_wants_color (STDOUT_FILENO));

  return TRUE;
}

static WeirExit
serve (const Arguments *arguments)
{
  WeirServeOptions options = { .server = WEIR_SERVER_OPTIONS_INIT, .format = WEIR_OUTPUT_TEXT };
  g_autoptr (GString) complaints = g_string_new (NULL);
  g_autoptr (GPtrArray) scripts = NULL;
  g_autoptr (WeirTlsIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  if (arguments->rest == NULL)
    return weir_usage_complain ("serve", _ ("which script, recording or folder?"));
  if (!take_options (&options, arguments, &error) || !weir_tls_arguments_take (&arguments->tls, &identity, &error))
    return weir_usage_complain ("serve", "%s", error->message);
  options.server.tls = identity;

  scripts = weir_serve_scripts_load (arguments->rest, complaints);
  if (scripts == NULL)
    {
      g_printerr ("%s", complaints->str);
      return WEIR_EXIT_USAGE;
    }
  options.scripts = scripts;

  return weir_serve_run (&options);
}

WeirExit
weir_command_serve (int argc, char **argv)
{
  Arguments arguments = { 0 };
  g_autoptr (GOptionContext) context = make_context (&arguments);
  WeirExit status;

  if (weir_usage_parse (context, "serve", &argc, &argv, &status))
    status = serve (&arguments);
  arguments_clear (&arguments);

  return status;
}
