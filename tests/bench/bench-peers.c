/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-control.h"
#include "weir-mock-peers.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

/* bench-peers [CLIENTS]: the list of a mock's clients while so many (9,000) connect, get an event a second each, leave every other one
 * at once, then all. Prints the longest turn of the main loop in each phase, by the clock and in CPU time (beside other programs only
 * the latter says something), its share of a core, and the memory. The clients are a process of their own. On a display of its own:
 * tests/support/with-display bench-peers; `ulimit -n` has to be above CLIENTS. */

#define PHASE_US (4 * G_TIME_SPAN_SECOND)
#define MOST_CLIENTS 60000u

/* The clients: `bench-peers clients PORT N`; a line on standard input and every other one leaves. */

static int
open_client (guint16 port)
{
  static const char request[] = "GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\nAccept: text/event-stream\r\n\r\n";
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port), .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int fd = socket (AF_INET, SOCK_STREAM, 0);

  if (fd < 0 || connect (fd, (struct sockaddr *) &address, sizeof address) != 0 ||
      write (fd, request, sizeof request - 1) != sizeof request - 1)
    {
      perror ("bench-peers: a client");
      exit (1);
    }

  return fd;
}

static int
run_clients (guint16 port, guint n)
{
  static int fds[MOST_CLIENTS];
  static char buffer[65536];
  struct epoll_event events[256], event = { .events = EPOLLIN };
  int epoll = epoll_create1 (0);

  for (guint i = 0; i < n; i++)
    {
      fds[i] = event.data.fd = open_client (port);
      epoll_ctl (epoll, EPOLL_CTL_ADD, fds[i], &event);
    }
  event.data.fd = 0;
  epoll_ctl (epoll, EPOLL_CTL_ADD, 0, &event);

  while (TRUE)
    {
      int n_ready = epoll_wait (epoll, events, G_N_ELEMENTS (events), -1);

      for (int i = 0; i < n_ready; i++)
        {
          gssize n_read = read (events[i].data.fd, buffer, sizeof buffer);

          if (events[i].data.fd == 0 && n_read <= 0)
            return 0;
          for (guint j = 0; events[i].data.fd == 0 && j < n; j += 2)
            close (fds[j]);
        }
    }
}

/* The window. */

typedef struct
{
  WeirMockPeers *peers;
  GOutputStream *commands;
  const char *phase;
  guint n_phases;
  gint64 start_us;
} Bench;

/* Of the main loop's turns since the phase began; the poll function has no data of its own. */
static struct
{
  gint64 woke_us;
  gint64 woke_cpu_us;
  gint64 worst_us;
  gint64 worst_cpu_us;
  gint64 cpu_us;
} turns;

static gint64
get_cpu_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_TIME_SPAN_SECOND + time.tv_nsec / 1000;
}

static gint
poll_and_measure (GPollFD *fds, guint n_fds, gint timeout)
{
  gint64 cpu_us = get_cpu_us () - turns.woke_cpu_us;
  gint n;

  turns.worst_us = MAX (turns.worst_us, g_get_monotonic_time () - turns.woke_us);
  turns.worst_cpu_us = MAX (turns.worst_cpu_us, cpu_us);
  turns.cpu_us += cpu_us;
  n = g_poll (fds, n_fds, timeout);
  turns.woke_us = g_get_monotonic_time ();
  turns.woke_cpu_us = get_cpu_us ();

  return n;
}

static double
get_memory_mb (void)
{
  g_autofree char *text = NULL;
  const char *resident;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL) || (resident = strchr (text, ' ')) == NULL)
    return 0;

  return (double) g_ascii_strtoull (resident, NULL, 10) * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

static void
begin (Bench *bench, const char *phase)
{
  gint64 now_us = g_get_monotonic_time ();
  double seconds = (double) (now_us - bench->start_us) / G_TIME_SPAN_SECOND;

  if (bench->phase != NULL)
    printf ("%-26s %5u clients: longest turn %6.1f ms, %5.1f ms CPU; %4.1f %% of a core; %.0f MB\n", bench->phase,
            weir_mock_peers_get_n_clients (bench->peers), (double) turns.worst_us / 1000, (double) turns.worst_cpu_us / 1000,
            (double) turns.cpu_us / 1e4 / seconds, get_memory_mb ());
  turns.worst_us = turns.worst_cpu_us = turns.cpu_us = 0;
  bench->phase = phase;
  bench->start_us = now_us;
}

static gboolean
on_phase (gpointer user_data)
{
  static const char *const phases[] = { "nothing happens", "an event a second each", "every other one leaves", "all leave", NULL };
  Bench *bench = user_data;

  begin (bench, phases[bench->n_phases]);
  if (bench->n_phases == 2)
    g_output_stream_write_all (bench->commands, "\n", 1, NULL, NULL, NULL);
  if (bench->n_phases == 3)
    g_output_stream_close (bench->commands, NULL, NULL);
  bench->n_phases++;

  return bench->phase != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static WeirMock *
start_mock (WeirWorker *worker)
{
  static const char text[] = ":@ weir 1\n:@ expect method=GET\n:@ every 1s\n:@ repeat forever\ndata: {\"price\": 1}\n\n:@ end\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;
  WeirMock *mock = weir_mock_new (worker, NULL, NULL);

  weir_mock_add_script (mock, "/", script);
  g_assert_true (weir_mock_start (mock, &options, NULL));

  return mock;
}

int
main (int argc, char **argv)
{
  guint n = argc == 2 ? (guint) atoi (argv[1]) : 9000;
  Bench bench = { 0 };
  g_autoptr (WeirWorker) worker = NULL;
  g_autoptr (WeirMock) mock = NULL;
  g_autoptr (GSubprocess) clients = NULL;
  g_autofree char *port = NULL;
  g_autofree char *count = NULL;
  GtkWidget *window;

  if (argc == 4 && g_str_equal (argv[1], "clients"))
    return run_clients ((guint16) atoi (argv[2]), MIN ((guint) atoi (argv[3]), MOST_CLIENTS));

  adw_init ();
  worker = weir_worker_new ("mock");
  mock = start_mock (worker);
  window = gtk_window_new ();
  bench.peers = WEIR_MOCK_PEERS (weir_mock_peers_new (mock));
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (bench.peers));
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 700);
  gtk_window_present (GTK_WINDOW (window));
  g_main_context_set_poll_func (NULL, poll_and_measure);
  g_timeout_add (PHASE_US / G_TIME_SPAN_MILLISECOND, on_phase, &bench);
  while (bench.phase == NULL)
    g_main_context_iteration (NULL, TRUE);
  while (g_get_monotonic_time () < bench.start_us + PHASE_US / 2)
    g_main_context_iteration (NULL, TRUE);

  begin (&bench, "connecting");
  port = g_strdup_printf ("%u", weir_mock_get_port (mock));
  count = g_strdup_printf ("%u", n);
  clients = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, NULL, argv[0], "clients", port, count, NULL);
  bench.commands = g_subprocess_get_stdin_pipe (clients);
  while (weir_mock_peers_get_n_clients (bench.peers) < n && bench.n_phases < 3)
    g_main_context_iteration (NULL, TRUE);
  while (bench.phase != NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));

  return 0;
}
