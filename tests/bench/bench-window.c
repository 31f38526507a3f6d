/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event-view.h"
#include "weir-parser.h"

#include <adwaita.h>
#include <stdlib.h>
#include <sys/resource.h>

/* bench-window [EVENTS_A_SECOND [SECONDS [ROWS_BEFORE]]]: a window that follows a stream. Prints how long frames took, from their
 * beginning to the end of painting, and the CPU of this process, which makes and stores the events too. On a display of its own:
 * tests/support/with-display bench-window. */

#define PERIOD_MS 10
#define WARM_UP_SECONDS 1

typedef struct
{
  WeirRecording *recording;
  WeirParser *parser;
  guint64 n_bytes;
  gint64 now_us;
  WeirEventView *view;
  guint rate;
  guint64 n_sent;
  gint64 start_us;
  gint64 frame_us;
  GArray *frames; /* double, ms */
  gboolean is_over;
} Bench;

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  Bench *bench = user_data;
  WeirReport report = { .kind = WEIR_REPORT_FRAME, .time_us = bench->now_us, .frame = frame };

  weir_recording_report (bench->recording, &report);
}

/* One read. */
static void
send (Bench *bench, guint n)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  WeirReport report = { .kind = WEIR_REPORT_READ };

  for (guint i = 0; i < n; i++, bench->n_sent++)
    g_string_append_printf (bytes,
                            "id: %" G_GUINT64_FORMAT "\nevent: %s\ndata: {\"sym\":\"ABC\",\"px\":%u.25,\"qty\":%u,\"venue\":\"XNYS\"}\n\n",
                            bench->n_sent, bench->n_sent % 7 == 0 ? "trade" : "tick", (guint) (bench->n_sent % 1000),
                            (guint) (bench->n_sent % 77));
  bench->now_us += PERIOD_MS * G_TIME_SPAN_MILLISECOND;
  report.time_us = bench->now_us;
  report.read.offset = bench->n_bytes;
  report.read.n_bytes = bytes->len;
  weir_recording_report (bench->recording, &report);
  weir_parser_feed (bench->parser, bytes->str, bytes->len, NULL);
  report.kind = WEIR_REPORT_READ_DONE;
  weir_recording_report (bench->recording, &report);
  bench->n_bytes += bytes->len;
}

static gboolean
on_period (gpointer user_data)
{
  Bench *bench = user_data;
  gint64 due = (g_get_monotonic_time () - bench->start_us) * bench->rate / G_TIME_SPAN_SECOND;

  if (due > (gint64) bench->n_sent)
    send (bench, (guint) (due - (gint64) bench->n_sent));
  weir_event_view_queue_update (bench->view);

  return G_SOURCE_CONTINUE;
}

static void
on_before_paint (GdkFrameClock *clock, gpointer user_data)
{
  ((Bench *) user_data)->frame_us = g_get_monotonic_time ();
}

static void
on_after_paint (GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  double ms = (double) (g_get_monotonic_time () - bench->frame_us) / 1000;

  g_array_append_val (bench->frames, ms);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static gboolean
on_over (gpointer user_data)
{
  ((Bench *) user_data)->is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (Bench *bench, guint seconds)
{
  bench->is_over = FALSE;
  g_timeout_add_seconds (seconds, on_over, bench);
  while (!bench->is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
print (Bench *bench, guint seconds, double cpu, guint64 n_events)
{
  double sum = 0;
  guint n = bench->frames->len;

  g_array_sort (bench->frames, compare);
  for (guint i = 0; i < n; i++)
    sum += g_array_index (bench->frames, double, i);
  g_print ("%" G_GUINT64_FORMAT " events in %u s: %u frames, ms mean %.1f, median %.1f, 95th %.1f, worst %.1f; CPU %.0f %% of a core\n",
           n_events, seconds, n, n > 0 ? sum / n : 0, n > 0 ? g_array_index (bench->frames, double, n / 2) : 0,
           n > 0 ? g_array_index (bench->frames, double, n * 95 / 100) : 0, n > 0 ? g_array_index (bench->frames, double, n - 1) : 0,
           cpu / seconds * 100);
}

static void
open_window (Bench *bench)
{
  GtkWidget *window = adw_window_new ();
  g_autoptr (WeirEventList) list = weir_event_list_new (bench->recording);
  GtkCssProvider *css = gtk_css_provider_new ();
  GdkFrameClock *clock;

  gtk_css_provider_load_from_resource (css, "/io/github/weir/Weir/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (css);
  bench->view = WEIR_EVENT_VIEW (weir_event_view_new ());
  weir_event_view_set_stream (bench->view, NULL, list);
  gtk_window_set_default_size (GTK_WINDOW (window), 1040, 720);
  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (bench->view));
  gtk_window_present (GTK_WINDOW (window));
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), bench);
}

int
main (int argc, char **argv)
{
  Bench bench = { .rate = argc > 1 ? (guint) atoi (argv[1]) : 20000, .frames = g_array_new (FALSE, FALSE, sizeof (double)) };
  guint seconds = argc > 2 ? (guint) atoi (argv[2]) : 10;
  guint n_before = argc > 3 ? (guint) atoi (argv[3]) : 1000000;
  const WeirParserHandlers handlers = { .frame = on_frame };
  const WeirRecordingOptions options = { .start_us = 0 };
  guint64 n_sent;
  double cpu;

  adw_init ();
  bench.recording = weir_recording_new (&options, NULL);
  bench.parser = weir_parser_new (&handlers, &bench);
  for (guint i = 0; i < n_before; i += 1000)
    send (&bench, 1000);
  open_window (&bench);
  bench.start_us = g_get_monotonic_time () - (gint64) bench.n_sent * G_TIME_SPAN_SECOND / MAX (bench.rate, 1);
  if (bench.rate > 0)
    g_timeout_add (PERIOD_MS, on_period, &bench);
  run_for (&bench, WARM_UP_SECONDS);

  g_array_set_size (bench.frames, 0);
  n_sent = bench.n_sent;
  cpu = get_cpu_seconds ();
  run_for (&bench, seconds);
  print (&bench, seconds, get_cpu_seconds () - cpu, bench.n_sent - n_sent);

  return 0;
}
