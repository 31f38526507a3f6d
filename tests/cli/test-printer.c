/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-printer.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct
{
  guint n_high, n_low, n_over, n_drained;
} Seen;

static void
on_pressure (gboolean high, gpointer data)
{
  Seen *seen = data;

  if (high)
    seen->n_high++;
  else
    seen->n_low++;
}

static void
on_over (gpointer data)
{
  Seen *seen = data;

  seen->n_over++;
}

static void
on_drained (gpointer data)
{
  Seen *seen = data;

  seen->n_drained++;
}

static const WeirPrinterHandlers handlers = { on_pressure, on_over, on_drained };

static void
make_pipe (int fds[2])
{
  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
}

static gsize
read_some (int fd)
{
  static char buffer[65536];
  gssize n = read (fd, buffer, sizeof buffer);

  g_assert_cmpint (n, >, 0);
  for (gssize i = 0; i < n; i++)
    g_assert_cmpint (buffer[i], ==, 'x');

  return (gsize) n;
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A reader that sleeps never blocks the writer; pressure goes up at the limit and down at half of it. */
static void
check_slow_reader (int reader, int writer)
{
  Seen seen = { 0 };
  g_autoptr (WeirPrinter) printer = weir_printer_new (writer, 1024 * 1024, &handlers, &seen);
  GString *buffer = weir_printer_get_buffer (printer);
  gsize total = 3 * 1024 * 1024 + 7;
  gsize received = 0;

  for (gsize i = 0; i < total; i++)
    g_string_append_c (buffer, 'x');
  weir_printer_flush (printer);
  iterate ();
  g_assert_cmpuint (seen.n_high, ==, 1);
  g_assert_cmpuint (seen.n_low, ==, 0);
  g_assert_cmpuint (seen.n_drained, ==, 0);
  g_assert_cmpuint (weir_printer_get_unprinted (printer), >, 1024 * 1024);

  while (received < total)
    {
      received += read_some (reader);
      iterate ();
      if (weir_printer_get_unprinted (printer) > 512 * 1024)
        g_assert_cmpuint (seen.n_low, ==, 0);
    }
  g_assert_cmpuint (received, ==, total);
  g_assert_cmpuint (seen.n_low, ==, 1);
  g_assert_cmpuint (seen.n_drained, ==, 1);
  g_assert_cmpuint (seen.n_over, ==, 0);
  g_assert_cmpuint (weir_printer_get_unprinted (printer), ==, 0);
  g_assert_cmpint (weir_printer_get_state (printer), ==, WEIR_PRINTER_GOOD);
}

static void
test_slow_pipe (void)
{
  int fds[2];

  make_pipe (fds);
  check_slow_reader (fds[0], fds[1]);
  close (fds[0]);
  close (fds[1]);
}

static void
test_slow_socket (void)
{
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  check_slow_reader (fds[0], fds[1]);
  close (fds[0]);
  close (fds[1]);
}

/* The flags of the descriptor, which is shared with others, stay as they are. */
static void
test_flags (void)
{
  int fds[2];
  g_autoptr (WeirPrinter) printer = NULL;

  make_pipe (fds);
  printer = weir_printer_new (fds[1], 10, NULL, NULL);
  g_string_append (weir_printer_get_buffer (printer), "x");
  weir_printer_flush (printer);
  g_assert_cmpint (fcntl (fds[1], F_GETFL) & O_NONBLOCK, ==, 0);
  g_assert_cmpuint (read_some (fds[0]), ==, 1);
  g_clear_pointer (&printer, weir_printer_free);
  close (fds[0]);
  close (fds[1]);
}

static void
wait_over (Seen *seen)
{
  while (seen->n_over == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* A closed reader is noticed in silence, and when something is printed. */
static void
test_closed (void)
{
  for (guint prints = 0; prints < 2; prints++)
    {
      Seen seen = { 0 };
      int fds[2];
      g_autoptr (WeirPrinter) printer = NULL;

      make_pipe (fds);
      printer = weir_printer_new (fds[1], 10, &handlers, &seen);
      close (fds[0]);
      if (prints)
        {
          g_string_append (weir_printer_get_buffer (printer), "x");
          weir_printer_flush (printer);
        }
      wait_over (&seen);
      iterate ();
      g_assert_cmpuint (seen.n_over, ==, 1);
      g_assert_cmpint (weir_printer_get_state (printer), ==, WEIR_PRINTER_CLOSED);
      g_assert_null (weir_printer_get_error (printer));

      g_string_append (weir_printer_get_buffer (printer), "more");
      weir_printer_flush (printer);
      g_assert_cmpuint (weir_printer_get_unprinted (printer), ==, 0);
      g_clear_pointer (&printer, weir_printer_free);
      close (fds[1]);
    }
}

static void
test_full (void)
{
  Seen seen = { 0 };
  int fd = open ("/dev/full", O_WRONLY | O_CLOEXEC);
  g_autoptr (WeirPrinter) printer = weir_printer_new (fd, 10, &handlers, &seen);

  g_string_append (weir_printer_get_buffer (printer), "x");
  weir_printer_flush (printer);
  wait_over (&seen);
  g_assert_cmpint (weir_printer_get_state (printer), ==, WEIR_PRINTER_FAILED);
  g_assert_error (weir_printer_get_error (printer), G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_pointer (&printer, weir_printer_free);
  close (fd);
}

static void
test_file (void)
{
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  gsize length;
  int fd = g_file_open_tmp (NULL, &path, NULL);
  Seen seen = { 0 };
  g_autoptr (WeirPrinter) printer = weir_printer_new (fd, 1024, &handlers, &seen);

  for (guint i = 0; i < 5 * 1024 * 1024; i++)
    g_string_append_c (weir_printer_get_buffer (printer), 'x');
  weir_printer_flush (printer);
  while (seen.n_drained == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, ==, 5 * 1024 * 1024);
  g_clear_pointer (&printer, weir_printer_free);
  close (fd);
  unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGPIPE, SIG_IGN);

  g_test_add_func ("/printer/slow-pipe", test_slow_pipe);
  g_test_add_func ("/printer/slow-socket", test_slow_socket);
  g_test_add_func ("/printer/flags", test_flags);
  g_test_add_func ("/printer/closed", test_closed);
  g_test_add_func ("/printer/full", test_full);
  g_test_add_func ("/printer/file", test_file);

  return g_test_run ();
}
