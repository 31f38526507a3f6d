/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "serve-peers.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* One event to N clients, connecting them, and a replay's punctuality: Weir beside raw epoll, SoupServer, Node and nginx's nchan in
 * the same run. Clients are raw sockets in this process, servers are processes of their own.
 *
 *     bench-serve [N…]      100 1000 10000 unless told otherwise (10000 needs: ulimit -n 10100); 0: the replay alone
 *
 * `last` is the median of the rounds. CPU is that of the server's process, its kernel time included. */

#define ROUNDS 15
#define TICKS 1000
#define REQUEST(path) "GET " path " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"

static const char *const names[] = { "raw epoll", "client set", "Weir", "Weir", "SoupServer", "raw timerfd" };
static const char *const peer_names[] = { "Node", "nchan" };

typedef struct
{
  int epoll_fd;
  int *fds;
  guint n;
} Crowd;

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
percentile (double *values, guint n, double share)
{
  qsort (values, n, sizeof *values, compare);
  return values[MIN ((guint) (n * share), n - 1)];
}

static int
connect_one (guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port), .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (fd < 0 || connect (fd, (struct sockaddr *) &address, sizeof address) < 0)
    {
      fprintf (stderr, "connect: %s\n", strerror (errno));
      exit (1);
    }
  return fd;
}

/* Reads until each has got @n_bytes more. */
static void
read_all (Crowd *self, gsize n_bytes)
{
  g_autofree gsize *got = g_new0 (gsize, self->n);
  struct epoll_event events[256];
  char buffer[65536];
  guint missing = self->n;

  while (missing > 0)
    {
      int n = epoll_wait (self->epoll_fd, events, G_N_ELEMENTS (events), 5000);

      if (n <= 0)
        {
          fprintf (stderr, "%u clients got nothing\n", missing);
          exit (1);
        }
      for (int i = 0; i < n; i++)
        {
          guint client = events[i].data.u32;
          ssize_t len = recv (self->fds[client], buffer, sizeof buffer, MSG_DONTWAIT);

          if (len <= 0)
            exit (1);
          missing -= got[client] < n_bytes && got[client] + (gsize) len >= n_bytes;
          got[client] += (gsize) len;
        }
    }
}

/* Returns: ms until every one of them has its head */
static double
connect_all (Crowd *self, guint16 port, guint n, const char *request, gboolean wait_for_head)
{
  gint64 start_us = g_get_monotonic_time ();

  *self = (Crowd){ .epoll_fd = epoll_create1 (EPOLL_CLOEXEC), .fds = g_new (int, n), .n = n };
  for (guint i = 0; i < n; i++)
    {
      struct epoll_event event = { .events = EPOLLIN, .data.u32 = i };

      self->fds[i] = connect_one (port);
      if (send (self->fds[i], request, strlen (request), MSG_NOSIGNAL) < 0 ||
          epoll_ctl (self->epoll_fd, EPOLL_CTL_ADD, self->fds[i], &event) < 0)
        exit (1);
    }
  if (wait_for_head)
    read_all (self, 1);
  return (double) (g_get_monotonic_time () - start_us) / 1000;
}

static void
disconnect_all (Crowd *self)
{
  struct linger at_once = { 1, 0 };

  for (guint i = 0; i < self->n; i++)
    {
      setsockopt (self->fds[i], SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
      close (self->fds[i]);
    }
  close (self->epoll_fd);
  g_free (self->fds);
}

typedef struct
{
  double connect_ms;
  double last_ms; /* median */
  double cpu_us;  /* a delivery */
  double kb;      /* a client */
} Figures;

static Figures
bench_fan_out (ServeKind kind, guint n)
{
  ServeProcess process = serve_start (kind, ":@ weir 1\n:@ hold\n", NULL);
  ServeUsage empty = serve_get_usage (&process);
  double rounds[ROUNDS];
  ServeUsage before, after;
  Figures figures;
  Crowd crowd;

  /* SoupServer sends its head with the first bytes of the body. */
  figures.connect_ms = connect_all (&crowd, process.port, n, REQUEST ("/"), kind != SERVE_SOUP);
  if (kind == SERVE_SOUP)
    g_usleep (300000 + n * 1000);
  before = serve_get_usage (&process);
  figures.kb = (double) (before.rss_kb - empty.rss_kb) / n;
  serve_push (&process); /* the first one pays for what is grown */
  read_all (&crowd, SERVE_EVENT_SIZE);
  g_usleep (20000);
  before = serve_get_usage (&process);
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start_us = g_get_monotonic_time ();

      serve_push (&process);
      read_all (&crowd, SERVE_EVENT_SIZE);
      rounds[i] = (double) (g_get_monotonic_time () - start_us) / 1000;
      g_usleep (5000);
    }
  after = serve_get_usage (&process);
  figures.last_ms = percentile (rounds, ROUNDS, 0.5);
  figures.cpu_us = (double) (after.cpu_us - before.cpu_us) / (n * (double) ROUNDS);
  disconnect_all (&crowd);
  serve_stop (&process);
  return figures;
}

static void
print_figures (guint n, const char *name, const Figures *figures, const Figures *raw)
{
  printf ("%7u  %-11s %10.1f %12.2f %10.2f  x %5.2f %14.2f  x %5.2f\n", n, name, figures->connect_ms, figures->kb, figures->last_ms,
          figures->last_ms / raw->last_ms, figures->cpu_us, figures->cpu_us / raw->cpu_us);
  fflush (stdout);
}

/* The same with a program that is not ours. Returns: whether it is there */
static gboolean
bench_peer (ServePeerKind kind, guint n, Figures *figures)
{
  ServePeer *peer = serve_peer_start (kind);
  const char *request;
  double rounds[ROUNDS];
  ServeUsage empty, before, after;
  Crowd crowd;

  if (peer == NULL)
    return FALSE;

  request = serve_peer_get_request (peer, FALSE);
  empty = serve_peer_get_usage (peer);
  figures->connect_ms = connect_all (&crowd, serve_peer_get_port (peer), n, request, TRUE);
  g_usleep (100000);
  before = serve_peer_get_usage (peer);
  figures->kb = (double) (before.rss_kb - empty.rss_kb) / n;
  serve_peer_push (peer);
  read_all (&crowd, SERVE_EVENT_SIZE);
  g_usleep (20000);
  before = serve_peer_get_usage (peer);
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start_us = g_get_monotonic_time ();

      serve_peer_push (peer);
      read_all (&crowd, SERVE_EVENT_SIZE);
      rounds[i] = (double) (g_get_monotonic_time () - start_us) / 1000;
      g_usleep (5000);
    }
  after = serve_peer_get_usage (peer);
  figures->last_ms = percentile (rounds, ROUNDS, 0.5);
  figures->cpu_us = (double) (after.cpu_us - before.cpu_us) / (n * (double) ROUNDS);
  disconnect_all (&crowd);
  serve_peer_stop (peer);
  return TRUE;
}

static void
print_fan_out (guint n)
{
  Figures raw = bench_fan_out (SERVE_RAW, n);
  Figures figures;

  print_figures (n, names[SERVE_RAW], &raw, &raw);
  figures = bench_fan_out (SERVE_SET, n);
  print_figures (n, names[SERVE_SET], &figures, &raw);
  figures = bench_fan_out (SERVE_PUSH, n);
  print_figures (n, names[SERVE_PUSH], &figures, &raw);
  if (n <= 1000)
    {
      figures = bench_fan_out (SERVE_SOUP, n);
      print_figures (n, names[SERVE_SOUP], &figures, &raw);
    }
  for (ServePeerKind kind = SERVE_NODE; kind <= SERVE_NCHAN; kind++)
    if (bench_peer (kind, n, &figures))
      print_figures (n, peer_names[kind], &figures, &raw);
}

/* A script a client: each has an event each second, all of them in the same second. */
static void
print_scripts (guint n)
{
  g_autofree char *event = g_strndup (serve_get_chunk () + 4, SERVE_EVENT_SIZE);
  g_autofree char *script = g_strdup_printf (":@ weir 1\n:@ every 1s\n:@ repeat forever\n%s:@ end\n", event);
  ServeProcess process = serve_start (SERVE_WEIR, script, NULL);
  ServeUsage empty = serve_get_usage (&process);
  ServeUsage before, after;
  double connect_ms;
  Crowd crowd;

  connect_ms = connect_all (&crowd, process.port, n, REQUEST ("/"), TRUE);
  g_usleep (400000);
  before = serve_get_usage (&process);
  g_usleep (4000000);
  after = serve_get_usage (&process);
  printf ("the server, %u clients with a script each, an event a second: connecting %.1f ms, %.2f us CPU a delivery, %.2f KB a client\n", n,
          connect_ms, (double) (after.cpu_us - before.cpu_us) / (n * 4.0), (double) (before.rss_kb - empty.rss_kb) / n);
  disconnect_all (&crowd);
  serve_stop (&process);
}

/* Reads ticks and says how late they came. */
static void
print_lateness (const char *name, guint n_others, int fd, const char *request)
{
  g_autofree double *at_us = g_new (double, TICKS);
  char buffer[65536];
  double first;
  guint n = 0;

  if (send (fd, request, strlen (request), MSG_NOSIGNAL) < 0)
    exit (1);
  while (n < TICKS)
    {
      ssize_t len = recv (fd, buffer, sizeof buffer, 0);
      double now_us = (double) g_get_monotonic_time ();

      if (len <= 0)
        exit (1);
      for (const char *p = buffer; n < TICKS && (p = memmem (p, (gsize) (buffer + len - p), "data: ", 6)) != NULL; p += 6)
        at_us[n++] = now_us;
    }

  /* Against the schedule of whole ticks that fits the punctual ones. */
  for (guint i = 0; i < TICKS; i++)
    at_us[i] -= i * (double) SERVE_TICK_US;
  first = at_us[0];
  for (guint i = 0; i < TICKS; i++)
    first = MIN (first, at_us[i]);
  for (guint i = 0; i < TICKS; i++)
    at_us[i] -= first;
  printf ("%7u  %-11s %10.0f %12.0f %10.0f\n", n_others, name, percentile (at_us, TICKS, 0.5), percentile (at_us, TICKS, 0.99),
          percentile (at_us, TICKS, 1));
  fflush (stdout);
}

static void
print_replay (ServeKind kind, guint n_others)
{
  g_autofree char *event = g_strndup (serve_get_chunk () + 4, SERVE_EVENT_SIZE);
  g_autofree char *script = g_strdup_printf (":@ weir 1\n:@ every 5ms\n:@ repeat forever\n%s:@ end\n", event);
  g_autofree char *other_script = g_strdup_printf (":@ weir 1\n:@ every 1s\n:@ repeat forever\n%s:@ end\n", event);
  ServeProcess process = serve_start (kind, script, other_script);
  Crowd crowd = { 0 };
  int fd;

  if (n_others > 0)
    connect_all (&crowd, process.port, n_others, REQUEST ("/other"), TRUE);
  fd = connect_one (process.port);
  print_lateness (names[kind], n_others, fd, REQUEST ("/"));
  close (fd);
  if (n_others > 0)
    disconnect_all (&crowd);
  serve_stop (&process);
}

static void
print_peer_replay (void)
{
  ServePeer *peer = serve_peer_start (SERVE_NODE);
  int fd;

  if (peer == NULL)
    return;
  fd = connect_one (serve_peer_get_port (peer));
  print_lateness (peer_names[SERVE_NODE], 0, fd, serve_peer_get_request (peer, TRUE));
  close (fd);
  serve_peer_stop (peer);
}

/* Clients that do not read: what the server keeps for each beside what the kernel does. */
static void
print_stalled (guint n)
{
  static const char script[] = ":@ weir 1\n:@ repeat 1000000000\nid: 7\ndata: 0123456789012345678901234567890123456789\n\n:@ end\n";
  ServeProcess process = serve_start (SERVE_WEIR, script, NULL);
  ServeUsage before = serve_get_usage (&process);
  ServeUsage after, later;
  Crowd crowd;

  connect_all (&crowd, process.port, n, REQUEST ("/"), FALSE);
  g_usleep (6000000);
  after = serve_get_usage (&process);
  g_usleep (1000000);
  later = serve_get_usage (&process);
  printf ("%u clients that do not read: %.1f KB a client, %.1f ms CPU in the next second\n", n, (double) (later.rss_kb - before.rss_kb) / n,
          (double) (later.cpu_us - after.cpu_us) / 1000);
  disconnect_all (&crowd);
  serve_stop (&process);
}

/* As many events as one client takes. */
static void
print_burst (void)
{
  static const char script[] = ":@ weir 1\n:@ repeat 1000000000\nid: 7\ndata: 0123456789012345678901234567890123456789\n\n:@ end\n";
  static const gsize event_size = 54, chunk_size = 60;
  ServeProcess process = serve_start (SERVE_WEIR, script, NULL);
  g_autofree char *buffer = g_malloc (1 << 20);
  int fd = connect_one (process.port);
  ServeUsage before = serve_get_usage (&process);
  ServeUsage after;
  gint64 start_us = g_get_monotonic_time ();
  gint64 us;
  gsize total = 0;

  if (send (fd, REQUEST ("/"), strlen (REQUEST ("/")), MSG_NOSIGNAL) < 0)
    exit (1);
  while ((us = g_get_monotonic_time () - start_us) < 2 * G_USEC_PER_SEC)
    {
      ssize_t len = recv (fd, buffer, 1 << 20, 0);

      if (len <= 0)
        exit (1);
      total += (gsize) len;
    }
  after = serve_get_usage (&process);
  printf ("a script that never waits, one client: %.2f M events of %zu bytes a second, %.0f MB/s, %.2f us CPU an event, %.1f MB more\n",
          (double) total / chunk_size / (double) us, event_size, (double) total / (double) us,
          (double) (after.cpu_us - before.cpu_us) / ((double) total / chunk_size), (double) (after.rss_kb - before.rss_kb) / 1024);
  close (fd);
  serve_stop (&process);
}

int
main (int argc, char **argv)
{
  static const guint usual[] = { 100, 1000, 10000 };
  struct rlimit limit;
  guint n_sizes = argc > 1 ? (guint) argc - 1 : G_N_ELEMENTS (usual);

  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
  printf ("clients  server      connect ms  KB a client    last ms  to raw  us CPU a delivery  to raw\n");
  for (guint i = 0; i < n_sizes; i++)
    {
      guint n = argc > 1 ? (guint) atoi (argv[i + 1]) : usual[i];

      if (n > 0)
        print_fan_out (n);
    }

  printf ("\nan event each 5 ms, late by\n others  server          p50 us       p99 us   worst us\n");
  print_replay (SERVE_TICKER, 0);
  print_replay (SERVE_WEIR, 0);
  /* Each of them has an event a second. */
  print_replay (SERVE_WEIR, 1000);
  print_peer_replay ();

  printf ("\n");
  for (guint i = 0; i < n_sizes; i++)
    {
      guint n = argc > 1 ? (guint) atoi (argv[i + 1]) : usual[i];

      if (n > 0)
        print_scripts (n);
    }
  print_burst ();
  print_stalled (200);
  return 0;
}
