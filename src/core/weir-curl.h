/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-sink.h"

G_BEGIN_DECLS

/**
 * WeirCurl:
 * @url: with a scheme; user information that stands in it stays
 * @method: in capitals as curl sends it, or as given with -X
 * @headers: (element-type WeirHeader): names and values owned; neither Authorization of @user or @bearer nor Last-Event-ID
 * @body: (nullable)
 * @user: (nullable): `name:password` for Basic
 * @bearer: (nullable): a token, without the word
 * @last_event_id: (nullable)
 * @proxy: (nullable): with scheme and port; "" for none
 * @ca_file: (nullable): as given, also relative
 * @cert_file: (nullable): a certificate of one's own, as given
 * @key_file: (nullable): its key, as given
 * @http2: asked for with --http2 or --http2-prior-knowledge
 * @connect_timeout_us: -1: not given
 * @blanks: (element-type utf8): what a shell would have filled in, such as `$TOKEN`, each once; it stands in the values as it was
 *   written
 * @ignored: (element-type utf8): a sentence, translated, for all that has no effect here
 * @is_exact: nothing in @ignored changes what is asked of the server
 *
 * What a curl command asks for. Nothing is run, expanded or read. Every text is valid UTF-8 but for @body and the headers' values; those
 * hold the bytes that curl would send.
 */
typedef struct
{
  char *url;
  char *method;
  GArray *headers;
  GBytes *body;
  char *user;
  char *bearer;
  char *last_event_id;
  char *proxy;
  char *ca_file;
  char *cert_file;
  char *key_file;
  gboolean insecure;
  gboolean compressed;
  gboolean http2;
  gint64 connect_timeout_us;
  GPtrArray *blanks;
  GPtrArray *ignored;
  gboolean is_exact;
} WeirCurl;

/**
 * weir_curl_looks_like:
 *
 * Whether the text begins as a curl command does, after a prompt, comments and assignments, or is one of the other forms that browsers
 * copy (PowerShell, fetch), which weir_curl_parse() refuses with a helpful sentence. Costs the first lines, not the whole text.
 */
gboolean weir_curl_looks_like (const char *text);

/**
 * weir_curl_parse:
 * @text: a command as bash and zsh read it, or in the form of the Windows command prompt (`^"`)
 * @error_offset: (out) (optional): the byte of @text that the error is about
 *
 * Returns: (transfer full) (nullable): %NULL with %WEIR_CORE_ERROR_SYNTAX, %WEIR_CORE_ERROR_UNSUPPORTED or %WEIR_CORE_ERROR_LIMIT, in
 * words for people
 */
WeirCurl *weir_curl_parse (const char *text, gsize *error_offset, GError **error);
void weir_curl_free (WeirCurl *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCurl, weir_curl_free)

G_END_DECLS
