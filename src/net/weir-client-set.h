/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <sys/uio.h>

#include "weir-player.h"
#include "weir-span.h"
#include "weir-tls-identity.h"

G_BEGIN_DECLS

/**
 * WeirClientSet:
 *
 * The accepted sockets of a server in one nested epoll source, and one precise timer (timerfd) for all of them. Lives on the
 * thread-default main context of the thread that made it.
 */
typedef struct _WeirClientSet WeirClientSet;
typedef struct _WeirClient WeirClient;

/**
 * WeirClientHandlers:
 * @received: (nullable): bytes from the peer, valid until it returns; %NULL: they are read and dropped
 * @due: (nullable): its timer is due; the timer is unset by then
 * @drained: (nullable): all queued bytes are with the kernel, after some were not
 * @gone: (nullable): closed by the peer (%NULL) or failed; the client is dead after it
 *
 * All are called from the set's source, never from within weir_client_send() and the like. They may do anything to any client
 * of the set, but not free the set.
 */
typedef struct
{
  void (*received) (WeirClient *client, WeirSpan bytes, gpointer client_data);
  void (*due) (WeirClient *client, gint64 now_us, gpointer client_data);
  void (*drained) (WeirClient *client, gpointer client_data);
  void (*gone) (WeirClient *client, const GError *error, gpointer client_data);
} WeirClientHandlers;

/* Fails only for want of descriptors. */
WeirClientSet *weir_client_set_new (GError **error);
/* Closes what is left, without a handler. */
void weir_client_set_free (WeirClientSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirClientSet, weir_client_set_free)

/**
 * weir_client_set_add:
 * @fd: a connected, non-blocking socket; taken over
 * @handlers: (scope notified): must live as long as the client
 *
 * Returns: (nullable) (transfer none): %NULL with @error when the kernel refuses to watch it; @fd is closed then
 */
WeirClient *weir_client_set_add (WeirClientSet *self, int fd, const WeirClientHandlers *handlers, gpointer client_data, GError **error);
/* Those not yet closed from our side. */
guint weir_client_set_get_n_clients (const WeirClientSet *self);
/* Those closed from our side that have yet to take the rest or to close too. */
guint weir_client_set_get_n_lingering (const WeirClientSet *self);

/* Another set of handlers for what follows, as when a request has been read and the reply begins. */
void weir_client_set_handlers (WeirClient *self, const WeirClientHandlers *handlers, gpointer client_data);
/* Sends now what the kernel takes, queues the rest. Returns: FALSE when the queue would pass WEIR_LIMIT_CLIENT_QUEUE: nothing was taken */
gboolean weir_client_send (WeirClient *self, const struct iovec *parts, guint n_parts);
gsize weir_client_get_queued (const WeirClient *self);
/**
 * weir_client_start_tls:
 *
 * From the handler of the first bytes it received: they, and all that come, are TLS. Its next handlers get what is within. A
 * handshake that fails is `gone` with G_TLS_ERROR, in words for people. Nothing may be sent before bytes were received again.
 *
 * Returns: FALSE with @error when the system's settings of TLS leave nothing to do it with
 */
gboolean weir_client_start_tls (WeirClient *self, WeirTlsIdentity *identity, GError **error);
/* Its TLS handshake is not over. */
gboolean weir_client_is_in_handshake (const WeirClient *self);
/* Monotonic µs at which `due` is called, once; %G_MAXINT64: never. */
void weir_client_set_due (WeirClient *self, gint64 time_us);
/* Ends, once what was sent is on its way, with FIN (over TLS a CLOSE says so before, a CUT does not) or RST. No handler is called
 * after it; the client is no longer the caller's. */
void weir_client_close (WeirClient *self, WeirEnding ending);
/* "127.0.0.1:40312" (transfer full) */
char *weir_client_dup_remote (const WeirClient *self);

G_END_DECLS
