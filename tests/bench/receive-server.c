/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "receive-server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"

static gboolean
send_all (int fd, const char *bytes, gsize n_bytes)
{
  while (n_bytes > 0)
    {
      gssize n = send (fd, bytes, n_bytes, MSG_NOSIGNAL);

      if (n <= 0)
        return FALSE;
      bytes += n;
      n_bytes -= (gsize) n;
    }

  return TRUE;
}

static GString *
frame_events (const GString *events)
{
  GString *framed = g_string_sized_new (events->len + events->len / 8);
  const char *at = events->str;
  const char *end;

  while ((end = strstr (at, "\n\n")) != NULL)
    {
      gsize n = (gsize) (end + 2 - at);

      g_string_append_printf (framed, "%" G_GSIZE_MODIFIER "x\r\n", n);
      g_string_append_len (framed, at, (gssize) n);
      g_string_append (framed, "\r\n");
      at += n;
    }
  g_string_append (framed, "0\r\n\r\n");

  return framed;
}

static gint64
get_time_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);

  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

static void
send_paced (int fd)
{
  for (guint i = 0; i < RECEIVE_PACED_EVENTS; i++)
    {
      struct timespec pause = { .tv_nsec = 10000000 };
      g_autofree char *event = NULL;
      g_autofree char *chunk = NULL;

      nanosleep (&pause, NULL);
      event = g_strdup_printf ("data: %" G_GINT64_FORMAT "\n\n", get_time_ns ());
      chunk = g_strdup_printf ("%zx\r\n%s\r\n", strlen (event), event);
      if (!send_all (fd, chunk, strlen (chunk)))
        return;
    }
  send_all (fd, "0\r\n\r\n", 5);
}

static void
serve (int listener, const GString *framed)
{
  for (;;)
    {
      char request[8192];
      int fd = accept (listener, NULL, NULL);
      gssize n = recv (fd, request, sizeof (request) - 1, 0); /* every client here sends its request at once */
      int on = 1;

      if (n <= 0)
        {
          close (fd);
          continue;
        }
      request[n] = '\0';
      setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof (on));
      send_all (fd, HEAD, strlen (HEAD));
      if (g_str_has_prefix (request, "GET /pace"))
        send_paced (fd);
      else
        send_all (fd, framed->str, framed->len);
      shutdown (fd, SHUT_WR);
      while (recv (fd, request, sizeof (request), 0) > 0)
        ;
      close (fd);
    }
}

ReceiveServer
receive_server_start (const GString *events)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t n_address = sizeof (address);
  int listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  ReceiveServer self = { 0 };

  if (bind (listener, (struct sockaddr *) &address, n_address) < 0 || listen (listener, 16) < 0 ||
      getsockname (listener, (struct sockaddr *) &address, &n_address) < 0)
    g_error ("the server cannot listen");
  self.port = ntohs (address.sin_port);
  self.pid = fork ();
  if (self.pid == 0)
    {
      prctl (PR_SET_PDEATHSIG, SIGTERM);
      serve (listener, frame_events (events));
    }
  close (listener);

  return self;
}

void
receive_server_stop (ReceiveServer *self)
{
  kill (self->pid, SIGTERM);
  waitpid (self->pid, NULL, 0);
}
