/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "raw-server.h"

G_BEGIN_DECLS

/* One connection of a RawServer. Private to it. */
typedef struct _RawConnection RawConnection;

/* @script: (nullable): NULL: closed at once */
RawConnection *raw_connection_new (GSocket *socket, GIOStream *stream, const RawScript *script);
void raw_connection_free (RawConnection *self);
void raw_connection_reset (RawConnection *self);

const GString *raw_connection_get_request (const RawConnection *self);
gboolean raw_connection_is_gone (const RawConnection *self);

G_END_DECLS
