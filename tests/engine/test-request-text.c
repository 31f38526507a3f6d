/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-request-text.h"

static WeirRequest *
make (const WeirRequestOptions *options)
{
  g_autoptr (GError) error = NULL;
  WeirRequest *request = weir_request_new (options, &error);

  g_assert_no_error (error);

  return request;
}

static WeirRequest *
read_back (const char *command)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirCurl) curl = weir_curl_parse (command, NULL, &error);
  g_autoptr (GArray) headers = NULL;
  WeirRequestOptions options;

  g_assert_no_error (error);
  g_assert_cmpuint (curl->blanks->len, ==, 0);
  g_assert_true (curl->is_exact);
  weir_curl_fill_options (curl, &options, &headers);

  return make (&options);
}

static const char *
find_header (const WeirRequestOptions *options, const char *name)
{
  for (gsize i = 0; i < options->n_headers; i++)
    if (g_ascii_strcasecmp (options->headers[i].name, name) == 0)
      return options->headers[i].value;

  return NULL;
}

static void
assert_same (const WeirRequest *a, const WeirRequest *b)
{
  const WeirRequestOptions *one = weir_request_get_options (a);
  const WeirRequestOptions *other = weir_request_get_options (b);

  g_assert_cmpstr (one->url, ==, other->url);
  g_assert_cmpstr (one->method, ==, other->method);
  for (gsize i = 0; i < one->n_headers; i++)
    g_assert_cmpstr (one->headers[i].value, ==, find_header (other, one->headers[i].name));
  g_assert_cmpint (one->body != NULL, ==, other->body != NULL);
  if (one->body != NULL)
    g_assert_true (g_bytes_equal (one->body, other->body));
  g_assert_cmpstr (one->last_event_id, ==, other->last_event_id);
  g_assert_cmpint (one->policy, ==, other->policy);
  g_assert_cmpint (one->insecure, ==, other->insecure);
  g_assert_cmpint (one->decompress, ==, other->decompress);
  g_assert_cmpint (one->http2, ==, other->http2);
  g_assert_cmpint (one->connect_timeout_us, ==, other->connect_timeout_us);
  g_assert_cmpstr (one->proxy, ==, other->proxy);
}

/* Whatever stands in it, the command gives the same request again. */
static void
test_curl_and_back (void)
{
  static const WeirHeader headers[] = { { "Content-Type", "text/plain" },
                                        { "X-Empty", "" },
                                        { "X-Odd", "a'b \"c\" $D `e` \\ ! {} \xc3\xa9" } };
  static const char *const bodies[] = { NULL,
                                        "",
                                        "{\"a\": 1}",
                                        "it's $HOME `date` $(x) \\ \"!\"\n\tline\r\n",
                                        "\xff\xfe"
                                        "7",
                                        "@file" };
  static const char *const methods[] = { NULL, "GET", "POST", "PUT", "QUERY" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (methods); j++)
      {
        g_autoptr (GBytes) body = bodies[i] != NULL ? g_bytes_new_static (bodies[i], strlen (bodies[i])) : NULL;
        WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
        g_autoptr (WeirRequest) request = NULL;
        g_autoptr (WeirRequest) again = NULL;
        g_autofree char *command = NULL;

        options.url = j % 2 == 0 ? "https://user:pa'ss@host.example:8443/a?b=[c]&d={e}&f='" : "http://[::1]:8123/x?a=1&b=%20";
        options.method = methods[j];
        options.headers = headers;
        options.n_headers = i == 2 ? 0 : G_N_ELEMENTS (headers);
        options.body = body;
        options.last_event_id = i == 3 ? "a'b" : NULL;
        options.insecure = j == 1;
        options.decompress = j == 2;
        options.http2 = j == 0;
        options.proxy = i == 1 ? "http://me:s'ecret@proxy:8080" : NULL;
        options.connect_timeout_us = i == 2 ? 2500000 : -1;
        request = make (&options);
        command = weir_request_to_curl (request, NULL, WEIR_REQUEST_TEXT_SECRETS);
        again = read_back (command);
        assert_same (request, again);
      }
}

static void
test_curl_text (void)
{
  static const char json[] = "{\"stream\": true}";
  static const WeirHeader headers[] = { { "Authorization", "Bearer sk-1" }, { "x-api-key", "k" } };
  g_autoptr (GBytes) body = g_bytes_new_static (json, strlen (json));
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) request = NULL;
  g_autofree char *command = NULL;

  options.url = "http://localhost:8123/x?token=t&a=1";
  options.headers = headers;
  options.n_headers = G_N_ELEMENTS (headers);
  options.body = body;
  options.proxy = "";
  request = make (&options);
  command = weir_request_to_curl (request, "42", WEIR_REQUEST_TEXT_NONE);
  g_assert_cmpstr (command, ==,
                   "curl -gNL 'http://localhost:8123/x?token=[redacted]&a=1' \\\n"
                   "  -H 'Authorization: [redacted]' \\\n"
                   "  -H 'x-api-key: [redacted]' \\\n"
                   "  -H 'Content-Type: application/json' \\\n"
                   "  -H 'Accept: text/event-stream' \\\n"
                   "  -H 'Cache-Control: no-cache' \\\n"
                   "  -H 'Last-Event-ID: 42' \\\n"
                   "  --noproxy '*' \\\n"
                   "  --data-raw '{\"stream\": true}'\n");
}

static void
test_curl_pipe (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("a\0'%", 4);
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) request = NULL;
  g_autofree char *command = NULL;

  options.url = "http://h/";
  options.body = body;
  request = make (&options);
  command = weir_request_to_curl (request, NULL, WEIR_REQUEST_TEXT_NONE);
  g_assert_cmpstr (command, ==,
                   "printf 'a\\000\\047\\045' | curl -NL 'http://h/' \\\n"
                   "  -H 'Accept: text/event-stream' \\\n"
                   "  -H 'Cache-Control: no-cache' \\\n"
                   "  -H 'Content-Type:' \\\n"
                   "  --data-binary @-\n");
}

static void
test_javascript (void)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) plain = NULL;
  g_autoptr (WeirRequest) post = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("a\"\xe2\x80\xa8</script>", 14);
  g_autoptr (GBytes) odd = g_bytes_new_static ("\xff", 1);
  g_autofree char *source = NULL;
  g_autofree char *resumed = NULL;
  g_autofree char *fetch = NULL;
  g_autofree char *bytes = NULL;

  options.url = "http://localhost:8123/x";
  plain = make (&options);
  source = weir_request_to_javascript (plain, NULL, WEIR_REQUEST_TEXT_NONE);
  g_assert_true (g_str_has_prefix (source, "const source = new EventSource(\"http://localhost:8123/x\");\n"));
  /* An EventSource cannot be told an id. */
  resumed = weir_request_to_javascript (plain, "7", WEIR_REQUEST_TEXT_NONE);
  g_assert_nonnull (strstr (resumed, "[\"Last-Event-ID\", \"7\"],\n"));

  options.body = body;
  post = make (&options);
  fetch = weir_request_to_javascript (post, NULL, WEIR_REQUEST_TEXT_NONE);
  g_assert_nonnull (strstr (fetch, "  method: \"POST\",\n"));
  g_assert_nonnull (strstr (fetch, "  body: \"a\\\"\\u2028</script>\",\n"));
  options.body = odd;
  weir_request_unref (post);
  post = make (&options);
  bytes = weir_request_to_javascript (post, NULL, WEIR_REQUEST_TEXT_NONE);
  g_assert_nonnull (strstr (bytes, "Uint8Array.from(atob(\"/w==\")"));
}

static void
test_python (void)
{
  static const WeirHeader headers[] = { { "X-A", "1" }, { "X-A", "\"2\"" } };
  g_autoptr (GBytes) odd = g_bytes_new_static ("\xff", 1);
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) request = NULL;
  g_autofree char *text = NULL;

  options.url = "https://h/?key=k";
  options.headers = headers;
  options.n_headers = G_N_ELEMENTS (headers);
  options.body = odd;
  options.insecure = TRUE;
  options.proxy = "http://u:p@proxy:1/";
  request = make (&options);
  text = weir_request_to_python (request, NULL, WEIR_REQUEST_TEXT_NONE);
  g_assert_cmpstr (text, ==,
                   "import base64\n\nimport httpx\n\n"
                   "with httpx.stream(\n"
                   "    \"POST\",\n"
                   "    \"https://h/?key=[redacted]\",\n"
                   "    headers=[\n"
                   "        (\"X-A\", \"1\"),\n"
                   "        (\"X-A\", \"\\\"2\\\"\"),\n"
                   "        (\"Accept\", \"text/event-stream\"),\n"
                   "        (\"Cache-Control\", \"no-cache\"),\n"
                   "    ],\n"
                   "    content=base64.b64decode(\"/w==\"),\n"
                   "    verify=False,\n"
                   "    proxy=\"http://[redacted]@proxy:1/\",\n"
                   "    follow_redirects=True,\n"
                   "    timeout=None,\n"
                   ") as response:\n"
                   "    for line in response.iter_lines():\n"
                   "        print(line)\n");
}

static void
test_own_certificate (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "support", "certificates", "server-a.pem", NULL);
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (WeirRequest) again = NULL;
  g_autofree char *command = NULL;
  g_autofree char *test = NULL;
  g_autofree char *python = NULL;
  g_autofree char *in_python = g_strdup_printf ("tls = ssl.create_default_context(cafile=\"%s\")\ntls.load_cert_chain(\"%s\", \"%s\")\n\n"
                                                "with httpx.stream(",
                                                path, path, path);
  g_autofree char *in_test = g_strdup_printf ("--cert '%s' \\\n  --key '%s'", path, path);

  options.url = "https://h/s";
  options.ca_file = options.cert_file = options.key_file = path;
  request = make (&options);
  command = weir_request_to_curl (request, NULL, WEIR_REQUEST_TEXT_NONE);
  again = read_back (command);
  g_assert_cmpstr (weir_request_get_options (again)->cert_file, ==, path);
  g_assert_cmpstr (weir_request_get_options (again)->key_file, ==, path);
  test = weir_request_to_test (request, NULL, WEIR_REQUEST_TEXT_NONE);
  g_assert_nonnull (strstr (test, in_test));
  python = weir_request_to_python (request, NULL, WEIR_REQUEST_TEXT_NONE);
  g_assert_nonnull (strstr (python, in_python));
  g_assert_nonnull (strstr (python, "    verify=tls,\n"));
}

static void
test_test (void)
{
  static const WeirHeader headers[] = { { "Authorization", "Bearer abc" }, { "X-A", "it's" } };
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"stream\":true}", 15);
  g_autoptr (GBytes) at = g_bytes_new_static ("@home", 5);
  g_autoptr (WeirRequest) plain = make (&(WeirRequestOptions){ .url = "http://h/s", .policy = -1, .last_event_id = "41" });
  g_autoptr (WeirRequest) post = NULL;
  g_autoptr (WeirRequest) odd = NULL;
  g_autofree char *first = weir_request_to_test (plain, "trade", WEIR_REQUEST_TEXT_NONE);
  g_autofree char *any = weir_request_to_test (plain, "a*", WEIR_REQUEST_TEXT_NONE);
  g_autofree char *secret = NULL;
  g_autofree char *redacted = NULL;
  g_autofree char *piped = NULL;
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;

  g_assert_cmpstr (first, ==, "timeout 30 weir watch 'http://h/s' \\\n  --last-event-id '41' \\\n  --expect 'event:trade >= 1'\n");
  g_assert_cmpstr (any, ==, "timeout 30 weir watch 'http://h/s' \\\n  --last-event-id '41' \\\n  --expect 'kind:event >= 1'\n");

  options.url = "https://h/?key=1";
  options.headers = headers;
  options.n_headers = G_N_ELEMENTS (headers);
  options.body = body;
  options.insecure = TRUE;
  options.proxy = "";
  post = make (&options);
  secret = weir_request_to_test (post, NULL, WEIR_REQUEST_TEXT_SECRETS);
  redacted = weir_request_to_test (post, NULL, WEIR_REQUEST_TEXT_NONE);
  g_assert_cmpstr (secret, ==,
                   "timeout 30 weir watch 'https://h/?key=1' \\\n  -H 'Authorization: Bearer abc' \\\n  -H 'X-A: it'\\''s' \\\n"
                   "  -H 'Content-Type: application/json' \\\n"
                   "  -d '{\"stream\":true}' \\\n  --insecure \\\n  --proxy '' \\\n  --expect 'kind:event >= 1'\n");
  g_assert_null (strstr (redacted, "abc"));
  g_assert_null (strstr (redacted, "key=1"));

  /* -d would read a file. */
  options = (WeirRequestOptions) WEIR_REQUEST_OPTIONS_INIT;
  options.url = "http://h/";
  options.method = "PUT";
  options.body = at;
  odd = make (&options);
  piped = weir_request_to_test (odd, NULL, WEIR_REQUEST_TEXT_NONE);
  g_assert_cmpstr (piped, ==,
                   "printf '\\100home' | timeout 30 weir watch 'http://h/' \\\n  -X 'PUT' \\\n  -d @- \\\n  --expect 'kind:event >= 1'\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/request-text/curl-and-back", test_curl_and_back);
  g_test_add_func ("/request-text/curl", test_curl_text);
  g_test_add_func ("/request-text/curl-pipe", test_curl_pipe);
  g_test_add_func ("/request-text/javascript", test_javascript);
  g_test_add_func ("/request-text/python", test_python);
  g_test_add_func ("/request-text/own-certificate", test_own_certificate);
  g_test_add_func ("/request-text/test", test_test);

  return g_test_run ();
}
