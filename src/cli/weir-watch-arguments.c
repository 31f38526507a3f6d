/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-watch-arguments-private.h"

static void
add_request_group (GOptionContext *context, WeirWatchArguments *self)
{
  const GOptionEntry entries[] = {
    { "request", 'X', 0, G_OPTION_ARG_STRING, &self->method, N_ ("Ask with this method (GET; POST when there is a body)"), N_ ("METHOD") },
    { "header", 'H', 0, G_OPTION_ARG_STRING_ARRAY, &self->headers, N_ ("Send this header; may be given several times"),
      N_ ("'NAME: VALUE'") },
    { "data", 'd', 0, G_OPTION_ARG_STRING, &self->data, N_ ("Send this body; @FILE sends a file, @- standard input"), N_ ("BODY") },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &self->token_file,
      N_ ("Send the bearer token in this file (or else the one in the environment's WEIR_TOKEN)"), N_ ("FILE") },
    { "last-event-id", 0, 0, G_OPTION_ARG_STRING, &self->last_event_id, N_ ("Start after this event"), N_ ("ID") },
    { "any-type", 0, 0, G_OPTION_ARG_NONE, &self->any_type, N_ ("Take any content type for an event stream"), NULL },
    { "compressed", 0, 0, G_OPTION_ARG_NONE, &self->compressed, N_ ("Accept gzip and deflate"), NULL },
    { "http2", 0, 0, G_OPTION_ARG_NONE, &self->http2, N_ ("Allow HTTP/2"), NULL },
    { NULL },
  };

  weir_usage_add_group (context, "request", N_ ("Request:"), entries);
}

static void
add_connection_group (GOptionContext *context, WeirWatchArguments *self)
{
  const GOptionEntry entries[] = {
    { "policy", 0, 0, G_OPTION_ARG_STRING, &self->policy,
      N_ ("Reconnect as a browser does (for GET), persistent: also after errors of the server, or once: never (for other methods)"),
      "browser|persistent|once" },
    { "retries", 0, 0, G_OPTION_ARG_STRING, &self->retries,
      N_ ("Tries after the first one while the stream has never been open; -1: no limit (2, in a terminal -1)"), N_ ("N") },
    { "reconnect-time", 0, 0, G_OPTION_ARG_STRING, &self->reconnect_time,
      N_ ("Wait this long before reconnecting until the server says otherwise (3s)"), N_ ("TIME") },
    { "connect-timeout", 0, 0, G_OPTION_ARG_STRING, &self->connect_timeout, N_ ("For name, TCP and TLS together; 0: no limit (10s)"),
      N_ ("TIME") },
    { "head-timeout", 0, 0, G_OPTION_ARG_STRING, &self->head_timeout, N_ ("For the response's head; 0: no limit (0)"), N_ ("TIME") },
    { "silence-timeout", 0, 0, G_OPTION_ARG_STRING, &self->silence_timeout, N_ ("Reconnect after this long without a byte; 0: never (0)"),
      N_ ("TIME") },
    { "cacert", 0, 0, G_OPTION_ARG_FILENAME, &self->ca_file, N_ ("Trust the certificates in this PEM file too"), N_ ("FILE") },
    { "cert", 0, 0, G_OPTION_ARG_FILENAME, &self->cert_file, N_ ("Show the server this certificate of yours (PEM)"), N_ ("FILE") },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &self->key_file, N_ ("Its key, when it is in another file (PEM, without a password)"),
      N_ ("FILE") },
    { "insecure", 0, 0, G_OPTION_ARG_NONE, &self->insecure, N_ ("Do not check the server's certificate"), NULL },
    { "proxy", 0, 0, G_OPTION_ARG_STRING, &self->proxy, N_ ("Go through this proxy; '' for none (the system's)"), N_ ("URL") },
    { NULL },
  };

  weir_usage_add_group (context, "connection", N_ ("Connection:"), entries);
}

static void
add_wish_group (GOptionContext *context, WeirWatchArguments *self)
{
  const GOptionEntry entries[] = {
    { "count", 0, 0, G_OPTION_ARG_STRING, &self->count, N_ ("Stop after this many printed events"), N_ ("N") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &self->until, N_ ("Stop after the first match"), N_ ("QUERY") },
    { "for", 0, 0, G_OPTION_ARG_STRING, &self->duration, N_ ("Stop after this time"), N_ ("TIME") },
    { "expect", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->expects,
      N_ ("Expect so many matches at the end; may be given several times, all must hold"), N_ ("'QUERY >= N'") },
    { NULL },
  };

  weir_usage_add_group (context, "end", N_ ("When to stop, and what to expect:"), entries);
}

static void
add_output_group (GOptionContext *context, WeirWatchArguments *self)
{
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_STRING, &self->format, N_ ("For people, as JSON records, or the complete blocks as they came (text)"),
      "text|jsonl|raw" },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &self->filter, N_ ("Print only what matches; everything is recorded"), N_ ("QUERY") },
    { "pretty", 0, 0, G_OPTION_ARG_NONE, &self->pretty, N_ ("Show JSON data over several lines"), NULL },
    { "include", 'i', 0, G_OPTION_ARG_NONE, &self->include_head, N_ ("Show the response's headers"), NULL },
    { "color", 0, 0, G_OPTION_ARG_NONE, &self->color, N_ ("Colours although the output is no terminal"), NULL },
    { "no-color", 0, 0, G_OPTION_ARG_NONE, &self->no_color, N_ ("No colours"), NULL },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &self->save, N_ ("Write a recording to this file, which must not exist"), N_ ("FILE") },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &self->replace, N_ ("With --save: replace an existing file"), NULL },
    { "keep-secrets", 0, 0, G_OPTION_ARG_NONE, &self->keep_secrets,
      N_ ("Write passwords, tokens and cookies as they are instead of [redacted]"), NULL },
    { NULL },
  };

  weir_usage_add_group (context, "output", N_ ("Output:"), entries);
}

GOptionContext *
weir_watch_arguments_context (WeirWatchArguments *self)
{
  const GOptionEntry entries[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->rest, NULL, NULL },
    { NULL },
  };
  GOptionContext *context;

  context = weir_usage_context (
      "watch", entries,
      _ ("Times: 500ms, 1.5s, 2m. Ctrl+C stops; a second one at once.\n"
         "\n"
         "A query is what the window's filter takes: text, event:NAME, id:VALUE, kind:KIND (event, comment, retry, block, life,\n"
         "connecting, redirect, head, open, ended, waiting, failed, unfinished), -term, or, (). Several terms must all hold.\n"
         "--until and --expect are about events unless the query names a kind.\n"
         "\n"
         "An expectation is a query, an operator (>= <= == != > <) and a number. With only >= and > and none of --for, --count and\n"
         "--until, watching stops as soon as all hold; otherwise they are judged at the end.\n"
         "\n"
         "Exit status: 0 the wish was met or there was none, 1 an expectation failed, 2 wrong options or an unreadable file,\n"
         "3 the stream never opened, 4 it ended or --for ran out before --count or --until, 5 output or recording could not be written.\n"
         "\n"
         "Examples:\n"
         "  weir watch http://127.0.0.1:8123/ticks\n"
         "  weir watch https://example.com/stream --output jsonl --count 10\n"
         "  weir watch http://127.0.0.1:8123/ --for 10s --expect 'event:trade >= 3' --expect 'kind:ended == 0'"));
  add_request_group (context, self);
  add_connection_group (context, self);
  add_wish_group (context, self);
  add_output_group (context, self);

  return context;
}

void
weir_watch_arguments_clear (WeirWatchArguments *self)
{
  g_free (self->method);
  g_strfreev (self->headers);
  g_free (self->data);
  g_free (self->token_file);
  g_free (self->last_event_id);
  g_free (self->policy);
  g_free (self->retries);
  g_free (self->reconnect_time);
  g_free (self->connect_timeout);
  g_free (self->head_timeout);
  g_free (self->silence_timeout);
  g_free (self->ca_file);
  g_free (self->cert_file);
  g_free (self->key_file);
  g_free (self->proxy);
  g_free (self->filter);
  g_free (self->until);
  g_free (self->count);
  g_free (self->duration);
  g_strfreev (self->expects);
  g_free (self->format);
  g_free (self->save);
  g_strfreev (self->rest);
}
