/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A server process made of raw sockets on 127.0.0.1. /blast sends the stream as fast as it goes, one HTTP chunk an event; /pace sends
 * an event each 10 ms whose data is its monotonic time in ns. */
typedef struct
{
  int pid;
  guint16 port;
} ReceiveServer;

#define RECEIVE_PACED_EVENTS 500

/* @events: whole events, each ended by a blank line */
ReceiveServer receive_server_start (const GString *events);
void receive_server_stop (ReceiveServer *self);

G_END_DECLS
