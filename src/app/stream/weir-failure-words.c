/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-failure-words.h"

#include <glib/gi18n.h>

typedef enum
{
  REMEDY_NONE,
  REMEDY_AGAIN,
  REMEDY_ADDRESS,
  REMEDY_REQUEST,
  REMEDY_AUTHORITY,
  REMEDY_INSECURE,
  REMEDY_ANY_TYPE,
  REMEDY_DECOMPRESS,
} Remedy;

static const WeirFailureRemedy remedies[] = {
  [REMEDY_AGAIN] = { N_ ("_Try again"), "stream.start" },
  [REMEDY_ADDRESS] = { N_ ("Change the _address"), "stream.address" },
  [REMEDY_REQUEST] = { N_ ("Change the _request…"), "stream.request" },
  [REMEDY_AUTHORITY] = { N_ ("Choose an _authority…"), "stream.authority" },
  [REMEDY_INSECURE] = { N_ ("Trust this server _once"), "stream.trust-once" },
  [REMEDY_ANY_TYPE] = { N_ ("_Watch it anyway"), "stream.any-type" },
  [REMEDY_DECOMPRESS] = { N_ ("_Accept compression"), "stream.decompress" },
};

typedef struct
{
  const char *icon_name;
  const char *title;
  const char *advice;
  Remedy first;
  Remedy second;
} Words;

static const Words connection_ended = { "network-offline-symbolic", N_ ("The connection ended"), NULL, REMEDY_AGAIN, REMEDY_REQUEST };

static const Words by_reason[] = {
  [WEIR_REASON_TIMEOUT] = { "network-no-route-symbolic", N_ ("No response in time"), NULL, REMEDY_AGAIN, REMEDY_ADDRESS },
  [WEIR_REASON_REFUSED] = { "network-error-symbolic", N_ ("Cannot connect"), NULL, REMEDY_AGAIN, REMEDY_ADDRESS },
  [WEIR_REASON_DNS] = { "network-error-symbolic", N_ ("Host not found"), NULL, REMEDY_ADDRESS, REMEDY_AGAIN },
  [WEIR_REASON_TLS] = { "channel-insecure-symbolic", N_ ("No trusted connection"),
                        N_ ("If the certificate comes from an authority of your own, choose its certificate."), REMEDY_AUTHORITY,
                        REMEDY_INSECURE },
  [WEIR_REASON_REDIRECT] = { "dialog-warning-symbolic", N_ ("The redirect leads nowhere"), NULL, REMEDY_ADDRESS, REMEDY_AGAIN },
  [WEIR_REASON_CONTENT_TYPE] = { "text-x-generic-symbolic", N_ ("Not an event stream"),
                                 N_ ("A browser would stop here, too. If the body is an event stream all the same, watch it anyway."),
                                 REMEDY_ANY_TYPE, REMEDY_ADDRESS },
  [WEIR_REASON_PROTOCOL] = { "dialog-question-symbolic", N_ ("Not HTTP"), NULL, REMEDY_ADDRESS, REMEDY_AGAIN },
  [WEIR_REASON_LIMIT] = { "dialog-warning-symbolic", N_ ("More than Weir takes"), NULL, REMEDY_AGAIN, REMEDY_NONE },
  [WEIR_REASON_NO_CONTENT] = { "media-playback-stop-symbolic", N_ ("Stopped by the server"),
                               N_ ("This is how a server says that there is nothing to wait for; it is no fault."), REMEDY_AGAIN,
                               REMEDY_NONE },
};

static const Words compressed = { "dialog-warning-symbolic", N_ ("Compressed without being asked"),
                                  N_ ("Weir can accept gzip and deflate when the request says so."), REMEDY_DECOMPRESS, REMEDY_REQUEST };

static const Words json_lines = { "text-x-generic-symbolic", N_ ("Not an event stream"),
                                  N_ ("JSON Lines have no events. Watched anyway, they come as one block when the connection ends."),
                                  REMEDY_ADDRESS, REMEDY_ANY_TYPE };

typedef struct
{
  guint from;
  guint to;
  Words words;
} StatusWords;

/* The first that fits. %u in a title is the status. */
static const StatusWords by_status[] = {
  { 401, 401, { "dialog-password-symbolic", N_ ("%u: Credentials wanted"), NULL, REMEDY_REQUEST, REMEDY_AGAIN } },
  { 407, 407, { "dialog-password-symbolic", N_ ("%u: The proxy wants credentials"), NULL, REMEDY_REQUEST, REMEDY_AGAIN } },
  { 403, 403, { "changes-prevent-symbolic", N_ ("%u: Not allowed"), NULL, REMEDY_REQUEST, REMEDY_AGAIN } },
  { 404, 404, { "edit-find-symbolic", N_ ("%u: Nothing at this address"), NULL, REMEDY_ADDRESS, REMEDY_AGAIN } },
  { 410, 410, { "edit-find-symbolic", N_ ("%u: Nothing at this address"), NULL, REMEDY_ADDRESS, REMEDY_AGAIN } },
  { 405, 405, { "dialog-warning-symbolic", N_ ("%u: Another method is wanted"), NULL, REMEDY_REQUEST, REMEDY_AGAIN } },
  { 408, 408, { "network-no-route-symbolic", N_ ("%u: Out of time"), NULL, REMEDY_AGAIN, REMEDY_REQUEST } },
  { 429,
    429,
    { "dialog-warning-symbolic", N_ ("%u: Too many requests"),
      N_ ("Choose “Also after errors” in the request: Weir then waits as long as the server asks, and tries again."), REMEDY_AGAIN,
      REMEDY_REQUEST } },
  { 400, 499, { "dialog-warning-symbolic", N_ ("%u: The request was refused"), NULL, REMEDY_REQUEST, REMEDY_AGAIN } },
  { 500,
    599,
    { "network-server-symbolic", N_ ("%u: The server failed"),
      N_ ("Choose “Also after errors” in the request: Weir then tries again by itself."), REMEDY_AGAIN, REMEDY_REQUEST } },
  { 0, G_MAXUINT, { "dialog-warning-symbolic", N_ ("%u: Not an event stream"), NULL, REMEDY_ADDRESS, REMEDY_AGAIN } },
};

/* Not about whom to trust: plain HTTP on that port, or a server that wants a certificate. */
static const Words no_handshake = { "channel-insecure-symbolic", N_ ("No secure connection"), NULL, REMEDY_ADDRESS, REMEDY_REQUEST };

/* As models' servers without event streams call them. */
static gboolean
is_json_lines (const char *content_type)
{
  static const char *const types[] = { "application/x-ndjson",    "application/ndjson",     "application/jsonl",
                                       "application/x-jsonlines", "application/json-lines", NULL };
  g_auto (GStrv) parts = g_strsplit (content_type, ";", 2);
  g_autofree char *type = parts[0] != NULL ? g_ascii_strdown (g_strstrip (parts[0]), -1) : g_strdup ("");

  return g_strv_contains (types, type);
}

static const Words *
find_words (WeirReason reason, guint status, const char *content_type, gboolean untrusted)
{
  if (reason == WEIR_REASON_TLS && !untrusted)
    return &no_handshake;
  if (reason == WEIR_REASON_STATUS)
    for (gsize i = 0; i < G_N_ELEMENTS (by_status); i++)
      if (status >= by_status[i].from && status <= by_status[i].to)
        return &by_status[i].words;

  if (reason == WEIR_REASON_CONTENT_TYPE && content_type != NULL && g_ascii_strncasecmp (content_type, "text/event-stream", 17) == 0)
    return &compressed;
  if (reason == WEIR_REASON_CONTENT_TYPE && content_type != NULL && is_json_lines (content_type))
    return &json_lines;
  if ((gsize) reason < G_N_ELEMENTS (by_reason) && by_reason[reason].title != NULL)
    return &by_reason[reason];

  return &connection_ended;
}

static WeirFailureRemedy
translate (Remedy remedy)
{
  WeirFailureRemedy translated = remedies[remedy];

  if (translated.label != NULL)
    translated.label = _ (translated.label);

  return translated;
}

void
weir_failure_words_init (WeirFailureWords *self, WeirReason reason, guint status, const char *content_type, gboolean untrusted)
{
  const Words *words = find_words (reason, status, content_type, untrusted);
  g_auto (GStrv) parts = g_strsplit (_ (words->title), "%u", 2);
  g_autofree char *number = g_strdup_printf ("%u", status);

  *self = (WeirFailureWords){
    .icon_name = words->icon_name,
    .title = g_strjoinv (number, parts),
    .advice = words->advice != NULL ? _ (words->advice) : NULL,
    .first = translate (words->first),
    .second = translate (words->second),
  };
}

void
weir_failure_words_clear (WeirFailureWords *self)
{
  g_clear_pointer (&self->title, g_free);
}
