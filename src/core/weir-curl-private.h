/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-curl-words.h"
#include "weir-curl.h"

G_BEGIN_DECLS

/* Private to weir-curl*.c. */

/**
 * WeirCurlPlace:
 * @command: what stands behind the word `curl`; empty: there is none
 * @before: assignments and programs such as `sudo` before it
 * @other: (nullable): the text is no command but another form of a request: how it can be had as one, translated
 */
typedef struct
{
  WeirSpan command;
  WeirSpan before;
  WeirCurlShell shell;
  gboolean has_prompt;
  const char *other;
} WeirCurlPlace;

/* Looks at the start of the text. Returns: whether it is meant as a command */
gboolean weir_curl_find (const char *text, gsize n_bytes, WeirCurlPlace *place);
/* Which shell the command is written for; @other when it is PowerShell. */
void weir_curl_find_shell (WeirCurlPlace *place);

/* What an option does here. Behind WEIR_CURL_PRINTS: nothing, and what is said about it. */
typedef enum
{
  WEIR_CURL_FULFILLED, /* always so: nothing to say */
  WEIR_CURL_LOCATION,
  WEIR_CURL_URL,
  WEIR_CURL_METHOD,
  WEIR_CURL_HEAD,
  WEIR_CURL_GET,
  WEIR_CURL_HEADER,
  WEIR_CURL_DATA,
  WEIR_CURL_DATA_RAW,
  WEIR_CURL_DATA_ENCODED,
  WEIR_CURL_JSON,
  WEIR_CURL_QUERY,
  WEIR_CURL_FORM,
  WEIR_CURL_UPLOAD,
  WEIR_CURL_COOKIE,
  WEIR_CURL_AGENT,
  WEIR_CURL_REFERER,
  WEIR_CURL_RANGE,
  WEIR_CURL_USER,
  WEIR_CURL_BEARER,
  WEIR_CURL_PROXY,
  WEIR_CURL_PROXY_SOCKS4,
  WEIR_CURL_PROXY_SOCKS4A,
  WEIR_CURL_PROXY_SOCKS5,
  WEIR_CURL_PROXY_USER,
  WEIR_CURL_CA_FILE,
  WEIR_CURL_CERT_FILE,
  WEIR_CURL_CERT_KIND,
  WEIR_CURL_KEY_FILE,
  WEIR_CURL_INSECURE,
  WEIR_CURL_COMPRESSED,
  WEIR_CURL_HTTP1,
  WEIR_CURL_HTTP2,
  WEIR_CURL_CONNECT_TIMEOUT,
  WEIR_CURL_GLOBOFF,
  WEIR_CURL_NEXT,
  WEIR_CURL_PRINTS,
  WEIR_CURL_SAVES,
  WEIR_CURL_OTHER_PROTOCOL,
  WEIR_CURL_RETRIES,
  WEIR_CURL_REDIRECTS,
  WEIR_CURL_ENDS,
  WEIR_CURL_SPEED,
  WEIR_CURL_READS_FILE,
  WEIR_CURL_COOKIE_JAR,
  WEIR_CURL_CERTIFICATE,
  WEIR_CURL_TLS,
  WEIR_CURL_AUTH,
  WEIR_CURL_WAY,
  WEIR_CURL_PROXY_OTHER,
  WEIR_CURL_HTTP_OTHER,
  WEIR_CURL_UNSUPPORTED,
} WeirCurlAction;

typedef struct
{
  const char *name; /* without its hyphens */
  char letter;      /* '\0': none */
  gboolean wants;   /* a word behind it */
  WeirCurlAction action;
} WeirCurlOption;

/* @name: without hyphens, also the beginning of one name only, as curl takes it. Returns: (transfer none) (nullable) */
const WeirCurlOption *weir_curl_option_find (WeirSpan name);
const WeirCurlOption *weir_curl_option_find_letter (char letter);

/* All that the words gave, before it becomes a request. */
typedef struct
{
  WeirCurl *curl;
  GString *url;  /* (nullable) */
  GString *data; /* (nullable) */
  GString *query;
  GString *cookies;
  GString *printing; /* options that only change what curl prints */
  char *method;
  char *agent;
  char *referer;
  char *range;
  char *proxy_user;
  gboolean is_json;
  gboolean is_head;
  gboolean is_get;
  gboolean is_form;
  gboolean is_upload;
  gboolean globoff;
  gboolean no_type;   /* -H 'Content-Type:' */
  gboolean no_accept; /* -H 'Accept:' */
} WeirCurlState;

/* @shown: the option as it stands in the command. @word: what stands behind it; bytes, may hold NUL. @on: not negated by `no-` */
void weir_curl_take (WeirCurlState *self, WeirCurlAction action, WeirSpan shown, WeirSpan word, gboolean on);
void weir_curl_take_header (WeirCurlState *self, WeirSpan line);
void weir_curl_take_data (WeirCurlState *self, WeirCurlAction action, WeirSpan shown, WeirSpan word);
/* Returns: whether the headers that were given have one of this name */
gboolean weir_curl_has_header (const WeirCurlState *self, const char *name);
void weir_curl_add_header (WeirCurlState *self, const char *name, WeirSpan value);
/* All words are taken, @url is there: the request that comes of them. */
void weir_curl_finish (WeirCurlState *self);

/* Adds @sentence, translated, in which @what as visible text takes the place of %s. @is_exact: the request stays what was asked for */
void weir_curl_note (WeirCurlState *self, gboolean is_exact, const char *sentence, WeirSpan what);
/* For an option without effect. */
void weir_curl_note_option (WeirCurlState *self, WeirCurlAction action, WeirSpan shown, WeirSpan word);

G_END_DECLS
