/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-request-secrets.h"

#include <string.h>

static void
test_bodies (void)
{
  static const struct
  {
    const char *body;
    gboolean secret;
  } cases[] = {
    { "{\"max_tokens\":10,\"token\":3}", FALSE },
    { "{\"token\":\"x\"}", TRUE },
    { "[[{\"a\":{\"api_key\":\"x\"}}]]", TRUE },
    { "{\"a\":\"password\"}", FALSE },
    { "a=b&password=c", TRUE },
    { "a=b&c=password", FALSE },
    { "plain text", FALSE },
    { "{\"token\":", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
      g_autoptr (WeirRequest) request = NULL;
      g_autofree char *secrets = NULL;

      options.url = "http://example.com/";
      options.body = body;
      request = weir_request_new (&options, NULL);
      secrets = weir_request_dup_secrets (request);
      if ((secrets != NULL) != cases[i].secret)
        g_error ("%s", cases[i].body);
    }
}

/* Named for people: once each, and nothing in them that is not to be seen. */
static void
test_names (void)
{
  const WeirHeader headers[] = { { "X-Api-Key", "1" }, { "x-api-key", "2" }, { "Accept", "text/plain" } };
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) request = NULL;
  g_autofree char *joined = NULL;
  g_auto (GStrv) names = NULL;

  options.url = "http://h/?%1B-token=a&token=b&token=c";
  options.headers = headers;
  options.n_headers = G_N_ELEMENTS (headers);
  options.proxy = "http://127.0.0.1:1";
  request = weir_request_new (&options, NULL);
  names = weir_request_list_secrets (request);
  joined = g_strjoinv (" ", names);
  g_assert_cmpstr (joined, ==, "X-Api-Key ?␛-token ?token");
}

/* All values, each in its place. */
static void
test_values (void)
{
  const WeirHeader headers[] = { { "Cookie", "a" }, { "cookie", "b\xe9" }, { "Authorization", "Bearer \"c\"" } };
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) request = NULL;
  char *secrets;

  options.url = "http://h/";
  options.headers = headers;
  options.n_headers = G_N_ELEMENTS (headers);
  request = weir_request_new (&options, NULL);
  secrets = weir_request_dup_secrets (request);
  g_assert_cmpstr (secrets, ==,
                   "{\"header:cookie:0\":\"a\",\"header:cookie:1-base64\":\"Yuk=\",\"header:authorization:0\":\"Bearer \\\"c\\\"\"}");
  weir_request_free_secrets (secrets);
  weir_request_free_secrets (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/request-secrets/bodies", test_bodies);
  g_test_add_func ("/request-secrets/names", test_names);
  g_test_add_func ("/request-secrets/values", test_values);

  return g_test_run ();
}
