/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* As browsers read addresses: a stray `%`, say, is taken as it is. What weir_request_new() has let pass is read by these. */
#define WEIR_TARGET_URI_FLAGS ((GUriFlags) (SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_PARSE_RELAXED))

/**
 * WeirTarget:
 * @uri: (owned): http or https, no user information, no fragment
 * @as_get: GET without a body, whatever was asked at first
 * @is_foreign: another scheme, host or port than the request was written for: its own headers stay at home
 *
 * Where one request goes.
 */
typedef struct
{
  GUri *uri;
  gboolean as_get;
  gboolean is_foreign;
} WeirTarget;

void weir_target_clear (WeirTarget *self);
void weir_target_set (WeirTarget *self, const WeirTarget *other);

/* 301, 302, 303, 307, 308 */
gboolean weir_redirect_is_followed (guint status);
/* 301, 308 */
gboolean weir_redirect_is_permanent (guint status);

/**
 * weir_redirect_follow:
 * @location: (nullable): the Location header
 * @method: of the request that was answered
 * @to: (out): a new target
 *
 * As Fetch's "HTTP-redirect fetch" does, and stricter: never from https to http, and what is foreign once stays foreign.
 *
 * Errors: WEIR_NET_ERROR_URL, in words.
 */
gboolean weir_redirect_follow (const WeirTarget *from, guint status, const char *location, const char *method, WeirTarget *to,
                               GError **error);

G_END_DECLS
