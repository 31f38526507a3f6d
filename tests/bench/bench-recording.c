/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "corpora.h"
#include "weir-parser.h"
#include "weir-recording-index.h"

/* bench-recording [MEGABYTES [CORPUS [FOLDER]]]: for each corpus, how fast a stream is received from a socket and decoded; the same
 * when its bytes are also written to a file, which no recorder can beat; the same with recording; and how fast the recording opens
 * beside a program that only reads the file and counts its lines. One run, warm cache; compare the ratios. */

#define READ (64u * 1024)
#define WINDOW (1024u * 1024)
#define ROUNDS 3

typedef struct
{
  WeirRecording *recording; /* NULL: nobody listens */
  int fd;                   /* -1: nothing is written */
  guint64 n_events;
  gint64 time_us;
} Receiver;

static void
report (Receiver *receiver, WeirReport *what)
{
  what->time_us = receiver->time_us;
  if (receiver->recording != NULL)
    weir_recording_report (receiver->recording, what);
}

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  Receiver *receiver = user_data;
  WeirReport what = { .kind = WEIR_REPORT_FRAME, .frame = frame };

  receiver->n_events += frame->dispatches ? 1 : 0;
  report (receiver, &what);
}

static void
on_comment (const WeirLine *line, WeirSpan text, gpointer user_data)
{
  WeirReport what = { .kind = WEIR_REPORT_COMMENT };

  what.comment.text = text;
  what.comment.offset = line->offset;
  what.comment.length = line->bytes.len;
  what.comment.in_block = line->in_block;
  report (user_data, &what);
}

static void
on_retry (const WeirLine *line, guint64 ms, gpointer user_data)
{
  WeirReport what = { .kind = WEIR_REPORT_RETRY };

  what.retry.ms = ms;
  what.retry.offset = line->offset;
  what.retry.length = line->bytes.len;
  report (user_data, &what);
}

/* A program beside us that sends the stream. */
static int
start_sender (const GString *stream, pid_t *child)
{
  int sockets[2];

  if (socketpair (AF_UNIX, SOCK_STREAM, 0, sockets) < 0 || (*child = fork ()) < 0)
    abort ();
  if (*child == 0)
    {
      gsize done = 0;
      gssize n;

      close (sockets[0]);
      while (done < stream->len && (n = write (sockets[1], stream->str + done, stream->len - done)) > 0)
        done += (gsize) n;
      _exit (0);
    }
  close (sockets[1]);

  return sockets[0];
}

/* Returns: seconds */
static double
receive (const GString *stream, WeirRecording *recording, int fd, guint64 *n_events)
{
  const WeirParserHandlers handlers = { .frame = on_frame, .comment = on_comment, .retry = on_retry };
  Receiver receiver = { recording, fd, 0, 1000 };
  g_autoptr (WeirParser) parser = weir_parser_new (&handlers, &receiver);
  g_autofree char *buffer = g_malloc (READ);
  gint64 start = g_get_monotonic_time ();
  WeirReport what = { 0 };
  guint64 offset = 0;
  pid_t child;
  int socket = start_sender (stream, &child);
  gssize n;

  while ((n = read (socket, buffer, READ)) > 0)
    {
      receiver.time_us += 10;
      what.kind = WEIR_REPORT_READ;
      what.read.offset = offset;
      what.read.n_bytes = (gsize) n;
      report (&receiver, &what);
      if (!weir_parser_feed (parser, buffer, (gsize) n, NULL) || (fd >= 0 && write (fd, buffer, (gsize) n) != n))
        abort ();
      what.kind = WEIR_REPORT_READ_DONE;
      report (&receiver, &what);
      offset += (guint64) n;
    }
  close (socket);
  waitpid (child, NULL, 0);
  *n_events = receiver.n_events;

  return (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND;
}

static WeirRecording *
create (const char *path)
{
  WeirRecordingOptions options = { .path = path, .in_memory = path == NULL, .replace = TRUE, .start_wall_us = 1795248000000000 };
  g_autoptr (GError) error = NULL;
  WeirRecording *recording = weir_recording_new (&options, &error);
  WeirReport what = { .kind = WEIR_REPORT_CONNECTING };

  if (recording == NULL)
    g_error ("%s", error->message);
  what.connecting.method = "GET";
  what.connecting.url = "http://127.0.0.1/";
  what.connecting.wall_us = options.start_wall_us;
  weir_recording_report (recording, &what);

  return recording;
}

/* What `wc -l` does. */
static double
count_lines (const char *path, guint64 *n_lines, guint64 *size)
{
  g_autofree char *buffer = g_malloc (WINDOW);
  gint64 start = g_get_monotonic_time ();
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gssize n;

  *n_lines = 0;
  *size = 0;
  while ((n = read (fd, buffer, WINDOW)) > 0)
    {
      const char *p = buffer;
      const char *end = p + n;

      while ((p = memchr (p, '\n', (gsize) (end - p))) != NULL)
        {
          (*n_lines)++;
          p++;
        }
      *size += (guint64) n;
    }
  close (fd);

  return (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND;
}

static gint64 opened_at, first_screen_at;

static void
progress (guint64 done, guint64 total, gpointer user_data)
{
  if (first_screen_at == 0 && weir_recording_get_count (user_data) >= 200)
    first_screen_at = g_get_monotonic_time ();
}

static double
open_recording (const char *path, guint64 *n_rows)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (WeirRecording) recording = weir_recording_open (path, NULL);

  opened_at = start;
  first_screen_at = 0;
  if (recording == NULL || !weir_recording_load (recording, progress, recording, NULL, NULL))
    abort ();
  *n_rows = weir_recording_get_count (recording);

  return (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND;
}

static double
receive_recording (const GString *stream, const char *path)
{
  g_autoptr (WeirRecording) recording = create (path);
  guint64 n_events;

  return receive (stream, recording, -1, &n_events);
}

static double
receive_and_write (const GString *stream, const char *path)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  guint64 n_events;
  double seconds = receive (stream, NULL, fd, &n_events);

  close (fd);

  return seconds;
}

static void
bench (const Corpus *corpus, gsize megabytes, const char *path)
{
  g_autoptr (GString) stream = corpus_generate (corpus, megabytes * 1000 * 1000);
  double plain = G_MAXDOUBLE, written = G_MAXDOUBLE, file = G_MAXDOUBLE, memory = G_MAXDOUBLE, lines = G_MAXDOUBLE, load = G_MAXDOUBLE;
  double first_screen = G_MAXDOUBLE;
  guint64 n_events = 0, n_lines = 0, size = 0, n_rows = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      plain = MIN (plain, receive (stream, NULL, -1, &n_events));
      written = MIN (written, receive_and_write (stream, path));
      memory = MIN (memory, receive_recording (stream, NULL));
      file = MIN (file, receive_recording (stream, path));
      lines = MIN (lines, count_lines (path, &n_lines, &size));
      load = MIN (load, open_recording (path, &n_rows));
      first_screen = MIN (first_screen, (double) (first_screen_at - opened_at) / 1000);
    }
  printf ("%-6s %.2f GB, %.2f M events | received %.2f GB/s, written too %.2f, recorded %.2f (%.2f of received, %.2f of written), in "
          "memory %.2f\n",
          corpus->name, (double) stream->len / 1e9, (double) n_events / 1e6, (double) stream->len / plain / 1e9,
          (double) stream->len / written / 1e9, (double) stream->len / file / 1e9, plain / file, written / file,
          (double) stream->len / memory / 1e9);
  printf ("       file +%.2f %%, %.2f M lines counted in %.3f s | opened in %.3f s (%.2f times that, %.1f M rows/s), first progress after "
          "%.0f ms\n",
          100.0 * ((double) size / (double) stream->len - 1), (double) n_lines / 1e6, lines, load, load / lines,
          (double) n_rows / load / 1e6, first_screen);
  unlink (path);
}

int
main (int argc, char *argv[])
{
  gsize megabytes = argc > 1 ? (gsize) g_ascii_strtoull (argv[1], NULL, 10) : 200;
  g_autofree char *name = g_strdup_printf ("bench-%d.eventstream", (int) getpid ());
  g_autofree char *path = g_build_filename (argc > 3 ? argv[3] : g_get_tmp_dir (), name, NULL);

  for (gsize i = 0; i < n_corpora; i++)
    if (argc < 3 || strcmp (argv[2], corpora[i].name) == 0)
      bench (&corpora[i], megabytes, path);

  return 0;
}
