/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "turns.h"
#include "weir-settings.h"
#include "weir-stream-item.h"
#include "weir-stream-page-private.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* bench-page SECONDS URL...: the program's own window follows the streams for so long, the last one shown.
 * bench-page SECONDS FILE [QUERY]: opens a recording, scrolls from end to end for so long, goes to it with the query typed letter by
 * letter, and selects its longest event.
 * Each line: how long frames took from their beginning to the end of painting; the longest turn of the main loop, and behind it the
 * longest by this thread's CPU time, which other programs on the machine do not lengthen; CPU of the whole process (which receives,
 * decodes and stores too), the most memory so far. On a display of its own: tests/support/with-display bench-page. */

#define LETTER_MS 150
#define WARM_UP_SECONDS 1
#define OPENING_TIMEOUT_SECONDS 60

typedef struct
{
  WeirApplication *application;
  WeirWindow *window;
  gint64 frame_us;
  GArray *frames; /* double, ms */
  double cpu;
  gint64 start_us;
} Bench;

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

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static void
begin (Bench *bench)
{
  g_array_set_size (bench->frames, 0);
  turns_begin ();
  bench->start_us = g_get_monotonic_time ();
  bench->cpu = get_cpu_seconds ();
}

static void
end (Bench *bench, const char *what, guint64 n_events)
{
  double seconds = (double) (g_get_monotonic_time () - bench->start_us) / 1e6;
  double cpu = get_cpu_seconds () - bench->cpu;
  const Turns turns = turns_get ();
  struct rusage usage;
  double sum = 0;
  guint n = bench->frames->len;

  getrusage (RUSAGE_SELF, &usage);
  g_array_sort (bench->frames, compare);
  for (guint i = 0; i < n; i++)
    sum += g_array_index (bench->frames, double, i);
  g_print (
      "%-28s %7.2f s  %10.0f events/s  %5u frames, ms mean %5.1f  95th %5.1f  worst %5.1f; longest turn %5.1f ms, CPU %5.1f, %u turns/s; "
      "CPU %3.0f %%; %ld MB\n",
      what, seconds, (double) n_events / seconds, n, n > 0 ? sum / n : 0, n > 0 ? g_array_index (bench->frames, double, n * 95 / 100) : 0,
      n > 0 ? g_array_index (bench->frames, double, n - 1) : 0, (double) turns.longest_us / 1000, (double) turns.longest_cpu_us / 1000,
      (guint) (turns.n / seconds), cpu / seconds * 100, usage.ru_maxrss / 1024);
}

static WeirStream *
get_stream (Bench *bench)
{
  WeirSidebarItem *item = weir_window_get_item (bench->window);

  return item != NULL ? weir_stream_item_get_stream (WEIR_STREAM_ITEM (item)) : NULL;
}

static guint64
count_events (Bench *bench)
{
  GListModel *items = weir_window_get_items (bench->window);
  guint64 sum = 0;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (WeirSidebarItem) item = g_list_model_get_item (items, i);
      guint64 events;

      g_object_get (weir_stream_item_get_stream (WEIR_STREAM_ITEM (item)), "events", &events, NULL);
      sum += events;
    }
  return sum;
}

static void
follow (Bench *bench, guint seconds, char **urls, int n_urls)
{
  guint64 n;

  for (int i = 0; i < n_urls; i++)
    weir_window_open_url (bench->window, urls[i]);
  turns_run_for_ms (WARM_UP_SECONDS * 1000);
  n = count_events (bench);
  begin (bench);
  turns_run_for_ms (seconds * 1000);
  end (bench, n_urls == 1 ? "following" : "following the last of all", count_events (bench) - n);
}

static gboolean
is_loaded (Bench *bench)
{
  WeirStream *stream = get_stream (bench);
  double progress = 0;

  if (stream != NULL && weir_stream_get_recording (stream) != NULL)
    g_object_get (stream, "progress", &progress, NULL);
  return progress >= 1;
}

static void
open_recording (Bench *bench, const char *path)
{
  begin (bench);
  weir_window_open_path (bench->window, path);
  for (guint i = 0; !is_loaded (bench) && i < OPENING_TIMEOUT_SECONDS * 100; i++)
    turns_run_for_ms (10);
  end (bench, "opening", count_events (bench));
  begin (bench);
  turns_run_for_ms (WARM_UP_SECONDS * 1000);
  end (bench, "then", 0);
}

static void
scroll (Bench *bench, WeirStreamPage *page, guint seconds)
{
  guint64 n = count_events (bench);
  guint steps = seconds * 60;

  begin (bench);
  for (guint i = 0; i <= steps; i++)
    {
      weir_event_view_scroll_to_row (page->events, n / MAX (steps, 1) * i);
      turns_run_for_ms (16);
    }
  end (bench, "scrolling from end to end", 0);
}

static void
type (Bench *bench, WeirStreamPage *page, const char *query)
{
  begin (bench);
  for (gsize n = 1; n <= strlen (query); n++)
    {
      g_autofree char *part = g_strndup (query, n);

      weir_filter_row_set_query (page->filter_row, part);
      turns_run_for_ms (LETTER_MS);
    }
  end (bench, "typing a filter", 0);
  begin (bench);
  turns_run_for_ms (2000);
  end (bench, "then", 0);
  g_print ("%s: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " rows shown\n", query, weir_page_rows_get_n_shown (page->rows),
           count_events (bench));
  weir_filter_row_clear (page->filter_row);
  turns_run_for_ms (200);
}

static void
select_each (Bench *bench, WeirStreamPage *page)
{
  begin (bench);
  for (guint64 row = 0; row < MIN (count_events (bench), 20); row++)
    {
      weir_event_view_select_row (page->events, row);
      turns_run_for_ms (200);
    }
  end (bench, "selecting the first 20", 0);
}

static void
open_window (Bench *bench)
{
  GdkFrameClock *clock;

  bench->frames = g_array_new (FALSE, FALSE, sizeof (double));
  bench->application = app_start ();
  bench->window = app_open_window (bench->application);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1200, 760);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), bench);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_after_paint), bench);
  turns_watch ();
  turns_run_for_ms (500);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  guint seconds = argc > 2 ? (guint) atoi (argv[1]) : 0;
  WeirStreamPage *page;

  if (seconds == 0)
    {
      g_printerr ("bench-page SECONDS URL... | bench-page SECONDS FILE [QUERY]\n");
      return 2;
    }
  open_window (&bench);
  if (weir_window_is_url (argv[2]))
    follow (&bench, seconds, argv + 2, argc - 2);
  else
    {
      open_recording (&bench, argv[2]);
      page = WEIR_STREAM_PAGE (app_find_by_type (GTK_WIDGET (bench.window), WEIR_TYPE_STREAM_PAGE));
      scroll (&bench, page, seconds);
      type (&bench, page, argc > 3 ? argv[3] : "event:trade 17");
      select_each (&bench, page);
    }
  app_close (bench.application);
  g_object_unref (bench.application);
  g_array_unref (bench.frames);

  return 0;
}
