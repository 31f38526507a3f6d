/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WeirChunked:
 *
 * The chunked transfer coding (RFC 9112, 7.1) taken off incrementally: strict (CRLF, hexadecimal sizes, bounded lines and
 * trailers), no I/O, no allocation. Any split of the bytes gives the same data and the same error. A plain value: copy it, drop it.
 */
typedef struct
{
  guint8 state;
  guint8 n_digits;
  guint32 n_line;     /* bytes of the present size line */
  guint32 n_trailers; /* bytes of all trailer lines */
  guint64 left;       /* data bytes of the present chunk still to come */
} WeirChunked;

void weir_chunked_init (WeirChunked *self);

/**
 * weir_chunked_decode:
 * @bytes: what was read; decoded in place: the data bytes are moved to its front
 * @n_data: (out): how many data bytes there are; also set on error (the data before it)
 *
 * Bytes behind the end of the coding are ignored.
 *
 * Returns: %FALSE with %WEIR_NET_ERROR_PROTOCOL or %WEIR_NET_ERROR_LIMIT on bad framing; nothing may follow
 */
gboolean weir_chunked_decode (WeirChunked *self, char *bytes, gsize n_bytes, gsize *n_data, GError **error);

/* Whether the last chunk and its trailers have been seen whole. */
gboolean weir_chunked_is_done (const WeirChunked *self);

G_END_DECLS
