/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "stream-fixture.h"
#include "weir-recording-index.h"

#include <glib/gstdio.h>
#include <string.h>

/* A stream's recording: its scratch file, saved, opened again; and what is left when streams go. */

#define HEAD ":@ weir 1\n:@ template off\n:@ recorded 2026-11-21T06:00:00.000000Z\n:@ connect 1\n:@ open\n"
#define TWO_EVENTS "id: a\ndata: one\n\nid: b\ndata: two\n\n"

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static gboolean
save (StreamFixture *self, const char *path, gboolean replace, gboolean *is_copy, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  weir_stream_save_async (self->stream, path, replace, NULL, stream_fixture_keep_result, &result);
  stream_fixture_wait_for_result (&result);

  return weir_stream_save_finish (self->stream, result, is_copy, error);
}

/* Opens @path in the place of the fixture's stream. */
static gboolean
open_file (StreamFixture *self, const char *path, gboolean adopt, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  WeirStream *stream = adopt ? weir_stream_adopt_async (path, NULL, stream_fixture_keep_result, &result)
                             : weir_stream_open_async (path, NULL, stream_fixture_keep_result, &result);

  stream_fixture_take (self, stream);
  stream_fixture_wait_for_result (&result);

  return weir_stream_open_finish (self->stream, result, error);
}

/* Unsaved scratch goes with the stream. */
static void
test_scratch (gconstpointer threaded)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (GPOINTER_TO_INT (threaded), TWO_EVENTS ":@ hold\n");

  g_assert_cmpuint (count_files (self->scratch->path), ==, 0);
  weir_stream_start (self->stream);
  g_assert_cmpuint (count_files (self->scratch->path), ==, 1);
  stream_fixture_wait_for_events (self, 2);
  g_assert_finalize_object (g_steal_pointer (&self->stream));
  g_assert_cmpuint (count_files (self->scratch->path), ==, 0);
}

/* Saved while it goes on: what comes then is in the file too, and the file stays. */
static void
test_save (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (TRUE, TWO_EVENTS ":@ hold\n");
  g_autofree char *path = scratch_path (self->scratch, "friday.eventstream");
  g_autofree char *second = scratch_path (self->scratch, "second.eventstream");
  g_autoptr (GError) error = NULL;
  gboolean is_copy = TRUE;

  weir_stream_start (self->stream);
  stream_fixture_wait_for_events (self, 2);
  g_assert_true (save (self, path, FALSE, &is_copy, &error));
  g_assert_no_error (error);
  g_assert_false (is_copy);
  g_assert_true (stream_fixture_get_boolean (self, "saved"));
  g_assert_true (stream_fixture_take_notified (self, "saved"));
  stream_fixture_assert_string (self, "path", path);

  weir_stream_stop (self->stream);
  weir_stream_start (self->stream);
  stream_fixture_wait_for_events (self, 4);
  g_assert_true (stream_fixture_get_boolean (self, "saved"));

  /* A copy of it, which changes nothing here. */
  g_assert_true (save (self, second, FALSE, &is_copy, &error));
  g_assert_true (is_copy);
  stream_fixture_assert_string (self, "path", path);

  g_assert_false (save (self, second, FALSE, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (save (self, second, TRUE, NULL, &error));

  weir_stream_stop (self->stream);
  g_assert_true (open_file (self, path, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (weir_stream_get_title (self->stream), ==, "friday");
  g_assert_false (stream_fixture_get_boolean (self, "live"));
  g_assert_true (stream_fixture_get_boolean (self, "saved"));
  stream_fixture_assert_string (self, "path", path);
  stream_fixture_assert_string (self, "url", "");
  stream_fixture_assert_string (self, "last-event-id", "b");
  stream_fixture_assert_string (self, "problem", NULL);
  g_assert_cmpuint (stream_fixture_get_uint64 (self, "events"), ==, 4);
  g_assert_cmpuint (stream_fixture_get_uint64 (self, "bytes"), ==, 2 * strlen (TWO_EVENTS));
  g_assert_cmpuint (stream_fixture_get_uint (self, "attempt"), ==, 2);
  g_assert_cmpuint (stream_fixture_get_uint (self, "reconnects"), ==, 1);
  g_assert_cmpfloat (stream_fixture_get_double (self, "progress"), ==, 1);
  g_assert_cmpint (weir_stream_get_state (self->stream), ==, WEIR_SOURCE_IDLE);
  g_assert_null (weir_stream_get_request (self->stream));
  weir_stream_start (self->stream);
  g_assert_cmpint (weir_stream_get_state (self->stream), ==, WEIR_SOURCE_IDLE);
}

/* In memory it can only be copied, and what comes after is not in the copy. */
static void
test_save_copy (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (TRUE, TWO_EVENTS ":@ hold\n");
  g_autofree char *no_folder = scratch_write (self->scratch, "file", "");
  g_autofree char *path = scratch_path (self->scratch, "copy.eventstream");
  g_autofree char *problem = NULL;
  g_autoptr (WeirRequest) request = weir_request_ref (weir_stream_get_request (self->stream));
  g_autoptr (GError) error = NULL;
  gboolean is_copy = FALSE;

  stream_fixture_take (self, weir_stream_new (request, self->ingest, no_folder));
  weir_stream_start (self->stream);
  problem = stream_fixture_dup_string (self, "problem");
  g_assert_nonnull (problem);
  g_assert_true (stream_fixture_take_notified (self, "problem"));
  stream_fixture_wait_for_events (self, 2);
  weir_stream_stop (self->stream);

  g_assert_true (save (self, path, FALSE, &is_copy, &error));
  g_assert_no_error (error);
  g_assert_true (is_copy);
  g_assert_true (stream_fixture_get_boolean (self, "saved"));
  weir_stream_start (self->stream);
  stream_fixture_wait_for_events (self, 4);
  g_assert_false (stream_fixture_get_boolean (self, "saved"));

  g_assert_true (save (self, path, TRUE, NULL, &error));
  g_assert_true (open_file (self, path, FALSE, &error));
  g_assert_cmpuint (stream_fixture_get_uint64 (self, "events"), ==, 4);
}

static void
test_nothing_to_save (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (FALSE, TWO_EVENTS);
  g_autofree char *path = scratch_path (self->scratch, "x");
  g_autoptr (GError) error = NULL;

  g_assert_false (save (self, path, FALSE, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_open_errors (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (FALSE, NULL);
  g_autofree char *missing = scratch_path (self->scratch, "missing");
  g_autofree char *other = scratch_write (self->scratch, "other", "{\"no\":\"recording\"}");
  g_autoptr (GError) error = NULL;

  g_assert_false (open_file (self, missing, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (weir_stream_get_recording (self->stream));
  g_assert_false (stream_fixture_get_boolean (self, "saved"));
  g_clear_error (&error);
  g_assert_false (open_file (self, other, FALSE, &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (open_file (self, missing, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Rows are there before all is read, and reading ends when nobody wants it. */
static void
test_open_large (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (FALSE, NULL);
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autofree char *line = g_strnfill (16 * 1024, 'x');
  g_autofree char *path = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const guint n_events = 4096;

  for (guint i = 0; i < n_events; i++)
    g_string_append_printf (text, "data: %s\n\n", line);
  path = scratch_write (self->scratch, "large.eventstream", text->str);

  stream_fixture_take (self, weir_stream_open_async (path, NULL, stream_fixture_keep_result, &result));
  g_assert_nonnull (weir_stream_get_recording (self->stream));
  g_assert_cmpfloat (stream_fixture_get_double (self, "progress"), <, 1);
  stream_fixture_wait_for_result (&result);
  g_assert_true (weir_stream_open_finish (self->stream, result, &error));
  g_assert_cmpfloat (stream_fixture_get_double (self, "progress"), ==, 1);
  g_assert_true (stream_fixture_take_notified (self, "progress"));
  g_assert_cmpuint (stream_fixture_get_uint64 (self, "events"), ==, n_events);
  /* The last connection has no end. */
  g_assert_true (stream_fixture_take_notified (self, "problem"));
  g_clear_object (&result);

  g_cancellable_cancel (cancellable);
  stream_fixture_take (self, weir_stream_open_async (path, cancellable, stream_fixture_keep_result, &result));
  stream_fixture_wait_for_result (&result);
  g_assert_false (weir_stream_open_finish (self->stream, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (stream_fixture_get_uint64 (self, "events"), <, n_events);
}

/* Left-over scratch: kept from others while it is looked at, left where it is, gone from there once it is saved. */
static void
test_adopt (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (FALSE, NULL);
  g_autofree char *path = scratch_write (self->scratch, "left.eventstream", HEAD TWO_EVENTS);
  g_autofree char *named = scratch_path (self->scratch, "named.eventstream");
  g_autoptr (GError) error = NULL;
  gboolean is_copy = TRUE;

  g_assert_true (open_file (self, path, TRUE, &error));
  g_assert_no_error (error);
  g_assert_false (stream_fixture_get_boolean (self, "saved"));
  g_assert_cmpuint (stream_fixture_get_uint64 (self, "events"), ==, 2);
  g_assert_null (weir_recording_adopt (path, &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_finalize_object (g_steal_pointer (&self->stream));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_true (open_file (self, path, TRUE, &error));
  g_assert_true (save (self, named, FALSE, &is_copy, &error));
  g_assert_false (is_copy);
  g_assert_true (stream_fixture_get_boolean (self, "saved"));
  stream_fixture_assert_string (self, "path", named);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (named, G_FILE_TEST_EXISTS));
}

/* The file's own name says nothing to anybody; one that was given does. */
static void
test_adopted_title (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (FALSE, NULL);
  g_autofree char *path = scratch_write (self->scratch, "20261121-0600-ABC.eventstream",
                                         ":@ weir 1\n:@ template off\n:@ recorded 2026-11-21T06:00:00.000000Z\n:@ connect 1\n"
                                         ":@ request GET http://h/prices?token=t\n:@ open\n" TWO_EVENTS);
  g_autoptr (GError) error = NULL;

  g_assert_true (open_file (self, path, TRUE, &error));
  stream_fixture_assert_string (self, "title", "prices");
  stream_fixture_assert_string (self, "url", "http://h/prices?token=[redacted]");
  g_assert_true (open_file (self, path, FALSE, &error));
  stream_fixture_assert_string (self, "title", "20261121-0600-ABC");
}

/* Each once, whatever went out or came back with it, and in visible text. */
static void
test_redacted (void)
{
  const WeirHeader headers[] = { { "Authorization", "Bearer x" }, { "X-Plain", "y" } };
  g_autoptr (StreamFixture) self = stream_fixture_new (TRUE, NULL);
  g_auto (GStrv) names = NULL;
  g_autofree char *joined = NULL;

  self->options.headers = headers;
  self->options.n_headers = G_N_ELEMENTS (headers);
  stream_fixture_add (self, "/stream", ":@ header Set-Cookie: a=b\n:@ header Set-Cookie: c=d\n:@ connect *\ndata: x\n\n:@ hold\n");
  stream_fixture_create (self, "/stream?n=1&tok%65n=a&token=&api_key%1B=1&token=2#access_token=3");
  weir_stream_start (self->stream);
  stream_fixture_wait_for_events (self, 1);
  weir_stream_stop (self->stream);
  weir_stream_start (self->stream);
  stream_fixture_wait_for_events (self, 2);
  g_assert_false (weir_stream_keeps_secrets (self->stream));
  names = weir_stream_list_secrets (self->stream);
  joined = g_strjoinv (" ", names);
  g_assert_cmpstr (joined, ==, "Authorization ?token Set-Cookie");
}

/* Who keeps secrets in recordings can be told which. */
static void
test_not_redacted (void)
{
  const WeirHeader headers[] = { { "Authorization", "Bearer x" } };
  g_autoptr (StreamFixture) self = stream_fixture_new (TRUE, NULL);
  g_auto (GStrv) names = NULL;
  g_autofree char *joined = NULL;

  self->options.headers = headers;
  self->options.n_headers = G_N_ELEMENTS (headers);
  stream_fixture_add (self, "/stream", ":@ connect *\ndata: x\n\n:@ hold\n");
  stream_fixture_create (self, "/stream?token=1");
  weir_stream_set_keeping (self->stream, 0, TRUE);
  weir_stream_start (self->stream);
  stream_fixture_wait_for_events (self, 1);
  g_assert_true (weir_stream_keeps_secrets (self->stream));
  names = weir_stream_list_secrets (self->stream);
  joined = g_strjoinv (" ", names);
  g_assert_cmpstr (joined, ==, "Authorization ?token");
}

static guint
count_descriptors (void)
{
  return count_files ("/proc/self/fd");
}

/* 1,000 streams come and go, each at another point of its life: nothing is left of them. */
static void
test_many (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (TRUE, TWO_EVENTS ":@ hold\n");
  g_autoptr (WeirRequest) request = weir_request_ref (weir_stream_get_request (self->stream));
  guint before = 0;

  for (guint i = 0; i < 1000; i++)
    {
      stream_fixture_take (self, weir_stream_new (request, self->ingest, self->scratch->path));
      weir_stream_start (self->stream);
      if (i % 4 == 0)
        STREAM_FIXTURE_WAIT (stream_fixture_count_rows (self, WEIR_ROW_EVENT) == 2);
      else if (i % 4 == 1)
        stream_fixture_wait_for_state (self, WEIR_SOURCE_OPEN);
      else if (i % 4 == 2)
        weir_stream_stop (self->stream);
      if (i == 99)
        before = count_descriptors ();
    }
  g_assert_finalize_object (g_steal_pointer (&self->stream));
  STREAM_FIXTURE_WAIT (count_descriptors () <= before);
  g_assert_cmpuint (count_files (self->scratch->path), ==, 0);
}

int
main (int argc, char **argv)
{
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/stream-files/scratch/own-context", GINT_TO_POINTER (FALSE), test_scratch);
  g_test_add_data_func ("/stream-files/scratch/worker", GINT_TO_POINTER (TRUE), test_scratch);
  g_test_add_func ("/stream-files/save", test_save);
  g_test_add_func ("/stream-files/save-copy", test_save_copy);
  g_test_add_func ("/stream-files/nothing-to-save", test_nothing_to_save);
  g_test_add_func ("/stream-files/open-errors", test_open_errors);
  g_test_add_func ("/stream-files/open-large", test_open_large);
  g_test_add_func ("/stream-files/adopt", test_adopt);
  g_test_add_func ("/stream-files/adopted-title", test_adopted_title);
  g_test_add_func ("/stream-files/redacted", test_redacted);
  g_test_add_func ("/stream-files/not-redacted", test_not_redacted);
  g_test_add_func ("/stream-files/many", test_many);

  return g_test_run ();
}
