/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-body.h"
#include "weir-chunked.h"

G_BEGIN_DECLS

/* Private to the body's files. */

struct _WeirBody
{
  SoupMessage *message;
  GInputStream *stream;           /* libsoup's body stream; closing it closes the connection */
  GPollableInputStream *pollable; /* (unowned) what is read: @stream or the connection's stream below it */
  gboolean is_direct;
  gboolean is_closed;
  SoupEncoding framing;
  guint64 length; /* Content-Length */
  guint64 n_raw;  /* bytes read, framing taken off, coding not */
  WeirChunked chunked;
  GError *pending;           /* (nullable): to be told after the data before it */
  WeirContentCoding *coding; /* (nullable) */
  char *raw;                 /* (nullable): WEIR_LIMIT_READ compressed bytes */

  /* Watching. */
  int fd;          /* of the connection when it can be polled itself, else -1 */
  GSource *watch;  /* (nullable) */
  gpointer fd_tag; /* (nullable): of @watch */
  gboolean is_watching;
  WeirBodyFunc readable;
  gpointer readable_data;
};

G_END_DECLS
