/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-mock.h"
#include "weir-monitor.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* A monitor on the main thread's own context and on a worker, against a mock on another worker or on the same context. */

typedef struct
{
  gboolean threaded;
  WeirWorker *ingest;
  WeirWorker *serving;
  WeirMock *mock;
  WeirMonitor *monitor;
  GThread *main_thread;
  GThread *tap_thread; /* where the last report was tapped; read after the worker was asked, or on its own thread */
  guint n_notified;
  guint64 stop_after; /* the tap stops the monitor at this event */
  guint64 n_tapped;
  guint n_problems;
} Fixture;

static void
on_tap (const WeirReport *report, gpointer data)
{
  Fixture *self = data;

  self->tap_thread = g_thread_self ();
  if (report->kind != WEIR_REPORT_FRAME || !report->frame->dispatches)
    return;

  self->n_tapped++;
  if (self->stop_after > 0 && self->n_tapped == self->stop_after)
    weir_monitor_stop (self->monitor);
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer data)
{
  Fixture *self = data;

  g_assert_true (g_thread_self () == self->main_thread);
  self->n_notified++;
}

static void
on_problem (WeirMonitor *monitor, GError *error, gpointer data)
{
  Fixture *self = data;

  g_test_message ("%s", error->message);
  self->n_problems++;
}

static void
set_up (Fixture *self, gboolean threaded, const char *script_text, WeirRecording *recording)
{
  const WeirSink tap = { on_tap, self };
  WeirServerOptions server = WEIR_SERVER_OPTIONS_INIT;
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (GBytes) bytes = g_bytes_new (script_text, strlen (script_text));
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *base = NULL;
  g_autofree char *url = NULL;

  g_assert_nonnull (script);
  *self = (Fixture){ .threaded = threaded, .main_thread = g_thread_self () };
  if (threaded)
    {
      self->ingest = weir_worker_new ("test-ingest");
      self->serving = weir_worker_new ("test-serving");
    }
  self->mock = weir_mock_new (self->serving, NULL, NULL);
  weir_mock_add_script (self->mock, "/stream", script);
  g_assert_null (weir_mock_dup_url (self->mock));
  g_assert_true (weir_mock_start (self->mock, &server, &error));
  g_assert_no_error (error);

  base = weir_mock_dup_url (self->mock);
  url = g_strconcat (base, "/stream", NULL);
  options.url = url;
  options.proxy = "";
  request = weir_request_new (&options, &error);
  g_assert_no_error (error);
  self->monitor = weir_monitor_new (request, recording, self->ingest, &tap);
  g_signal_connect (self->monitor, "notify", G_CALLBACK (on_notify), self);
  g_signal_connect (self->monitor, "problem", G_CALLBACK (on_problem), self);
}

static void
tear_down (Fixture *self)
{
  g_clear_object (&self->monitor);
  g_clear_object (&self->mock);
  g_clear_pointer (&self->ingest, weir_worker_free);
  g_clear_pointer (&self->serving, weir_worker_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
on_timeout (gpointer data)
{
  g_error ("waited in vain");

  return G_SOURCE_REMOVE;
}

static void
wait_for_state (Fixture *self, WeirSourceState state)
{
  guint timer = g_timeout_add_seconds (40, on_timeout, NULL);

  while (weir_monitor_get_state (self->monitor) != state)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static void
wait_for_events (Fixture *self, guint64 n)
{
  guint timer = g_timeout_add_seconds (40, on_timeout, NULL);

  while (weir_monitor_get_events (self->monitor) < n)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static void
wait_for_problem (Fixture *self)
{
  guint timer = g_timeout_add_seconds (40, on_timeout, NULL);

  while (self->n_problems == 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static const char two_then_stop[] = ":@ weir 1\n:@ connect 1\nretry: 3600000\nid: a\ndata: one\n\nid: b\ndata: two\n\n:@ cut\n";

/* The whole life, as properties: open, cut, waiting, connecting, asked to stop. */
static void
test_life (gconstpointer threaded)
{
  Fixture self;

  set_up (&self, GPOINTER_TO_INT (threaded), two_then_stop, NULL);
  g_assert_cmpint (weir_monitor_get_state (self.monitor), ==, WEIR_SOURCE_IDLE);
  g_assert_cmpstr (weir_monitor_get_last_event_id (self.monitor), ==, "");
  weir_monitor_start (self.monitor);

  wait_for_state (&self, WEIR_SOURCE_WAITING);
  g_assert_cmpuint (weir_monitor_get_events (self.monitor), ==, 2);
  g_assert_cmpstr (weir_monitor_get_last_event_id (self.monitor), ==, "b");
  g_assert_cmpuint (weir_monitor_get_attempt (self.monitor), ==, 1);
  g_assert_cmpint (weir_monitor_get_waiting_until (self.monitor), >, g_get_monotonic_time ());
  g_assert_nonnull (weir_monitor_get_message (self.monitor));

  weir_monitor_reconnect_now (self.monitor);
  wait_for_state (&self, WEIR_SOURCE_FAILED);
  g_assert_cmpuint (weir_monitor_get_attempt (self.monitor), ==, 2);
  g_assert_cmpint (weir_monitor_get_waiting_until (self.monitor), ==, 0);
  g_assert_nonnull (weir_monitor_get_message (self.monitor));
  weir_monitor_stop (self.monitor);
  g_assert_cmpint (self.tap_thread == self.main_thread, ==, !self.threaded);
  g_assert_cmpuint (self.n_notified, >, 0);
  tear_down (&self);
}

/* What bindings see. */
static void
test_properties (void)
{
  Fixture self;
  int state;
  guint attempt;
  guint64 events, dropped;
  gint64 waiting_until;
  g_autofree char *last_event_id = NULL;
  g_autofree char *message = NULL;

  set_up (&self, FALSE, two_then_stop, NULL);
  weir_monitor_start (self.monitor);
  wait_for_state (&self, WEIR_SOURCE_WAITING);
  g_object_get (self.monitor, "state", &state, "events", &events, "dropped", &dropped, "attempt", &attempt, "waiting-until", &waiting_until,
                "last-event-id", &last_event_id, "message", &message, NULL);
  g_assert_cmpint (state, ==, WEIR_SOURCE_WAITING);
  g_assert_cmpuint (events, ==, 2);
  g_assert_cmpuint (dropped, ==, weir_monitor_get_dropped (self.monitor));
  g_assert_cmpuint (attempt, ==, 1);
  g_assert_cmpint (waiting_until, ==, weir_monitor_get_waiting_until (self.monitor));
  g_assert_cmpstr (last_event_id, ==, "b");
  g_assert_cmpstr (message, ==, weir_monitor_get_message (self.monitor));
  tear_down (&self);
}

static const char flood[] = ":@ weir 1\n:@ connect *\n:@ repeat forever\n:@ wait 100us\ndata: x\n\n:@ end\n";

/* After a stop the counts are frozen, and nothing is notified or tapped any more. */
static void
test_stop (gconstpointer threaded)
{
  Fixture self;
  guint64 events;
  guint64 n_tapped;
  guint n_notified;
  gint64 end;

  set_up (&self, GPOINTER_TO_INT (threaded), flood, NULL);
  weir_monitor_start (self.monitor);
  wait_for_events (&self, 200);
  weir_monitor_stop (self.monitor);
  events = weir_monitor_get_events (self.monitor);
  n_tapped = self.n_tapped;
  n_notified = self.n_notified;
  g_assert_cmpint (weir_monitor_get_state (self.monitor), ==, WEIR_SOURCE_STOPPED);
  g_assert_cmpuint (events, ==, n_tapped);

  end = g_get_monotonic_time () + 100 * G_TIME_SPAN_MILLISECOND;
  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  g_assert_cmpuint (weir_monitor_get_events (self.monitor), ==, events);
  g_assert_cmpuint (self.n_tapped, ==, n_tapped);
  g_assert_cmpuint (self.n_notified, ==, n_notified);

  /* No call does anything any more. */
  weir_monitor_stop (self.monitor);
  weir_monitor_cut (self.monitor);
  weir_monitor_reconnect_now (self.monitor);
  weir_monitor_set_paused (self.monitor, TRUE);
  tear_down (&self);
}

/* From within the tap, in the middle of a read: that event counts, the next is not delivered. */
static void
test_stop_in_tap (void)
{
  Fixture self;

  set_up (&self, FALSE, ":@ weir 1\n:@ connect *\ndata: 1\n\ndata: 2\n\ndata: 3\n\ndata: 4\n\n:@ hold\n", NULL);
  self.stop_after = 2;
  weir_monitor_start (self.monitor);
  wait_for_state (&self, WEIR_SOURCE_STOPPED);
  g_assert_cmpuint (self.n_tapped, ==, 2);
  g_assert_cmpuint (weir_monitor_get_events (self.monitor), ==, 2);
  tear_down (&self);
}

static void
test_cut_and_reconnect (gconstpointer threaded)
{
  Fixture self;

  set_up (&self, GPOINTER_TO_INT (threaded), ":@ weir 1\n:@ connect *\nretry: 3600000\ndata: x\n\n:@ hold\n", NULL);
  weir_monitor_start (self.monitor);
  wait_for_events (&self, 1);
  weir_monitor_cut (self.monitor);
  wait_for_state (&self, WEIR_SOURCE_WAITING);
  weir_monitor_reconnect_now (self.monitor);
  wait_for_events (&self, 2);
  g_assert_cmpuint (weir_monitor_get_attempt (self.monitor), ==, 2);
  tear_down (&self);
}

static void
on_news (WeirMonitor *monitor, guint *n_news)
{
  (*n_news)++;
}

/* What flows is told some times a second, not with every event; a change of state at once. */
static void
test_news (gconstpointer threaded)
{
  Fixture self;
  guint n_news = 0;
  gint64 start_us;

  set_up (&self, GPOINTER_TO_INT (threaded), flood, NULL);
  g_signal_connect (self.monitor, "news", G_CALLBACK (on_news), &n_news);
  weir_monitor_start (self.monitor);
  wait_for_state (&self, WEIR_SOURCE_OPEN);
  wait_for_events (&self, 1);
  n_news = 0;
  start_us = g_get_monotonic_time ();
  wait_for_events (&self, weir_monitor_get_events (self.monitor) + 1000);
  g_assert_cmpuint (n_news, <=, (g_get_monotonic_time () - start_us) / (50 * G_TIME_SPAN_MILLISECOND) + 1);

  weir_monitor_cut (self.monitor);
  wait_for_state (&self, WEIR_SOURCE_WAITING);
  tear_down (&self);
}

/* Paused, the count stands; resumed, nothing is lost. */
static void
test_pause (gconstpointer threaded)
{
  Fixture self;
  guint64 paused_at;
  gint64 end;

  set_up (&self, GPOINTER_TO_INT (threaded), flood, NULL);
  weir_monitor_start (self.monitor);
  wait_for_events (&self, 50);
  weir_monitor_set_paused (self.monitor, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  paused_at = weir_monitor_get_events (self.monitor);
  end = g_get_monotonic_time () + 100 * G_TIME_SPAN_MILLISECOND;
  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  /* One turn may have been under way. */
  g_assert_cmpuint (weir_monitor_get_events (self.monitor), <=, paused_at + 100);
  weir_monitor_set_paused (self.monitor, FALSE);
  wait_for_events (&self, paused_at + 500);
  tear_down (&self);
}

/* Everything that was counted is in the recording, also what came right before the stop. */
static void
test_recording (gconstpointer threaded)
{
  Fixture self;
  g_autofree char *folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "log.eventstream", NULL);
  const WeirRecordingOptions options = { .path = path, .start_us = g_get_monotonic_time (), .start_wall_us = g_get_real_time () };
  g_autoptr (GError) error = NULL;
  WeirRecording *recording = weir_recording_new (&options, &error);
  guint64 n_events = 0;

  g_assert_no_error (error);
  set_up (&self, GPOINTER_TO_INT (threaded), flood, recording);
  weir_monitor_start (self.monitor);
  wait_for_events (&self, 500);
  weir_monitor_stop (self.monitor);

  for (guint64 i = weir_recording_get_first (recording); i < weir_recording_get_count (recording); i++)
    {
      WeirRow row;

      g_assert_true (weir_recording_get_row (recording, i, &row));
      n_events += row.kind == WEIR_ROW_EVENT;
    }
  g_assert_cmpuint (n_events, ==, weir_monitor_get_events (self.monitor));
  g_assert_cmpuint (self.n_problems, ==, 0);
  g_assert_true (weir_recording_sync (recording, NULL));
  tear_down (&self);
  weir_recording_unref (recording);
  g_unlink (path);
  g_rmdir (folder);
}

/* A file that cannot grow (a limit stands in for a full disk) is told on the main thread, and the stream lives on. */
static void
test_problem (gconstpointer threaded)
{
  Fixture self;
  g_autofree char *folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "log.eventstream", NULL);
  const WeirRecordingOptions options = { .path = path, .start_us = g_get_monotonic_time (), .start_wall_us = g_get_real_time () };
  WeirRecording *recording = weir_recording_new (&options, NULL);
  struct rlimit before;
  struct rlimit small;

  g_assert_nonnull (recording);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 8192;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);

  set_up (&self, GPOINTER_TO_INT (threaded), flood, recording);
  weir_monitor_start (self.monitor);
  wait_for_problem (&self);
  /* It lives on. */
  wait_for_events (&self, weir_monitor_get_events (self.monitor) + 100);
  weir_monitor_stop (self.monitor);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  tear_down (&self);
  weir_recording_unref (recording);
  g_unlink (path);
  g_rmdir (folder);
}

/* Longer than a second: the file is synced meanwhile, in the thread pool, and no problem comes of it. */
static void
test_sync (void)
{
  Fixture self;
  g_autofree char *folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "log.eventstream", NULL);
  const WeirRecordingOptions options = { .path = path, .start_us = g_get_monotonic_time (), .start_wall_us = g_get_real_time () };
  WeirRecording *recording = weir_recording_new (&options, NULL);
  gint64 end = g_get_monotonic_time () + 2200 * G_TIME_SPAN_MILLISECOND;

  set_up (&self, TRUE, ":@ weir 1\n:@ connect *\n:@ repeat forever\n:@ wait 10ms\ndata: x\n\n:@ end\n", recording);
  weir_monitor_start (self.monitor);
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  weir_monitor_stop (self.monitor);
  g_assert_cmpuint (self.n_problems, ==, 0);
  g_assert_cmpuint (weir_monitor_get_events (self.monitor), >, 10);
  tear_down (&self);
  weir_recording_unref (recording);
  g_unlink (path);
  g_rmdir (folder);
}

/* Dropped while all is in motion: nothing is called afterwards. */
static void
test_dispose (gconstpointer threaded)
{
  for (guint i = 0; i < 20; i++)
    {
      Fixture self;

      set_up (&self, GPOINTER_TO_INT (threaded), flood, NULL);
      weir_monitor_start (self.monitor);
      for (guint turns = 0; turns < i * 3; turns++)
        g_main_context_iteration (NULL, FALSE);
      tear_down (&self);
    }
}

static void
add (const char *name, GTestDataFunc func)
{
  g_autofree char *own = g_strdup_printf ("/monitor/%s/own-context", name);
  g_autofree char *worker = g_strdup_printf ("/monitor/%s/worker", name);

  g_test_add_data_func (own, GINT_TO_POINTER (FALSE), func);
  g_test_add_data_func (worker, GINT_TO_POINTER (TRUE), func);
}

int
main (int argc, char **argv)
{
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN);

  add ("life", test_life);
  add ("stop", test_stop);
  g_test_add_func ("/monitor/stop-in-tap", test_stop_in_tap);
  add ("cut-and-reconnect", test_cut_and_reconnect);
  add ("news", test_news);
  add ("pause", test_pause);
  add ("recording", test_recording);
  g_test_add_func ("/monitor/properties", test_properties);
  add ("problem", test_problem);
  g_test_add_func ("/monitor/sync", test_sync);
  add ("dispose", test_dispose);

  return g_test_run ();
}
