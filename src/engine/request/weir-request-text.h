/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-curl.h"
#include "weir-request.h"

G_BEGIN_DECLS

/* A request as a command or program that asks the same, and back. */

/**
 * WeirRequestTextFlags:
 * @WEIR_REQUEST_TEXT_SECRETS: with them; else what weir_redact_header() and weir_redact_url() leave. A body stays as it is
 */
typedef enum
{
  WEIR_REQUEST_TEXT_NONE = 0,
  WEIR_REQUEST_TEXT_SECRETS = 1 << 0,
} WeirRequestTextFlags;

/* @last_event_id: (nullable): instead of the request's own; "" for none. Returns: (transfer full): UTF-8, ended by a line break */

/* For bash and zsh. What it holds is quoted: nothing in it is run. */
char *weir_request_to_curl (const WeirRequest *request, const char *last_event_id, WeirRequestTextFlags flags);
/* EventSource where that can ask it, fetch() elsewhere. */
char *weir_request_to_javascript (const WeirRequest *request, const char *last_event_id, WeirRequestTextFlags flags);
/* With httpx. */
char *weir_request_to_python (const WeirRequest *request, const char *last_event_id, WeirRequestTextFlags flags);
/* `weir watch`, which ends well as soon as an event of that type comes, and badly after 30 s without. @event: (nullable): raw; %NULL
 * and names that the query language would read otherwise: any event */
char *weir_request_to_test (const WeirRequest *request, const char *event, WeirRequestTextFlags flags);

/**
 * weir_curl_fill_options:
 * @options: (out caller-allocates): points into @curl and @headers
 * @headers: (out) (transfer full) (element-type WeirHeader): with the Authorization of -u or --oauth2-bearer
 *
 * What weir_request_new() makes the curl command's request from.
 */
void weir_curl_fill_options (const WeirCurl *curl, WeirRequestOptions *options, GArray **headers);

G_END_DECLS
