/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>

#include "page-fixture.h"
#include "weir-request-check-field.h"
#include "weir-state-mark.h"

/* What a page shows of connections that fail, before and after the first one that opened. */

static gboolean
shows (PageFixture *self, const char *text)
{
  return stage_find_text (self->root, text) != NULL;
}

static void
start (PageFixture *self, const char *script, int policy)
{
  page_fixture_set_up (self, script, policy);
  page_fixture_show (self, 900, 700);
  gtk_widget_grab_focus (self->root);
  page_fixture_act (self, "start");
}

static gboolean
is_failure (PageFixture *self)
{
  return g_str_equal (page_fixture_get_body (self), "failure");
}

static guint
get_attempt (PageFixture *self)
{
  guint attempt;

  g_object_get (self->stream, "attempt", &attempt, NULL);
  return attempt;
}

static void
test_refused (void)
{
  PageFixture self;

  start (&self, NULL, WEIR_POLICY_ONCE);
  app_wait (is_failure (&self) && shows (&self, "Cannot connect"));
  g_assert_cmpstr (page_fixture_get_state (&self), ==, "Failed");
  g_assert_nonnull (stage_find_action (self.root, "stream.start"));
  /* What needs rows is not there. */
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (self.page->filter_row)));
  g_assert_false (gtk_widget_get_mapped (self.page->footer));
  page_fixture_tear_down (&self);
}

/* The remedy for a server whose authority is not known. */
static void
test_authority (void)
{
  PageFixture self;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "support", "certificates", "authority-a.pem", NULL);
  g_autoptr (GError) error = NULL;

  start (&self, NULL, WEIR_POLICY_ONCE);
  app_wait (is_failure (&self));
  g_assert_false (weir_request_check_field_ca_file ("/nowhere/ca.pem", &error));
  weir_page_trust_authority (self.page, "/nowhere/ca.pem");
  app_wait (shows (&self, error->message));
  g_assert_cmpint (weir_stream_get_state (self.stream), ==, WEIR_SOURCE_FAILED);
  g_assert_null (weir_request_get_options (weir_stream_get_request (self.stream))->ca_file);

  weir_page_trust_authority (self.page, path);
  g_assert_cmpstr (weir_request_get_options (weir_stream_get_request (self.stream))->ca_file, ==, path);
  g_assert_true (weir_stream_is_started (self.stream));
  app_wait (weir_stream_get_state (self.stream) == WEIR_SOURCE_FAILED);
  page_fixture_tear_down (&self);
}

/* What a request was made of may be gone when it is made anew. */
static void
test_authority_is_gone (void)
{
  PageFixture self;
  g_autofree char *authority = g_test_build_filename (G_TEST_DIST, "support", "certificates", "authority-a.pem", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (authority, &contents, NULL, NULL));
  start (&self, NULL, WEIR_POLICY_ONCE);
  path = scratch_write (self.scratch, "gone.pem", contents);
  app_wait (is_failure (&self));
  weir_page_trust_authority (self.page, path);
  app_wait (weir_stream_get_state (self.stream) == WEIR_SOURCE_FAILED);
  g_assert_cmpint (g_unlink (path), ==, 0);
  page_fixture_act (&self, "trust-once");
  g_assert_false (weir_request_check_field_ca_file (path, &error));
  app_wait (shows (&self, error->message));
  g_assert_false (weir_stream_is_started (self.stream));
  page_fixture_tear_down (&self);
}

/* As browsers do it is tried for ever: the page says so, and goes when somebody answers. */
static void
test_trying (void)
{
  PageFixture self;
  g_autoptr (WeirMock) late = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;
  const char *text = ":@ weir 1\n:@ connect *\ndata: hello\n\n:@ hold\n";

  start (&self, NULL, -1);
  app_wait (is_failure (&self) && shows (&self, "Weir tries again by itself."));
  g_assert_true (shows (&self, "Cannot connect"));
  g_assert_true (g_str_has_prefix (page_fixture_get_state (&self), "Waiting "));
  page_fixture_act (&self, "reconnect");
  app_wait (get_attempt (&self) > 1);
  g_assert_true (is_failure (&self));
  app_wait (weir_stream_get_state (self.stream) == WEIR_SOURCE_WAITING);

  uri = g_uri_parse (weir_request_get_options (weir_stream_get_request (self.stream))->url, G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_static (text, strlen (text));
  script = weir_script_new (bytes, &diagnostics);
  late = weir_mock_new (self.serving, NULL, NULL);
  weir_mock_add_script (late, "/stream", script);
  options.port = (guint16) g_uri_get_port (uri);
  page_fixture_let_go_of_port (&self);
  weir_mock_start (late, &options, &error);
  g_assert_no_error (error);
  page_fixture_act (&self, "reconnect");
  app_wait (page_fixture_get_events (&self) == 1 && !is_failure (&self));
  app_wait (shows (&self, "message"));
  g_clear_object (&late);
  page_fixture_tear_down (&self);
}

/* It says what went wrong, not only that something did. */
static void
test_trying_status (void)
{
  PageFixture self;

  start (&self, ":@ connect *\n:@ status 503\n", WEIR_POLICY_PERSISTENT);
  app_wait (is_failure (&self) && shows (&self, "503: The server failed"));
  g_assert_true (shows (&self, "Weir tries again by itself."));
  page_fixture_tear_down (&self);
}

static void
test_trying_cut (void)
{
  PageFixture self;

  start (&self, ":@ connect *\n:@ status none\n:@ reset\n", WEIR_POLICY_PERSISTENT);
  app_wait (is_failure (&self) && shows (&self, "The connection ended"));
  g_assert_false (shows (&self, "Cannot connect"));
  page_fixture_tear_down (&self);
}

static void
test_content_type (void)
{
  PageFixture self;

  start (&self, ":@ connect *\n:@ header Content-Type: text/html\ndata: x\n\n:@ hold\n", -1);
  app_wait (is_failure (&self) && shows (&self, "Not an event stream"));
  app_wait (gtk_window_get_focus (self.window) == stage_find_action (self.root, "stream.any-type"));
  g_assert_true (shows (&self, "The response is “text/html”, not text/event-stream"));
  page_fixture_act (&self, "any-type");
  app_wait (page_fixture_get_events (&self) == 1 && !is_failure (&self));
  g_assert_true (weir_request_get_options (weir_stream_get_request (self.stream))->any_type);
  page_fixture_tear_down (&self);
}

static void
test_compressed (void)
{
  PageFixture self;

  start (&self, ":@ connect *\n:@ header Content-Encoding: gzip\ndata: x\n\n:@ hold\n", -1);
  app_wait (is_failure (&self) && shows (&self, "Compressed without being asked"));
  g_assert_nonnull (stage_find_action (self.root, "stream.decompress"));
  page_fixture_act (&self, "decompress");
  g_assert_true (weir_request_get_options (weir_stream_get_request (self.stream))->decompress);
  app_wait (!is_failure (&self) || !shows (&self, "Compressed without being asked"));
  page_fixture_tear_down (&self);
}

static void
test_status (void)
{
  PageFixture self;

  start (&self, ":@ connect 1\n:@ status 404\n:@ body \"nothing <b>here</b>\"\n:@ connect *\ndata: x\n\n:@ hold\n", -1);
  app_wait (is_failure (&self) && shows (&self, "404: Nothing at this address"));
  g_assert_true (shows (&self, "The response, text/plain; charset=utf-8"));
  page_fixture_act (&self, "start");
  app_wait (page_fixture_get_events (&self) == 1 && !is_failure (&self));
  page_fixture_tear_down (&self);
}

static void
test_no_content (void)
{
  PageFixture self;

  start (&self, ":@ connect *\n:@ status 204\n", -1);
  app_wait (is_failure (&self) && shows (&self, "Stopped by the server"));
  g_assert_cmpstr (page_fixture_get_state (&self), ==, "Stopped by the server");
  g_assert_cmpint (weir_mark_of_stream (self.stream), ==, WEIR_MARK_STOPPED);
  page_fixture_tear_down (&self);
}

/* What was received stays in view; the bar says what happened, can be put away, and is new when something new happens. */
static void
test_later (void)
{
  PageFixture self;
  GtkWidget *notice, *close;

  start (&self, ":@ connect 1\nretry: 1\n\ndata: x\n\n:@ cut\n:@ connect *\n:@ status 503\n:@ body \"later\"\n", -1);
  app_wait (weir_stream_get_state (self.stream) == WEIR_SOURCE_FAILED);
  notice = GTK_WIDGET (self.page->notice);
  app_wait (gtk_widget_get_mapped (notice));
  g_assert_false (is_failure (&self));
  g_assert_true (shows (&self, "503: The server failed · The server answered 503 Service Unavailable, not with a stream"));
  g_assert_nonnull (stage_find_action (notice, "stream.start"));

  close = app_find_by_class (notice, "circular");
  g_signal_emit_by_name (close, "clicked");
  g_assert_false (gtk_widget_get_visible (notice));
  weir_page_update_body (self.page);
  g_assert_false (gtk_widget_get_visible (notice));
  page_fixture_act (&self, "start");
  app_wait (weir_stream_get_state (self.stream) != WEIR_SOURCE_FAILED);
  app_wait (weir_stream_get_state (self.stream) == WEIR_SOURCE_FAILED);
  app_wait (gtk_widget_get_mapped (notice));
  page_fixture_tear_down (&self);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/page-failures/refused", test_refused);
  g_test_add_func ("/page-failures/authority", test_authority);
  g_test_add_func ("/page-failures/authority-is-gone", test_authority_is_gone);
  g_test_add_func ("/page-failures/trying", test_trying);
  g_test_add_func ("/page-failures/trying-status", test_trying_status);
  g_test_add_func ("/page-failures/trying-cut", test_trying_cut);
  g_test_add_func ("/page-failures/content-type", test_content_type);
  g_test_add_func ("/page-failures/compressed", test_compressed);
  g_test_add_func ("/page-failures/status", test_status);
  g_test_add_func ("/page-failures/no-content", test_no_content);
  g_test_add_func ("/page-failures/later", test_later);
  return g_test_run ();
}
