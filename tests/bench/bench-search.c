/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "corpora.h"
#include "weir-parser.h"
#include "weir-recording-index.h"
#include "weir-scan.h"

/* bench-search [MILLIONS [FOLDER]]: filters over a recording of so many million ticks (10: 1.2 GB), beside what knows nothing of
 * rows: memmem over the same file, read as grep does, and the filter's own fast search over it mapped, as ripgrep does. Seconds of
 * CPU, one run, warm cache; compare the ratios with the latter. */

#define WINDOW (256u * 1024)
#define ROUNDS 3

/* Of this thread, so that what else runs on the machine counts little. */
static double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  WeirReport what = { .kind = WEIR_REPORT_FRAME, .frame = frame };

  weir_recording_report (user_data, &what);
}

/* One event in a thousand is a trade, one in a hundred thousand says so in its data. */
static void
write_recording (const char *path, guint64 n_events)
{
  WeirRecordingOptions options = { .path = path, .replace = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) recording = weir_recording_new (&options, &error);
  const WeirParserHandlers handlers = { .frame = on_frame };
  g_autoptr (WeirParser) parser = weir_parser_new (&handlers, recording);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GString) stream = g_string_new (NULL);
  WeirReport what = { .kind = WEIR_REPORT_CONNECTING };

  if (recording == NULL)
    g_error ("%s", error->message);
  what.connecting.method = "GET";
  what.connecting.url = "http://127.0.0.1/";
  weir_recording_report (recording, &what);
  what.kind = WEIR_REPORT_READ;
  for (guint64 i = 0; i < n_events; i++)
    {
      if (i % 100000 == 77)
        g_string_append_printf (stream, "event: trade\ndata: {\"symbol\":\"Rare\",\"n\":%u}\n\n", (guint) i);
      else if (i % 1000 == 7)
        g_string_append (stream, "event: trade\ndata: {\"symbol\":\"ABC\",\"price\":7}\n\n");
      else
        corpora[0].append_event (stream, rand, (guint) i);
      if (stream->len < 1024 * 1024 && i + 1 < n_events)
        continue;

      what.kind = WEIR_REPORT_READ;
      what.read.number++;
      what.read.n_bytes = stream->len;
      weir_recording_report (recording, &what);
      weir_parser_feed (parser, stream->str, stream->len, NULL);
      what.read.offset += stream->len;
      what.kind = WEIR_REPORT_READ_DONE;
      weir_recording_report (recording, &what);
      g_string_truncate (stream, 0);
    }
}

static guint64
count_in (const char *bytes, gsize n_bytes, const char *text)
{
  const char *end = bytes + n_bytes;
  guint64 n = 0;

  for (const char *p = bytes; p != NULL && (p = memmem (p, (gsize) (end - p), text, strlen (text))) != NULL;)
    {
      n++;
      p = memchr (p, '\n', (gsize) (end - p));
    }

  return n;
}

static double
grep (const char *path, const char *text, guint64 *n_found)
{
  g_autofree char *buffer = g_malloc (WINDOW);
  double start = cpu_seconds ();
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gssize n;

  *n_found = 0;
  while ((n = read (fd, buffer, WINDOW)) > 0)
    *n_found += count_in (buffer, (gsize) n, text);
  close (fd);

  return cpu_seconds () - start;
}

static double
map (const char *path, const char *text, guint64 *n_found)
{
  double start = cpu_seconds ();
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  off_t size = lseek (fd, 0, SEEK_END);
  g_autoptr (WeirNeedle) needle = weir_needle_new (weir_span_from_string (text), FALSE);
  WeirSpan found;
  const char *bytes = mmap (NULL, (gsize) size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);

  if (bytes == MAP_FAILED)
    abort ();
  *n_found = 0;
  for (const char *p = bytes; p != NULL && weir_needle_find (needle, weir_span (p, (gsize) (bytes + size - p)), &found);)
    {
      ++*n_found;
      p = memchr (found.data, '\n', (gsize) (bytes + size - found.data));
    }
  munmap ((gpointer) bytes, (gsize) size);
  close (fd);

  return cpu_seconds () - start;
}

static double
scan (WeirRecording *recording, const char *query, guint64 *n_found, double *first, double *longest)
{
  double start = cpu_seconds ();
  g_autoptr (WeirFilter) filter = weir_filter_new (query, NULL, NULL, NULL);
  g_autoptr (WeirScan) scan = weir_scan_new (recording, filter);
  static guint64 matches[WEIR_SCAN_ROWS];
  guint64 count = weir_recording_get_count (recording);
  gsize n_matches;

  *n_found = 0;
  *first = 0;
  *longest = 0;
  for (guint64 next = 0; next < count;)
    {
      double slice_start = cpu_seconds ();

      next = weir_scan_slice (scan, next, NULL, matches, &n_matches);
      if (*n_found == 0 && n_matches > 0)
        *first = cpu_seconds () - start;
      *n_found += n_matches;
      *longest = MAX (*longest, cpu_seconds () - slice_start);
    }

  return cpu_seconds () - start;
}

static void
bench (WeirRecording *recording, const char *query, double reference)
{
  double best = G_MAXDOUBLE, first = G_MAXDOUBLE, longest = G_MAXDOUBLE;
  guint64 n_found = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double this_first, this_longest;

      best = MIN (best, scan (recording, query, &n_found, &this_first, &this_longest));
      first = MIN (first, this_first);
      longest = MIN (longest, this_longest);
    }
  printf ("%-32s %8.3f s %6.2f × mapped search | %9" G_GUINT64_FORMAT " found, first after %7.2f ms, longest slice %6.2f ms\n", query, best,
          best / reference, n_found, first * 1000, longest * 1000);
}

int
main (int argc, char *argv[])
{
  static const char *const queries[] = {
    "Rare",           "rare",         "\"\\\"symbol\\\":\\\"Rare\\\"\"",
    "price",          "price symbol", "-rare",
    "rare or nobody", "kind:event",   "kind:comment",
    "event:trade",    "-event:tick",  "event:trade rare",
    "id:1500000",     "\u4E1C\u4EAC", "привет",
    "ärger",
  };
  guint64 n_events = (argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 10) * 1000000;
  g_autofree char *name = g_strdup_printf ("bench-search-%d.eventstream", (int) getpid ());
  g_autofree char *path = g_build_filename (argc > 2 ? argv[2] : g_get_tmp_dir (), name, NULL);
  g_autoptr (WeirRecording) recording = NULL;
  double read = G_MAXDOUBLE, mapped = G_MAXDOUBLE;
  guint64 n_found = 0;

  write_recording (path, n_events);
  recording = weir_recording_open (path, NULL);
  if (recording == NULL || !weir_recording_load (recording, NULL, NULL, NULL, NULL))
    abort ();
  for (guint i = 0; i < ROUNDS; i++)
    {
      read = MIN (read, grep (path, "Rare", &n_found));
      mapped = MIN (mapped, map (path, "Rare", &n_found));
    }
  printf ("%.1f M rows; “Rare” in the file: memmem over reads %.3f s, search mapped %.3f s (%" G_GUINT64_FORMAT " lines)\n",
          (double) weir_recording_get_count (recording) / 1e6, read, mapped, n_found);
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    bench (recording, queries[i], mapped);
  unlink (path);

  return 0;
}
