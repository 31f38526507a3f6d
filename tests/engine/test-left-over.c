/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-left-over.h"

#include "stream-fixture.h"

#define HEAD ":@ weir 1\n:@ template off\n:@ recorded 2026-11-21T06:00:00.000000Z\n:@ connect 1\n"

static GPtrArray *
list (const char *folder)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  weir_left_over_list_async (folder, NULL, stream_fixture_keep_result, &result);
  stream_fixture_wait_for_result (&result);
  found = weir_left_over_list_finish (result, &error);
  g_assert_no_error (error);

  return found;
}

static gboolean
remove_files (const char *const *paths, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  weir_left_over_remove_async (paths, stream_fixture_keep_result, &result);
  stream_fixture_wait_for_result (&result);

  return weir_left_over_remove_finish (result, error);
}

static void
test_list (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *a =
      scratch_write (scratch, "a.eventstream", HEAD ":@ request GET http://u:p@h/x?token=t&q=\x1b\r\n:@ open\ndata: x\n\n");
  g_autofree char *b = scratch_write (scratch, "b.eventstream", HEAD ":@ open\n");
  g_autofree char *script = scratch_write (scratch, "c.eventstream", ":@ weir 1\n:@ connect 1\ndata: x\n\n");
  g_autofree char *other = scratch_write (scratch, "d.txt", HEAD);
  g_autofree char *missing = scratch_path (scratch, "missing");
  g_autoptr (GPtrArray) found = list (scratch->path);
  g_autoptr (GPtrArray) none = list (missing);
  const WeirLeftOver *first, *second;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (found->len, ==, 2);
  first = g_ptr_array_index (found, 0);
  second = g_ptr_array_index (found, 1);
  g_assert_cmpstr (first->path, ==, a);
  g_assert_cmpstr (first->url, ==, "http://[redacted]@h/x?token=[redacted]&q=␛");
  g_assert_cmpint (first->start_wall_us, ==, G_GINT64_CONSTANT (1795240800) * G_USEC_PER_SEC);
  g_assert_cmpuint (first->size, >, 0);
  g_assert_cmpuint (first->size, <, 1000);
  g_assert_cmpstr (second->path, ==, b);
  g_assert_cmpstr (second->url, ==, "");
}

/* What is being written, or looked at, is nobody's to take or remove. */
static void
test_in_use (void)
{
  g_autoptr (StreamFixture) self = stream_fixture_new (TRUE, "data: x\n\n:@ hold\n");
  g_autofree char *left = scratch_write (self->scratch, "left.eventstream", HEAD);
  g_autofree char *second = scratch_write (self->scratch, "second.eventstream", HEAD);
  const char *paths[] = { left, second, NULL };
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) found_again = NULL;
  g_autoptr (GError) error = NULL;

  weir_stream_start (self->stream);
  stream_fixture_wait_for_events (self, 1);
  found = list (self->scratch->path);
  g_assert_cmpuint (found->len, ==, 2);

  stream_fixture_take (self, weir_stream_adopt_async (left, NULL, stream_fixture_keep_result, &opened));
  stream_fixture_wait_for_result (&opened);
  g_assert_true (weir_stream_open_finish (self->stream, opened, &error));
  g_clear_object (&opened);
  found_again = list (self->scratch->path);
  g_assert_cmpuint (found_again->len, ==, 1);
  g_assert_false (remove_files (paths, &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_true (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));

  g_assert_finalize_object (g_steal_pointer (&self->stream));
  paths[1] = NULL;
  g_assert_true (remove_files (paths, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  weir_left_over_list_async ("/nonexistent", cancellable, stream_fixture_keep_result, &result);
  stream_fixture_wait_for_result (&result);
  g_assert_null (weir_left_over_list_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/left-over/list", test_list);
  g_test_add_func ("/left-over/in-use", test_in_use);
  g_test_add_func ("/left-over/cancelled", test_cancelled);

  return g_test_run ();
}
