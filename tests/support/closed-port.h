/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes @port of 127.0.0.1, 0 for any, without listening: who connects is refused, and no other program gets it. Returns: a descriptor to
   close, -1 when connections that linger keep the port already */
int closed_port_take (guint16 port);
guint16 closed_port_get (int fd);

G_END_DECLS
