/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "stream-fixture.h"

#include <string.h>

#define TIMEOUT_S 40

static gboolean
on_timeout (gpointer data)
{
  g_error ("waited in vain for: %s", (const char *) data);

  return G_SOURCE_REMOVE;
}

guint
stream_fixture_start_clock (const char *what)
{
  return g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, TIMEOUT_S, on_timeout, (gpointer) what, NULL);
}

StreamFixture *
stream_fixture_new (gboolean threaded, const char *script)
{
  StreamFixture *self = g_new0 (StreamFixture, 1);
  WeirServerOptions options = WEIR_SERVER_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;

  self->options = (WeirRequestOptions) WEIR_REQUEST_OPTIONS_INIT;
  self->options.proxy = "";
  self->notified = g_string_new (" ");
  self->scratch = scratch_new ();
  self->ingest = threaded ? weir_worker_new ("test-ingest") : NULL;
  self->mock = weir_mock_new (NULL, NULL, NULL);
  g_assert_true (weir_mock_start (self->mock, &options, &error));
  g_assert_no_error (error);
  self->base = weir_mock_dup_url (self->mock);
  if (script != NULL)
    {
      stream_fixture_add (self, "/stream", script);
      stream_fixture_create (self, "/stream");
    }

  return self;
}

void
stream_fixture_free (StreamFixture *self)
{
  if (self->stream != NULL)
    g_assert_finalize_object (self->stream);
  g_object_unref (self->mock);
  g_clear_pointer (&self->ingest, weir_worker_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  scratch_free (self->scratch);
  g_string_free (self->notified, TRUE);
  g_free (self->base);
  g_free (self);
}

void
stream_fixture_add (StreamFixture *self, const char *path, const char *script)
{
  g_autofree char *text = g_strconcat (":@ weir 1\n", script, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) parsed = weir_script_new (bytes, &diagnostics);

  g_assert_nonnull (parsed);
  weir_mock_add_script (self->mock, path, parsed);
}

WeirRequest *
stream_fixture_make_request (StreamFixture *self, const char *path)
{
  g_autofree char *url = g_strconcat (self->base, path, NULL);
  g_autoptr (GError) error = NULL;
  WeirRequest *request;

  self->options.url = url;
  request = weir_request_new (&self->options, &error);
  g_assert_no_error (error);
  self->options.url = NULL;

  return request;
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer data)
{
  StreamFixture *self = data;

  g_string_append_printf (self->notified, "%s ", pspec->name);
}

void
stream_fixture_take (StreamFixture *self, WeirStream *stream)
{
  if (self->stream != NULL)
    g_assert_finalize_object (self->stream);
  self->stream = stream;
  g_signal_connect (stream, "notify", G_CALLBACK (on_notify), self);
}

void
stream_fixture_create (StreamFixture *self, const char *path)
{
  g_autoptr (WeirRequest) request = stream_fixture_make_request (self, path);

  stream_fixture_take (self, weir_stream_new (request, self->ingest, self->scratch->path));
}

void
stream_fixture_wait_for_state (StreamFixture *self, WeirSourceState state)
{
  STREAM_FIXTURE_WAIT (weir_stream_get_state (self->stream) == state);
}

void
stream_fixture_wait_for_events (StreamFixture *self, guint64 n)
{
  STREAM_FIXTURE_WAIT (stream_fixture_get_uint64 (self, "events") >= n);
}

void
stream_fixture_wait_for_result (GAsyncResult *const *result)
{
  STREAM_FIXTURE_WAIT (*result != NULL);
}

void
stream_fixture_keep_result (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

guint64
stream_fixture_get_uint64 (StreamFixture *self, const char *property)
{
  guint64 value;

  g_object_get (self->stream, property, &value, NULL);

  return value;
}

gint64
stream_fixture_get_int64 (StreamFixture *self, const char *property)
{
  gint64 value;

  g_object_get (self->stream, property, &value, NULL);

  return value;
}

guint
stream_fixture_get_uint (StreamFixture *self, const char *property)
{
  guint value;

  g_object_get (self->stream, property, &value, NULL);

  return value;
}

gboolean
stream_fixture_get_boolean (StreamFixture *self, const char *property)
{
  gboolean value;

  g_object_get (self->stream, property, &value, NULL);

  return value;
}

double
stream_fixture_get_double (StreamFixture *self, const char *property)
{
  double value;

  g_object_get (self->stream, property, &value, NULL);

  return value;
}

char *
stream_fixture_dup_string (StreamFixture *self, const char *property)
{
  char *value;

  g_object_get (self->stream, property, &value, NULL);

  return value;
}

void
stream_fixture_assert_string (StreamFixture *self, const char *property, const char *value)
{
  g_autofree char *is = stream_fixture_dup_string (self, property);

  g_assert_cmpstr (is, ==, value);
}

gboolean
stream_fixture_take_notified (StreamFixture *self, const char *property)
{
  g_autofree char *word = g_strdup_printf (" %s ", property);

  return g_string_replace (self->notified, word, " ", 0) > 0;
}

guint
stream_fixture_count_rows (StreamFixture *self, WeirRowKind kind)
{
  WeirRecording *recording = weir_stream_get_recording (self->stream);
  guint n = 0;
  WeirRow row;

  for (guint64 i = weir_recording_get_first (recording); i < weir_recording_get_count (recording); i++)
    {
      g_assert_true (weir_recording_get_row (recording, i, &row));
      n += row.kind == kind;
    }

  return n;
}
