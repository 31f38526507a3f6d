/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "serve-servers.h"
#include "weir-client-set.h"
#include "weir-listener.h"
#include "weir-server-control.h"
#include "weir-server.h"

#include <arpa/inet.h>
#include <glib-unix.h>
#include <libsoup/soup.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"

typedef struct
{
  int control;
  int answers;
  GArray *fds;        /* RAW */
  GPtrArray *clients; /* SET: WeirClient; SOUP: SoupServerMessage */
  WeirClientSet *set;
  WeirServer *weir; /* PUSH */
} Server;

const char *
serve_get_chunk (void)
{
  static const char chunk[] = "c8\r\ndata: "
                              "012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345"
                              "012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345"
                              "\n\n\r\n";

  G_STATIC_ASSERT (sizeof chunk - 1 == 4 + SERVE_EVENT_SIZE + 2);
  return chunk;
}

static void
answer_usage (const Server *self)
{
  struct rusage usage;
  ServeUsage answer = { 0, 0 };
  g_autofree char *text = NULL;

  getrusage (RUSAGE_SELF, &usage);
  answer.cpu_us =
      (gint64) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    answer.rss_kb = g_ascii_strtoll (strchr (text, ' '), NULL, 10) * (sysconf (_SC_PAGESIZE) / 1024);
  if (write (self->answers, &answer, sizeof answer) != sizeof answer)
    exit (1);
}

static void
tell_port (const Server *self, guint16 port)
{
  if (write (self->answers, &port, sizeof port) != sizeof port)
    exit (1);
}

static int
raw_listen (guint16 *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t size = sizeof address;
  int on = 1;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (bind (fd, (struct sockaddr *) &address, size) < 0 || listen (fd, 4096) < 0)
    exit (1);
  getsockname (fd, (struct sockaddr *) &address, &size);
  *port = ntohs (address.sin_port);
  return fd;
}

static void
raw_send (int fd, const char *text)
{
  if (send (fd, text, strlen (text), MSG_NOSIGNAL) < 0)
    exit (1);
}

static void
raw_control (Server *self)
{
  char command;

  if (read (self->control, &command, 1) != 1)
    exit (0);
  if (command == 'u')
    answer_usage (self);
  else
    for (guint i = 0; i < self->fds->len; i++)
      raw_send (g_array_index (self->fds, int, i), serve_get_chunk ());
}

static void
raw_watch (int epoll_fd, int fd)
{
  struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

  if (epoll_ctl (epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0)
    exit (1);
}

static void
raw_client (Server *self, int epoll_fd, int fd, int timer_fd)
{
  struct itimerspec tick = { { 0, SERVE_TICK_US * 1000 }, { 0, SERVE_TICK_US * 1000 } };
  char buffer[4096];

  if (recv (fd, buffer, sizeof buffer, 0) <= 0)
    {
      close (fd);
      return;
    }
  raw_send (fd, HEAD);
  g_array_append_val (self->fds, fd);
  if (timer_fd >= 0)
    timerfd_settime (timer_fd, 0, &tick, NULL);
}

static void
serve_raw (Server *self, gboolean ticks)
{
  int epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  int timer_fd = ticks ? timerfd_create (CLOCK_MONOTONIC, TFD_NONBLOCK) : -1;
  struct epoll_event events[256];
  guint16 port;
  int listener = raw_listen (&port);
  guint64 n_ticks;

  self->fds = g_array_new (FALSE, FALSE, sizeof (int));
  raw_watch (epoll_fd, listener);
  raw_watch (epoll_fd, self->control);
  if (ticks)
    raw_watch (epoll_fd, timer_fd);
  tell_port (self, port);
  for (;;)
    {
      int n = epoll_wait (epoll_fd, events, G_N_ELEMENTS (events), -1);

      for (int i = 0; i < n; i++)
        {
          int fd = events[i].data.fd;
          int client;

          if (fd == self->control)
            raw_control (self);
          else if (fd == listener)
            while ((client = accept4 (listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0)
              raw_watch (epoll_fd, client);
          else if (fd == timer_fd && read (timer_fd, &n_ticks, sizeof n_ticks) > 0)
            for (; n_ticks > 0; n_ticks--)
              raw_send (g_array_index (self->fds, int, 0), serve_get_chunk ());
          else
            raw_client (self, epoll_fd, fd, timer_fd);
        }
    }
}

static void
set_send (WeirClient *client, const char *text)
{
  struct iovec part = { (char *) text, strlen (text) };

  if (!weir_client_send (client, &part, 1))
    exit (1);
}

static void
on_set_received (WeirClient *client, WeirSpan bytes, gpointer data)
{
  Server *self = data;

  set_send (client, HEAD);
  g_ptr_array_add (self->clients, client);
}

static void
on_set_accepted (int fd, gpointer data)
{
  static const WeirClientHandlers handlers = { .received = on_set_received };
  Server *self = data;

  if (weir_client_set_add (self->set, fd, &handlers, self, NULL) == NULL)
    exit (1);
}

static void
on_set_paused (const GError *error, gpointer data)
{
  exit (1);
}

static void
on_soup_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  Server *self = data;

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_ptr_array_add (self->clients, message);
}

static gboolean
on_control (int fd, GIOCondition condition, gpointer data)
{
  Server *self = data;
  char command;

  if (read (fd, &command, 1) != 1)
    exit (0);
  if (command == 'u')
    {
      answer_usage (self);
      return G_SOURCE_CONTINUE;
    }

  if (self->weir != NULL)
    {
      const WeirSelection all = WEIR_SELECTION_ALL;
      g_autoptr (GBytes) event = g_bytes_new_static (serve_get_chunk () + 4, SERVE_EVENT_SIZE);
      WeirPushed pushed;

      if (!weir_server_push (self->weir, &all, event, &pushed, NULL))
        exit (1);
    }
  for (guint i = 0; i < self->clients->len; i++)
    {
      gpointer client = g_ptr_array_index (self->clients, i);

      if (self->set != NULL)
        {
          set_send (client, serve_get_chunk ());
          continue;
        }
      soup_message_body_append (soup_server_message_get_response_body (client), SOUP_MEMORY_STATIC, serve_get_chunk () + 4,
                                SERVE_EVENT_SIZE);
      soup_server_message_unpause (client);
    }
  return G_SOURCE_CONTINUE;
}

static void
start_soup (Server *self)
{
  guint16 port;
  int fd = raw_listen (&port);
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, NULL);
  SoupServer *server = soup_server_new (NULL, NULL);

  soup_server_add_handler (server, NULL, on_soup_request, self, NULL);
  if (!soup_server_listen_socket (server, socket, 0, NULL))
    exit (1);
  tell_port (self, port);
}

static void
add_script (WeirServer *server, const char *path, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);

  if (script == NULL)
    exit (1);
  weir_server_add_script (server, path, script);
}

static void
start_weir (Server *self, const char *script, const char *other_script)
{
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;
  WeirServer *server = weir_server_new (&options, NULL, NULL, NULL);

  if (server == NULL)
    exit (1);
  add_script (server, "/", script);
  if (other_script != NULL)
    add_script (server, "/other", other_script);
  self->weir = server;
  tell_port (self, weir_server_get_port (server));
}

static void
serve_glib (Server *self, ServeKind kind, const char *script, const char *other_script)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  self->clients = g_ptr_array_new ();
  g_unix_fd_add (self->control, G_IO_IN, on_control, self);
  if (kind == SERVE_SET)
    {
      self->set = weir_client_set_new (NULL);
      tell_port (self, weir_listener_get_port (weir_listener_new (NULL, 0, on_set_accepted, on_set_paused, self, NULL)));
    }
  else if (kind == SERVE_SOUP)
    {
      start_soup (self);
    }
  else
    {
      start_weir (self, script, other_script);
    }
  g_main_loop_run (loop);
}

ServeProcess
serve_start (ServeKind kind, const char *script, const char *other_script)
{
  ServeProcess process;
  int to[2], from[2];

  fflush (stdout);
  if (pipe (to) < 0 || pipe (from) < 0 || (process.pid = fork ()) < 0)
    exit (1);
  if (process.pid == 0)
    {
      Server self = { .control = to[0], .answers = from[1] };

      close (to[1]);
      close (from[0]);
      if (kind == SERVE_RAW || kind == SERVE_TICKER)
        serve_raw (&self, kind == SERVE_TICKER);
      else
        serve_glib (&self, kind, script, other_script);
    }

  close (to[0]);
  close (from[1]);
  process.control = to[1];
  process.answers = from[0];
  if (read (process.answers, &process.port, sizeof process.port) != sizeof process.port)
    exit (1);
  return process;
}

ServeUsage
serve_get_usage (const ServeProcess *process)
{
  ServeUsage usage;

  if (write (process->control, "u", 1) != 1 || read (process->answers, &usage, sizeof usage) != sizeof usage)
    exit (1);
  return usage;
}

void
serve_push (const ServeProcess *process)
{
  if (write (process->control, "p", 1) != 1)
    exit (1);
}

void
serve_stop (ServeProcess *process)
{
  close (process->control);
  close (process->answers);
  kill (process->pid, SIGKILL);
  waitpid (process->pid, NULL, 0);
}
