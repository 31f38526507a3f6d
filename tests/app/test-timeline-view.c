/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-timeline-view.h"

#include <string.h>

#include "app-fixture.h"
#include "stage.h"
#include "weir-record-session.h"
#include "weir-timeline-words.h"

#define WIDTH 600
#define MS G_TIME_SPAN_MILLISECOND

typedef struct
{
  WeirRecording *recording;
  WeirRecordSession session;
  WeirWorker *worker;
  WeirTally *tally;
  GtkWidget *view;
  GtkWindow *window;
  gint64 activated_us;
} Fixture;

static void
on_activated (WeirTimelineView *view, gint64 time_us, Fixture *self)
{
  self->activated_us = time_us;
}

static void
receive (Fixture *self, const char *bytes, gint64 gap_us)
{
  weir_record_session_read (&self->session, weir_span_from_string (bytes), gap_us);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();

  options.in_memory = TRUE;
  self->recording = weir_recording_new (&options, NULL);
  weir_record_session_init (&self->session, self->recording, 1);
  weir_record_session_connect (&self->session);
  for (guint i = 0; i < 20; i++)
    receive (self, "event: tick\ndata: x\n\nevent: <b>\ndata: y\n\n", 50 * MS);
  weir_record_session_end (&self->session, WEIR_REASON_RESET);
  weir_record_session_wait (&self->session, 3000 * MS);

  self->worker = weir_worker_new ("test-timeline");
  self->tally = weir_tally_new (self->recording, self->worker, 0);
  weir_tally_update (self->tally);
  app_wait (weir_tally_get_counted (self->tally) == weir_recording_get_count (self->recording));

  gtk_widget_set_default_direction (data != NULL ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  self->activated_us = -1;
  self->view = weir_timeline_view_new ();
  g_signal_connect (self->view, "time-activated", G_CALLBACK (on_activated), self);
  gtk_widget_set_halign (self->view, GTK_ALIGN_START);
  gtk_widget_set_size_request (self->view, WIDTH, -1);
  self->window = stage_show (self->view, WIDTH + 40, 200);
  weir_timeline_view_set_tally (WEIR_TIMELINE_VIEW (self->view), self->tally, self->session.start_wall_us);
  weir_timeline_view_update (WEIR_TIMELINE_VIEW (self->view), 0, weir_tally_get_end_us (self->tally) + 2000 * MS);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_destroy (self->window);
  g_object_unref (self->tally);
  weir_worker_free (self->worker);
  weir_record_session_clear (&self->session);
  weir_recording_unref (self->recording);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* It draws, in every state, without a word on the console. */
static void
test_draws (Fixture *self, gconstpointer data)
{
  app_draw (self->view);
  weir_timeline_view_update (WEIR_TIMELINE_VIEW (self->view), 0, G_TIME_SPAN_DAY * 400);
  app_draw (self->view);
  weir_timeline_view_update (WEIR_TIMELINE_VIEW (self->view), 0, 0);
  app_draw (self->view);
  weir_timeline_view_set_tally (WEIR_TIMELINE_VIEW (self->view), NULL, 0);
  app_draw (self->view);
}

/* 200 bins of 100 ms: the keys move by bins, in the direction that time runs. */
static void
test_keys (Fixture *self, gconstpointer data)
{
  guint later = data != NULL ? GDK_KEY_Left : GDK_KEY_Right;
  guint earlier = data != NULL ? GDK_KEY_Right : GDK_KEY_Left;

  g_assert_true (stage_press (self->view, GDK_KEY_Return, 0));
  g_assert_cmpint (self->activated_us, ==, -1);

  g_assert_true (stage_press (self->view, GDK_KEY_Home, 0));
  for (guint i = 0; i < 5; i++)
    g_assert_true (stage_press (self->view, later, 0));
  g_assert_true (stage_press (self->view, earlier, 0));
  g_assert_true (stage_press (self->view, GDK_KEY_Return, 0));
  g_assert_cmpint (self->activated_us, ==, 400 * MS);
  g_assert_true (stage_press (self->view, later, GDK_CONTROL_MASK));
  g_assert_true (stage_press (self->view, GDK_KEY_space, 0));
  g_assert_cmpint (self->activated_us, ==, 1400 * MS);
  g_assert_true (stage_press (self->view, GDK_KEY_End, 0));
  g_assert_true (stage_press (self->view, later, 0));
  g_assert_true (stage_press (self->view, GDK_KEY_Return, 0));
  g_assert_cmpint (self->activated_us, ==, 19900 * MS);
  g_assert_true (stage_press (self->view, GDK_KEY_Home, 0));
  g_assert_true (stage_press (self->view, earlier, 0));
  g_assert_true (stage_press (self->view, GDK_KEY_Return, 0));
  g_assert_cmpint (self->activated_us, ==, 0);
  g_assert_false (stage_press (self->view, GDK_KEY_Tab, 0));
}

static void
test_words (Fixture *self, gconstpointer data)
{
  WeirTimelineScale scale = weir_timeline_scale_fit (0, 20000 * MS, 200);
  g_autofree guint32 *counts = g_new0 (guint32, 200 * WEIR_N_NAME_COLORS);
  WeirTimelineLane lanes[200];
  WeirTimelinePicture picture = { scale, counts, lanes, self->session.start_wall_us, -1 };
  guint n_spans;
  const WeirLaneSpan *spans = weir_tally_get_lane (self->tally, &n_spans);
  g_autofree char *bin = NULL;
  g_autofree char *summary = NULL;

  weir_timeline_fill_lane (&scale, spans, n_spans, lanes);
  counts[3] = 4;
  bin = weir_timeline_dup_bin_words (self->tally, &picture, 5);
  g_assert_nonnull (strstr (bin, " · open\n"));
  g_assert_nonnull (strstr (bin, "\ntick 2"));
  g_assert_nonnull (strstr (bin, "\n<b> 2"));
  summary = weir_timeline_dup_summary (self->tally, &picture);
  g_assert_cmpstr (summary, ==, "Timeline: 40 events, at most 40/s, opened 1 time, ended 1 time");
}

static void
check_rate (guint64 events, gint64 duration_us, const char *wanted)
{
  g_autofree char *found = weir_timeline_dup_rate (events, duration_us);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_rate (void)
{
  check_rate (0, 100 * MS, "0/s");
  check_rate (4, 100 * MS, "40/s");
  check_rate (1, 2000 * MS, "0.5/s");
  check_rate (20000, 1000 * MS, "20000/s");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/timeline-view/draws", Fixture, NULL, set_up, test_draws, tear_down);
  g_test_add ("/timeline-view/draws/rtl", Fixture, "rtl", set_up, test_draws, tear_down);
  g_test_add ("/timeline-view/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/timeline-view/keys/rtl", Fixture, "rtl", set_up, test_keys, tear_down);
  g_test_add ("/timeline-view/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add_func ("/timeline-view/rate", test_rate);
  return g_test_run ();
}
