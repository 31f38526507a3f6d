/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "corpora.h"
#include "receive-server.h"
#include "weir-chunked.h"
#include "weir-event-source.h"
#include "weir-parser.h"

/* Reception over loopback, one HTTP chunk an event, decoding included: the event source beside raw sockets with the same decoders,
 * curl and node's fetch, in one run. Every receiver is a process of its own.
 *
 *     bench-receive [MB [CORPUS]]      200 MB of "ticks" unless told otherwise
 */

/* --- receivers --- */

typedef struct
{
  guint64 n_events;
  guint n_latencies;
  double latencies_us[RECEIVE_PACED_EVENTS];
  gboolean is_paced;
  GMainLoop *loop;
} Counter;

static void
count_frame (Counter *self, const WeirFrame *frame)
{
  struct timespec now;
  char data[32];

  if (!frame->dispatches)
    return;

  self->n_events++;
  if (!self->is_paced || self->n_latencies == RECEIVE_PACED_EVENTS || frame->data.len >= sizeof (data))
    return;

  clock_gettime (CLOCK_MONOTONIC, &now);
  memcpy (data, frame->data.data, frame->data.len);
  data[frame->data.len] = '\0';
  self->latencies_us[self->n_latencies++] =
      (double) ((gint64) now.tv_sec * 1000000000 + now.tv_nsec - g_ascii_strtoll (data, NULL, 10)) / 1000;
}

static void
on_frame (const WeirFrame *frame, gpointer user_data)
{
  count_frame (user_data, frame);
}

static void
receive_raw (Counter *counter, guint16 port, const char *path)
{
  static const WeirParserHandlers handlers = { .frame = on_frame };
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port), .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  g_autoptr (WeirParser) parser = weir_parser_new (&handlers, counter);
  g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", path);
  g_autofree char *buffer = g_malloc (65536);
  int fd = socket (AF_INET, SOCK_STREAM, 0);
  gboolean in_head = TRUE;
  WeirChunked chunked;
  gssize n;

  weir_chunked_init (&chunked);
  if (connect (fd, (struct sockaddr *) &address, sizeof (address)) < 0 || send (fd, request, strlen (request), 0) < 0)
    g_error ("no connection");
  while (!weir_chunked_is_done (&chunked) && (n = recv (fd, buffer, 65536, 0)) > 0)
    {
      char *body = buffer;
      gsize n_data;

      if (in_head)
        {
          body = (char *) memmem (buffer, (gsize) n, "\r\n\r\n", 4) + 4; /* the server sends it at once */
          in_head = FALSE;
        }
      if (!weir_chunked_decode (&chunked, body, (gsize) (buffer + n - body), &n_data, NULL))
        g_error ("bad chunks");
      weir_parser_feed (parser, body, n_data, NULL);
    }
  close (fd);
}

static void
on_report (const WeirReport *report, gpointer user_data)
{
  Counter *counter = user_data;

  if (report->kind == WEIR_REPORT_FRAME)
    count_frame (counter, report->frame);
  else if (report->kind == WEIR_REPORT_ENDED || report->kind == WEIR_REPORT_FAILED)
    g_main_loop_quit (counter->loop);
}

static void
receive_weir (Counter *counter, guint16 port, const char *path)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u%s", port, path);
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (WeirEventSource) source = NULL;

  options.url = url;
  options.proxy = "";
  options.policy = WEIR_POLICY_ONCE;
  request = weir_request_new (&options, NULL);
  counter->loop = g_main_loop_new (NULL, FALSE);
  source = weir_event_source_new (request, (WeirSink){ on_report, counter });
  weir_event_source_start (source);
  g_main_loop_run (counter->loop);
  g_main_loop_unref (counter->loop);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Peak resident memory of this process's own; getrusage() would count the parent's before the exec. */
static double
get_peak_mb (void)
{
  g_autofree char *status = NULL;
  const char *line = NULL;

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    line = strstr (status, "VmHWM:");

  return line != NULL ? (double) strtoul (line + strlen ("VmHWM:"), NULL, 10) / 1024 : 0;
}

/* In the receiver's process: prints events, and latencies at the median and the 99th percentile. */
static int
receive (const char *who, guint16 port, const char *path)
{
  Counter *counter = g_new0 (Counter, 1);

  counter->is_paced = g_str_equal (path, "/pace");
  if (g_str_equal (who, "raw"))
    receive_raw (counter, port, path);
  else
    receive_weir (counter, port, path);
  qsort (counter->latencies_us, counter->n_latencies, sizeof (double), compare_doubles);
  printf ("%" G_GUINT64_FORMAT " %.0f %.0f %.1f\n", counter->n_events, counter->latencies_us[counter->n_latencies / 2],
          counter->latencies_us[counter->n_latencies * 99 / 100], get_peak_mb ());
  g_free (counter);

  return 0;
}

/* --- the run --- */

typedef struct
{
  double wall_s;
  double cpu_s;
  double rss_mb;
  guint64 n_events;
  double p50_us;
  double p99_us;
} Result;

static const char node_script[] =
    "const s = async () => { const r = await fetch(process.argv[1]); const d = new TextDecoder(); let rest = '', n = 0, data = '';"
    "for await (const c of r.body) { rest += d.decode(c, {stream: true}); let at = 0, e;"
    "while ((e = rest.indexOf('\\n', at)) >= 0) { const l = rest.slice(at, e); at = e + 1;"
    "if (l === '') { if (data !== '') n++; data = ''; } else if (l.startsWith('data:')) data += l.slice(l[5] === ' ' ? 6 : 5) + '\\n'; }"
    "rest = rest.slice(at); } console.log(n, 0, 0); }; s();";

static double
to_seconds (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / 1e6;
}

static char **
build_command (const char *who, guint16 port, const char *path)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u%s", port, path);
  g_autofree char *number = g_strdup_printf ("%u", port);
  g_autoptr (GStrvBuilder) command = g_strv_builder_new ();

  if (g_str_equal (who, "curl"))
    g_strv_builder_add_many (command, "curl", "-sN", "-o", "/dev/null", url, NULL);
  else if (g_str_equal (who, "node"))
    g_strv_builder_add_many (command, "node", "-e", node_script, url, NULL);
  else
    g_strv_builder_add_many (command, "/proc/self/exe", "--receive", who, number, path, NULL);

  return g_strv_builder_end (command);
}

static Result
run (const char *who, guint16 port, const char *path)
{
  g_auto (GStrv) command = build_command (who, port, path);
  Result result = { 0 };
  struct rusage usage;
  gint64 start_us = g_get_monotonic_time ();
  char text[256] = "";
  int pipe_fds[2];
  int pid;

  if (pipe (pipe_fds) < 0)
    g_error ("no pipe");
  pid = fork ();
  if (pid == 0)
    {
      dup2 (pipe_fds[1], STDOUT_FILENO);
      close (pipe_fds[0]);
      execvp (command[0], command);
      _exit (127);
    }
  close (pipe_fds[1]);
  if (read (pipe_fds[0], text, sizeof (text) - 1) > 0)
    {
      char *next;

      result.n_events = g_ascii_strtoull (text, &next, 10);
      result.p50_us = g_ascii_strtod (next, &next);
      result.p99_us = g_ascii_strtod (next, &next);
      result.rss_mb = g_ascii_strtod (next, NULL);
    }
  close (pipe_fds[0]);
  wait4 (pid, NULL, 0, &usage);
  result.wall_s = (double) (g_get_monotonic_time () - start_us) / 1e6;
  result.cpu_s = to_seconds (usage.ru_utime) + to_seconds (usage.ru_stime);

  return result;
}

static int
compare_walls (gconstpointer a, gconstpointer b)
{
  return compare_doubles (&((const Result *) a)->wall_s, &((const Result *) b)->wall_s);
}

static Result
run_median (const char *who, guint16 port)
{
  Result results[3];

  for (guint i = 0; i < 3; i++)
    results[i] = run (who, port, "/blast");
  qsort (results, 3, sizeof (Result), compare_walls);

  return results[1];
}

static void
blast (guint16 port, gsize n_bytes, guint64 n_events)
{
  static const char *const names[] = { "raw", "weir", "curl", "node" };
  Result results[G_N_ELEMENTS (names)] = { 0 };

  printf ("%-6s %8s %10s %10s %8s %10s %10s %10s\n", "", "MB/s", "events/s", "CPU s/GB", "RSS MB", "x raw", "x curl", "x node");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *program = g_find_program_in_path (names[i]);

      if (i < 2 || program != NULL)
        results[i] = run_median (names[i], port);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const Result *result = &results[i];

      if (result->wall_s == 0)
        {
          printf ("%-6s is not installed\n", names[i]);
          continue;
        }
      printf ("%-6s %8.0f %10.0f %10.2f %8.1f %10.2f %10.2f %10.2f\n", names[i], (double) n_bytes / 1e6 / result->wall_s,
              (double) n_events / result->wall_s, result->cpu_s / ((double) n_bytes / 1e9), result->rss_mb,
              results[0].wall_s / result->wall_s, results[2].wall_s / result->wall_s, results[3].wall_s / result->wall_s);
      if (i != 2 && result->n_events != n_events)
        printf ("%-6s received %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " events\n", names[i], result->n_events, n_events);
    }
  printf ("weir's CPU a byte: %.2f x curl's\n\n", results[2].cpu_s > 0 ? results[1].cpu_s / results[2].cpu_s : 0);
}

int
main (int argc, char **argv)
{
  gsize n_mb = argc > 1 ? strtoul (argv[1], NULL, 10) : 200;
  const char *wanted = argc > 2 ? argv[2] : "ticks";
  const Corpus *corpus = NULL;
  g_autoptr (GString) events = NULL;
  guint64 n_events = 0;
  ReceiveServer server;
  Result raw;
  Result weir;

  if (argc == 5 && g_str_equal (argv[1], "--receive"))
    return receive (argv[2], (guint16) atoi (argv[3]), argv[4]);

  for (gsize i = 0; i < n_corpora; i++)
    {
      if (g_str_equal (corpora[i].name, wanted))
        corpus = &corpora[i];
    }
  if (corpus == NULL)
    g_error ("no corpus %s", wanted);
  events = corpus_generate (corpus, n_mb * 1000000);
  for (const char *at = events->str; (at = strstr (at, "\n\n")) != NULL; at += 2)
    n_events++;

  server = receive_server_start (events);
  printf ("%s, %zu bytes, %" G_GUINT64_FORMAT " events\n", corpus->name, events->len, n_events);
  blast (server.port, events->len, n_events);
  raw = run ("raw", server.port, "/pace");
  weir = run ("weir", server.port, "/pace");
  printf ("an event each 10 ms, in µs: raw p50 %.0f p99 %.0f, weir p50 %.0f p99 %.0f: p50 %.2f x raw; RSS %.1f MB\n", raw.p50_us,
          raw.p99_us, weir.p50_us, weir.p99_us, weir.p50_us / raw.p50_us, weir.rss_mb);
  receive_server_stop (&server);

  return 0;
}
