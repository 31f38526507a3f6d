/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "page-fixture.h"

#include <string.h>
#include <unistd.h>

#include "closed-port.h"
#include "weir-state-line.h"

static void
start_mock (PageFixture *self, const char *script_text)
{
  WeirServerOptions server = WEIR_SERVER_OPTIONS_INIT;
  g_autofree char *text = g_strconcat (":@ weir 1\n", script_text, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (script);
  weir_mock_add_script (self->mock, "/stream", script);
  weir_mock_start (self->mock, &server, &error);
  g_assert_no_error (error);
}

static void
make_workers (PageFixture *self)
{
  *self = (PageFixture){ .scratch = scratch_new (), .closed_port = closed_port_take (0) };
  self->ingest = weir_worker_new ("test-ingest");
  self->search = weir_worker_new ("test-search");
  self->serving = weir_worker_new ("test-serving");
  self->mock = weir_mock_new (self->serving, NULL, NULL);
}

static void
make_page (PageFixture *self)
{
  self->root = weir_stream_page_new (self->stream, self->search);
  self->page = WEIR_STREAM_PAGE (self->root);
}

void
page_fixture_set_up (PageFixture *self, const char *script, int policy)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  make_workers (self);
  if (script != NULL)
    start_mock (self, script);
  url = g_strdup_printf ("http://127.0.0.1:%u/stream",
                         script != NULL ? weir_mock_get_port (self->mock) : closed_port_get (self->closed_port));
  options.url = url;
  options.proxy = "";
  options.policy = policy;
  request = weir_request_new (&options, &error);
  g_assert_no_error (error);
  self->stream = weir_stream_new (request, self->ingest, self->scratch->path);
  make_page (self);
}

void
page_fixture_set_up_stream (PageFixture *self, WeirStream *stream)
{
  make_workers (self);
  self->stream = stream;
  make_page (self);
}

void
page_fixture_let_go_of_port (PageFixture *self)
{
  if (self->closed_port >= 0)
    close (self->closed_port);
  self->closed_port = -1;
}

void
page_fixture_show (PageFixture *self, int width, int height)
{
  self->window = stage_show (self->root, width, height);
}

void
page_fixture_tear_down (PageFixture *self)
{
  WeirStream *stream = self->stream;

  g_object_add_weak_pointer (G_OBJECT (stream), (gpointer *) &stream);
  g_clear_pointer (&self->window, app_destroy);
  g_clear_object (&self->stream);
  app_wait (stream == NULL);
  g_clear_object (&self->mock);
  g_clear_pointer (&self->ingest, weir_worker_free);
  g_clear_pointer (&self->search, weir_worker_free);
  g_clear_pointer (&self->serving, weir_worker_free);
  app_settle ();
  g_clear_pointer (&self->scratch, scratch_free);
  page_fixture_let_go_of_port (self);
}

void
page_fixture_act (PageFixture *self, const char *action)
{
  if (!page_fixture_can (self, action))
    g_error ("“%s” is not possible: %s (state %d)", action, page_fixture_get_state (self), (int) weir_stream_get_state (self->stream));
  g_action_group_activate_action (weir_stream_page_get_actions (self->page), action, NULL);
}

gboolean
page_fixture_can (PageFixture *self, const char *action)
{
  return g_action_group_get_action_enabled (weir_stream_page_get_actions (self->page), action);
}

const char *
page_fixture_get_body (PageFixture *self)
{
  return gtk_stack_get_visible_child_name (self->page->body);
}

guint64
page_fixture_get_events (PageFixture *self)
{
  guint64 events;

  g_object_get (self->stream, "events", &events, NULL);

  return events;
}

const char *
page_fixture_get_state (PageFixture *self)
{
  GtkWidget *mark = gtk_widget_get_first_child (GTK_WIDGET (self->page->state_line));

  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (mark)));
}

const char *
page_fixture_get_counts (PageFixture *self)
{
  return gtk_label_get_text (self->page->counts);
}
