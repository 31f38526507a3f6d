/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <unistd.h>

#include "weir-limits.h"
#include "weir-request.h"

/* A self-signed certificate made for this test: CN=weir test, no key is kept. */
static const char certificate[] = "-----BEGIN CERTIFICATE-----\n"
                                  "MIIBgDCCASWgAwIBAgIUVLgrEyQoo6V7J4M2rf8axvS+krYwCgYIKoZIzj0EAwIw\n"
                                  "FDESMBAGA1UEAwwJd2VpciB0ZXN0MCAXDTI2MTEyMTA4MTAyMloYDzIxMjYxMDI4\n"
                                  "MDgxMDIyWjAUMRIwEAYDVQQDDAl3ZWlyIHRlc3QwWTATBgcqhkjOPQIBBggqhkjO\n"
                                  "PQMBBwNCAAQ6gs9kF51x2aLWa2NcvBEeETFGvJY1pS6c8BBReFcchOy+ZfhSDFpJ\n"
                                  "7RfcYSqu55ktrRr9R5HrriCmdWyPGppZo1MwUTAdBgNVHQ4EFgQUNbJ4bl+01RYq\n"
                                  "d+G6KH12L4rm6VgwHwYDVR0jBBgwFoAUNbJ4bl+01RYqd+G6KH12L4rm6VgwDwYD\n"
                                  "VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAj88Amz51Vn40qXiIu9HT\n"
                                  "XCRf9A4bZIe8T//s2F/5dlYCIQCb0C+9hdpT+00up4wxSBPWc8Dmsf8XNtKnJ5iW\n"
                                  "3WmsuQ==\n"
                                  "-----END CERTIFICATE-----\n";

static WeirRequestOptions
options_for (const char *url)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;

  options.url = url;

  return options;
}

static void
assert_fails (const WeirRequestOptions *options, WeirNetError code, const char *piece)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRequest) request = weir_request_new (options, &error);

  g_assert_null (request);
  g_assert_error (error, WEIR_NET_ERROR, (int) code);
  if (strstr (error->message, piece) == NULL)
    g_error ("“%s” does not say “%s”", error->message, piece);
  g_assert_null (strstr (error->message, "SEC"));
  g_assert_null (strstr (error->message, "RET"));
}

static WeirRequest *
assert_makes (const WeirRequestOptions *options)
{
  g_autoptr (GError) error = NULL;
  WeirRequest *request = weir_request_new (options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (request);

  return request;
}

static const char *
get_header (const WeirRequest *request, const char *name)
{
  const WeirRequestOptions *options = weir_request_get_options (request);

  for (gsize i = 0; i < options->n_headers; i++)
    {
      if (g_ascii_strcasecmp (options->headers[i].name, name) == 0)
        return options->headers[i].value;
    }

  return NULL;
}

static void
test_urls (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases", "request", "urls.case", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", 3);
      WeirRequestOptions options;

      if (columns[0] == NULL || lines[i][0] == '#')
        continue;
      g_test_message ("line %u: %s", i + 1, lines[i]);
      options = options_for (columns[0]);
      if (columns[1][0] == '!')
        {
          assert_fails (&options, WEIR_NET_ERROR_URL, columns[1] + 1);
        }
      else
        {
          g_autoptr (WeirRequest) request = assert_makes (&options);

          g_assert_cmpstr (weir_request_get_options (request)->url, ==, columns[1]);
          g_assert_cmpstr (get_header (request, "Authorization"), ==, columns[2]);
        }
    }
}

static void
test_odd_urls (void)
{
  WeirRequestOptions options = options_for (NULL);
  g_autoptr (GString) longest = g_string_new (NULL);
  g_autoptr (WeirRequest) request = NULL;

  assert_fails (&options, WEIR_NET_ERROR_URL, "no URL");
  options.url = "http://h\x01/";
  assert_fails (&options, WEIR_NET_ERROR_URL, "host name");
  options.url = "http://h\x7f/";
  assert_fails (&options, WEIR_NET_ERROR_URL, "host name");

  g_string_set_size (longest, WEIR_LIMIT_URL);
  memset (longest->str, 'a', longest->len);
  memcpy (longest->str, "http://h/", strlen ("http://h/"));
  options.url = longest->str;
  request = assert_makes (&options);
  g_string_append_c (longest, 'a');
  options.url = longest->str;
  assert_fails (&options, WEIR_NET_ERROR_URL, "longer than 32 KiB");
}

/* Whatever bytes the URL holds: what comes out is printable ASCII that parses to itself. */
static void
test_any_url (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  guint n_made = 0;

  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (GString) url = g_string_new ("http://h");
      g_autoptr (WeirRequest) request = NULL;
      WeirRequestOptions options;

      g_string_append (url, g_rand_boolean (rand) ? "/" : "/?");
      for (int i = g_rand_int_range (rand, 1, 8); i > 0; i--)
        g_string_append_c (url, (char) g_rand_int_range (rand, 1, 256));
      options = options_for (url->str);
      request = weir_request_new (&options, NULL);
      if (request == NULL)
        continue;
      n_made++;
      options = options_for (weir_request_get_options (request)->url);
      for (const char *c = options.url; *c != '\0'; c++)
        g_assert_true (g_ascii_isgraph (*c));
      {
        g_autoptr (WeirRequest) again = assert_makes (&options);

        g_assert_cmpstr (weir_request_get_options (again)->url, ==, options.url);
      }
    }
  g_assert_cmpuint (n_made, >, 200);
}

static void
test_defaults (void)
{
  WeirRequestOptions options = options_for ("http://h/");
  g_autoptr (WeirRequest) request = assert_makes (&options);
  const WeirRequestOptions *used = weir_request_get_options (request);

  g_assert_cmpstr (used->method, ==, "GET");
  g_assert_cmpint (used->policy, ==, WEIR_POLICY_BROWSER);
  g_assert_cmpuint (used->n_headers, ==, 0);
  g_assert_null (used->body);
  g_assert_cmpstr (used->last_event_id, ==, "");
  g_assert_cmpint (used->reconnection_time_us, ==, WEIR_DEFAULT_RECONNECTION_TIME_US);
  g_assert_cmpint (used->max_retries, ==, -1);
  g_assert_cmpint (used->connect_timeout_us, ==, WEIR_DEFAULT_CONNECT_TIMEOUT_US);
  g_assert_cmpint (used->head_timeout_us, ==, 0);
  g_assert_cmpint (used->silence_timeout_us, ==, 0);
  g_assert_false (used->any_type);
  g_assert_null (used->ca_file);
  g_assert_false (used->insecure);
  g_assert_null (used->proxy);
  g_assert_false (used->http2);
  g_assert_false (used->decompress);
}

static void
test_deep_copy (void)
{
  char url[] = "http://h/", method[] = "QUERY", name[] = "X-A", value[] = "  b c\t", id[] = "7\x01\xff", proxy[] = "socks5://p:1";
  WeirHeader headers[] = { { name, value }, { "Host", "other" } };
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);
  WeirRequestOptions options = options_for (url);
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (WeirRequest) other = NULL;
  const WeirRequestOptions *used;

  options.method = method;
  options.headers = headers;
  options.n_headers = G_N_ELEMENTS (headers);
  options.body = body;
  options.last_event_id = id;
  options.proxy = proxy;
  options.policy = WEIR_POLICY_PERSISTENT;
  options.reconnection_time_us = 0;
  options.max_retries = 3;
  options.connect_timeout_us = 0;
  options.head_timeout_us = 1;
  options.silence_timeout_us = 2;
  options.any_type = options.insecure = options.http2 = options.decompress = TRUE;
  request = assert_makes (&options);
  memset (url, 'x', sizeof url - 1);
  memset (method, 'x', sizeof method - 1);
  memset (name, 'x', sizeof name - 1);
  memset (value, 'x', sizeof value - 1);
  memset (id, 'x', sizeof id - 1);
  memset (proxy, 'x', sizeof proxy - 1);

  other = weir_request_ref (request);
  used = weir_request_get_options (other);
  g_assert_cmpstr (used->url, ==, "http://h/");
  g_assert_cmpstr (used->method, ==, "QUERY");
  g_assert_cmpint (used->policy, ==, WEIR_POLICY_PERSISTENT);
  g_assert_cmpuint (used->n_headers, ==, 2);
  g_assert_cmpstr (used->headers[0].name, ==, "X-A");
  g_assert_cmpstr (used->headers[0].value, ==, "b c");
  g_assert_cmpstr (used->headers[1].value, ==, "other");
  g_assert_true (used->body == body);
  g_assert_cmpstr (used->last_event_id, ==, "7\x01\xff");
  g_assert_cmpstr (used->proxy, ==, "socks5://p:1");
  g_assert_cmpint (used->reconnection_time_us, ==, 0);
  g_assert_cmpint (used->max_retries, ==, 3);
  g_assert_cmpint (used->connect_timeout_us, ==, 0);
  g_assert_cmpint (used->head_timeout_us, ==, 1);
  g_assert_cmpint (used->silence_timeout_us, ==, 2);
  g_assert_true (used->any_type && used->insecure && used->http2 && used->decompress);
}

static void
test_methods (void)
{
  static const char *const refused[] = { "", "A B", "GET\r\nX: y", "GÉT", "a/b", "CONNECT", "trace", "TRACK" };
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);
  WeirRequestOptions options = options_for ("http://h/");

  options.body = body;
  {
    g_autoptr (WeirRequest) request = assert_makes (&options);

    g_assert_cmpstr (weir_request_get_options (request)->method, ==, "POST");
    g_assert_cmpint (weir_request_get_options (request)->policy, ==, WEIR_POLICY_ONCE);
  }
  options.method = "get";
  {
    g_autoptr (WeirRequest) request = assert_makes (&options);

    g_assert_cmpstr (weir_request_get_options (request)->method, ==, "GET");
    g_assert_cmpint (weir_request_get_options (request)->policy, ==, WEIR_POLICY_BROWSER);
  }
  options.method = "query";
  {
    g_autoptr (WeirRequest) request = assert_makes (&options);

    g_assert_cmpstr (weir_request_get_options (request)->method, ==, "query");
    g_assert_cmpint (weir_request_get_options (request)->policy, ==, WEIR_POLICY_ONCE);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      options.method = refused[i];
      assert_fails (&options, WEIR_NET_ERROR_METHOD, "method");
    }
}

static void
test_headers (void)
{
  static const struct
  {
    WeirHeader header;
    const char *piece;
  } refused[] = {
    { { "", "x" }, "“”" },
    { { NULL, "x" }, "“”" },
    { { "A B", "x" }, "“A B”" },
    { { "A:", "x" }, "“A:”" },
    { { "A\r\n", "x" }, "“A\\r\\n”" },
    { { "X-Key", "SECRET\r\nX: y" }, "X-Key" },
    { { "X-Key", "SECRET\n" }, "X-Key" },
    { { "X-Key", "\rSECRET" }, "X-Key" },
    { { "X-Key", NULL }, "X-Key" },
    { { "content-length", "3" }, "Content-Length" },
    { { "Transfer-Encoding", "chunked" }, "Transfer-Encoding" },
  };
  const WeirHeader good[] = { { "Accept", "*/*" }, { "x-ü", "" } };
  WeirRequestOptions options = options_for ("http://u:p@h/");
  g_autoptr (WeirRequest) request = NULL;

  options.n_headers = 1;
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      options.headers = &refused[i].header;
      assert_fails (&options, WEIR_NET_ERROR_HEADER, refused[i].piece);
    }
  options.headers = &good[1];
  assert_fails (&options, WEIR_NET_ERROR_HEADER, "header name");

  options.headers = (const WeirHeader[]){ { "authorization", "Bearer x" } };
  request = assert_makes (&options);
  g_assert_cmpuint (weir_request_get_options (request)->n_headers, ==, 1);
  g_assert_cmpstr (get_header (request, "Authorization"), ==, "Bearer x");
}

static void
test_content_types (void)
{
  static const struct
  {
    const char *body, *given, *type;
  } cases[] = {
    { "{\"stream\":true}", NULL, "application/json" },
    { " [1]", NULL, "application/json" },
    { "{}", "text/plain", "text/plain" },
    { "a=b&c=d", NULL, NULL },
    { "{", NULL, NULL },
    { "", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const WeirHeader given = { "content-type", cases[i].given };
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      g_autoptr (WeirRequest) request = NULL;
      WeirRequestOptions options = options_for ("http://h/");

      options.body = body;
      options.headers = &given;
      options.n_headers = cases[i].given != NULL ? 1 : 0;
      request = assert_makes (&options);
      g_assert_cmpstr (get_header (request, "Content-Type"), ==, cases[i].type);
      g_assert_cmpuint (weir_request_get_options (request)->n_headers, ==, cases[i].type != NULL ? 1 : 0);
    }
}

static void
test_event_ids (void)
{
  WeirRequestOptions options = options_for ("http://h/");

  options.last_event_id = "a\nb";
  assert_fails (&options, WEIR_NET_ERROR_HEADER, "line break");
  options.last_event_id = "a\r";
  assert_fails (&options, WEIR_NET_ERROR_HEADER, "line break");
}

static void
test_times (void)
{
  WeirRequestOptions options = options_for ("http://h/");

  options.reconnection_time_us = -2;
  assert_fails (&options, WEIR_NET_ERROR_LIMIT, "reconnection time");
  options.reconnection_time_us = 365 * G_TIME_SPAN_DAY;
  options.connect_timeout_us = G_MAXINT64;
  assert_fails (&options, WEIR_NET_ERROR_LIMIT, "connect time-out");
  options.connect_timeout_us = 0;
  options.head_timeout_us = -1;
  assert_fails (&options, WEIR_NET_ERROR_LIMIT, "head time-out");
  options.head_timeout_us = 0;
  options.silence_timeout_us = 365 * G_TIME_SPAN_DAY + 1;
  assert_fails (&options, WEIR_NET_ERROR_LIMIT, "silence time-out");
}

static void
test_proxies (void)
{
  static const char *const good[] = {
    "", "http://p:8080", "https://p", "socks://p:1080", "socks4://p:1", "socks4a://p:1", "socks5://u:p@[::1]:1080"
  };
  static const char *const refused[] = { "p:8080",        "p",
                                         "ftp://p",       "http://",
                                         "socks5:p",      "http://u:SECRET@p:x",
                                         "u:SECRET@p:80", "direct://",
                                         "http://p/%zz",  "http://u%zz:SECRET@p:1" };
  WeirRequestOptions options = options_for ("http://h/");

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (WeirRequest) request = NULL;

      options.proxy = good[i];
      request = assert_makes (&options);
      g_assert_cmpstr (weir_request_get_options (request)->proxy, ==, good[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      options.proxy = refused[i];
      assert_fails (&options, WEIR_NET_ERROR_URL, "proxy");
    }
}

static char *
dup_certificate (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "support", "certificates", name, NULL);
}

static void
test_own_certificate (void)
{
  g_autofree char *both = dup_certificate ("server-a.pem");
  g_autofree char *no_key = dup_certificate ("authority-a.pem");
  WeirRequestOptions options = options_for ("https://h/");
  g_autoptr (WeirRequest) request = NULL;

  options.key_file = "/nonexistent/alone.pem";
  request = assert_makes (&options);
  g_assert_null (weir_request_get_options (request)->key_file);
  options.cert_file = both;
  assert_fails (&options, WEIR_NET_ERROR_FILE, "alone.pem");
  options.key_file = NULL;
  g_clear_pointer (&request, weir_request_unref);
  request = assert_makes (&options);
  g_assert_cmpstr (weir_request_get_options (request)->cert_file, ==, both);
  options.key_file = both;
  g_clear_pointer (&request, weir_request_unref);
  request = assert_makes (&options);
  g_assert_cmpstr (weir_request_get_options (request)->key_file, ==, both);
  options.key_file = no_key;
  assert_fails (&options, WEIR_NET_ERROR_FILE, "authority-a.pem");
  options.key_file = NULL;
  options.cert_file = no_key;
  assert_fails (&options, WEIR_NET_ERROR_FILE, "its key");
  options.cert_file = "/nonexistent/mine.pem";
  assert_fails (&options, WEIR_NET_ERROR_FILE, "mine.pem");
  options.cert_file = "/";
  assert_fails (&options, WEIR_NET_ERROR_FILE, "not a file");
}

static void
test_ca_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("weir-request-XXXXXX", &error);
  g_autofree char *good = g_build_filename (folder, "good.pem", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty.pem", NULL);
  g_autofree char *old_folder = g_get_current_dir ();
  WeirRequestOptions options = options_for ("https://h/");

  g_assert_no_error (error);
  g_file_set_contents (good, certificate, -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (empty, "no certificate\n", -1, &error);
  g_assert_no_error (error);

  options.ca_file = "/nonexistent/ca.pem";
  assert_fails (&options, WEIR_NET_ERROR_FILE, "/nonexistent/ca.pem");
  options.ca_file = folder;
  assert_fails (&options, WEIR_NET_ERROR_FILE, "not a file");
  options.ca_file = empty;
  assert_fails (&options, WEIR_NET_ERROR_FILE, "no certificate");
  g_assert_cmpint (truncate (empty, 16 * 1024 * 1024 + 1), ==, 0);
  assert_fails (&options, WEIR_NET_ERROR_FILE, "not a file");

  g_assert_cmpint (g_chdir (folder), ==, 0);
  options.ca_file = "good.pem";
  {
    g_autoptr (WeirRequest) request = assert_makes (&options);

    g_assert_true (g_path_is_absolute (weir_request_get_options (request)->ca_file));
    g_assert_true (g_file_test (weir_request_get_options (request)->ca_file, G_FILE_TEST_IS_REGULAR));
  }
  g_assert_cmpint (g_chdir (old_folder), ==, 0);

  g_assert_cmpint (g_remove (good), ==, 0);
  g_assert_cmpint (g_remove (empty), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/request/urls", test_urls);
  g_test_add_func ("/request/odd-urls", test_odd_urls);
  g_test_add_func ("/request/any-url", test_any_url);
  g_test_add_func ("/request/defaults", test_defaults);
  g_test_add_func ("/request/deep-copy", test_deep_copy);
  g_test_add_func ("/request/methods", test_methods);
  g_test_add_func ("/request/headers", test_headers);
  g_test_add_func ("/request/content-types", test_content_types);
  g_test_add_func ("/request/event-ids", test_event_ids);
  g_test_add_func ("/request/times", test_times);
  g_test_add_func ("/request/proxies", test_proxies);
  g_test_add_func ("/request/ca-files", test_ca_files);
  g_test_add_func ("/request/own-certificate", test_own_certificate);

  return g_test_run ();
}
