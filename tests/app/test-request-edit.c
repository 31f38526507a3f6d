/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "weir-request-dialog-private.h"
#include "weir-request-edit.h"

/* Nobody listens there. */
#define URL "http://127.0.0.1:1/"

static WeirStream *
new_stream_with (WeirPolicy policy)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) request = NULL;

  options.url = URL;
  options.policy = policy;
  options.reconnection_time_us = G_TIME_SPAN_HOUR;
  request = weir_request_new (&options, NULL);

  return weir_stream_new (request, NULL, NULL);
}

static WeirStream *
new_stream (void)
{
  return new_stream_with (WEIR_POLICY_PERSISTENT);
}

static const WeirRequestOptions *
get_options (WeirStream *stream)
{
  return weir_request_get_options (weir_stream_get_request (stream));
}

static void
accept (WeirRequestDialog *dialog, const char *url)
{
  gtk_editable_set_text (GTK_EDITABLE (dialog->url_row), url);
  g_signal_emit_by_name (dialog->accept_button, "clicked");
  app_wait (app_find_toplevel (WEIR_TYPE_REQUEST_DIALOG) == NULL);
}

static void
test_idle (void)
{
  g_autoptr (WeirStream) stream = new_stream ();
  WeirRequestDialog *dialog = weir_request_edit (NULL, stream, NULL);

  g_assert_cmpstr (gtk_button_get_label (dialog->accept_button), ==, "Apply");
  accept (dialog, URL "new");
  g_assert_cmpstr (get_options (stream)->url, ==, URL "new");
  g_assert_cmpint (get_options (stream)->policy, ==, WEIR_POLICY_PERSISTENT);
  g_assert_cmpint (weir_stream_get_state (stream), ==, WEIR_SOURCE_IDLE);
}

static void
test_running (void)
{
  g_autoptr (WeirStream) stream = new_stream ();
  WeirRequestDialog *dialog;
  guint attempt = 0;

  weir_stream_start (stream);
  app_wait (weir_stream_get_state (stream) == WEIR_SOURCE_WAITING);
  dialog = weir_request_edit (NULL, stream, NULL);
  g_assert_cmpstr (gtk_button_get_label (dialog->accept_button), ==, "Reconnect");
  accept (dialog, URL "new");
  g_assert_cmpstr (get_options (stream)->url, ==, URL "new");
  app_wait (weir_stream_get_state (stream) == WEIR_SOURCE_WAITING);
  g_object_get (stream, "attempt", &attempt, NULL);
  g_assert_cmpuint (attempt, ==, 2);
  weir_stream_stop (stream);
  app_wait (weir_stream_get_state (stream) == WEIR_SOURCE_STOPPED);
}

/* Who changes the request of a failure wants to see what comes of it. */
static void
test_failed (void)
{
  g_autoptr (WeirStream) stream = new_stream_with (WEIR_POLICY_ONCE);
  WeirRequestDialog *dialog;

  weir_stream_start (stream);
  app_wait (weir_stream_get_state (stream) == WEIR_SOURCE_FAILED);
  dialog = weir_request_edit (NULL, stream, NULL);
  g_assert_cmpstr (gtk_button_get_label (dialog->accept_button), ==, "Connect");
  accept (dialog, URL "new");
  g_assert_cmpstr (get_options (stream)->url, ==, URL "new");
  g_assert_true (weir_stream_is_started (stream));
  app_wait (weir_stream_get_state (stream) == WEIR_SOURCE_FAILED);
}

/* So does who changes what was sent once. */
static void
test_sent_once (void)
{
  g_autoptr (WeirStream) stream = new_stream_with (WEIR_POLICY_ONCE);
  WeirRequestDialog *dialog;

  weir_stream_start (stream);
  weir_stream_stop (stream);
  app_wait (weir_stream_get_state (stream) == WEIR_SOURCE_STOPPED);
  dialog = weir_request_edit (NULL, stream, NULL);
  g_assert_cmpstr (gtk_button_get_label (dialog->accept_button), ==, "Send again");
  accept (dialog, URL "new");
  g_assert_true (weir_stream_is_started (stream));
  app_wait (weir_stream_get_state (stream) == WEIR_SOURCE_FAILED);
}

/* A stream that is closed meanwhile is not missed. */
static void
test_gone (void)
{
  WeirStream *stream = new_stream ();
  WeirRequestDialog *dialog = weir_request_edit (NULL, stream, NULL);

  g_object_unref (stream);
  accept (dialog, URL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/request-edit/idle", test_idle);
  g_test_add_func ("/request-edit/running", test_running);
  g_test_add_func ("/request-edit/failed", test_failed);
  g_test_add_func ("/request-edit/sent-once", test_sent_once);
  g_test_add_func ("/request-edit/gone", test_gone);

  return g_test_run ();
}
