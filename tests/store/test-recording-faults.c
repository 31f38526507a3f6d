/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-record-fixture.h"
#include "weir-record-session.h"
#include "weir-recording-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

/* The Nth write fails: the stream lives on, the file is valid to its last unit. */

/* Takes @left bytes, at most @most in one go; then fails with @code. */
typedef struct
{
  gsize left;
  gsize most;
  int code;
  guint n_interrupted;
} Fault;

static gssize
faulty_write (int fd, const void *bytes, gsize n_bytes, off_t offset, gpointer user_data)
{
  Fault *fault = user_data;
  gssize n;

  if (fault->n_interrupted++ % 3 == 0)
    {
      errno = EINTR;
      return -1;
    }
  if (fault->left == 0)
    {
      errno = fault->code;
      return -1;
    }
  n = pwrite (fd, bytes, MIN (MIN (n_bytes, fault->left), fault->most), offset);
  g_assert_cmpint (n, >, 0);
  fault->left -= (gsize) n;

  return n;
}

static WeirRecording *
record (WeirRecordFixture *fixture, Fault *fault)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (GError) error = NULL;
  WeirRecordSession session;
  WeirRecording *recording;

  options.path = fixture->path;
  options.replace = TRUE;
  recording = weir_recording_new (&options, &error);
  g_assert_no_error (error);
  if (fault != NULL)
    {
      recording->storage.write_func = faulty_write;
      recording->storage.write_data = fault;
    }
  weir_record_session_init (&session, recording, 77);
  weir_record_session_live (&session, 2, 600);
  weir_record_session_clear (&session);

  return recording;
}

static void
assert_same_units (WeirRecording *a, WeirRecording *b)
{
  g_assert_cmpuint (weir_recording_get_count (a), ==, weir_recording_get_count (b));
  g_assert_cmpuint (weir_recording_get_first (a), ==, 0);
  for (guint64 i = 0; i < weir_recording_get_count (a); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes_a = weir_recording_read (a, i, &error);
      g_autoptr (GBytes) bytes_b = weir_recording_read (b, i, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (bytes_a, bytes_b));
    }
}

/* The rows of the file are those of a whole one, as far as they go. Returns: how many */
static guint64
check_file (WeirRecordFixture *fixture, WeirRecording *whole)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) again = weir_recording_open (fixture->path, &error);
  guint64 n;

  /* Nothing of it was written. */
  if (again == NULL)
    {
      g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_FORMAT);
      return 0;
    }
  g_assert_true (weir_recording_load (again, NULL, NULL, NULL, &error));
  n = weir_recording_get_count (again);
  for (guint64 i = 0; i < n; i++)
    {
      WeirRow a, b;

      g_assert_true (weir_recording_get_row (again, i, &a));
      g_assert_true (weir_recording_get_row (whole, i, &b));
      g_assert_cmpmem (&a, sizeof a, &b, sizeof b);
    }

  return n;
}

static void
test_full (WeirRecordFixture *fixture, gconstpointer data)
{
  g_autoptr (WeirRecording) whole = record (fixture, NULL);
  guint64 n_before = 0;
  gsize size = whole->storage.end;
  g_autofree char *kept = g_build_filename (fixture->folder, "whole", NULL);

  g_assert_cmpuint (size, >, 2000);
  g_assert_cmpint (g_rename (fixture->path, kept), ==, 0);
  for (gsize left = 0; left < size; left += 3 + left % 7)
    {
      Fault fault = { left, 1 + left % 97, left % 2 == 0 ? ENOSPC : EIO, 0 };
      g_autoptr (WeirRecording) recording = record (fixture, &fault);
      g_autoptr (GError) problem = weir_recording_steal_problem (recording);
      guint64 n;

      g_assert_nonnull (problem);
      g_assert_true (g_error_matches (problem, G_IO_ERROR, left % 2 == 0 ? G_IO_ERROR_NO_SPACE : G_IO_ERROR_FAILED));
      g_assert_null (weir_recording_steal_problem (recording));
      assert_same_units (recording, whole);
      n = check_file (fixture, whole);
      g_assert_cmpuint (n, >=, n_before);
      n_before = n;
    }
  g_assert_cmpuint (n_before + 2, >=, weir_recording_get_count (whole));
  g_assert_cmpint (g_unlink (kept), ==, 0);
}

/* The ring overflows too: what is in the file is not counted as dropped, what only the ring had is. */
static void
test_full_and_over (WeirRecordFixture *fixture, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  Fault fault = { 50000, 100000, ENOSPC, 0 };
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (WeirRecording) again = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_kept = 0, n_in_file = 0;
  WeirRecordSession session;
  WeirRow row;

  options.path = fixture->path;
  options.budget_bytes = 64 * 1024;
  recording = weir_recording_new (&options, &error);
  recording->storage.write_func = faulty_write;
  recording->storage.write_data = &fault;
  weir_record_session_init (&session, recording, 1);
  weir_record_session_connect (&session);
  for (guint i = 0; i < 4000; i++)
    weir_record_session_read (&session, WEIR_SPAN_LITERAL ("id: 7\ndata: 0123456789012345678901234567890\n\n"), 10);
  for (guint64 i = weir_recording_get_first (recording); i < weir_recording_get_count (recording); i++)
    n_kept += weir_recording_get_row (recording, i, &row) && row.kind == WEIR_ROW_EVENT ? 1 : 0;
  again = weir_recording_open (fixture->path, &error);
  g_assert_true (weir_recording_load (again, NULL, NULL, NULL, &error));
  for (guint64 i = 0; i < weir_recording_get_count (again); i++)
    n_in_file += weir_recording_get_row (again, i, &row) && row.kind == WEIR_ROW_EVENT ? 1 : 0;
  g_assert_cmpuint (n_in_file, >, 500);
  g_assert_cmpuint (n_kept, >, 500);
  g_assert_cmpuint (n_in_file + n_kept + weir_recording_get_dropped (recording), ==, 4000);
  weir_record_session_clear (&session);
}

/* Neither file nor memory takes anything: what was shown stays, nothing else comes, nobody crashes. */
static void
test_no_memory (WeirRecordFixture *fixture, gconstpointer data)
{
  g_autoptr (WeirRecording) whole = record (fixture, NULL);
  struct rlimit old_limit, no_files;

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &old_limit), ==, 0);
  no_files = (struct rlimit){ 0, old_limit.rlim_max };
  for (gsize left = 1500; left < 1800; left += 7)
    {
      WeirRecordingOptions options = weir_record_session_options ();
      Fault fault = { left, 100, ENOSPC, 0 };
      g_autoptr (WeirRecording) recording = NULL;
      g_autoptr (GError) problem = NULL;
      g_autoptr (GError) error = NULL;
      WeirRecordSession session;

      options.path = fixture->path;
      g_unlink (fixture->path);
      recording = weir_recording_new (&options, NULL);
      recording->storage.write_func = faulty_write;
      recording->storage.write_data = &fault;
      weir_record_session_init (&session, recording, 77);
      g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &no_files), ==, 0);
      weir_record_session_live (&session, 2, 600);
      g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &old_limit), ==, 0);
      weir_record_session_clear (&session);
      problem = weir_recording_steal_problem (recording);
      g_assert_error (problem, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
      for (guint64 i = 0; i < weir_recording_get_count (recording); i++)
        {
          g_autoptr (GBytes) bytes = weir_recording_read (recording, i, &error);

          g_assert_no_error (error);
          g_assert_nonnull (bytes);
        }
      g_assert_cmpuint (check_file (fixture, whole), >=, weir_recording_get_count (recording));
    }
}

/* The kernel itself refuses: a real limit on the size of files. */
static void
test_real_limit (WeirRecordFixture *fixture, gconstpointer data)
{
  struct rlimit old_limit, limit;
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (GError) problem = NULL;
  WeirRecordingOptions options = weir_record_session_options ();
  WeirRecordSession session;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old_limit), ==, 0);
  limit = (struct rlimit){ 100000, old_limit.rlim_max };
  options.path = fixture->path;
  recording = weir_recording_new (&options, NULL);
  weir_record_session_init (&session, recording, 3);
  weir_record_session_connect (&session);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  for (guint i = 0; i < 5000; i++)
    weir_record_session_read (&session, WEIR_SPAN_LITERAL ("data: 0123456789012345678901234567890123456789\n\n"), 10);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old_limit), ==, 0);
  problem = weir_recording_steal_problem (recording);
  g_assert_error (problem, G_IO_ERROR, G_IO_ERROR_FAILED);
  /* The memory has the same limit, so that both are filled; all that was shown can be read. */
  g_assert_cmpuint (weir_recording_get_count (recording), >, 3000);
  for (guint64 i = 0; i < weir_recording_get_count (recording); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = weir_recording_read (recording, i, &error);

      g_assert_no_error (error);
      g_assert_nonnull (bytes);
    }
  weir_record_session_clear (&session);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/faults/full", WeirRecordFixture, NULL, weir_record_fixture_set_up, test_full, weir_record_fixture_tear_down);
  g_test_add ("/faults/full-and-over", WeirRecordFixture, NULL, weir_record_fixture_set_up, test_full_and_over,
              weir_record_fixture_tear_down);
  g_test_add ("/faults/no-memory", WeirRecordFixture, NULL, weir_record_fixture_set_up, test_no_memory, weir_record_fixture_tear_down);
  g_test_add ("/faults/real-limit", WeirRecordFixture, NULL, weir_record_fixture_set_up, test_real_limit, weir_record_fixture_tear_down);

  return g_test_run ();
}
