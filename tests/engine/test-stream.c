/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "raw-server.h"
#include "stream-fixture.h"
#include "weir-recording-index.h"

#include <string.h>

/* The life of a stream that is watched, with its work on a worker and on the main thread's own context. */

static void
test_before_start (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (TRUE, NULL);
  g_autofree char *url = NULL;
  g_auto (GStrv) redacted = NULL;

  self->options.last_event_id = "7";
  stream_fixture_create (self, "/a/live%20pri%1Bces/?token=x&n=1");
  url = stream_fixture_dup_string (self, "url");
  g_assert_true (g_str_has_suffix (url, "/a/live%20pri%1Bces/?token=[redacted]&n=1"));
  g_assert_cmpstr (weir_stream_get_title (self->stream), ==, "live pri␛ces");
  g_assert_false (weir_stream_has_own_title (self->stream));
  g_assert_cmpuint (stream_fixture_get_uint64 (self, "events"), ==, 0);
  g_assert_true (stream_fixture_get_boolean (self, "live"));
  g_assert_false (stream_fixture_get_boolean (self, "saved"));
  g_assert_cmpfloat (stream_fixture_get_double (self, "progress"), ==, 1);
  stream_fixture_assert_string (self, "last-event-id", "7");
  g_assert_null (weir_stream_get_recording (self->stream));
  g_assert_null (weir_stream_get_failure (self->stream));
  g_assert_false (weir_stream_is_started (self->stream));
  redacted = weir_stream_list_secrets (self->stream);
  g_assert_null (redacted[0]);

  /* None of these does anything yet. */
  weir_stream_stop (self->stream);
  weir_stream_cut (self->stream);
  weir_stream_reconnect_now (self->stream);
  g_assert_cmpint (weir_stream_get_state (self->stream), ==, WEIR_SOURCE_IDLE);
}

static void
test_titles (void)
{
  static const struct
  {
    const char *url;
    const char *title;
  } cases[] = {
    { "http://example.com/prices", "prices" },           { "http://example.com/a/b//?x=/y", "b" }, { "http://example.com/", "example.com" },
    { "http://example.com:8080", "example.com:8080" },   { "http://[::1]:8080/", "[::1]:8080" },   { "http://example.com/a%2Fb", "a/b" },
    { "http://example.com/%E4%BB%B7%E6%A0%BC", "价格" }, { "http://example.com/%FF", "<0xFF>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
      g_autoptr (WeirRequest) request = NULL;
      g_autoptr (WeirStream) stream = NULL;

      options.url = cases[i].url;
      request = weir_request_new (&options, NULL);
      stream = weir_stream_new (request, NULL, NULL);
      g_assert_cmpstr (weir_stream_get_title (stream), ==, cases[i].title);
      weir_stream_set_title (stream, "mine");
      g_assert_cmpstr (weir_stream_get_title (stream), ==, "mine");
      g_assert_true (weir_stream_has_own_title (stream));
      weir_stream_set_title (stream, "");
      g_assert_cmpstr (weir_stream_get_title (stream), ==, cases[i].title);
    }
}

/* Everything that a page shows, through open, cut by the server, waiting and stopped. */
static void
test_life (gconstpointer threaded)
{
  g_autoptr (StreamFixture) self =
      stream_fixture_new (GPOINTER_TO_INT (threaded),
                          ":@ connect 1\nretry: 3600000\nid: a\ndata: one\n\nid: b\ndata: two\n\n:@ hold\n:@ connect 2\n:@ hold\n");
  gint64 before = g_get_monotonic_time ();
  gint64 until;

  weir_stream_start (self->stream);
  g_assert_true (weir_stream_is_started (self->stream));
  stream_fixture_wait_for_events (self, 2);
  g_assert_cmpint (weir_stream_get_state (self->stream), ==, WEIR_SOURCE_OPEN);
  g_assert_cmpuint (stream_fixture_get_uint64 (self, "bytes"), ==, strlen ("retry: 3600000\nid: a\ndata: one\n\nid: b\ndata: two\n\n"));
  g_assert_cmpuint (stream_fixture_get_uint64 (self, "rows"), ==, weir_recording_get_count (weir_stream_get_recording (self->stream)));
  g_assert_cmpuint (stream_fixture_get_uint64 (self, "dropped"), ==, 0);
  g_assert_cmpuint (stream_fixture_get_uint (self, "attempt"), ==, 1);
  g_assert_cmpuint (stream_fixture_get_uint (self, "reconnects"), ==, 0);
  g_assert_cmpuint (stream_fixture_get_uint (self, "status"), ==, 200);
  g_assert_cmpint (stream_fixture_get_int64 (self, "opened-at"), >=, before);
  g_assert_cmpint (stream_fixture_get_int64 (self, "opened-at"), <=, g_get_monotonic_time ());
  g_assert_cmpint (stream_fixture_get_int64 (self, "waiting-until"), ==, 0);
  g_assert_cmpint (stream_fixture_get_int64 (self, "reconnection-time"), ==, G_TIME_SPAN_HOUR);
  g_assert_true (stream_fixture_get_boolean (self, "retry-from-server"));
  stream_fixture_assert_string (self, "last-event-id", "b");
  stream_fixture_assert_string (self, "message", NULL);
  stream_fixture_assert_string (self, "problem", NULL);

  weir_stream_cut (self->stream);
  stream_fixture_wait_for_state (self, WEIR_SOURCE_WAITING);
  until = stream_fixture_get_int64 (self, "waiting-until");
  g_assert_cmpint (until, >, g_get_monotonic_time () + 59 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (stream_fixture_get_int64 (self, "opened-at"), ==, 0);

  weir_stream_reconnect_now (self->stream);
  stream_fixture_wait_for_state (self, WEIR_SOURCE_OPEN);
  g_assert_cmpuint (stream_fixture_get_uint (self, "attempt"), ==, 2);
  g_assert_cmpuint (stream_fixture_get_uint (self, "reconnects"), ==, 1);

  weir_stream_stop (self->stream);
  g_assert_cmpint (weir_stream_get_state (self->stream), ==, WEIR_SOURCE_STOPPED);
  g_assert_cmpint (stream_fixture_get_int64 (self, "opened-at"), ==, 0);
  g_assert_false (weir_stream_is_started (self->stream));
  g_assert_null (weir_stream_get_failure (self->stream));
  g_assert_cmpuint (stream_fixture_count_rows (self, WEIR_ROW_EVENT), ==, 2);
}

/* Each change is notified, and nothing else. */
static void
test_notify (void)
{
  static const char *const changed[] = { "state",         "attempt",           "status",           "rows", "events", "bytes", "opened-at",
                                         "last-event-id", "reconnection-time", "retry-from-server" };
  static const char *const same[] = { "title",         "url",   "live", "reconnects", "dropped",
                                      "waiting-until", "saved", "path", "progress",   "problem" };
  g_autoptr (StreamFixture) self = stream_fixture_new (TRUE, "retry: 10\nid: a\ndata: one\n\n:@ hold\n");

  weir_stream_start (self->stream);
  stream_fixture_wait_for_events (self, 1);
  STREAM_FIXTURE_WAIT (stream_fixture_get_int64 (self, "opened-at") > 0);
  for (gsize i = 0; i < G_N_ELEMENTS (changed); i++)
    if (!stream_fixture_take_notified (self, changed[i]))
      g_error ("%s was not notified", changed[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    if (stream_fixture_take_notified (self, same[i]))
      g_error ("%s was notified", same[i]);

  weir_stream_set_title (self->stream, "x");
  g_assert_true (stream_fixture_take_notified (self, "title"));
  weir_stream_set_title (self->stream, "x");
  g_assert_false (stream_fixture_take_notified (self, "title"));
}

/* A heartbeat changes neither events nor id; its row is told all the same. */
static void
test_comments (gconstpointer threaded)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (GPOINTER_TO_INT (threaded), ":@ repeat forever\n: beat\n:@ wait 5ms\n:@ end\n");
  guint64 rows;

  weir_stream_start (self->stream);
  stream_fixture_wait_for_state (self, WEIR_SOURCE_OPEN);
  rows = stream_fixture_get_uint64 (self, "rows");
  STREAM_FIXTURE_WAIT (stream_fixture_get_uint64 (self, "rows") > rows + 5);
  g_assert_true (stream_fixture_take_notified (self, "rows"));
  g_assert_true (stream_fixture_take_notified (self, "bytes"));
}

/* What flows is told some 60 times a second, not for each read. */
static void
test_calm (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (TRUE, ":@ repeat forever\n:@ wait 1ms\ndata: x\n\n:@ end\n");
  gint64 start;
  guint n = 0;
  double seconds;

  weir_stream_start (self->stream);
  stream_fixture_wait_for_events (self, 1);
  stream_fixture_take_notified (self, "events");
  start = g_get_monotonic_time ();
  STREAM_FIXTURE_WAIT ((n += stream_fixture_take_notified (self, "events")) >= 20);
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  g_assert_cmpfloat (n / seconds, <=, 75);
  STREAM_FIXTURE_WAIT (stream_fixture_get_double (self, "rate") > 10);

  weir_stream_stop (self->stream);
  g_assert_cmpfloat (stream_fixture_get_double (self, "rate"), ==, 0);
  g_assert_cmpuint (stream_fixture_get_uint64 (self, "events"), ==, stream_fixture_count_rows (self, WEIR_ROW_EVENT));
}

/* The rate falls to 0 when nothing comes. */
static void
test_rate (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (TRUE, ":@ repeat 50\ndata: x\n\n:@ end\n:@ hold\n");

  weir_stream_start (self->stream);
  STREAM_FIXTURE_WAIT (stream_fixture_get_double (self, "rate") > 0);
  g_assert_cmpfloat (stream_fixture_get_double (self, "rate"), <=, 50 / 0.25 + 1);
  STREAM_FIXTURE_WAIT (stream_fixture_get_double (self, "rate") <= 0);
}

/* @ids: of the rows that begin and end a connection, and of events; "-": none */
static void
assert_ids (WeirRecording *recording, const char *ids)
{
  g_autoptr (GString) is = g_string_new (NULL);
  WeirRow row;

  for (guint64 i = 0; weir_recording_get_row (recording, i, &row); i++)
    {
      g_autofree char *id = weir_recording_dup_last_event_id (recording, i);

      if (row.kind == WEIR_ROW_CONNECTING || row.kind == WEIR_ROW_EVENT || row.kind == WEIR_ROW_ENDED)
        g_string_append_printf (is, "%s%s", is->len > 0 ? " " : "", id == NULL || *id == '\0' ? "-" : id);
    }
  g_assert_cmpstr (is->str, ==, ids);
}

static void
assert_sent_ids (const char *path)
{
  g_autofree char *contents = NULL;
  const char *at;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  at = strstr (contents, ":@ connect 2\n");
  g_assert_nonnull (at);
  at = strstr (at, ":@ request-header Last-Event-ID: 5\n");
  g_assert_nonnull (at);
  at = strstr (at, ":@ connect 3\n");
  g_assert_nonnull (at);
  at = strstr (at, ":@ request-header Last-Event-ID: named\n");
  g_assert_nonnull (at);
  at = strstr (at, ":@ connect 4\n");
  g_assert_nonnull (at);
  g_assert_null (strstr (at, "Last-Event-ID"));
}

/* Stopped and started, it goes on in the same recording with the id; a request that names one, or another URL, has its own. */
static void
test_start_again (gconstpointer threaded)
{
  const char *const script = "id: 5\ndata: x\n\n:@ hold\n";
  g_autoptr (StreamFixture) self = stream_fixture_new (GPOINTER_TO_INT (threaded), script);
  g_autoptr (WeirRequest) named = NULL;
  g_autoptr (WeirRequest) other = NULL;
  g_autoptr (WeirRecording) reopened = NULL;
  g_autoptr (GError) error = NULL;
  WeirRecording *recording;

  stream_fixture_add (self, "/other", script);
  weir_stream_start (self->stream);
  stream_fixture_wait_for_events (self, 1);
  recording = weir_stream_get_recording (self->stream);
  weir_stream_stop (self->stream);
  weir_stream_start (self->stream);
  weir_stream_start (self->stream);
  stream_fixture_assert_string (self, "last-event-id", "5");
  stream_fixture_wait_for_events (self, 2);
  weir_stream_stop (self->stream);

  self->options.last_event_id = "named";
  named = stream_fixture_make_request (self, "/stream");
  weir_stream_set_request (self->stream, named);
  weir_stream_start (self->stream);
  stream_fixture_wait_for_events (self, 3);
  weir_stream_stop (self->stream);

  self->options.last_event_id = NULL;
  other = stream_fixture_make_request (self, "/other");
  weir_stream_set_request (self->stream, other);
  g_assert_cmpstr (weir_stream_get_title (self->stream), ==, "other");
  weir_stream_start (self->stream);
  stream_fixture_assert_string (self, "last-event-id", "");
  stream_fixture_wait_for_events (self, 4);
  weir_stream_stop (self->stream);

  g_assert_true (weir_stream_get_recording (self->stream) == recording);
  g_assert_cmpuint (stream_fixture_get_uint (self, "attempt"), ==, 4);
  g_assert_cmpuint (stream_fixture_get_uint (self, "reconnects"), ==, 0);
  g_assert_cmpuint (stream_fixture_count_rows (self, WEIR_ROW_CONNECTING), ==, 4);
  g_assert_cmpuint (stream_fixture_count_rows (self, WEIR_ROW_EVENT), ==, 4);

  assert_sent_ids (weir_recording_get_path (recording));

  /* The rows say so too, here and when the file is opened. */
  assert_ids (recording, "- 5 5 5 5 5 named 5 5 - 5 5");
  reopened = weir_recording_open (weir_recording_get_path (recording), &error);
  g_assert_no_error (error);
  g_assert_true (weir_recording_load (reopened, NULL, NULL, NULL, &error));
  assert_ids (reopened, "- 5 5 5 5 5 named 5 5 - 5 5");
}

static void
test_reconnect_from (gconstpointer threaded)
{
  g_autoptr (StreamFixture) self =
      stream_fixture_new (GPOINTER_TO_INT (threaded), "id: {{last-event-id}}1\ndata: after {{last-event-id}}\n\n:@ hold\n");
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_stream_reconnect_from (self->stream, "4", &error));
  g_assert_no_error (error);
  stream_fixture_wait_for_events (self, 1);
  stream_fixture_assert_string (self, "last-event-id", "41");

  g_assert_true (weir_stream_reconnect_from (self->stream, "8", &error));
  stream_fixture_assert_string (self, "last-event-id", "8");
  stream_fixture_wait_for_events (self, 2);
  stream_fixture_assert_string (self, "last-event-id", "81");

  g_assert_false (weir_stream_reconnect_from (self->stream, "a\nb", &error));
  g_assert_error (error, WEIR_NET_ERROR, WEIR_NET_ERROR_HEADER);
  g_assert_cmpint (weir_stream_get_state (self->stream), ==, WEIR_SOURCE_OPEN);

  g_assert_true (weir_stream_reconnect_from (self->stream, "", NULL));
  stream_fixture_assert_string (self, "last-event-id", "");
  stream_fixture_wait_for_events (self, 3);
  stream_fixture_assert_string (self, "last-event-id", "1");
  g_assert_cmpstr (weir_request_get_options (weir_stream_get_request (self->stream))->last_event_id, ==, "");
}

static void
test_failure (gconstpointer threaded)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (
      GPOINTER_TO_INT (threaded),
      ":@ connect 1\n:@ status 503\n:@ header Content-Type: text/html\n:@ body \"<b>busy</b>\"\n:@ connect 2\ndata: x\n\n:@ hold\n");
  const WeirStreamFailure *failure;

  weir_stream_start (self->stream);
  stream_fixture_wait_for_state (self, WEIR_SOURCE_FAILED);
  failure = weir_stream_get_failure (self->stream);
  g_assert_nonnull (failure);
  g_assert_cmpint (failure->reason, ==, WEIR_REASON_STATUS);
  g_assert_cmpuint (failure->status, ==, 503);
  g_assert_cmpuint (stream_fixture_get_uint (self, "status"), ==, 503);
  g_assert_nonnull (failure->message);
  stream_fixture_assert_string (self, "message", failure->message);
  stream_fixture_assert_string (self, "url", failure->url);
  g_assert_cmpstr (failure->content_type, ==, "text/html");
  g_assert_cmpmem (g_bytes_get_data (failure->body, NULL), g_bytes_get_size (failure->body), "<b>busy</b>", 11);
  g_assert_false (failure->body_is_cut);
  g_assert_false (failure->was_open);

  weir_stream_start (self->stream);
  g_assert_null (weir_stream_get_failure (self->stream));
  stream_fixture_wait_for_events (self, 1);
  g_assert_null (weir_stream_get_failure (self->stream));
}

/* Connected, and no answer: that is not the same as connecting. */
static void
test_sent (gconstpointer threaded)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (GPOINTER_TO_INT (threaded), NULL);
  g_autoptr (RawServer) server = raw_server_new ();
  g_autoptr (WeirRequest) request = NULL;
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/", raw_server_get_port (server));

  raw_server_add (server, raw_script_new ());
  self->options.url = url;
  request = weir_request_new (&self->options, NULL);
  stream_fixture_take (self, weir_stream_new (request, self->ingest, self->scratch->path));
  weir_stream_start (self->stream);
  g_assert_cmpint (weir_stream_get_state (self->stream), ==, WEIR_SOURCE_CONNECTING);
  stream_fixture_wait_for_state (self, WEIR_SOURCE_SENT);
  g_assert_true (weir_stream_is_started (self->stream));
  weir_stream_stop (self->stream);
  g_assert_cmpint (weir_stream_get_state (self->stream), ==, WEIR_SOURCE_STOPPED);
}

/* Nothing was received: no content type, no body, the URL that was asked. */
static void
test_refused (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (TRUE, NULL);
  const WeirStreamFailure *failure;

  self->options.policy = WEIR_POLICY_ONCE;
  stream_fixture_create (self, "/?key=x");
  weir_mock_stop (self->mock);
  weir_stream_start (self->stream);
  stream_fixture_wait_for_state (self, WEIR_SOURCE_FAILED);
  failure = weir_stream_get_failure (self->stream);
  g_assert_cmpint (failure->reason, ==, WEIR_REASON_REFUSED);
  g_assert_cmpuint (failure->status, ==, 0);
  g_assert_cmpstr (failure->content_type, ==, "");
  g_assert_null (failure->body);
  g_assert_true (g_str_has_suffix (failure->url, "/?key=[redacted]"));
}

static void
add (const char *name, GTestDataFunc func)
{
  g_autofree char *own = g_strdup_printf ("/stream/%s/own-context", name);
  g_autofree char *worker = g_strdup_printf ("/stream/%s/worker", name);

  g_test_add_data_func (own, GINT_TO_POINTER (FALSE), func);
  g_test_add_data_func (worker, GINT_TO_POINTER (TRUE), func);
}

int
main (int argc, char **argv)
{
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stream/before-start", test_before_start);
  g_test_add_func ("/stream/titles", test_titles);
  add ("life", test_life);
  g_test_add_func ("/stream/notify", test_notify);
  add ("comments", test_comments);
  g_test_add_func ("/stream/calm", test_calm);
  g_test_add_func ("/stream/rate", test_rate);
  add ("start-again", test_start_again);
  add ("reconnect-from", test_reconnect_from);
  add ("failure", test_failure);
  add ("sent", test_sent);
  g_test_add_func ("/stream/refused", test_refused);

  return g_test_run ();
}
