/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "weir-cli-resources.h"
#include "weir-commands.h"
#include "weir-mock.h"
#include "weir-style.h"
#include "weir-usage.h"
#include "weir-watch.h"

#define DEMO_RESOURCE "/io/github/weir/Weir/cli/demo.eventstream"

static WeirScript *
load_demo (GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) diagnostics = NULL;
  WeirScript *script;

  weir_cli_register_resource ();
  bytes = g_resources_lookup_data (DEMO_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (bytes == NULL)
    return NULL;

  script = weir_script_new (bytes, &diagnostics);
  /* It is a part of the program, and linted by its tests. */
  g_assert (script != NULL);

  return script;
}

static WeirExit
watch_demo (const char *url, WeirOutputFormat format)
{
  const WeirRequestOptions request = {
    .url = url,
    .policy = -1,
    .reconnection_time_us = -1,
    .max_retries = -1,
    .connect_timeout_us = -1,
    .proxy = "",
  };
  g_auto (WeirWatchOptions) options = WEIR_WATCH_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;

  options.format = format;
  options.color = weir_style_wants_color (STDOUT_FILENO);
  options.wish.expects = g_ptr_array_new ();
  options.request = weir_request_new (&request, &error);
  if (options.request == NULL)
    {
      g_printerr ("weir: %s\n", error->message);
      return WEIR_EXIT_USAGE;
    }

  return weir_watch_run (&options);
}

WeirExit
weir_command_demo (int argc, char **argv)
{
  g_autofree char *format_nick = NULL;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_STRING, &format_nick, N_ ("For people, as JSON records, or the complete blocks as they came (text)"),
      "text|jsonl|raw" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = weir_usage_context (
      "demo", entries,
      _ ("A server inside this program plays a script on a free port of this machine, and the script is watched: named\n"
         "events, ids, a comment, a retry, a cut, the wait and the reconnection. It takes about 20 seconds."));
  WeirServerOptions server = WEIR_SERVER_OPTIONS_INIT;
  WeirOutputFormat format = WEIR_OUTPUT_TEXT;
  g_autoptr (WeirScript) script = NULL;
  g_autoptr (WeirMock) mock = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  WeirExit status;

  if (!weir_usage_parse (context, "demo", &argc, &argv, &status))
    return status;
  if (argc > 1)
    return weir_usage_complain ("demo", _ ("the demo takes no arguments"));
  if (format_nick != NULL && !weir_output_format_from_nick (format_nick, &format))
    return weir_usage_complain ("demo", _ ("--output: there is no “%s”; there are text, jsonl and raw"), format_nick);

  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
  script = load_demo (&error);
  mock = weir_mock_new (NULL, NULL, NULL);
  if (script != NULL)
    weir_mock_add_script (mock, "/demo", script);
  if (script == NULL || !weir_mock_start (mock, &server, &error))
    {
      g_printerr ("weir: %s\n", error->message);
      return WEIR_EXIT_USAGE;
    }

  {
    g_autofree char *base = weir_mock_dup_url (mock);

    url = g_strconcat (base, "/demo", NULL);
  }

  return watch_demo (url, format);
}
