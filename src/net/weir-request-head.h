/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-sink.h"

G_BEGIN_DECLS

/* Why a request is answered with an error: the text is that answer's body, for whoever reads it at the client, not translated. */
typedef struct
{
  guint status;
  const char *text;
} WeirFault;

/**
 * WeirRequestHead:
 * @method: as sent; methods are case-sensitive
 * @path: percent-decoded, without query and session; starts with "/", or is "*" for OPTIONS
 * @query: (nullable): as sent, without the "?"
 * @session: KEY of a path that starts with "/~KEY", else ""
 * @authority: (nullable): of the absolute form, else the Host header
 * @minor: of HTTP/1.@minor
 * @headers: in their order; names as sent; values without the white space around them, else raw bytes
 * @content_length: -1 when there is none
 * @chunked: whether a chunked body follows
 * @expects_continue: the client waits for a 100 before it sends the body
 *
 * A request's head (RFC 9112), read strictly: what could be understood in two ways is refused.
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *query;
  const char *session;
  const char *authority;
  guint minor;
  WeirHeader *headers;
  gsize n_headers;
  gint64 content_length;
  gboolean chunked;
  gboolean expects_continue;
  char *bytes; /* what the rest points into */
} WeirRequestHead;

/**
 * weir_request_head_find_end:
 * @bytes: what has come so far
 * @scanned: (inout): 0 at first; where to go on when more has come
 *
 * Returns: the length of the head with its empty line; 0: not yet there
 */
gsize weir_request_head_find_end (WeirSpan bytes, gsize *scanned);

/* @bytes: a whole head. Returns: (nullable) (transfer full): %NULL with @fault set */
WeirRequestHead *weir_request_head_new (WeirSpan bytes, WeirFault *fault);
void weir_request_head_free (WeirRequestHead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRequestHead, weir_request_head_free)

/* The value of the first header of that name, in any case. (nullable) */
const char *weir_request_head_get (const WeirRequestHead *self, const char *name);

/* Whether a loopback server may answer a request for that authority: any IP literal, localhost and below it. A name of anybody
 * else's that resolves to loopback is a web page that reaches into this machine (DNS rebinding). */
gboolean weir_authority_is_local (const char *authority);
/* Whether it names @host, with any port or none. */
gboolean weir_authority_has_host (const char *authority, const char *host);
/* Whether an Origin header names this machine: its pages get their credentials through. */
gboolean weir_origin_is_loopback (const char *origin);

G_END_DECLS
