/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "source-fixture.h"

SourceFixture *
source_fixture_new (void)
{
  static const WeirRequestOptions defaults = WEIR_REQUEST_OPTIONS_INIT;
  SourceFixture *self = g_new0 (SourceFixture, 1);

  self->server = raw_server_new ();
  self->log = source_log_new ();
  self->options = defaults;
  self->options.reconnection_time_us = 0; /* the floor of 100 ms */
  self->options.proxy = "";

  return self;
}

void
source_fixture_free (SourceFixture *self)
{
  g_clear_pointer (&self->source, weir_event_source_free);
  source_log_free (self->log);
  raw_server_free (self->server);
  g_free (self->url);
  g_free (self);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
source_fixture_add_bytes (SourceFixture *self, const char *bytes, RawAction end)
{
  RawScript *script = raw_script_new ();

  raw_script_send_text (script, bytes);
  raw_script_add (script, end, 0);
  raw_server_add (self->server, script);
}

void
source_fixture_add_stream (SourceFixture *self, const char *text, RawAction end)
{
  g_autofree char *bytes = g_strconcat ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n", text, NULL);

  source_fixture_add_bytes (self, bytes, end);
}

void
source_fixture_create (SourceFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRequest) request = NULL;

  if (self->url == NULL)
    self->url = g_strdup_printf ("http://127.0.0.1:%u/stream", raw_server_get_port (self->server));
  self->options.url = self->url;
  request = weir_request_new (&self->options, &error);
  g_assert_no_error (error);
  self->source = weir_event_source_new (request, source_log_get_sink (self->log));
  self->log->source = self->source;
}

void
source_fixture_start (SourceFixture *self)
{
  source_fixture_create (self);
  weir_event_source_start (self->source);
}

typedef struct
{
  RawServer *server;
  guint number;
} Wish;

static gboolean
is_gone (gpointer user_data)
{
  const Wish *wish = user_data;

  return raw_server_is_gone (wish->server, wish->number);
}

static gboolean
has_requests (gpointer user_data)
{
  const Wish *wish = user_data;

  return wish->number == 0 || raw_server_get_request (wish->server, wish->number - 1) != NULL;
}

void
source_fixture_run_until_gone (SourceFixture *self, guint connection)
{
  Wish wish = { self->server, connection };

  run_until (is_gone, &wish, "the client to close its connection");
}

void
source_fixture_run_until_requests (SourceFixture *self, guint n_requests)
{
  Wish wish = { self->server, n_requests };

  run_until (has_requests, &wish, "requests");
}

static gboolean
on_time (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

void
source_fixture_run_for (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add (ms, on_time, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}
