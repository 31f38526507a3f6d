/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "stream-fixture.h"
#include "weir-event.h"

#include <string.h>

/* Notes on the rows of streams that are watched and of files. */

#define HEAD ":@ weir 1\n:@ template off\n:@ recorded 2026-11-21T06:00:00.000000Z\n:@ connect 1\n:@ open\n"
#define TWO_EVENTS "id: a\ndata: one\n\nid: b\ndata: two\n\n"

static gboolean
set_note (StreamFixture *self, guint64 row, const char *text, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  weir_stream_set_note_async (self->stream, row, text, stream_fixture_keep_result, &result);
  stream_fixture_wait_for_result (&result);

  return weir_stream_set_note_finish (self->stream, result, error);
}

static void
note (StreamFixture *self, guint64 row, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (set_note (self, row, text, &error));
  g_assert_no_error (error);
}

static void
assert_note (StreamFixture *self, guint64 row, const char *wanted)
{
  g_autoptr (WeirEvent) event = weir_event_new (weir_stream_get_recording (self->stream), row);
  g_autofree char *text = weir_event_dup_note (event);

  g_assert_cmpstr (text, ==, wanted);
}

static void
assert_in_file (const char *path, const char *text, gboolean wanted)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpint (strstr (contents, text) != NULL, ==, wanted);
}

static gboolean
save (StreamFixture *self, const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_copy = FALSE;

  weir_stream_save_async (self->stream, path, TRUE, NULL, stream_fixture_keep_result, &result);
  stream_fixture_wait_for_result (&result);
  g_assert_true (weir_stream_save_finish (self->stream, result, &is_copy, &error));
  g_assert_no_error (error);

  return is_copy;
}

static void
open_file (StreamFixture *self, const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stream_fixture_take (self, weir_stream_open_async (path, NULL, stream_fixture_keep_result, &result));
  stream_fixture_wait_for_result (&result);
  g_assert_true (weir_stream_open_finish (self->stream, result, &error));
  g_assert_no_error (error);
}

/* While the stream runs, after it was stopped, and when it goes on. */
static void
test_live (gconstpointer threaded)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (GPOINTER_TO_INT (threaded), TWO_EVENTS ":@ hold\n");
  g_autofree char *path = scratch_path (self->scratch, "saved.eventstream");
  const char *scratch;
  guint64 before;

  weir_stream_start (self->stream);
  stream_fixture_wait_for_events (self, 2);
  scratch = weir_recording_get_path (weir_stream_get_recording (self->stream));
  before = stream_fixture_get_uint64 (self, "notes");
  stream_fixture_take_notified (self, "notes");
  note (self, 3, "the \x1b[1mfirst");
  assert_note (self, 3, "the  [1mfirst");
  assert_in_file (scratch, "\n:@ note for=4 the  [1mfirst\n", TRUE);
  g_assert_cmpuint (stream_fixture_get_uint64 (self, "notes"), ==, before + 1);
  g_assert_true (stream_fixture_take_notified (self, "notes"));

  weir_stream_stop (self->stream);
  stream_fixture_wait_for_state (self, WEIR_SOURCE_STOPPED);
  note (self, 0, "stopped");
  g_assert_false (save (self, path));
  weir_stream_start (self->stream);
  stream_fixture_wait_for_events (self, 4);
  note (self, 3, "");
  assert_note (self, 3, NULL);
  assert_in_file (path, "\n:@ note for=1 stopped\n", TRUE);
  assert_in_file (path, "\n:@ note for=4\n", TRUE);
  g_assert_true (stream_fixture_get_boolean (self, "saved"));
}

/* In memory: a copy has the notes that there were, and those that come are not saved yet. */
static void
test_copied (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (TRUE, TWO_EVENTS ":@ hold\n");
  g_autoptr (WeirRequest) request = stream_fixture_make_request (self, "/stream");
  g_autofree char *path = scratch_path (self->scratch, "copy.eventstream");

  stream_fixture_take (self, weir_stream_new (request, self->ingest, "/proc/no/such/folder"));
  weir_stream_start (self->stream);
  stream_fixture_wait_for_events (self, 2);
  note (self, 3, "in memory");
  g_assert_false (stream_fixture_get_boolean (self, "saved"));
  g_assert_true (save (self, path));
  g_assert_true (stream_fixture_get_boolean (self, "saved"));
  assert_in_file (path, "\n:@ note for=4 in memory\n", TRUE);
  note (self, 4, "later");
  g_assert_false (stream_fixture_get_boolean (self, "saved"));
}

static void
test_file (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (FALSE, NULL);
  g_autofree char *path = scratch_path (self->scratch, "a.eventstream");
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, HEAD TWO_EVENTS ":@ ended eof\n:@ note for=3 there\n", -1, NULL));
  open_file (self, path);
  g_assert_cmpuint (stream_fixture_get_uint64 (self, "notes"), >, 0);
  assert_note (self, 2, "there");
  note (self, 2, "changed");
  assert_in_file (path, "\n:@ note for=3 changed\n", TRUE);
  stream_fixture_assert_string (self, "problem", NULL);
  g_assert_true (stream_fixture_get_boolean (self, "saved"));

  /* One at a time. */
  weir_stream_set_note_async (self->stream, 2, "one", stream_fixture_keep_result, &first);
  weir_stream_set_note_async (self->stream, 2, "two", stream_fixture_keep_result, &second);
  stream_fixture_wait_for_result (&first);
  stream_fixture_wait_for_result (&second);
  g_assert_true (weir_stream_set_note_finish (self->stream, first, &error));
  g_assert_false (weir_stream_set_note_finish (self->stream, second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_clear_error (&error);
  assert_note (self, 2, "one");
  g_assert_false (set_note (self, 99, "no such row", &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_GONE);
}

/* A file that ends in the middle of something stays as it is; that is said, and a copy has the note. */
static void
test_loose (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (FALSE, NULL);
  g_autofree char *path = scratch_path (self->scratch, "a.eventstream");
  g_autofree char *copy = scratch_path (self->scratch, "b.eventstream");
  g_autofree char *problem = NULL;

  g_assert_true (g_file_set_contents (path, HEAD TWO_EVENTS "data: thr", -1, NULL));
  open_file (self, path);
  note (self, 2, "loose");
  assert_note (self, 2, "loose");
  assert_in_file (path, "loose", FALSE);
  problem = stream_fixture_dup_string (self, "problem");
  g_assert_nonnull (strstr (problem, "a.eventstream"));
  g_assert_false (stream_fixture_get_boolean (self, "saved"));
  g_assert_true (save (self, copy));
  assert_in_file (copy, "\n:@ note for=3 loose\n", TRUE);
  g_assert_true (stream_fixture_get_boolean (self, "saved"));
  /* The page is still the file's. */
  stream_fixture_assert_string (self, "path", path);
}

/* What a file says is shown, not obeyed. */
static void
test_hostile (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (FALSE, NULL);
  g_autofree char *path = scratch_path (self->scratch, "a.eventstream");

  g_assert_true (g_file_set_contents (path, HEAD TWO_EVENTS ":@ note for=3 \x1b[31m<b>\xe2\x80\xae\xff\n:@ ended eof\n", -1, NULL));
  open_file (self, path);
  assert_note (self, 2, "\u241b[31m<b><U+202E><0xFF>");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/stream-notes/live", GINT_TO_POINTER (FALSE), test_live);
  g_test_add_data_func ("/stream-notes/live-threaded", GINT_TO_POINTER (TRUE), test_live);
  g_test_add_func ("/stream-notes/copied", test_copied);
  g_test_add_func ("/stream-notes/file", test_file);
  g_test_add_func ("/stream-notes/loose", test_loose);
  g_test_add_func ("/stream-notes/hostile", test_hostile);

  return g_test_run ();
}
