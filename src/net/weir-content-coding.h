/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WeirContentCoding:
 *
 * A content coding (RFC 9110, 8.4.1) taken off as the bytes come: gzip with several members, deflate with and without the zlib
 * wrapper. Bounded: at most %WEIR_LIMIT_GZIP_RATIO decoded bytes for each compressed one.
 */
typedef struct _WeirContentCoding WeirContentCoding;

typedef enum
{
  WEIR_CODING_IDENTITY,
  WEIR_CODING_GZIP,
  WEIR_CODING_DEFLATE,
  WEIR_CODING_OTHER, /* unknown, or several */
} WeirCoding;

/* @content_encoding: (nullable): the header's value */
WeirCoding weir_coding_from_header (const char *content_encoding);

/* @coding: gzip or deflate */
WeirContentCoding *weir_content_coding_new (WeirCoding coding);
void weir_content_coding_free (WeirContentCoding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirContentCoding, weir_content_coding_free)

/* Hands over compressed bytes; only when weir_content_coding_decode() gave none. */
void weir_content_coding_push (WeirContentCoding *self, const char *bytes, gsize n_bytes);

/**
 * weir_content_coding_decode:
 * @n_decoded: (out): 0: more input is needed
 *
 * Returns: %FALSE with %WEIR_NET_ERROR_PROTOCOL when the bytes are corrupt, %WEIR_NET_ERROR_LIMIT when they expand too far
 */
gboolean weir_content_coding_decode (WeirContentCoding *self, char *buffer, gsize size, gsize *n_decoded, GError **error);

/* Whether the input ended where a compressed stream may end. */
gboolean weir_content_coding_is_whole (const WeirContentCoding *self);

G_END_DECLS
