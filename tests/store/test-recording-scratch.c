/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-record-fixture.h"
#include "weir-record-session.h"

#include <glib/gstdio.h>

/* Scratch files: left over, adopted, saved. */

static GPtrArray *
find (WeirRecordFixture *fixture)
{
  return weir_recording_find_left_over (fixture->folder);
}

/* A scratch file as a crash leaves it. Returns: its path */
static char *
leave_over (WeirRecordFixture *fixture, gboolean with_rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) recording = weir_record_fixture_start (fixture, FALSE, FALSE, &error);
  g_autofree char *text = NULL, *path = NULL;

  g_assert_no_error (error);
  path = g_strdup (weir_recording_get_path (recording));
  if (with_rows)
    weir_record_fixture_record (recording);
  text = weir_record_fixture_get_text (path);
  g_clear_pointer (&recording, weir_recording_unref);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return g_steal_pointer (&path);
}

static void
test_left_over (WeirRecordFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) living = weir_record_fixture_start (fixture, FALSE, FALSE, &error);
  g_autoptr (WeirRecording) adopted = NULL;
  g_autoptr (GPtrArray) none = find (fixture);
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autofree char *empty = leave_over (fixture, FALSE);
  g_autofree char *a = leave_over (fixture, TRUE);
  g_autofree char *b = leave_over (fixture, TRUE);

  weir_record_fixture_record (living);
  g_assert_cmpuint (none->len, ==, 0);
  two = find (fixture);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_true (g_ptr_array_find_with_equal_func (two, a, g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (two, b, g_str_equal, NULL));

  adopted = weir_recording_adopt (a, &error);
  g_assert_no_error (error);
  g_assert_true (weir_recording_load (adopted, NULL, NULL, NULL, &error));
  g_assert_true (weir_recording_was_interrupted (adopted));
  weir_assert_same_rows (adopted, living);
  one = find (fixture);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_null (weir_recording_adopt (a, &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_false (weir_recording_remove_left_over (a, &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_IN_USE);
  g_clear_error (&error);

  /* It stays unless it is removed. */
  g_clear_pointer (&adopted, weir_recording_unref);
  g_assert_true (weir_recording_remove_left_over (a, &error));
  g_assert_true (weir_recording_remove_left_over (b, &error));
  g_assert_false (weir_recording_remove_left_over (b, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpint (g_unlink (empty), ==, 0);
}

/* Saving a scratch recording gives the very file its name; its writer goes on in it. */
static void
test_save_moves (WeirRecordFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) recording = weir_record_fixture_start (fixture, FALSE, FALSE, &error);
  g_autoptr (WeirRecording) again = NULL;
  g_autofree char *scratch = g_strdup (weir_recording_get_path (recording));
  gboolean is_copy;

  weir_record_fixture_record (recording);
  g_assert_true (g_file_set_contents (fixture->path, "precious", -1, NULL));
  g_assert_false (weir_recording_save (recording, fixture->path, FALSE, &is_copy, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (weir_recording_save (recording, fixture->path, TRUE, &is_copy, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (is_copy);
  g_assert_cmpstr (weir_recording_get_path (recording), ==, fixture->path);
  g_assert_false (g_file_test (scratch, G_FILE_TEST_EXISTS));
  weir_record_fixture_record (recording);
  g_assert_null (weir_record_fixture_start (fixture, TRUE, TRUE, &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_IN_USE);
  g_clear_error (&error);
  again = weir_recording_open (fixture->path, &error);
  g_assert_true (weir_recording_load (again, NULL, NULL, NULL, &error));
  weir_assert_same_rows (again, recording);
  g_clear_pointer (&recording, weir_recording_unref);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* A second save of the same recording, and one of an opened file, are copies. */
static void
test_save_copies (WeirRecordFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (WeirRecording) recording = weir_record_fixture_start (fixture, TRUE, FALSE, &error);
  g_autoptr (WeirRecording) opened = NULL;
  g_autofree char *copy = g_build_filename (fixture->folder, "copy", NULL);
  g_autofree char *a = NULL, *b = NULL;
  gboolean is_copy;

  weir_record_fixture_record (recording);
  g_cancellable_cancel (cancelled);
  g_assert_false (weir_recording_save (recording, copy, FALSE, &is_copy, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_false (weir_recording_save (recording, fixture->path, TRUE, &is_copy, NULL, &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_true (weir_recording_save (recording, copy, FALSE, &is_copy, NULL, &error));
  g_assert_true (is_copy);
  a = weir_record_fixture_get_text (fixture->path);
  b = weir_record_fixture_get_text (copy);
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpint (g_unlink (copy), ==, 0);

  opened = weir_recording_open (fixture->path, &error);
  g_assert_true (weir_recording_load (opened, NULL, NULL, NULL, &error));
  g_assert_true (weir_recording_save (opened, copy, FALSE, &is_copy, NULL, &error));
  g_clear_pointer (&b, g_free);
  b = weir_record_fixture_get_text (copy);
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpint (g_unlink (copy), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/scratch/left-over", WeirRecordFixture, NULL, weir_record_fixture_set_up, test_left_over, weir_record_fixture_tear_down);
  g_test_add ("/scratch/save-moves", WeirRecordFixture, NULL, weir_record_fixture_set_up, test_save_moves, weir_record_fixture_tear_down);
  g_test_add ("/scratch/save-copies", WeirRecordFixture, NULL, weir_record_fixture_set_up, test_save_copies, weir_record_fixture_tear_down);

  return g_test_run ();
}
