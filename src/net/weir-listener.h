/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WeirListener:
 *
 * A listening socket on the thread-default main context. When the process is out of descriptors it pauses, leaves who connects
 * in the backlog, and tries again.
 */
typedef struct _WeirListener WeirListener;

/* @fd: a connected, non-blocking socket with TCP_NODELAY and TCP keep-alive; the receiver's now */
typedef void (*WeirAcceptedFunc) (int fd, gpointer user_data);
/* @error: why accepting pauses; once for each pause */
typedef void (*WeirAcceptPausedFunc) (const GError *error, gpointer user_data);

/**
 * weir_listener_new:
 * @address: (nullable): an IP address or "localhost"; %NULL: 127.0.0.1
 * @port: 0: any free one
 *
 * Errors: G_IO_ERROR in words for people: address in use, no permission, no address of this machine, not an address.
 */
WeirListener *weir_listener_new (const char *address, guint16 port, WeirAcceptedFunc accepted, WeirAcceptPausedFunc paused,
                                 gpointer user_data, GError **error);
void weir_listener_free (WeirListener *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirListener, weir_listener_free)

guint16 weir_listener_get_port (const WeirListener *self);
/* "127.0.0.1", "[::1]": as a URL needs it (transfer full) */
char *weir_listener_dup_host (const WeirListener *self);
gboolean weir_listener_is_loopback (const WeirListener *self);

G_END_DECLS
