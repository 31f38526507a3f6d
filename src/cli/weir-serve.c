/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <unistd.h>

#include "weir-control-token.h"
#include "weir-deadline.h"
#include "weir-limits.h"
#include "weir-mock.h"
#include "weir-printer.h"
#include "weir-serve-output.h"
#include "weir-serve-scripts.h"
#include "weir-serve.h"

typedef struct
{
  const WeirServeOptions *options;
  GMainLoop *loop;
  WeirMock *mock;
  WeirPrinter *out;
  WeirServeOutput *output;
  gboolean stopping;
  gboolean output_failed;
  gboolean pressure;
  guint64 n_dropped;
  guint n_signals;
  guint64 n_failed;     /* expectations */
  GPtrArray *unreached; /* nullable; WeirUnreached, at the end */
  char *token;          /* nullable: no control interface */
} Serve;

static gboolean
on_stop (gpointer data)
{
  Serve *self = data;

  self->unreached = weir_mock_list_unreached (self->mock);
  weir_mock_stop (self->mock);
  weir_printer_flush (self->out);
  if (weir_printer_get_unprinted (self->out) == 0)
    g_main_loop_quit (self->loop);

  return G_SOURCE_REMOVE;
}

static void
stop (Serve *self)
{
  if (self->stopping)
    return;

  self->stopping = TRUE;
  /* Not from within the server's callback. */
  g_idle_add_full (G_PRIORITY_DEFAULT, on_stop, self, NULL);
}

static gboolean
on_time (gpointer data)
{
  stop (data);

  return G_SOURCE_REMOVE;
}

static gboolean
on_signal (gpointer data)
{
  Serve *self = data;

  if (++self->n_signals > 1)
    _exit (WEIR_EXIT_OUTPUT);

  stop (self);

  return G_SOURCE_CONTINUE;
}

static void
on_drained (gpointer data)
{
  Serve *self = data;

  if (self->stopping)
    g_main_loop_quit (self->loop);
}

static void
on_over (gpointer data)
{
  Serve *self = data;
  const GError *error = weir_printer_get_error (self->out);

  if (error != NULL)
    {
      g_printerr (_ ("weir: cannot write to standard output: %s\n"), error->message);
      self->output_failed = TRUE;
    }

  /* A server whose log nobody reads any more still serves; one that cannot write it has failed. */
  if (error != NULL || self->stopping)
    {
      stop (self);
      g_main_loop_quit (self->loop);
    }
}

/* Clients are not held up by a log that nobody takes: what they are sent is left out of it meanwhile, and counted. */
static void
on_pressure (gboolean high, gpointer data)
{
  Serve *self = data;

  self->pressure = high;
  if (!high && self->n_dropped > 0)
    {
      weir_serve_output_dropped (self->output, g_get_monotonic_time (), self->n_dropped);
      self->n_dropped = 0;
    }
}

static void
on_served (const WeirServed *served, gpointer data)
{
  Serve *self = data;

  if (served->kind == WEIR_SERVED_EXPECT)
    self->n_failed += !served->ok;

  if (self->pressure && served->kind == WEIR_SERVED_SENT)
    {
      self->n_dropped++;
      return;
    }

  if (weir_printer_get_state (self->out) != WEIR_PRINTER_GOOD)
    return;

  weir_serve_output_report (self->output, served);
  weir_printer_flush (self->out);
}

static gboolean
start (Serve *self)
{
  WeirServerOptions server = self->options->server;
  g_autoptr (GError) error = NULL;

  server.control_token = self->token;
  if (weir_mock_start (self->mock, &server, &error))
    return TRUE;

  if (self->options->port_is_wish && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    {
      g_clear_error (&error);
      server.port = 0;
      if (weir_mock_start (self->mock, &server, &error))
        return TRUE;
    }

  g_printerr ("weir: %s\n", error->message);

  return FALSE;
}

static gboolean
make_token (Serve *self)
{
  const char *file = self->options->token_file;
  g_autoptr (GError) error = NULL;

  if (!self->options->control)
    return TRUE;

  self->token = file != NULL ? weir_control_token_load (file, &error) : weir_control_token_new (&error);
  if (self->token == NULL)
    g_printerr ("weir: %s\n", error->message);

  return self->token != NULL;
}

static void
add_scripts (Serve *self)
{
  GPtrArray *scripts = self->options->scripts;

  for (guint i = 0; i < scripts->len; i++)
    {
      const WeirServedScript *served = g_ptr_array_index (scripts, i);

      weir_mock_add_script (self->mock, served->path, served->script);
      /* Alone, it answers where one looks first. */
      if (scripts->len == 1 && !g_str_equal (served->path, "/"))
        weir_mock_add_script (self->mock, "/", served->script);
    }
}

static void
warn_if_exposed (const char *address)
{
  g_autoptr (GInetAddress) parsed = address != NULL ? g_inet_address_new_from_string (address) : NULL;

  if (parsed != NULL && !g_inet_address_get_is_loopback (parsed))
    g_printerr (_ ("weir: warning: everyone who can reach %s can read these streams; without --bind only this machine can\n"), address);
}

/* What the certificate that Weir makes does not hold for. */
static void
warn_of_names (const WeirServerOptions *server)
{
  static const char *const own_addresses[] = { "localhost", "127.0.0.1", "::1", NULL };

  if (server->address != NULL && !g_strv_contains (own_addresses, server->address))
    g_printerr (_ ("weir: warning: the certificate is for localhost; give one for %s with --cert\n"), server->address);
  for (guint i = 0; server->hosts != NULL && server->hosts[i] != NULL; i++)
    g_printerr (_ ("weir: warning: the certificate is for localhost; give one for %s with --cert\n"), server->hosts[i]);
}

static WeirExit
judge (Serve *self)
{
  if (self->output_failed)
    return WEIR_EXIT_OUTPUT;
  if (!self->options->verify)
    return WEIR_EXIT_OK;

  /* The loop may have ended before the server was stopped: nobody takes the log. */
  if (self->unreached == NULL)
    self->unreached = weir_mock_list_unreached (self->mock);

  if (self->n_failed > 0)
    g_printerr (g_dngettext (GETTEXT_PACKAGE, "weir: %llu expectation failed\n", "weir: %llu expectations failed\n",
                             (gulong) self->n_failed),
                (unsigned long long) self->n_failed);

  for (guint i = 0; i < self->unreached->len; i++)
    {
      const WeirUnreached *unreached = g_ptr_array_index (self->unreached, i);

      g_printerr (_ ("weir: %s, line %u: no request came to the expectation %s\n"), unreached->path, unreached->line, unreached->wanted);
    }

  return self->n_failed > 0 || self->unreached->len > 0 ? WEIR_EXIT_EXPECTATION : WEIR_EXIT_OK;
}

static void
run (Serve *self)
{
  const WeirServeControl control = { self->token, self->options->token_file };
  const WeirTlsIdentity *tls = self->options->server.tls;
  const char *certificate = tls != NULL ? weir_tls_identity_get_own_file (tls) : NULL;
  g_autofree char *url = weir_mock_dup_url (self->mock);
  GSource *deadline = NULL;
  guint signals[] = {
    g_unix_signal_add (SIGINT, on_signal, self),
    g_unix_signal_add (SIGTERM, on_signal, self),
    g_unix_signal_add (SIGHUP, on_signal, self),
  };

  weir_serve_output_listening (self->output, url, self->options->scripts, certificate, &control);
  weir_printer_flush (self->out);
  warn_if_exposed (self->options->server.address);
  if (certificate != NULL)
    warn_of_names (&self->options->server);
  if (self->options->for_us > 0)
    deadline = weir_deadline_new (self->options->for_us, on_time, self);

  g_main_loop_run (self->loop);

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_source_remove (signals[i]);
  if (deadline != NULL)
    {
      g_source_destroy (deadline);
      g_source_unref (deadline);
    }
}

WeirExit
weir_serve_run (const WeirServeOptions *options)
{
  const WeirPrinterHandlers handlers = { on_pressure, on_over, on_drained };
  const WeirOutputOptions output = {
    .format = options->format,
    .color = options->color,
    .start_us = g_get_monotonic_time (),
    .start_wall_us = g_get_real_time (),
  };
  Serve self = { .options = options };
  WeirExit status = WEIR_EXIT_USAGE;

  self.loop = g_main_loop_new (NULL, FALSE);
  self.out = weir_printer_new (STDOUT_FILENO, WEIR_LIMIT_UNPRINTED, &handlers, &self);
  self.output = weir_serve_output_new (&output, weir_printer_get_buffer (self.out));
  self.mock = weir_mock_new (NULL, on_served, &self);
  add_scripts (&self);

  if (make_token (&self) && start (&self))
    {
      run (&self);
      status = judge (&self);
    }

  g_object_unref (self.mock);
  weir_serve_output_free (self.output);
  weir_printer_free (self.out);
  g_clear_pointer (&self.unreached, g_ptr_array_unref);
  g_free (self.token);
  g_main_loop_unref (self.loop);

  return status;
}
