/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-server-private.h"

#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

/* What a client may send to a server that speaks TLS, in pieces as long as the first byte says. Whatever it is, the server answers
 * with alerts or not at all, and nothing of the connection stays. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

typedef struct
{
  WeirServer *server;
  guint n_requests;
  guint n_notices;
} Target;

static void
on_served (const WeirServed *served, gpointer user_data)
{
  Target *target = user_data;

  target->n_requests += served->kind == WEIR_SERVED_REQUEST;
  target->n_notices += served->kind == WEIR_SERVED_NOTICE;
  g_assert (served->kind != WEIR_SERVED_NOTICE || g_utf8_validate (served->text, -1, NULL));
}

static void
start (Target *target)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-fuzz-XXXXXX", NULL);
  g_autofree char *key = g_build_filename (folder, "localhost.key", NULL);
  g_autofree char *certificate = g_build_filename (folder, "localhost.pem", NULL);
  WeirServerOptions options = { .speed = 0, .seed = 1 };

  options.tls = weir_tls_identity_load_own (folder, NULL);
  g_assert (options.tls != NULL);
  target->server = weir_server_new (&options, on_served, target, NULL);
  g_assert (target->server != NULL);
  weir_tls_identity_unref (options.tls);
  unlink (key);
  unlink (certificate);
  rmdir (folder);
}

static void
turn (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* All of it is records: handshake, its change of cipher, alerts; or the plain answer to plain HTTP. */
static void
check_answer (int fd, gboolean is_plain)
{
  guint8 buffer[65536];
  ssize_t n = recv (fd, buffer, sizeof buffer, MSG_DONTWAIT);
  gsize at = 0;

  if (n <= 0)
    return;
  if (is_plain)
    {
      g_assert (n > 12 && memcmp (buffer, "HTTP/1.1 400 ", 13) == 0);
      return;
    }
  while (at < (gsize) n)
    {
      g_assert (at + 5 <= (gsize) n && buffer[at] >= 20 && buffer[at] <= 23 && buffer[at + 1] == 3);
      at += 5 + ((gsize) buffer[at + 3] << 8 | buffer[at + 4]);
    }
  g_assert (at == (gsize) n);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static Target target;
  gsize piece = size > 0 ? (gsize) data[0] * 16 + 1 : 1;
  gboolean is_plain = size > 1 && g_ascii_isalpha (data[1]);
  guint before, notices;
  int fds[2];

  if (target.server == NULL)
    start (&target);
  before = target.n_requests;
  notices = target.n_notices;
  if (size < 2 || socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds) < 0)
    return 0;

  weir_connection_new (target.server, fds[0]);
  for (gsize at = 1; at < size; at += piece)
    {
      (void) send (fds[1], data + at, MIN (piece, size - at), MSG_NOSIGNAL);
      turn ();
    }
  check_answer (fds[1], is_plain);
  close (fds[1]);
  turn ();
  g_assert (target.n_requests - before == (is_plain ? 1u : 0u));
  /* Somebody is told why, once. */
  g_assert (target.n_notices == notices + 1);
  g_assert (g_queue_is_empty (&target.server->connections));
  g_assert (weir_client_set_get_n_clients (target.server->clients) == 0);
  g_assert (weir_client_set_get_n_lingering (target.server->clients) == 0);

  return 0;
}
