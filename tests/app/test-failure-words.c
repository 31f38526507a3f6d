/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-failure-words.h"

typedef struct
{
  WeirReason reason;
  guint status;
  const char *content_type;
  const char *title;
  const char *first;
  const char *second;
} Case;

static const Case cases[] = {
  { WEIR_REASON_REFUSED, 0, NULL, "Cannot connect", "stream.start", "stream.address" },
  { WEIR_REASON_DNS, 0, NULL, "Host not found", "stream.address", "stream.start" },
  { WEIR_REASON_TLS, 0, NULL, "No trusted connection", "stream.authority", "stream.trust-once" },
  { WEIR_REASON_TIMEOUT, 0, NULL, "No response in time", "stream.start", "stream.address" },
  { WEIR_REASON_REDIRECT, 302, NULL, "The redirect leads nowhere", "stream.address", "stream.start" },
  { WEIR_REASON_CONTENT_TYPE, 200, "text/html", "Not an event stream", "stream.any-type", "stream.address" },
  { WEIR_REASON_CONTENT_TYPE, 200, NULL, "Not an event stream", "stream.any-type", "stream.address" },
  { WEIR_REASON_CONTENT_TYPE, 200, "Text/Event-Stream;charset=utf-8", "Compressed without being asked", "stream.decompress",
    "stream.request" },
  { WEIR_REASON_CONTENT_TYPE, 200, "Application/X-NDJSON; charset=utf-8", "Not an event stream", "stream.address", "stream.any-type" },
  { WEIR_REASON_PROTOCOL, 0, NULL, "Not HTTP", "stream.address", "stream.start" },
  { WEIR_REASON_LIMIT, 0, NULL, "More than Weir takes", "stream.start", NULL },
  { WEIR_REASON_NO_CONTENT, 204, NULL, "Stopped by the server", "stream.start", NULL },
  { WEIR_REASON_CLOSED, 0, NULL, "The connection ended", "stream.start", "stream.request" },
  { WEIR_REASON_EOF, 200, NULL, "The connection ended", "stream.start", "stream.request" },
  { WEIR_REASON_STATUS, 401, NULL, "401: Credentials wanted", "stream.request", "stream.start" },
  { WEIR_REASON_STATUS, 404, NULL, "404: Nothing at this address", "stream.address", "stream.start" },
  { WEIR_REASON_STATUS, 418, NULL, "418: The request was refused", "stream.request", "stream.start" },
  { WEIR_REASON_STATUS, 429, NULL, "429: Too many requests", "stream.start", "stream.request" },
  { WEIR_REASON_STATUS, 503, NULL, "503: The server failed", "stream.start", "stream.request" },
  { WEIR_REASON_STATUS, 201, NULL, "201: Not an event stream", "stream.address", "stream.start" },
};

static void
test_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (WeirFailureWords) words = { 0 };

      weir_failure_words_init (&words, cases[i].reason, cases[i].status, cases[i].content_type, TRUE);
      g_assert_cmpstr (words.title, ==, cases[i].title);
      g_assert_cmpstr (words.first.action, ==, cases[i].first);
      g_assert_cmpstr (words.second.action, ==, cases[i].second);
      g_assert_nonnull (words.icon_name);
      g_assert_nonnull (words.first.label);
      g_assert_true ((words.second.label != NULL) == (words.second.action != NULL));
    }
}

/* Nobody is asked whom to trust when that is not what failed. */
static void
test_no_handshake (void)
{
  g_auto (WeirFailureWords) words = { 0 };

  weir_failure_words_init (&words, WEIR_REASON_TLS, 0, NULL, FALSE);
  g_assert_cmpstr (words.title, ==, "No secure connection");
  g_assert_cmpstr (words.first.action, ==, "stream.address");
  g_assert_cmpstr (words.second.action, ==, "stream.request");
  g_assert_null (words.advice);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/failure-words/words", test_words);
  g_test_add_func ("/failure-words/no-handshake", test_no_handshake);
  return g_test_run ();
}
