/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "weir-content-coding.h"
#include "weir-request.h"

G_BEGIN_DECLS

/**
 * WeirBody:
 *
 * The bytes of a response: the chunk framing read below libsoup where the chain of streams allows it, else libsoup's body stream.
 */
typedef struct _WeirBody WeirBody;

typedef void (*WeirBodyFunc) (gpointer user_data);

typedef enum
{
  WEIR_BODY_BYTES,       /* @n_bytes > 0 were read */
  WEIR_BODY_WOULD_BLOCK, /* ask again when weir_body_watch() says so */
  WEIR_BODY_END,         /* as the framing says */
  WEIR_BODY_CLOSED,      /* an end that may be whole: it cannot be told (a body that the close delimits; HTTP/2 without a length) */
  WEIR_BODY_ERROR,       /* cut, reset, bad framing: see the error */
} WeirBodyResult;

/* @stream: what soup_session_send_finish() gave */
WeirBody *weir_body_new (SoupMessage *message, GInputStream *stream);
void weir_body_free (WeirBody *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirBody, weir_body_free)

/* Takes the content coding off; before the first read. @coding: gzip or deflate */
void weir_body_set_coding (WeirBody *self, WeirCoding coding);

/* Errors: WEIR_NET_ERROR_PROTOCOL (bad framing or coding), WEIR_NET_ERROR_LIMIT, G_IO_ERROR_PARTIAL_INPUT (ended before the framing
 * says so), and what the socket or TLS said. */
WeirBodyResult weir_body_read (WeirBody *self, char *buffer, gsize size, gsize *n_bytes, GError **error);
/* Calls @func in @context when a read may give more. To be asked for again after each WOULD_BLOCK; harmless when it is still in force. */
void weir_body_watch (WeirBody *self, GMainContext *context, WeirBodyFunc func, gpointer user_data);
void weir_body_unwatch (WeirBody *self);
/* Closes the connection; the peer sees it at once. */
void weir_body_close (WeirBody *self);
/* Whether the framing is taken off here. */
gboolean weir_body_is_direct (const WeirBody *self);

G_END_DECLS
