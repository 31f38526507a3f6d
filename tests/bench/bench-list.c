/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "corpora.h"
#include "weir-event-list.h"
#include "weir-event.h"
#include "weir-recording-index.h"
#include "weir-tally.h"

/* bench-list [MILLIONS [FOLDER]]: opens a recording of so many million events (10) as a window does, scrolls over it and tallies it,
 * beside reading the same rows raw in the same run. Compare the ratios, not the figures. */

#define SCREEN 205u
#define SCREENS 500u
#define FRAME_US 16667
#define BINS 600u
#define LARGE (10u << 20)

static volatile guint64 sink; /* what is summed here cannot be left out by the compiler */

static double
ms_since (gint64 start_us)
{
  return (double) (g_get_monotonic_time () - start_us) / 1000;
}

/* --- files --- */

static void
write_all (int fd, const GString *bytes)
{
  if (write (fd, bytes->str, bytes->len) != (gssize) bytes->len)
    abort ();
}

static void
write_recording (const char *path, guint millions)
{
  static const char head[] = ":@ weir 1\n:@ recorded 2026-11-21T08:00:00Z\n:@ connect 1\n:@ request GET http://127.0.0.1/\n:@ open\n";
  g_autoptr (GString) batch = g_string_new (head);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  for (guint i = 0; i < millions * 1000000; i++)
    {
      if (i % 20 == 0)
        g_string_append (batch, ":@ wait 1ms\n");
      corpora[0].append_event (batch, random, i);
      if (batch->len > 1024 * 1024)
        {
          write_all (fd, batch);
          g_string_truncate (batch, 0);
        }
    }
  write_all (fd, batch);
  close (fd);
}

static WeirRecording *
open_recording (const char *path)
{
  g_autoptr (GError) error = NULL;
  WeirRecording *recording = weir_recording_open (path, &error);

  if (recording == NULL)
    g_error ("%s", error->message);

  return recording;
}

static gboolean
load (gpointer data)
{
  if (!weir_recording_load (data, NULL, NULL, NULL, NULL))
    abort ();

  return G_SOURCE_REMOVE;
}

/* --- opening --- */

/* Returns: rows */
static guint64
load_alone (const char *path, double *ms)
{
  g_autoptr (WeirRecording) recording = open_recording (path);
  g_autoptr (WeirWorker) worker = weir_worker_new ("bench-load");
  gint64 start = g_get_monotonic_time ();

  weir_worker_invoke_sync (worker, load, recording);
  *ms = ms_since (start);

  return weir_recording_get_count (recording);
}

/* What a row shows. */
static void
show (WeirEventList *list, guint position)
{
  g_autoptr (WeirEvent) event = g_list_model_get_item (G_LIST_MODEL (list), position);

  sink += strlen (weir_event_get_summary (event)) + weir_event_get_size (event) + (guint64) weir_event_get_gap_us (event);
  sink += weir_event_get_name (event) != NULL;
  sink += weir_event_get_id (event) != NULL;
}

static void
show_screen (WeirEventList *list, guint position)
{
  for (guint i = 0; i < SCREEN; i++)
    show (list, position + i);
}

/* As a window: each frame a look at what has come, and the last screen of it. */
static WeirEventList *
open_and_follow (const char *path, guint64 n_rows)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (WeirRecording) recording = open_recording (path);
  g_autoptr (WeirWorker) worker = weir_worker_new ("bench-load");
  WeirEventList *list = weir_event_list_new (recording);
  double first_ms = 0, longest_ms = 0;
  guint n_items = 0;

  weir_worker_invoke (worker, load, recording, NULL);
  while (n_items < n_rows)
    {
      gint64 frame = g_get_monotonic_time ();

      weir_event_list_update (list);
      n_items = g_list_model_get_n_items (G_LIST_MODEL (list));
      if (n_items >= SCREEN)
        {
          show_screen (list, n_items - SCREEN);
          first_ms = first_ms > 0 ? first_ms : ms_since (start);
        }
      longest_ms = MAX (longest_ms, ms_since (frame));
      g_usleep ((gulong) MAX (FRAME_US - (g_get_monotonic_time () - frame), 0));
    }
  printf ("  followed: %.0f ms, first screen after %.0f ms, longest frame %.2f ms\n", ms_since (start), first_ms, longest_ms);

  return list;
}

/* --- scrolling --- */

static void
scroll (WeirEventList *list)
{
  WeirRecording *recording = weir_event_list_get_recording (list);
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  gint32 last = (gint32) (g_list_model_get_n_items (G_LIST_MODEL (list)) - SCREEN);
  guint screens[SCREENS];
  double raw_ms, shown_ms, longest_ms = 0;
  gint64 start;

  for (guint i = 0; i < SCREENS; i++)
    screens[i] = (guint) g_rand_int_range (random, 0, last);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < SCREENS; i++)
    for (guint j = 0; j < SCREEN; j++)
      {
        g_autoptr (GBytes) bytes = weir_recording_read (recording, screens[i] + j, NULL);

        sink += g_bytes_get_size (bytes);
      }
  raw_ms = ms_since (start);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < SCREENS; i++)
    {
      gint64 screen = g_get_monotonic_time ();

      show_screen (list, screens[i]);
      longest_ms = MAX (longest_ms, ms_since (screen));
    }
  shown_ms = ms_since (start);
  printf ("scrolling to %u screens of %u rows: read %.2f µs a row, shown %.2f µs (%.1f times that), longest screen %.2f ms\n", SCREENS,
          SCREEN, raw_ms * 1000 / SCREENS / SCREEN, shown_ms * 1000 / SCREENS / SCREEN, shown_ms / raw_ms, longest_ms);
}

/* --- tallying --- */

static void
tally (WeirRecording *recording)
{
  g_autoptr (WeirWorker) worker = weir_worker_new ("bench-tally");
  guint64 count = weir_recording_get_count (recording);
  gint64 start = g_get_monotonic_time ();
  g_autofree guint32 *out = NULL;
  g_autoptr (WeirTally) counted = NULL;
  double raw_ms, ms;
  gint64 end_us;
  WeirRow row;

  for (guint64 i = 0; i < count && weir_recording_get_row (recording, i, &row); i++)
    sink += row.length;
  raw_ms = ms_since (start);
  start = g_get_monotonic_time ();
  counted = weir_tally_new (recording, worker, 0);
  while (weir_tally_get_counted (counted) < count)
    g_main_context_iteration (NULL, TRUE);
  ms = ms_since (start);
  printf ("tallying: rows looked at %.0f ms, counted %.0f ms (%.1f times that; told within 100 ms), %u names\n", raw_ms, ms, ms / raw_ms,
          weir_tally_get_n_names (counted));

  out = g_new (guint32, BINS * weir_tally_get_n_names (counted));
  end_us = weir_tally_get_end_us (counted) + 1;
  for (guint part = 1; part <= 10000; part *= 10)
    {
      start = g_get_monotonic_time ();
      for (guint i = 0; i < 100; i++)
        weir_tally_get_bins (counted, 0, end_us / part, BINS, out);
      printf ("  %u bins of 1/%u of the time: %.0f µs\n", BINS, part, ms_since (start) * 10);
      sink += out[0];
    }
}

/* --- one large event --- */

static void
show_large (const char *path)
{
  g_autoptr (GString) text = g_string_new (":@ weir 1\n:@ recorded 2026-11-21T08:00:00Z\n:@ connect 1\n:@ open\nid: 1\ndata: ");
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (WeirEventList) list = NULL;
  g_autoptr (WeirEvent) event = NULL;
  double raw_ms, shown_ms, id_ms;
  gint64 start;

  for (guint i = 0; i < LARGE / 8; i++)
    g_string_append (text, "12345678");
  g_string_append (text, "\n\n");
  for (guint i = 0; i < SCREEN; i++)
    g_string_append (text, "data: x\n\n");
  if (!g_file_set_contents (path, text->str, (gssize) text->len, NULL))
    abort ();
  recording = open_recording (path);
  load (recording);
  start = g_get_monotonic_time ();
  g_bytes_unref (weir_recording_read (recording, 2, NULL));
  raw_ms = ms_since (start);
  start = g_get_monotonic_time ();
  event = weir_event_new (recording, 2);
  sink += strlen (weir_event_get_summary (event));
  shown_ms = ms_since (start);
  start = g_get_monotonic_time ();
  sink += strlen (weir_event_get_id (event));
  id_ms = ms_since (start);
  printf ("an event of %u MiB: read %.2f ms, shown %.2f ms (%.2f times that), its id %.2f ms\n", LARGE >> 20, raw_ms, shown_ms,
          shown_ms / raw_ms, id_ms);
  list = weir_event_list_new (recording);
  weir_event_list_update (list);
  start = g_get_monotonic_time ();
  show_screen (list, 3);
  printf ("  %u rows behind it, which have its id: %.2f ms\n", SCREEN, ms_since (start));
}

int
main (int argc, char **argv)
{
  guint millions = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 10;
  g_autofree char *name = g_strdup_printf ("bench-list-%d.eventstream", (int) getpid ());
  g_autofree char *path = g_build_filename (argc > 2 ? argv[2] : g_get_tmp_dir (), name, NULL);
  g_autoptr (WeirEventList) list = NULL;
  guint64 n_rows;
  double ms;

  write_recording (path, millions);
  n_rows = load_alone (path, &ms);
  printf ("opening %.1f M rows: loaded alone %.0f ms\n", (double) n_rows / 1e6, ms);
  list = open_and_follow (path, n_rows);
  scroll (list);
  tally (weir_event_list_get_recording (list));
  show_large (path);
  unlink (path);

  return 0;
}
