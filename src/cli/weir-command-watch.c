/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-commands.h"
#include "weir-watch.h"

WeirExit
weir_command_watch (int argc, char **argv)
{
  g_auto (WeirWatchOptions) options = WEIR_WATCH_OPTIONS_INIT;
  WeirExit status;

  if (!weir_watch_options_parse (&options, argc, argv, &status))
    return status;

  /* libsoup 3.2 knows no other way to stay with HTTP/1.1, and reads it once; no thread runs yet. */
  if (!weir_request_get_options (options.request)->http2)
    g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);

  return weir_watch_run (&options);
}
