/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "weir-reconnect.h"

G_BEGIN_DECLS

#define WEIR_NET_ERROR (weir_net_error_quark ())

typedef enum
{
  WEIR_NET_ERROR_URL,
  WEIR_NET_ERROR_HEADER,
  WEIR_NET_ERROR_METHOD,
  WEIR_NET_ERROR_FILE,
  WEIR_NET_ERROR_PROTOCOL, /* chunk framing */
  WEIR_NET_ERROR_LIMIT,
} WeirNetError;

GQuark weir_net_error_quark (void);

/**
 * WeirRequestOptions:
 * @url: http or https, absolute. User information in it becomes a Basic Authorization header, unless one is given, and is gone from
 *   the request's URL; so are leading and trailing spaces and the fragment
 * @method: (nullable): %NULL: GET, or POST when there is a body
 * @headers: (nullable) (array length=n_headers): beside Accept, Cache-Control and Last-Event-ID, which they may replace. Values are
 *   stripped of leading and trailing spaces
 * @body: (nullable): a JSON object or array gets the Content-Type application/json, unless one is given
 * @last_event_id: (nullable): sent with the first request, unless empty; any bytes but CR and LF
 * @policy: -1: by the method: browser for GET, once for every other
 * @reconnection_time_us: -1: 3 s
 * @max_retries: before the first open; -1: as the policy says
 * @connect_timeout_us: for name, TCP and TLS together; 0: none; -1: 10 s
 * @head_timeout_us, @silence_timeout_us: 0: none; every time is at most 365 days
 * @any_type: take any content type for a stream
 * @ca_file: (nullable): more certificates to trust, PEM
 * @cert_file: (nullable): a certificate of one's own, PEM, shown to servers of the URL's origin that ask for one
 * @key_file: (nullable): its key, PEM without a password; %NULL: it is in @cert_file
 * @insecure: do not check the server's certificate
 * @proxy: (nullable): URI with the scheme http, https, socks4, socks4a or socks5; "" for none; %NULL: the system's
 * @http2: allow HTTP/2. A server that is gone is found within 2 s, but of a stream that the server resets on a connection that lives on
 *   libsoup says nothing: only the silence time-out finds it
 * @decompress: accept gzip and deflate
 */
typedef struct
{
  const char *url;
  const char *method;
  const WeirHeader *headers;
  gsize n_headers;
  GBytes *body;
  const char *last_event_id;
  int policy;
  gint64 reconnection_time_us;
  int max_retries;
  gint64 connect_timeout_us;
  gint64 head_timeout_us;
  gint64 silence_timeout_us;
  gboolean any_type;
  const char *ca_file;
  const char *cert_file;
  const char *key_file;
  gboolean insecure;
  const char *proxy;
  gboolean http2;
  gboolean decompress;
} WeirRequestOptions;

#define WEIR_REQUEST_OPTIONS_INIT                                                                                                          \
  {                                                                                                                                        \
    .policy = -1, .reconnection_time_us = -1, .max_retries = -1, .connect_timeout_us = -1                                                  \
  }

/* What to ask, how, and how to go on: immutable, reference-counted, any thread. */
typedef struct _WeirRequest WeirRequest;

/* Errors: WEIR_NET_ERROR, in words for people, naming the option. */
WeirRequest *weir_request_new (const WeirRequestOptions *options, GError **error);
WeirRequest *weir_request_ref (WeirRequest *self);
void weir_request_unref (WeirRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRequest, weir_request_unref)

/* Everything as it will be used: method, policy and times filled in, @last_event_id "" for none, files absolute. @url may still
 * hold secrets in its query: weir_redact_url() before it is written down. Valid as long as the request. */
const WeirRequestOptions *weir_request_get_options (const WeirRequest *self);

G_END_DECLS
