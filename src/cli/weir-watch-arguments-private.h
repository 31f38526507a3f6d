/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-request.h"
#include "weir-usage.h"

G_BEGIN_DECLS

/* The options of `weir watch` as they stand on the command line. */
typedef struct
{
  char *method;
  char **headers;
  char *data;
  char *token_file;
  char *last_event_id;
  gboolean http2;
  gboolean compressed;
  gboolean any_type;

  char *policy;
  char *retries;
  char *reconnect_time;
  char *connect_timeout;
  char *head_timeout;
  char *silence_timeout;
  char *ca_file;
  char *cert_file;
  char *key_file;
  gboolean insecure;
  char *proxy;

  char *filter;
  char *until;
  char *count;
  char *duration;
  char **expects;

  char *format;
  gboolean pretty;
  gboolean include_head;
  gboolean color;
  gboolean no_color;
  char *save;
  gboolean replace;
  gboolean keep_secrets;

  char **rest;
} WeirWatchArguments;

GOptionContext *weir_watch_arguments_context (WeirWatchArguments *self);
void weir_watch_arguments_clear (WeirWatchArguments *self);

G_END_DECLS
