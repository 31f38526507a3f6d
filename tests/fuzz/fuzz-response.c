/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libsoup/soup.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "weir-content-coding.h"
#include "weir-limits.h"
#include "weir-media-type.h"
#include "weir-redirect.h"
#include "weir-request-private.h"
#include "weir-retry-after.h"

/* What a server says in headers and a compressed body. The first byte chooses: a media type, a Retry-After, a Location, gzip, deflate, a
 * person's URL. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
try_redirect (const char *location, guint status)
{
  g_autoptr (GUri) uri = g_uri_parse ("https://weir.test:8443/a/b?c", SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GError) error = NULL;
  WeirTarget from = { uri, FALSE, FALSE };
  WeirTarget to = { NULL };
  g_autofree char *text = NULL;

  if (!weir_redirect_follow (&from, status, location, "POST", &to, &error))
    {
      g_assert_true (error != NULL && to.uri == NULL);
      return;
    }

  g_assert_true (g_str_equal (g_uri_get_scheme (to.uri), "https"));
  g_assert_true (g_uri_get_userinfo (to.uri) == NULL && g_uri_get_fragment (to.uri) == NULL);
  for (const char *p = g_uri_get_host (to.uri); *p != '\0'; p++)
    g_assert_true (*p > 0x20 && *p < 0x7f);
  text = g_uri_to_string (to.uri);
  for (const char *p = text; *p != '\0'; p++)
    g_assert_true (*p > 0x20 && *p < 0x7f);
  weir_target_clear (&to);
}

/* What passes as a person's URL is one for the event source too. */
static void
try_url (const char *text)
{
  g_autofree char *authorization = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = weir_request_check_url (text, &authorization, &error);
  g_autoptr (GUri) uri = NULL;

  g_assert_true ((url != NULL) == (error == NULL));
  if (url == NULL)
    return;

  uri = g_uri_parse (url, WEIR_TARGET_URI_FLAGS, NULL);
  g_assert_true (uri != NULL && g_uri_get_host (uri) != NULL && g_uri_get_userinfo (uri) == NULL && g_uri_get_fragment (uri) == NULL);
}

static void
try_coding (WeirCoding coding, const uint8_t *data, size_t size)
{
  g_autoptr (WeirContentCoding) decoder = weir_content_coding_new (coding);
  char buffer[4096];
  guint64 n_out = 0;

  for (size_t at = 0; at < size; at += 100)
    {
      gsize n = 0;

      weir_content_coding_push (decoder, (const char *) data + at, MIN (size - at, 100));
      do
        {
          if (!weir_content_coding_decode (decoder, buffer, sizeof (buffer), &n, NULL))
            return;
          n_out += n;
        }
      while (n > 0);
    }
  g_assert_true (n_out <= 2 * 1024 * 1024 + (guint64) size * WEIR_LIMIT_GZIP_RATIO);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = NULL;
  gint64 wait_us;

  if (size < 1)
    return 0;

  text = g_strndup ((const char *) data + 1, size - 1);
  switch (data[0] % 6)
    {
    case 0:
      weir_media_type_is_event_stream (text);
      break;
    case 1:
      wait_us = weir_retry_after_parse (text, 1800000000 * G_TIME_SPAN_SECOND);
      g_assert_true (wait_us >= -1 && wait_us <= WEIR_LIMIT_RECONNECTION_CEILING_US);
      break;
    case 2:
      try_redirect (text, 301 + data[0] / 6 % 8);
      break;
    case 5:
      try_url (text);
      break;
    case 3:
      try_coding (WEIR_CODING_GZIP, data + 1, size - 1);
      break;
    default:
      try_coding (WEIR_CODING_DEFLATE, data + 1, size - 1);
      break;
    }

  return 0;
}
