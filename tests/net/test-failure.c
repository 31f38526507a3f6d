/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "weir-failure.h"
#include "weir-request.h"

/* Each way to fail has one reason and its words. GLib's and libsoup's codes are put in by hand: sockets cannot be made to give all. */

typedef struct
{
  const char *name;
  GQuark (*domain) (void);
  int code;
  const char *proxy;
  WeirReason reason;
  gboolean transient;
  const char *words;
} Case;

static const Case before_head[] = {
  { "refused", g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, NULL, WEIR_REASON_REFUSED, FALSE,
    "Nothing listens on weir.test port 8080. Is the server running, and is the port right?" },
  { "host unreachable", g_io_error_quark, G_IO_ERROR_HOST_UNREACHABLE, NULL, WEIR_REASON_REFUSED, FALSE,
    "weir.test port 8080 cannot be reached from here: cause" },
  { "network unreachable", g_io_error_quark, G_IO_ERROR_NETWORK_UNREACHABLE, NULL, WEIR_REASON_REFUSED, FALSE,
    "weir.test port 8080 cannot be reached from here: cause" },
  { "timed out", g_io_error_quark, G_IO_ERROR_TIMED_OUT, NULL, WEIR_REASON_TIMEOUT, FALSE,
    "weir.test port 8080 did not answer in time. A firewall may drop what is sent to it." },
  { "host not found", g_io_error_quark, G_IO_ERROR_HOST_NOT_FOUND, NULL, WEIR_REASON_DNS, FALSE,
    "The host name weir.test was not found. Check its spelling and the network." },
  { "resolver", g_resolver_error_quark, G_RESOLVER_ERROR_TEMPORARY_FAILURE, NULL, WEIR_REASON_DNS, FALSE,
    "The host name weir.test was not found. Check its spelling and the network." },
  { "closed", g_io_error_quark, G_IO_ERROR_PARTIAL_INPUT, NULL, WEIR_REASON_CLOSED, FALSE,
    "weir.test port 8080 closed the connection before it answered" },
  { "reset", g_io_error_quark, G_IO_ERROR_CONNECTION_CLOSED, NULL, WEIR_REASON_RESET, FALSE,
    "weir.test port 8080 reset the connection before it answered" },
  { "any other", g_io_error_quark, G_IO_ERROR_TOO_MANY_OPEN_FILES, NULL, WEIR_REASON_REFUSED, FALSE,
    "The connection to weir.test port 8080 failed: cause" },
  { "garbage, libsoup 3.2", soup_session_error_quark, SOUP_SESSION_ERROR_PARSING, NULL, WEIR_REASON_PROTOCOL, FALSE,
    "weir.test port 8080 did not answer with HTTP. Is this the right port, and http or https?" },
  { "bad encoding", soup_session_error_quark, SOUP_SESSION_ERROR_ENCODING, NULL, WEIR_REASON_PROTOCOL, FALSE,
    "weir.test port 8080 did not answer with HTTP. Is this the right port, and http or https?" },
  { "proxy failed", g_io_error_quark, G_IO_ERROR_PROXY_FAILED, "http://proxy.test:3128", WEIR_REASON_REFUSED, FALSE,
    "The proxy did not connect to weir.test port 8080: cause" },
  { "proxy wants a password", g_io_error_quark, G_IO_ERROR_PROXY_NEED_AUTH, "http://proxy.test:3128", WEIR_REASON_REFUSED, FALSE,
    "The proxy did not connect to weir.test port 8080: cause" },
  { "proxy refused", g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, "http://user:s3cret@proxy.test:3128", WEIR_REASON_REFUSED, FALSE,
    "The proxy proxy.test cannot be reached: cause" },
  { "proxy unknown", g_resolver_error_quark, G_RESOLVER_ERROR_NOT_FOUND, "socks5://proxy.test", WEIR_REASON_DNS, FALSE,
    "The proxy proxy.test cannot be reached: cause" },
  { "no proxy wanted", g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, "", WEIR_REASON_REFUSED, FALSE,
    "Nothing listens on weir.test port 8080. *" },
  { "tls missing", g_tls_error_quark, G_TLS_ERROR_UNAVAILABLE, NULL, WEIR_REASON_TLS, FALSE,
    "https needs TLS support, which is not installed (glib-networking)" },
  { "tls client certificate", g_tls_error_quark, G_TLS_ERROR_CERTIFICATE_REQUIRED, NULL, WEIR_REASON_TLS, FALSE,
    "weir.test wants a certificate from its clients" },
  { "tls certificate", g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, NULL, WEIR_REASON_TLS, FALSE,
    "The certificate of weir.test is not trusted: it cannot be checked" },
  { "tls handshake", g_tls_error_quark, G_TLS_ERROR_HANDSHAKE, NULL, WEIR_REASON_TLS, TRUE,
    "The encrypted connection to weir.test could not be made: cause" },
};

static const Case in_body[] = {
  { "bad chunk", weir_net_error_quark, WEIR_NET_ERROR_PROTOCOL, NULL, WEIR_REASON_CUT, FALSE, "cause" },
  { "limit", weir_net_error_quark, WEIR_NET_ERROR_LIMIT, NULL, WEIR_REASON_LIMIT, FALSE, "cause" },
  { "cut", g_io_error_quark, G_IO_ERROR_PARTIAL_INPUT, NULL, WEIR_REASON_CUT, FALSE, "cause" },
  { "reset in a body", g_io_error_quark, G_IO_ERROR_CONNECTION_CLOSED, NULL, WEIR_REASON_RESET, FALSE, "The server reset the connection" },
  { "keep-alive unanswered", g_io_error_quark, G_IO_ERROR_TIMED_OUT, NULL, WEIR_REASON_TIMEOUT, FALSE,
    "The server can no longer be reached" },
  { "tls broke", g_tls_error_quark, G_TLS_ERROR_MISC, NULL, WEIR_REASON_CUT, FALSE, "The encrypted connection broke: cause" },
};

static void
check (const Case *test, const WeirFailure *failure)
{
  g_assert_cmpint (failure->reason, ==, test->reason);
  g_assert_cmpint (failure->transient, ==, test->transient);
  if (!g_pattern_match_simple (test->words, failure->message))
    g_error ("expected: %s; got: %s", test->words, failure->message);
  g_assert_null (strstr (failure->message, "s3cret"));
}

static void
test_before_head (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (SoupMessage) message = soup_message_new ("GET", "http://weir.test:8080/stream?token=s3cret");
  g_autoptr (GError) error = g_error_new_literal (test->domain (), test->code, "cause");
  g_auto (WeirFailure) failure = weir_failure_before_head (error, message, test->proxy);

  check (test, &failure);
}

static void
test_in_body (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GError) error = g_error_new_literal (test->domain (), test->code, "cause");
  g_auto (WeirFailure) failure = weir_failure_in_body (error);

  check (test, &failure);
}

static void
test_default_ports (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "cause");
  g_autoptr (SoupMessage) plain = soup_message_new ("GET", "http://weir.test/");
  g_autoptr (SoupMessage) secure = soup_message_new ("GET", "https://weir.test/");
  g_auto (WeirFailure) on_80 = weir_failure_before_head (error, plain, NULL);
  g_auto (WeirFailure) on_443 = weir_failure_before_head (error, secure, NULL);

  g_assert_nonnull (strstr (on_80.message, "weir.test port 80."));
  g_assert_nonnull (strstr (on_443.message, "weir.test port 443."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (before_head); i++)
    {
      g_autofree char *path = g_strdup_printf ("/failure/before a head/%s", before_head[i].name);

      g_test_add_data_func (path, &before_head[i], test_before_head);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (in_body); i++)
    {
      g_autofree char *path = g_strdup_printf ("/failure/in a body/%s", in_body[i].name);

      g_test_add_data_func (path, &in_body[i], test_in_body);
    }
  g_test_add_func ("/failure/default ports", test_default_ports);

  return g_test_run ();
}
