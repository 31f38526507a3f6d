/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-server-private.h"

#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

#include "weir-json.h"

/* Calls to the control interface, by somebody who has the token. The first line says what is asked, the rest is the body. Whatever it
 * is, the answer is JSON with a status, and the stream that is connected meanwhile stays well-framed. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define TOKEN "t"

static WeirServer *
start (void)
{
  static const char text[] = ":@ weir 1\n:@ every 1h\n:@ repeat 20\ndata: x\ndata: y\n\n:@ end\n";
  static const WeirServerOptions options = { .speed = 1, .seed = 1, .control_token = TOKEN };
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);
  WeirServer *server = weir_server_new (&options, NULL, NULL, NULL);

  g_assert (script != NULL && server != NULL);
  weir_server_add_script (server, "/", script);
  return server;
}

static void
turn (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static int
connect_to (WeirServer *server, const char *request, gsize len)
{
  int fds[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds) < 0)
    return -1;

  weir_connection_new (server, fds[0]);
  (void) send (fds[1], request, len, MSG_NOSIGNAL);
  turn ();
  return fds[1];
}

static GString *
receive (int fd)
{
  GString *all = g_string_new (NULL);
  char buffer[65536];
  ssize_t n;

  while ((n = recv (fd, buffer, sizeof buffer, MSG_DONTWAIT)) > 0)
    {
      g_string_append_len (all, buffer, n);
      turn ();
    }

  return all;
}

static void
check_answer (int fd)
{
  g_autoptr (GString) answer = receive (fd);
  const char *body = strstr (answer->str, "\r\n\r\n");

  g_assert (g_str_has_prefix (answer->str, "HTTP/1.1 ") && body != NULL);
  if (strstr (answer->str, "\r\nContent-Type: application/json\r\n") == NULL)
    return; /* the first line was no request at all */
  g_assert (weir_json_check (weir_span (body + 4, answer->len - (gsize) (body + 4 - answer->str)), NULL, NULL));
  g_assert (g_str_has_prefix (answer->str + 9, "200 ") || g_str_has_prefix (body, "\r\n\r\n{\"error\":\""));
}

/* Chunks, as many as there are, and nothing between them; the last of them may be the end, or missing after a cut. */
static void
check_stream (int fd)
{
  g_autoptr (GString) all = receive (fd);
  char *end = strstr (all->str, "\r\n\r\n");
  gsize at = end != NULL ? (gsize) (end - all->str) + 4 : all->len;

  while (at < all->len)
    {
      guint64 n = g_ascii_strtoull (all->str + at, &end, 16);

      g_assert (g_str_has_prefix (end, "\r\n"));
      at = (gsize) (end - all->str) + 2 + n + 2;
      g_assert (at <= all->len && g_str_has_prefix (all->str + at - 2, "\r\n"));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char stream[] = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  WeirServer *server = start ();
  const uint8_t *line_end = size > 0 ? memchr (data, '\n', size) : NULL;
  gsize n_line = line_end != NULL ? (gsize) (line_end - data) : size;
  gsize n_body = line_end != NULL ? size - n_line - 1 : 0;
  g_autoptr (GString) request = g_string_new_len ((const char *) data, (gssize) n_line);
  int client = connect_to (server, stream, sizeof stream - 1);
  int caller;

  g_string_append_printf (request, " HTTP/1.1\r\nHost: localhost\r\nX-Weir-Token: " TOKEN "\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          n_body);
  if (line_end != NULL)
    g_string_append_len (request, (const char *) line_end + 1, (gssize) n_body);
  caller = connect_to (server, request->str, request->len);
  if (client >= 0 && caller >= 0)
    {
      if (strstr (request->str, "/.weir/") != NULL && n_body < 60000)
        check_answer (caller);
      check_stream (client);
    }
  close (caller);
  close (client);
  turn ();
  weir_server_free (server);

  return 0;
}
