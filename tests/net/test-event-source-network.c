/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "odd-resolver.h"
#include "source-fixture.h"

/* Names, TCP, proxies: what happens before a request is out. */

static void
test_refused (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  g_autofree char *says = g_strdup_printf ("says \"Nothing listens on 127.0.0.1 port %u. *\"", raw_server_get_port (fixture->server));

  raw_server_stop_listening (fixture->server);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "connecting 3");
  g_assert_cmpuint (source_log_count (fixture->log, "ended refused"), ==, 2);
  g_assert_cmpuint (source_log_count (fixture->log, "waiting 100 default"), ==, 2);
  g_assert_cmpuint (source_log_count (fixture->log, says), ==, 2);
}

static void
test_refused_persistent (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  fixture->options.policy = WEIR_POLICY_PERSISTENT;
  raw_server_stop_listening (fixture->server);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "waiting * backoff");
}

static void
test_refused_without_retries (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  fixture->options.max_retries = 0;
  raw_server_stop_listening (fixture->server);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "failed refused");
}

static void
test_unknown_host (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  fixture->url = g_strdup ("http://nowhere.invalid/");
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "waiting 100 default");
  g_assert_true (source_log_has_line (fixture->log, "ended dns"));
  g_assert_true (source_log_has_line (fixture->log, "says \"The host name nowhere.invalid was not found. *\""));
}

static void
test_slow_name (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  fixture->url = g_strdup ("http://slow.invalid/");
  fixture->options.connect_timeout_us = 60 * G_TIME_SPAN_MILLISECOND;
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "waiting 100 default");
  g_assert_true (source_log_has_line (fixture->log, "ended timeout"));
  g_assert_true (source_log_has_line (fixture->log, "says \"No connection to slow.invalid within 0.06 s. *\""));
}

static void
test_stop_in_a_slow_name (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  fixture->url = g_strdup ("http://slow.invalid/");
  source_fixture_start (fixture);
  source_fixture_run_for (20);
  source_log_stop (fixture->log);
  source_fixture_run_for (20);
}

/* A listener whose queue is full: further connections hang. */
typedef struct
{
  int listener;
  int clients[4];
  guint16 port;
} BlackHole;

static void
black_hole_open (BlackHole *self)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t n_address = sizeof (address);

  self->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (self->listener, (struct sockaddr *) &address, n_address), ==, 0);
  g_assert_cmpint (listen (self->listener, 0), ==, 0);
  g_assert_cmpint (getsockname (self->listener, (struct sockaddr *) &address, &n_address), ==, 0);
  self->port = ntohs (address.sin_port);
  for (guint i = 0; i < G_N_ELEMENTS (self->clients); i++)
    {
      self->clients[i] = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
      g_assert_true (connect (self->clients[i], (struct sockaddr *) &address, n_address) == 0 || errno == EINPROGRESS);
    }
}

static void
black_hole_close (BlackHole *self)
{
  close (self->listener);
  for (guint i = 0; i < G_N_ELEMENTS (self->clients); i++)
    close (self->clients[i]);
}

static void
test_black_hole (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  BlackHole hole;

  black_hole_open (&hole);
  fixture->url = g_strdup_printf ("http://127.0.0.1:%u/", hole.port);
  fixture->options.connect_timeout_us = 60 * G_TIME_SPAN_MILLISECOND;
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "waiting 100 default");
  g_assert_true (source_log_has_line (fixture->log, "ended timeout"));
  source_log_run_until_line (fixture->log, "connecting 2");
  g_assert_cmpint (weir_event_source_get_state (fixture->source), ==, WEIR_SOURCE_CONNECTING);
  source_log_stop (fixture->log);
  black_hole_close (&hole);
}

/* A head, once asked for, may take its time: the connect time-out is over. */
static void
test_connect_timeout_ends_with_the_connection (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  RawScript *script = raw_script_new ();

  raw_script_add (script, RAW_PAUSE, 600);
  raw_script_send_text (script, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
  raw_script_add (script, RAW_HOLD, 0);
  raw_server_add (fixture->server, script);
  fixture->options.connect_timeout_us = 400 * G_TIME_SPAN_MILLISECOND;
  source_fixture_start (fixture);
  source_fixture_run_until_requests (fixture, 1);
  source_fixture_run_for (20);
  g_assert_cmpint (weir_event_source_get_state (fixture->source), ==, WEIR_SOURCE_SENT);
  source_log_run_until_line (fixture->log, "open");
}

static void
on_head (const WeirReport *report, gpointer user_data)
{
  SourceFixture *fixture = user_data;
  g_autofree char *remote = NULL;

  if (report->kind != WEIR_REPORT_HEAD)
    return;

  remote = g_strdup_printf ("127.0.0.1:%u", raw_server_get_port (fixture->server));
  g_assert_cmpstr (report->head.remote, ==, remote);
  g_assert_cmpstr (report->head.http, ==, "1.1");
  g_assert_cmpstr (report->head.phrase, ==, "Fine");
  g_assert_null (report->head.tls);
  g_assert_null (report->head.cipher);
  g_assert_cmpint (report->head.timing.connect_us, >=, 0);
  g_assert_cmpint (report->head.timing.head_us, >=, 0);
  g_assert_cmpint (report->head.timing.tls_us, ==, -1);
  g_assert_cmpuint (report->head.n_headers, ==, 3);
  /* libsoup hands out the headers it knows by name first. */
  g_assert_cmpstr (report->head.headers[0].name, ==, "Content-Type");
  g_assert_cmpstr (report->head.headers[1].name, ==, "X-First");
  g_assert_cmpstr (report->head.headers[1].value, ==, "a, b");
  g_assert_cmpstr (report->head.headers[2].name, ==, "X-First");
  g_assert_cmpstr (report->head.headers[2].value, ==, "\xEF\xBF\xBD"); /* libsoup's doing */
}

static void
test_head_report (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  fixture->log->func = on_head;
  fixture->log->func_data = fixture;
  source_fixture_add_bytes (fixture, "HTTP/1.1 200 Fine\r\nX-First: a, b\r\nContent-Type: text/event-stream\r\nX-First: \xFF\r\n\r\n",
                            RAW_HOLD);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "open");
}

static void
test_name_is_resolved (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  g_autofree char *host = NULL;

  fixture->url = g_strdup_printf ("http://weir.test:%u/", raw_server_get_port (fixture->server));
  source_fixture_add_stream (fixture, "", RAW_HOLD);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "open");
  host = raw_server_dup_header (fixture->server, 0, "Host");
  g_assert_true (g_str_has_prefix (host, "weir.test:"));
}

/* @credentials: of the proxy's URL, up to the @. Returns: what it was asked */
static char *
ask_proxy (const char *credentials)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  g_autofree char *proxy = g_strdup_printf ("http://%s127.0.0.1:%u", credentials, raw_server_get_port (fixture->server));

  fixture->url = g_strdup ("http://far.invalid/stream?x");
  fixture->options.proxy = proxy;
  source_fixture_add_stream (fixture, "data: a\n\n", RAW_HOLD);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "event*");

  return g_strdup (raw_server_get_request (fixture->server, 0)->str);
}

static void
test_http_proxy (void)
{
  g_autofree char *request = ask_proxy ("");

  g_assert_true (g_str_has_prefix (request, "GET http://far.invalid/stream?x HTTP/1.1\r\n"));
  g_assert_null (strstr (request, "Proxy-Authorization"));
}

/* Name and password of its URL are for it. */
static void
test_http_proxy_credentials (void)
{
  g_autofree char *request = ask_proxy ("me:p%40ss@");

  g_assert_nonnull (strstr (request, "\r\nProxy-Authorization: Basic bWU6cEBzcw==\r\n"));
}

/* The system's resolver of proxies, but one that a test can set. */
typedef GSimpleProxyResolver SystemProxies;
typedef GSimpleProxyResolverClass SystemProxiesClass;

static GType system_proxies_get_type (void);

static gboolean
is_supported (GProxyResolver *self)
{
  return TRUE;
}

static void
system_proxies_init_interface (GProxyResolverInterface *interface)
{
  interface->is_supported = is_supported;
}

G_DEFINE_TYPE_WITH_CODE (SystemProxies, system_proxies, G_TYPE_SIMPLE_PROXY_RESOLVER,
                         G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, system_proxies_init_interface))

static void
system_proxies_class_init (SystemProxiesClass *klass)
{
}

static void
system_proxies_init (SystemProxies *self)
{
}

/* That of the system, which only GIO's resolver knows. */
static void
use_system_proxy (SourceFixture *fixture, const char *user_information)
{
  g_autofree char *proxy = NULL;

  fixture->options.proxy = NULL;
  fixture->url = g_strdup ("http://elsewhere.invalid/stream");
  proxy = g_strdup_printf ("http://%s127.0.0.1:%u", user_information, raw_server_get_port (fixture->server));
  g_simple_proxy_resolver_set_default_proxy (G_SIMPLE_PROXY_RESOLVER (g_proxy_resolver_get_default ()), proxy);
}

static void
test_system_proxy (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  use_system_proxy (fixture, "me:p%40ss@");
  source_fixture_add_stream (fixture, "data: a\n\n", RAW_HOLD);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "event*");
  g_assert_nonnull (strstr (raw_server_get_request (fixture->server, 0)->str, "\r\nProxy-Authorization: Basic bWU6cEBzcw==\r\n"));
  g_assert_false (source_log_has_line (fixture->log, "*bWU6cEBzcw*"));
  g_assert_false (source_log_has_line (fixture->log, "*p@ss*"));
  g_simple_proxy_resolver_set_default_proxy (G_SIMPLE_PROXY_RESOLVER (g_proxy_resolver_get_default ()), NULL);
}

/* Else one would look for the fault at the server. */
static void
test_system_proxy_refused (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  use_system_proxy (fixture, "me:s3cret@");
  raw_server_stop_listening (fixture->server);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "ended refused");
  g_assert_true (source_log_has_line (fixture->log, "says \"The proxy 127.0.0.1 cannot be reached*"));
  g_assert_false (source_log_has_line (fixture->log, "*s3cret*"));
  g_simple_proxy_resolver_set_default_proxy (G_SIMPLE_PROXY_RESOLVER (g_proxy_resolver_get_default ()), NULL);
}

static void
test_socks_proxy (void)
{
  static const char answers[] = "\x05\x00\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"
                                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                                "9\r\ndata: a\n\n\r\n";
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  g_autofree char *proxy = g_strdup_printf ("socks5://127.0.0.1:%u", raw_server_get_port (fixture->server));
  RawScript *script = raw_script_new ();

  script->at_once = TRUE;
  raw_script_send (script, answers, sizeof (answers) - 1);
  raw_script_add (script, RAW_HOLD, 0);
  raw_server_add (fixture->server, script);
  fixture->url = g_strdup ("http://far.invalid/");
  fixture->options.proxy = proxy;
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "event*");
}

static void
test_proxy_refused (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  g_autofree char *proxy = g_strdup_printf ("http://127.0.0.1:%u", raw_server_get_port (fixture->server));

  raw_server_stop_listening (fixture->server);
  fixture->url = g_strdup ("http://far.invalid/");
  fixture->options.proxy = proxy;
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "ended refused");
  g_assert_true (source_log_has_line (fixture->log, "says *proxy*"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  odd_resolver_install ();
  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, system_proxies_get_type (), "weir-simple", 0);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "weir-simple", TRUE);
  g_test_add_func ("/event-source/network/refused", test_refused);
  g_test_add_func ("/event-source/network/refused, persistent", test_refused_persistent);
  g_test_add_func ("/event-source/network/refused, without retries", test_refused_without_retries);
  g_test_add_func ("/event-source/network/unknown host", test_unknown_host);
  g_test_add_func ("/event-source/network/slow name", test_slow_name);
  g_test_add_func ("/event-source/network/stop in a slow name", test_stop_in_a_slow_name);
  g_test_add_func ("/event-source/network/black hole", test_black_hole);
  g_test_add_func ("/event-source/network/connect time-out ends with the connection", test_connect_timeout_ends_with_the_connection);
  g_test_add_func ("/event-source/network/head report", test_head_report);
  g_test_add_func ("/event-source/network/name is resolved", test_name_is_resolved);
  g_test_add_func ("/event-source/network/http proxy", test_http_proxy);
  g_test_add_func ("/event-source/network/http proxy credentials", test_http_proxy_credentials);
  g_test_add_func ("/event-source/network/system proxy", test_system_proxy);
  g_test_add_func ("/event-source/network/system proxy refused", test_system_proxy_refused);
  g_test_add_func ("/event-source/network/socks proxy", test_socks_proxy);
  g_test_add_func ("/event-source/network/proxy refused", test_proxy_refused);

  return g_test_run ();
}
