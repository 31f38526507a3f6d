/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* pace-server RATE SECONDS [PORT]: an event stream at RATE events a second, one HTTP chunk an event, for the soak test of
 * `weir watch`. Serves one client; after SECONDS the stream ends properly and the number of events sent is printed. Raw sockets, so
 * that it owes nothing to what it measures. */

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);

  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static void
send_all (int fd, const char *bytes, size_t n_bytes)
{
  while (n_bytes > 0)
    {
      ssize_t sent = send (fd, bytes, n_bytes, MSG_NOSIGNAL);

      if (sent < 0 && errno == EINTR)
        continue;
      if (sent < 0)
        {
          perror ("pace-server: the client is gone");
          exit (1);
        }
      bytes += sent;
      n_bytes -= (size_t) sent;
    }
}

static int
accept_client (unsigned short port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port), .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int listener = socket (AF_INET, SOCK_STREAM, 0);
  int one = 1;
  char request[8192];
  int fd;

  setsockopt (listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind (listener, (struct sockaddr *) &address, length) != 0 || listen (listener, 8) != 0)
    {
      perror ("pace-server");
      exit (2);
    }
  getsockname (listener, (struct sockaddr *) &address, &length);
  printf ("listening http://127.0.0.1:%u/\n", ntohs (address.sin_port));
  fflush (stdout);
  fd = accept (listener, NULL, NULL);
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (recv (fd, request, sizeof request, 0) <= 0)
    exit (1);

  return fd;
}

int
main (int argc, char **argv)
{
  double rate = argc > 1 ? atof (argv[1]) : 20000;
  double seconds = argc > 2 ? atof (argv[2]) : 60;
  static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  unsigned long long sent = 0;
  static char batch[1 << 20];
  double start;
  int fd = accept_client ((unsigned short) (argc > 3 ? atoi (argv[3]) : 0));

  send_all (fd, head, strlen (head));
  start = now ();
  while (now () - start < seconds)
    {
      unsigned long long due = (unsigned long long) ((now () - start) * rate);
      size_t n_bytes = 0;
      struct timespec pause = { 0, 1000000 };

      for (; sent < due && n_bytes < sizeof batch - 512; sent++)
        {
          char block[256];
          int length = snprintf (block, sizeof block, "event: tick\nid: %llu\ndata: {\"sym\":\"ABC\",\"px\":%.2f,\"n\":%llu}\n\n", sent + 1,
                                 100 + (double) (sent % 1000) / 100, sent + 1);

          n_bytes += (size_t) snprintf (batch + n_bytes, sizeof batch - n_bytes, "%x\r\n%s\r\n", (unsigned) length, block);
        }
      send_all (fd, batch, n_bytes);
      nanosleep (&pause, NULL);
    }
  send_all (fd, "0\r\n\r\n", 5);
  printf ("sent %llu events in %.1f s\n", sent, now () - start);
  close (fd);

  return 0;
}
