/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  RAW_SEND,       /* @bytes */
  RAW_SPLIT,      /* what follows goes out in pieces of @number bytes, a turn of the main loop each; 0: whole */
  RAW_PAUSE,      /* @number ms */
  RAW_CLOSE,      /* FIN, then read until the client is gone */
  RAW_HALF_CLOSE, /* FIN of our side only, then hold */
  RAW_RESET,      /* RST */
  RAW_HOLD,       /* nothing more, until the client goes */
} RawAction;

typedef struct
{
  RawAction action;
  GBytes *bytes; /* owned */
  guint number;
} RawStep;

/* What one connection is answered, after its request was read whole. RAW_HOLD ends every script. */
typedef struct
{
  GArray *steps;
  gboolean at_once;   /* without waiting for a request */
  gboolean any_bytes; /* whatever came is taken for one */
} RawScript;

RawScript *raw_script_new (void);
void raw_script_free (RawScript *self);
void raw_script_add (RawScript *self, RawAction action, guint number);
void raw_script_send (RawScript *self, const char *bytes, gsize n_bytes);
void raw_script_send_text (RawScript *self, const char *text);

/* A TCP server on 127.0.0.1 that sends what it is told, byte for byte, in the thread-default main context of the caller. */
typedef struct _RawServer RawServer;

RawServer *raw_server_new (void);
/* Speaks TLS with this certificate; ALPN "http/1.1", or @protocols. */
void raw_server_set_tls (RawServer *self, GTlsCertificate *certificate, const char *const *protocols);
/* Of TLS: lets in only who has a certificate, whosever. */
void raw_server_want_certificates (RawServer *self);
/* Plays an HTTP proxy in front of itself: each connection starts with CONNECT, which is answered and kept. */
void raw_server_set_tunnel (RawServer *self);
const char *raw_server_get_tunnels (const RawServer *self);
void raw_server_free (RawServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

guint16 raw_server_get_port (const RawServer *self);
/* Takes @script for the next connection that has none yet. One connection more than scripts is closed at once and counted. */
void raw_server_add (RawServer *self, RawScript *script);
/* The last script serves every further connection too. */
void raw_server_repeat_last (RawServer *self);

guint raw_server_get_n_connections (const RawServer *self);
/* The request's bytes as received; NULL before it is whole. */
const GString *raw_server_get_request (const RawServer *self, guint connection);
/* Whether the client closed or reset it. */
gboolean raw_server_is_gone (const RawServer *self, guint connection);
/* A header of the request, or NULL. Free it. */
char *raw_server_dup_header (const RawServer *self, guint connection, const char *name);
/* Resets a connection whose script holds. */
void raw_server_reset (RawServer *self, guint connection);
/* No longer listens; connections stay. */
void raw_server_stop_listening (RawServer *self);

G_END_DECLS
