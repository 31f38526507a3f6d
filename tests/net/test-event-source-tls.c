/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <unistd.h>

#include "odd-resolver.h"
#include "source-fixture.h"
#include "test-certificates.h"

/* TLS: authority A stands for the system's trust, authority B for a certificate of the person's own. */

static SourceFixture *
create (const char *certificate_name, const char *const *protocols)
{
  SourceFixture *fixture = source_fixture_new ();
  g_autoptr (GTlsCertificate) certificate = test_certificate_load (certificate_name);

  raw_server_set_tls (fixture->server, certificate, protocols);
  fixture->url = g_strdup_printf ("https://weir.test:%u/stream", raw_server_get_port (fixture->server));

  return fixture;
}

static void
check_opens (const char *certificate_name, const char *ca_file, gboolean insecure)
{
  g_autoptr (SourceFixture) fixture = create (certificate_name, NULL);
  g_autofree char *path = ca_file != NULL ? test_certificate_dup_path (ca_file) : NULL;

  fixture->options.ca_file = path;
  fixture->options.insecure = insecure;
  source_fixture_add_stream (fixture, "data: a\n\n", RAW_HOLD);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "event \"message\" \"a\" \"\"");
  source_log_stop (fixture->log);
  source_fixture_run_until_gone (fixture, 0);
}

static void
check_refuses (const char *certificate_name, const char *ca_file, const char *words)
{
  g_autoptr (SourceFixture) fixture = create (certificate_name, NULL);
  g_autofree char *path = ca_file != NULL ? test_certificate_dup_path (ca_file) : NULL;
  g_autofree char *says = g_strdup_printf ("says \"The certificate of weir.test is not trusted: %s\"", words);

  fixture->options.ca_file = path;
  fixture->options.policy = WEIR_POLICY_PERSISTENT; /* not even then */
  source_fixture_add_stream (fixture, "", RAW_HOLD);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "failed tls");
  g_assert_true (source_log_has_line (fixture->log, "untrusted"));
  if (!source_log_has_line (fixture->log, says))
    {
      g_autofree char *text = source_log_dup_text (fixture->log);

      g_test_fail_printf ("%s\n%s", says, text);
    }
  g_assert_null (raw_server_get_request (fixture->server, 0));
}

#define UNKNOWN "it is self-signed or from an unknown authority"

static void
test_system_trust (void)
{
  check_opens ("server-a.pem", NULL, FALSE);
}

static void
test_own_authority (void)
{
  check_opens ("server-b.pem", "authority-b.pem", FALSE);
}

static void
test_own_authority_leaves_the_system_s (void)
{
  check_opens ("server-a.pem", "authority-b.pem", FALSE);
}

static void
test_unknown_authority (void)
{
  check_refuses ("server-b.pem", NULL, UNKNOWN);
}

static void
test_wrong_own_authority (void)
{
  check_refuses ("server-b.pem", "authority-a.pem", UNKNOWN);
}

static void
test_own_authority_is_gone (void)
{
  g_autoptr (SourceFixture) fixture = create ("server-b.pem", NULL);
  g_autofree char *path = test_certificate_dup_path ("authority-b.pem");
  g_autofree char *copy = NULL;
  g_autofree char *contents = NULL;
  int fd = g_file_open_tmp ("weir-test-XXXXXX.pem", &copy, NULL);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL) && g_file_set_contents (copy, contents, -1, NULL));
  fixture->options.ca_file = copy;
  source_fixture_create (fixture);
  g_assert_cmpint (g_unlink (copy), ==, 0);
  weir_event_source_start (fixture->source);
  source_log_run_until_line (fixture->log, "failed tls");
  g_assert_true (source_log_has_line (fixture->log, "says \"The certificates in *weir-test-* cannot be used: *\""));
}

static void
test_expired (void)
{
  check_refuses ("server-expired.pem", NULL, "it has expired");
  check_refuses ("server-expired.pem", "authority-a.pem", "it has expired");
}

static void
test_other_host (void)
{
  check_refuses ("server-other-host.pem", NULL, "it is for another host name");
  check_refuses ("server-other-host.pem", "authority-a.pem", "it is for another host name");
}

static void
test_insecure (void)
{
  check_opens ("server-b.pem", NULL, TRUE);
  check_opens ("server-expired.pem", NULL, TRUE);
  check_opens ("server-other-host.pem", NULL, TRUE);
}

/* The server lets nobody in without one. */
static void
test_own_certificate (void)
{
  g_autoptr (SourceFixture) fixture = create ("server-a.pem", NULL);
  g_autofree char *path = test_certificate_dup_path ("server-b.pem");

  raw_server_want_certificates (fixture->server);
  fixture->options.cert_file = path;
  source_fixture_add_stream (fixture, "data: a\n\n", RAW_HOLD);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "event \"message\" \"a\" \"\"");
  source_log_stop (fixture->log);
  source_fixture_run_until_gone (fixture, 0);
}

static void
test_insecure_is_for_one_source (void)
{
  check_opens ("server-b.pem", NULL, TRUE);
  check_refuses ("server-b.pem", NULL, UNKNOWN);
}

static void
on_head (const WeirReport *report, gpointer user_data)
{
  if (report->kind != WEIR_REPORT_HEAD)
    return;

  g_assert_true (g_str_has_prefix (report->head.tls, "TLS 1."));
  g_assert_nonnull (report->head.cipher);
  g_assert_cmpint (report->head.timing.tls_us, >, 0);
  g_assert_cmpstr (report->head.http, ==, "1.1");
}

static void
test_head_report (void)
{
  g_autoptr (SourceFixture) fixture = create ("server-a.pem", NULL);

  fixture->log->func = on_head;
  source_fixture_add_stream (fixture, "", RAW_HOLD);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "open");
}

/* A server that could do better is spoken to in HTTP/1.1 unless asked. */
static void
test_http1_is_offered (void)
{
  static const char *const protocols[] = { "h2", "http/1.1", NULL };
  g_autoptr (SourceFixture) fixture = create ("server-a.pem", protocols);

  source_fixture_add_stream (fixture, "data: a\n\n", RAW_HOLD);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "event*");
}

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"

static void
check_end (const char *bytes, RawAction end, const char *line)
{
  g_autoptr (SourceFixture) fixture = create ("server-a.pem", NULL);

  source_fixture_add_bytes (fixture, bytes, end);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, line);
}

static void
test_ends (void)
{
  check_end (HEAD "\r\ndata: a\n\n", RAW_CLOSE, "ended closed 200");
  check_end (HEAD "Transfer-Encoding: chunked\r\n\r\n9\r\ndata: a\n\n\r\n", RAW_CLOSE, "ended cut 200");
  check_end (HEAD "Transfer-Encoding: chunked\r\n\r\n9\r\ndata: a\n\n\r\n0\r\n\r\n", RAW_HOLD, "ended eof 200");
  check_end (HEAD "Content-Length: 9\r\n\r\ndata: a\n\n", RAW_HOLD, "ended eof 200");
  check_end (HEAD "Content-Length: 10\r\n\r\ndata: a\n\n", RAW_CLOSE, "ended cut 200");
}

static void
test_many_records (void)
{
  g_autoptr (SourceFixture) fixture = create ("server-a.pem", NULL);
  RawScript *script = raw_script_new ();

  raw_script_send_text (script, HEAD "Transfer-Encoding: chunked\r\n\r\n");
  raw_script_add (script, RAW_SPLIT, 7);
  for (guint i = 0; i < 200; i++)
    raw_script_send_text (script, "9\r\ndata: a\n\n\r\n");
  raw_script_send_text (script, "0\r\n\r\n");
  raw_script_add (script, RAW_HOLD, 0);
  raw_server_add (fixture->server, script);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "ended eof 200");
  g_assert_cmpuint (fixture->log->n_events, ==, 200);
}

static void
assert_no_tls (RawScript *script)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();

  raw_script_send_text (script, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
  raw_script_add (script, RAW_CLOSE, 0);
  raw_server_add (fixture->server, script);
  fixture->url = g_strdup_printf ("https://weir.test:%u/", raw_server_get_port (fixture->server));
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "failed tls");
  g_assert_true (source_log_has_line (fixture->log, "says \"weir.test does not speak TLS on this port, *\""));
  g_assert_false (source_log_has_line (fixture->log, "untrusted"));
}

static void
test_no_tls_there (void)
{
  RawScript *script = raw_script_new ();

  script->at_once = TRUE;
  assert_no_tls (script);
}

/* As most do: it waits for a request, and says that this was none. */
static void
test_http_there (void)
{
  RawScript *script = raw_script_new ();

  script->any_bytes = TRUE;
  assert_no_tls (script);
}

/* libsoup's TLS takes it for no TLS; from a server that was a good one it is an end like others. */
static void
test_closed_in_the_handshake (void)
{
  g_autoptr (SourceFixture) fixture = create ("server-a.pem", NULL);

  source_fixture_add_stream (fixture, "", RAW_CLOSE);
  source_fixture_start (fixture); /* the second connection has no script: it is closed at once */
  source_log_run_until_line (fixture->log, "connecting 2");
  source_log_run_until_line (fixture->log, "ended tls");
  source_log_run_until_line (fixture->log, "connecting 3");
}

static void
test_hangs_in_the_handshake (void)
{
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  RawScript *script = raw_script_new ();

  raw_script_add (script, RAW_HOLD, 0);
  raw_server_add (fixture->server, script);
  fixture->url = g_strdup_printf ("https://weir.test:%u/", raw_server_get_port (fixture->server));
  fixture->options.connect_timeout_us = 60 * G_TIME_SPAN_MILLISECOND;
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "ended timeout");
  source_fixture_run_until_gone (fixture, 0);
}

static void
test_redirect_from_https_to_http (void)
{
  g_autoptr (SourceFixture) fixture = create ("server-a.pem", NULL);

  source_fixture_add_bytes (fixture, "HTTP/1.1 302 X\r\nLocation: http://weir.test/\r\nContent-Length: 0\r\n\r\n", RAW_HOLD);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "failed redirect 302");
  g_assert_true (source_log_has_line (fixture->log, "says \"The server redirects from https to http, *\""));
}

static void
test_redirect_from_http_to_https (void)
{
  g_autoptr (SourceFixture) secure = create ("server-a.pem", NULL);
  g_autoptr (SourceFixture) fixture = source_fixture_new ();
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 301 X\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n", secure->url);
  const WeirHeader header = { "X-Api-Key", "s3cret" };
  g_autofree char *secret = NULL;

  fixture->options.headers = &header;
  fixture->options.n_headers = 1;
  source_fixture_add_bytes (fixture, head, RAW_HOLD);
  source_fixture_add_stream (secure, "data: a\n\n", RAW_HOLD);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "event*");
  secret = raw_server_dup_header (secure->server, 0, "X-Api-Key");
  g_assert_null (secret);
}

/* The proxy sees the name and nothing else; the certificate is the server's. */
static void
test_through_a_proxy (void)
{
  g_autoptr (SourceFixture) fixture = create ("server-a.pem", NULL);
  g_autofree char *proxy = g_strdup_printf ("http://me:pw@127.0.0.1:%u", raw_server_get_port (fixture->server));
  const WeirHeader header = { "X-Api-Key", "s3cret" };

  raw_server_set_tunnel (fixture->server);
  fixture->options.proxy = proxy;
  fixture->options.headers = &header;
  fixture->options.n_headers = 1;
  g_free (fixture->url);
  fixture->url = g_strdup ("https://weir.test/stream");
  source_fixture_add_stream (fixture, "data: a\n\n", RAW_HOLD);
  source_fixture_start (fixture);
  source_log_run_until_line (fixture->log, "event*");
  g_assert_true (g_str_has_prefix (raw_server_get_tunnels (fixture->server), "CONNECT weir.test:443 HTTP/1."));
  g_assert_null (strstr (raw_server_get_tunnels (fixture->server), "s3cret"));
  /* Its own credentials are for it alone. */
  g_assert_nonnull (strstr (raw_server_get_tunnels (fixture->server), "\r\nProxy-Authorization: Basic bWU6cHc=\r\n"));
  g_assert_null (strstr (raw_server_get_request (fixture->server, 0)->str, "Proxy-Authorization"));
  source_log_stop (fixture->log);
  source_fixture_run_until_gone (fixture, 0);
}

static void
use_authority_a_as_the_system_s (void)
{
  g_autofree char *path = test_certificate_dup_path ("authority-a.pem");
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    g_error ("the tests need glib-networking");
  odd_resolver_install ();
  use_authority_a_as_the_system_s ();
  g_test_add_func ("/event-source/tls/system's trust", test_system_trust);
  g_test_add_func ("/event-source/tls/own authority", test_own_authority);
  g_test_add_func ("/event-source/tls/own authority leaves the system's", test_own_authority_leaves_the_system_s);
  g_test_add_func ("/event-source/tls/unknown authority", test_unknown_authority);
  g_test_add_func ("/event-source/tls/wrong own authority", test_wrong_own_authority);
  g_test_add_func ("/event-source/tls/own authority is gone", test_own_authority_is_gone);
  g_test_add_func ("/event-source/tls/expired", test_expired);
  g_test_add_func ("/event-source/tls/other host", test_other_host);
  g_test_add_func ("/event-source/tls/insecure", test_insecure);
  g_test_add_func ("/event-source/tls/own certificate", test_own_certificate);
  g_test_add_func ("/event-source/tls/insecure is for one source", test_insecure_is_for_one_source);
  g_test_add_func ("/event-source/tls/head report", test_head_report);
  g_test_add_func ("/event-source/tls/HTTP 1.1 is offered", test_http1_is_offered);
  g_test_add_func ("/event-source/tls/ends", test_ends);
  g_test_add_func ("/event-source/tls/many records", test_many_records);
  g_test_add_func ("/event-source/tls/no TLS there", test_no_tls_there);
  g_test_add_func ("/event-source/tls/HTTP there", test_http_there);
  g_test_add_func ("/event-source/tls/closed in the handshake", test_closed_in_the_handshake);
  g_test_add_func ("/event-source/tls/hangs in the handshake", test_hangs_in_the_handshake);
  g_test_add_func ("/event-source/tls/redirect from https to http", test_redirect_from_https_to_http);
  g_test_add_func ("/event-source/tls/redirect from http to https", test_redirect_from_http_to_https);

  g_test_add_func ("/event-source/tls/through a proxy", test_through_a_proxy);

  return g_test_run ();
}
