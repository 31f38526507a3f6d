/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <sys/uio.h>

#include "weir-span.h"
#include "weir-tls-identity.h"

G_BEGIN_DECLS

/**
 * WeirTlsSession:
 *
 * The server's side of one TLS connection, without a socket: records go in as they were received, and what is to be sent goes to
 * a function that takes all of it. So the queue of a client, its bounds and its ends are the same with and without TLS.
 */
typedef struct _WeirTlsSession WeirTlsSession;

/* @parts: valid until it returns; it takes them all */
typedef void (*WeirTlsWriteFunc) (const struct iovec *parts, guint n_parts, gpointer user_data);

/* Longest plain text of a record. */
#define WEIR_TLS_RECORD (16u * 1024)

typedef enum
{
  WEIR_TLS_READ_MORE, /* all of it is taken in; more has to be received */
  WEIR_TLS_READ_BYTES,
  WEIR_TLS_READ_END, /* the peer's close_notify */
  WEIR_TLS_READ_FAILED,
} WeirTlsRead;

/* Returns: (nullable): %NULL with @error when the system's settings of TLS leave nothing */
WeirTlsSession *weir_tls_session_new (WeirTlsIdentity *identity, WeirTlsWriteFunc write_func, gpointer user_data, GError **error);
void weir_tls_session_free (WeirTlsSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTlsSession, weir_tls_session_free)

/* The handshake is over: bytes may be sent. */
gboolean weir_tls_session_is_ready (const WeirTlsSession *self);
/**
 * weir_tls_session_read:
 * @received: (inout): what came from the peer; taken from its front. To be called until it says MORE
 * @buffer: of WEIR_TLS_RECORD bytes
 * @n_read: (out): of BYTES
 *
 * Errors: G_TLS_ERROR, in words; our alert is sent by then, and nothing may be read or sent any more
 */
WeirTlsRead weir_tls_session_read (WeirTlsSession *self, WeirSpan *received, char *buffer, gsize *n_read, GError **error);
/* Sends as one record what fits into one (16 KiB). Returns: FALSE when that failed */
gboolean weir_tls_session_send (WeirTlsSession *self, const struct iovec *parts, guint n_parts);
/* Sends close_notify, if there is a handshake to end. */
void weir_tls_session_end (WeirTlsSession *self);

G_END_DECLS
