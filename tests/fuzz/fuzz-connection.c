/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-server-private.h"

#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

/* What a client may send, on a socket: the first byte says in how long pieces the rest comes. Whatever it is, the server answers
 * or waits, the answer is HTTP, and nothing of the connection stays. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

typedef struct
{
  WeirServer *server;
  guint n_requests;
  guint n_ended;
} Target;

static void
on_served (const WeirServed *served, gpointer user_data)
{
  Target *target = user_data;

  g_assert (served->path != NULL && g_utf8_validate (served->path, -1, NULL));
  target->n_requests += served->kind == WEIR_SERVED_REQUEST;
  target->n_ended += served->kind == WEIR_SERVED_ENDED;
}

static void
start (Target *target)
{
  static const char text[] = ":@ weir 1\n:@ on GET /\n:@ on POST /v1/*\n:@ expect last-event-id=\"\"\nid: 1\ndata: x\n\n";
  static const WeirServerOptions options = { .speed = 0, .seed = 1 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);

  target->server = weir_server_new (&options, on_served, target, NULL);
  g_assert (script != NULL && target->server != NULL);
  weir_server_add_script (target->server, "/", script);
}

static void
turn (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
check_answer (int fd, gboolean is_answered)
{
  char start_line[13] = { 0 };
  ssize_t n = recv (fd, start_line, sizeof start_line - 1, MSG_DONTWAIT);

  g_assert (!is_answered || n == 12);
  g_assert (n <= 0 || (n == 12 && g_str_has_prefix (start_line, "HTTP/1.1 ") && g_ascii_isdigit (start_line[11])));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static Target target;
  gsize piece = size > 0 ? (gsize) data[0] * 16 + 1 : 1;
  guint before, ended;
  int fds[2];

  if (target.server == NULL)
    start (&target);
  before = target.n_requests;
  ended = target.n_ended;
  if (size == 0 || socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds) < 0)
    return 0;

  weir_connection_new (target.server, fds[0]);
  for (gsize at = 1; at < size; at += piece)
    {
      /* A server that has answered takes no more. */
      (void) send (fds[1], data + at, MIN (piece, size - at), MSG_NOSIGNAL);
      turn ();
    }
  check_answer (fds[1], target.n_requests > before);
  close (fds[1]);
  turn ();
  g_assert (target.n_requests <= before + 1);
  g_assert (target.n_requests - before == target.n_ended - ended);
  g_assert (g_queue_is_empty (&target.server->connections));
  g_assert (weir_client_set_get_n_clients (target.server->clients) == 0);
  g_assert (weir_client_set_get_n_lingering (target.server->clients) == 0);

  return 0;
}
