/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "weir-script.h"
#include "weir-sink.h"
#include "weir-tls-identity.h"

G_BEGIN_DECLS

/**
 * WeirReportFunc:
 * @report: a JSON object
 * @answer: a JSON object whose brace is open: what is to be answered is added
 *
 * Returns: %FALSE with @error, a sentence for whoever reported, when it is no good
 */
typedef gboolean (*WeirReportFunc) (WeirSpan report, GString *answer, GError **error, gpointer user_data);

/**
 * WeirServerOptions:
 * @address: what to bind; %NULL: 127.0.0.1
 * @port: 0: any free one
 * @speed, @longest_pause_us, @loop, @seed: as WeirPlayerOptions; @seed -1: the script's, or drawn
 * @hold: scripts are held from the start: clients get their head, then what is pushed or stepped
 * @cors_origin: (nullable): %NULL: every origin; "off": no CORS headers
 * @hosts: (nullable) (array zero-terminated=1): names in Host beside localhost and IP addresses; without any, a server that is not on
 *   loopback answers to all
 * @control_token: (nullable): what the control interface asks for; %NULL: there is none
 * @report_func: (nullable): given what POST /.weir/report brings, with @report_data; %NULL: nobody takes reports
 * @tls: (nullable): what the server shows of itself; %NULL: it speaks plain HTTP
 * @request_timeout_us: for a request's head with the TLS handshake before it, and again for its body; 0: WEIR_LIMIT_REQUEST_HEAD_US
 */
typedef struct
{
  const char *address;
  guint16 port;
  double speed;
  gint64 longest_pause_us;
  gboolean loop;
  gint64 seed;
  gboolean hold;
  const char *cors_origin;
  const char *const *hosts;
  const char *control_token;
  WeirTlsIdentity *tls;
  WeirReportFunc report_func;
  gpointer report_data;
  gint64 request_timeout_us;
} WeirServerOptions;

#define WEIR_SERVER_OPTIONS_INIT                                                                                                           \
  {                                                                                                                                        \
    .speed = 1, .seed = -1                                                                                                                 \
  }

typedef enum
{
  WEIR_SERVED_REQUEST, /* a request arrived and was matched (or answered with 204 or an error status) */
  WEIR_SERVED_SENT,    /* a block or comment line went out */
  WEIR_SERVED_ENDED,   /* the connection is over */
  WEIR_SERVED_EXPECT,  /* an `expect` was judged */
  WEIR_SERVED_NOTICE,  /* a client that does not read holds its script up; TLS failed; no descriptors are left */
} WeirServedKind;

/* One thing that happened at the server. Everything it points to lives until the callback returns. */
typedef struct
{
  WeirServedKind kind;
  gint64 time_us; /* monotonic */
  guint64 client; /* from 1, one a connection; 0: NOTICE about the server as a whole */
  const char *path;
  const char *script;     /* the path that the script was added with first; "" when none answers */
  const char *session;    /* "" for none */
  const char *method;     /* REQUEST */
  guint64 connection;     /* REQUEST: the number for its script, 0 when none */
  guint status;           /* REQUEST: what is answered; 0: `status none` */
  WeirSpan last_event_id; /* REQUEST */
  const char *remote;     /* REQUEST: address:port */
  guint64 seed;           /* REQUEST: of this connection's draws */
  WeirSpan head;          /* REQUEST: its head as it came, with the empty line; empty when none came */
  WeirSpan body;          /* REQUEST: as far as it came, without chunks */
  WeirSpan answer;        /* REQUEST: the head it is answered with, its Date of now; empty: none */
  WeirSpan bytes;         /* SENT */
  guint64 n_events;       /* SENT, ENDED: in all */
  const char *reason;     /* ENDED: close, cut, reset, client, stopped, error */
  guint64 n_bytes;        /* ENDED: body bytes sent */
  gboolean ok;            /* EXPECT */
  const char *wanted;
  const char *got;
  guint line;       /* EXPECT: of the `expect` in its script */
  const char *text; /* NOTICE: a sentence for people, translated */
} WeirServed;

typedef void (*WeirServedFunc) (const WeirServed *served, gpointer user_data);

/* The mock server. Lives on the thread-default main context of the thread that made it. */
typedef struct _WeirServer WeirServer;

/* Listens at once. Errors: GIOError (address in use, no permission), in words. */
WeirServer *weir_server_new (const WeirServerOptions *options, WeirServedFunc func, gpointer user_data, GError **error);
/* Closes every connection; those with a reply in flight are reported as ENDED, stopped. Not from within the callback. */
void weir_server_free (WeirServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirServer, weir_server_free)

/* @path: where it answers when it has no `on` line: "/ticks"; several scripts may share one, the first added answers. The same
 * script may be added at several paths: its connections are counted together. */
void weir_server_add_script (WeirServer *self, const char *path, WeirScript *script);
/**
 * WeirUnreached:
 * @path: what the script was added with first
 * @line: of the `expect`
 * @wanted: (transfer full)
 */
typedef struct
{
  char *path;
  guint line;
  char *wanted;
} WeirUnreached;

/* Returns: (transfer full) (element-type WeirUnreached): the `expect` lines of all scripts that no request has reached so far */
GPtrArray *weir_server_list_unreached (const WeirServer *self);
void weir_unreached_free (WeirUnreached *self);

guint16 weir_server_get_port (const WeirServer *self);
/* "http://127.0.0.1:8123", over TLS "https://127.0.0.1:8123" (transfer full) */
char *weir_server_dup_url (const WeirServer *self);

G_END_DECLS
