/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-stream.h"

#include <glib/gstdio.h>
#include <string.h>

#include "scratch.h"
#include "weir-mock.h"

#define TIMEOUT_S 20

typedef struct
{
  Scratch *scratch;
  WeirWorker *ingest;
  WeirMock *mock;
  WeirStream *stream;
} Fixture;

static gboolean
on_timeout (gpointer data)
{
  g_error ("nothing happened for %d s", TIMEOUT_S);
  return G_SOURCE_REMOVE;
}

#define WAIT_UNTIL(condition)                                                                                                              \
  G_STMT_START                                                                                                                             \
  {                                                                                                                                        \
    guint wait_timer = g_timeout_add_seconds (TIMEOUT_S, on_timeout, NULL);                                                                \
    while (!(condition))                                                                                                                   \
      g_main_context_iteration (NULL, TRUE);                                                                                               \
    g_source_remove (wait_timer);                                                                                                          \
  }                                                                                                                                        \
  G_STMT_END

static WeirRequest *
make_request (const char *url)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  const WeirHeader headers[] = { { "Authorization", "Bearer x" } };
  g_autoptr (GError) error = NULL;
  WeirRequest *request;

  options.url = url;
  options.headers = headers;
  options.n_headers = 1;
  request = weir_request_new (&options, &error);
  g_assert_no_error (error);
  return request;
}

static void
set_up (Fixture *self, const char *text)
{
  WeirServerOptions server = WEIR_SERVER_OPTIONS_INIT;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);
  g_autoptr (WeirRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *base = NULL;
  g_autofree char *url = NULL;

  g_assert_nonnull (script);
  self->scratch = scratch_new ();
  self->ingest = weir_worker_new ("ingest");
  self->mock = weir_mock_new (NULL, NULL, NULL);
  weir_mock_add_script (self->mock, "/prices", script);
  weir_mock_start (self->mock, &server, &error);
  g_assert_no_error (error);
  base = weir_mock_dup_url (self->mock);
  url = g_strconcat (base, "/prices?token=secret&a=1", NULL);
  request = make_request (url);
  self->stream = weir_stream_new (request, self->ingest, self->scratch->path);
}

static void
tear_down (Fixture *self)
{
  g_assert_finalize_object (self->stream);
  g_object_unref (self->mock);
  weir_worker_free (self->ingest);
  scratch_free (self->scratch);
}

static guint64
get_uint64 (WeirStream *stream, const char *name)
{
  guint64 value;

  g_object_get (stream, name, &value, NULL);
  return value;
}

static void
test_life (void)
{
  Fixture self = { NULL };
  g_autofree char *url = NULL;
  g_autofree char *id = NULL;
  g_auto (GStrv) redacted = NULL;
  guint attempt;
  gboolean from_server;

  set_up (&self, ":@ weir 1\nretry: 1234\nid: 7\ndata: a\n\n:@ hold\n");
  g_assert_cmpstr (weir_stream_get_title (self.stream), ==, "prices");
  g_assert_null (weir_stream_get_recording (self.stream));
  redacted = weir_stream_list_redacted (self.stream);
  g_assert_cmpstr (redacted[0], ==, "Authorization");
  g_assert_cmpstr (redacted[1], ==, "?token");
  g_assert_null (redacted[2]);

  weir_stream_start (self.stream);
  WAIT_UNTIL (get_uint64 (self.stream, "events") == 1);
  g_object_get (self.stream, "url", &url, "last-event-id", &id, "retry-from-server", &from_server, NULL);
  g_assert_true (g_str_has_suffix (url, "/prices?token=[redacted]&a=1"));
  g_assert_cmpstr (id, ==, "7");
  g_assert_true (from_server);
  g_assert_cmpint (weir_stream_get_state (self.stream), ==, WEIR_SOURCE_OPEN);
  g_assert_cmpuint (get_uint64 (self.stream, "bytes"), >, 0);

  weir_stream_stop (self.stream);
  g_assert_cmpint (weir_stream_get_state (self.stream), ==, WEIR_SOURCE_STOPPED);

  /* It goes on in the same recording, with the id. */
  weir_stream_start (self.stream);
  WAIT_UNTIL (get_uint64 (self.stream, "events") == 2);
  g_object_get (self.stream, "attempt", &attempt, NULL);
  g_assert_cmpuint (attempt, ==, 2);
  tear_down (&self);
}

static void
on_done (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static guint
count_connects (const char *path, const char *text)
{
  g_autofree char *contents = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  for (const char *at = contents; (at = strstr (at, text)) != NULL; at += strlen (text))
    n++;
  return n;
}

static void
test_save_and_open (void)
{
  Fixture self = { NULL };
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (WeirStream) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  gboolean is_copy = TRUE;
  gboolean is_saved;

  set_up (&self, ":@ weir 1\nid: 7\ndata: a\n\n:@ hold\n");
  path = g_build_filename (self.scratch->path, "saved.eventstream", NULL);
  weir_stream_start (self.stream);
  WAIT_UNTIL (get_uint64 (self.stream, "events") == 1);
  g_assert_true (weir_stream_reconnect_from (self.stream, "41", &error));
  WAIT_UNTIL (get_uint64 (self.stream, "events") == 2);
  weir_stream_stop (self.stream);

  weir_stream_save_async (self.stream, path, FALSE, NULL, on_done, &saved);
  WAIT_UNTIL (saved != NULL);
  g_assert_true (weir_stream_save_finish (self.stream, saved, &is_copy, &error));
  g_object_get (self.stream, "saved", &is_saved, NULL);
  g_assert_true (is_saved && !is_copy);
  g_assert_cmpuint (count_connects (path, ":@ connect 1\n"), ==, 1);
  g_assert_cmpuint (count_connects (path, ":@ connect 2\n"), ==, 1);
  g_assert_cmpuint (count_connects (path, ":@ request-header Last-Event-ID: 41\n"), ==, 1);

  file = weir_stream_open_async (path, NULL, on_done, &opened);
  WAIT_UNTIL (opened != NULL);
  g_assert_true (weir_stream_open_finish (file, opened, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_uint64 (file, "events"), ==, 2);
  g_assert_cmpstr (weir_stream_get_title (file), ==, "saved.eventstream");
  g_assert_null (weir_stream_get_request (file));
  g_clear_object (&saved);
  tear_down (&self);
}

static void
test_failure (void)
{
  Fixture self = { NULL };
  const WeirStreamFailure *failure;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (WeirStream) file = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&self, ":@ weir 1\n:@ status 503\n:@ header Content-Type: text/html\n:@ body \"<b>busy</b>\"\n");
  weir_stream_start (self.stream);
  WAIT_UNTIL (weir_stream_get_state (self.stream) == WEIR_SOURCE_FAILED);
  failure = weir_stream_get_failure (self.stream);
  g_assert_nonnull (failure);
  g_assert_cmpint (failure->reason, ==, WEIR_REASON_STATUS);
  g_assert_cmpuint (failure->status, ==, 503);
  g_assert_cmpstr (failure->content_type, ==, "text/html");
  g_assert_cmpmem (g_bytes_get_data (failure->body, NULL), g_bytes_get_size (failure->body), "<b>busy</b>", 11);
  g_assert_false (failure->was_open);

  file = weir_stream_open_async ("/nonexistent/file", NULL, on_done, &opened);
  WAIT_UNTIL (opened != NULL);
  g_assert_false (weir_stream_open_finish (file, opened, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  tear_down (&self);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Opened and closed again and again: nothing is left. */
static void
test_many (void)
{
  Fixture self = { NULL };
  g_autoptr (WeirRequest) request = NULL;
  guint n_rounds = g_test_slow () ? 1000 : 30;
  guint n_before = 0;

  set_up (&self, ":@ weir 1\ndata: a\n\n:@ hold\n");
  request = weir_request_ref (weir_stream_get_request (self.stream));
  for (guint i = 0; i < n_rounds; i++)
    {
      WeirStream *stream = weir_stream_new (request, self.ingest, self.scratch->path);

      weir_stream_start (stream);
      WAIT_UNTIL (get_uint64 (stream, "events") == 1);
      g_object_unref (stream);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      if (i == 9)
        n_before = count_descriptors ();
    }
  WAIT_UNTIL (count_descriptors () <= n_before + 4);
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stream/life", test_life);
  g_test_add_func ("/stream/save-and-open", test_save_and_open);
  g_test_add_func ("/stream/failure", test_failure);
  g_test_add_func ("/stream/many", test_many);

  return g_test_run ();
}
