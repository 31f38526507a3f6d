/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Servers for bench-serve, each in a process of its own. All answer every request with a stream that stays open. */
typedef enum
{
  SERVE_RAW,    /* epoll and send(), nothing else: the reference */
  SERVE_SET,    /* Weir's listener and client set */
  SERVE_WEIR,   /* Weir's server with a script */
  SERVE_PUSH,   /* Weir's server, pushed to by weir_server_push() */
  SERVE_SOUP,   /* SoupServer, append and unpause */
  SERVE_TICKER, /* raw: one client, an event each 5 ms by timerfd */
} ServeKind;

#define SERVE_EVENT_SIZE 200
#define SERVE_TICK_US 5000

typedef struct
{
  gint64 cpu_us;
  gint64 rss_kb;
} ServeUsage;

typedef struct
{
  int pid;
  int control; /* write 'p': an event to everybody; 'u': tell the usage */
  int answers;
  guint16 port;
} ServeProcess;

/* One event of SERVE_EVENT_SIZE bytes as an HTTP chunk. NUL-terminated, static. */
const char *serve_get_chunk (void);
/* @script, @other_script: (nullable): of SERVE_WEIR, at "/" and "/other" */
ServeProcess serve_start (ServeKind kind, const char *script, const char *other_script);
ServeUsage serve_get_usage (const ServeProcess *process);
void serve_push (const ServeProcess *process);
void serve_stop (ServeProcess *process);

G_END_DECLS
