/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-record-session.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

/* What is kept when there is more than the budget allows. */

typedef struct
{
  char *folder;
  char *saved;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("weir-budget-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->saved = g_build_filename (fixture->folder, "saved.eventstream", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->saved);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->saved);
  g_free (fixture->folder);
}

static WeirRecording *
start (Fixture *fixture, WeirRecordingOptions options)
{
  g_autoptr (GError) error = NULL;
  WeirRecording *recording;

  options.scratch_folder = fixture->folder;
  recording = weir_recording_new (&options, &error);
  g_assert_no_error (error);
  g_assert_null (weir_recording_steal_problem (recording));

  return recording;
}

/* Event @n is `id: n/10`, on each tenth, and `data: n` with a tail. */
static void
send (WeirRecordSession *session, guint from, guint to)
{
  for (guint n = from; n < to; n++)
    {
      g_autoptr (GString) block = g_string_new (NULL);

      if (n % 10 == 0)
        g_string_append_printf (block, "id: %u\n", n / 10);
      if (n % 7 == 0)
        g_string_append (block, "retry: 2000\n: inside\n");
      g_string_append_printf (block, "data: %u %0100d\n\n", n, 0);
      weir_record_session_read (session, weir_span (block->str, block->len), 100);
    }
}

static guint
get_event (WeirRecording *recording, guint64 number, GError **error)
{
  g_autoptr (GBytes) wire = weir_recording_read_wire (recording, number, error);
  const char *data;

  if (wire == NULL)
    return 0;
  data = g_strstr_len (g_bytes_get_data (wire, NULL), (gssize) g_bytes_get_size (wire), "data: ");
  g_assert_nonnull (data);

  return (guint) g_ascii_strtoull (data + 6, NULL, 10);
}

/* Every row that is kept is whole, the last event is @last, each has its id (but before the first mark behind a hole), and none is
 * missing. Returns: events kept */
static guint
check_kept (WeirRecording *recording, guint last, gboolean has_hole)
{
  guint64 first = weir_recording_get_first (recording);
  guint64 count = weir_recording_get_count (recording);
  guint n_events = 0, expected = 0;
  gboolean continues = FALSE, no_id = FALSE;
  WeirRow row;

  for (guint64 i = first; i < count; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = weir_recording_read (recording, i, &error);

      g_assert_true (weir_recording_get_row (recording, i, &row));
      if (row.kind == WEIR_ROW_DROPPED)
        {
          no_id = has_hole;
          continues = FALSE;
          continue;
        }
      g_assert_no_error (error);
      g_assert_nonnull (bytes);
      if (row.kind == WEIR_ROW_EVENT)
        {
          guint n = get_event (recording, i, &error);
          g_autofree char *id = weir_recording_dup_last_event_id (recording, i);
          g_autofree char *wanted = g_strdup_printf ("%u", n / 10);

          no_id = no_id && id == NULL;
          if (!no_id)
            g_assert_cmpstr (id, ==, wanted);
          if (continues)
            g_assert_cmpuint (n, ==, expected);
          continues = TRUE;
          expected = n + 1;
          n_events++;
        }
    }
  g_assert_cmpuint (expected, ==, last + 1);

  return n_events;
}

static void
check_gone (WeirRecording *recording)
{
  g_autoptr (GError) error = NULL;
  WeirRow row;

  g_assert_false (weir_recording_get_row (recording, 0, &row));
  g_assert_null (weir_recording_read (recording, 0, &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_GONE);
  g_assert_null (weir_recording_dup_last_event_id (recording, 0));
}

/* Saved: what is kept, from a mark on, with the times it had. */
static void
check_saved (Fixture *fixture, WeirRecording *recording, guint n_kept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) again = NULL;
  g_autofree char *path = g_strdup (weir_recording_get_path (recording));
  gboolean is_copy;
  WeirRow row, live;

  g_assert_true (weir_recording_save (recording, fixture->saved, FALSE, &is_copy, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (is_copy);
  g_assert_cmpstr (weir_recording_get_path (recording), ==, path);
  again = weir_recording_open (fixture->saved, &error);
  g_assert_no_error (error);
  g_assert_true (weir_recording_load (again, NULL, NULL, NULL, &error));
  g_assert_cmpuint (check_kept (again, 19999, FALSE), >, n_kept - 300);
  g_assert_true (weir_recording_get_row (again, 0, &row));
  g_assert_cmpuint (row.kind, ==, WEIR_ROW_DROPPED);
  g_assert_true (weir_recording_get_row (recording, weir_recording_get_count (recording) - 1, &live));
  g_assert_true (weir_recording_get_row (again, weir_recording_get_count (again) - 1, &row));
  g_assert_cmpint (row.time_us, ==, live.time_us);
}

static void
test_scratch_bytes (Fixture *fixture, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (WeirRecording) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  WeirRecordSession session;
  struct stat info;
  guint n_kept, n_again;
  WeirRow row;

  options.budget_bytes = 256 * 1024;
  recording = start (fixture, options);
  weir_record_session_init (&session, recording, 1);
  weir_record_session_connect (&session);
  for (guint n = 0; n < 20000; n += 500)
    {
      send (&session, n, n + 500);
      n_kept = check_kept (recording, n + 499, FALSE);
      g_assert_cmpuint (n_kept + weir_recording_get_dropped (recording), ==, n + 500);
    }
  g_assert_cmpuint (n_kept, >, 256 * 1024 * 7 / 8 / 200);
  check_gone (recording);
  path = g_strdup (weir_recording_get_path (recording));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (info.st_size, >, 2 * 1024 * 1024);
  g_assert_cmpint ((gint64) info.st_blocks * 512, <, 300 * 1024);

  /* A crash would leave it like this. */
  again = weir_recording_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (weir_recording_load (again, NULL, NULL, NULL, &error));
  g_assert_true (weir_recording_was_interrupted (again));
  n_again = check_kept (again, 19999, TRUE);
  g_assert_cmpuint (n_again, >, n_kept - 300);
  g_assert_true (weir_recording_get_row (again, 0, &row));
  g_clear_pointer (&again, weir_recording_unref);

  check_saved (fixture, recording, n_kept);
  g_clear_pointer (&recording, weir_recording_unref);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  weir_record_session_clear (&session);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  for (guint in_memory = 0; in_memory < 2; in_memory++)
    {
      WeirRecordingOptions options = weir_record_session_options ();
      g_autoptr (WeirRecording) recording = NULL;
      WeirRecordSession session;

      options.budget_rows = 100;
      options.in_memory = in_memory;
      recording = start (fixture, options);
      weir_record_session_init (&session, recording, 1);
      weir_record_session_connect (&session);
      for (guint n = 0; n < 1000; n += 3)
        {
          guint n_kept;

          send (&session, n, n + 3);
          n_kept = check_kept (recording, n + 2, FALSE);
          g_assert_cmpuint (n_kept + weir_recording_get_dropped (recording), ==, n + 3);
          g_assert_cmpuint (weir_recording_get_count (recording) - weir_recording_get_first (recording), <=, 100);
        }
      weir_record_session_clear (&session);
    }
}

/* More rows in one read than the budget holds, and a block with more lines than that. */
static void
test_one_read (Fixture *fixture, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (GString) bytes = g_string_new (NULL);
  WeirRecordSession session;

  options.budget_rows = 200;
  options.budget_bytes = 64 * 1024;
  recording = start (fixture, options);
  weir_record_session_init (&session, recording, 1);
  weir_record_session_connect (&session);
  for (guint n = 0; n < 200000; n++)
    g_string_append_printf (bytes, "%sdata: %u\n\n", n % 10 == 0 ? "retry: 1\nid: x\n" : "", n);
  weir_record_session_read (&session, weir_span (bytes->str, bytes->len), 1);
  g_assert_cmpuint (weir_recording_get_count (recording), ==, 3 + 200000 + 20000);
  g_assert_cmpuint (weir_recording_get_count (recording) - weir_recording_get_first (recording), <=, 200);
  g_assert_cmpuint (get_event (recording, weir_recording_get_count (recording) - 1, NULL), ==, 199999);
  g_assert_cmpuint (weir_recording_get_dropped (recording), >, 199000);

  g_string_assign (bytes, "data: 1\n");
  for (guint n = 0; n < 100000; n++)
    g_string_append (bytes, ":x\n");
  g_string_append (bytes, "\n");
  weir_record_session_read (&session, weir_span (bytes->str, bytes->len), 1);
  g_assert_cmpuint (weir_recording_get_count (recording), ==, 3 + 200000 + 20000 + 100001);
  g_assert_cmpuint (weir_recording_get_count (recording) - weir_recording_get_first (recording), <=, 200);
  weir_record_session_clear (&session);
}

static void
test_memory (Fixture *fixture, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (WeirRecording) again = NULL;
  g_autoptr (GError) error = NULL;
  WeirRecordSession session;
  gboolean is_copy;
  guint n_kept;

  options.in_memory = TRUE;
  options.budget_bytes = 128 * 1024;
  recording = start (fixture, options);
  g_assert_null (weir_recording_get_path (recording));
  weir_record_session_init (&session, recording, 1);
  weir_record_session_connect (&session);
  send (&session, 0, 300);
  g_assert_cmpuint (check_kept (recording, 299, FALSE), ==, 300);
  /* Nothing given back yet: saved whole. */
  g_assert_true (weir_recording_save (recording, fixture->saved, FALSE, &is_copy, NULL, &error));
  again = weir_recording_open (fixture->saved, &error);
  g_assert_true (weir_recording_load (again, NULL, NULL, NULL, &error));
  weir_assert_same_rows (again, recording);
  g_clear_pointer (&again, weir_recording_unref);

  send (&session, 300, 10000);
  n_kept = check_kept (recording, 9999, FALSE);
  g_assert_cmpuint (n_kept + weir_recording_get_dropped (recording), ==, 10000);
  check_gone (recording);
  g_assert_false (weir_recording_save (recording, fixture->saved, FALSE, &is_copy, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (weir_recording_save (recording, fixture->saved, TRUE, &is_copy, NULL, &error));
  again = weir_recording_open (fixture->saved, &error);
  g_assert_true (weir_recording_load (again, NULL, NULL, NULL, &error));
  g_assert_cmpuint (check_kept (again, 9999, FALSE), >, n_kept - 200);
  weir_record_session_clear (&session);
}

/* A file that was named keeps all its bytes, whatever the budget. */
static void
test_saved (Fixture *fixture, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (WeirRecording) again = NULL;
  g_autoptr (GError) error = NULL;
  WeirRecordSession session;

  options.path = fixture->saved;
  options.budget_bytes = 64 * 1024;
  options.budget_rows = 64;
  recording = start (fixture, options);
  weir_record_session_init (&session, recording, 1);
  weir_record_session_connect (&session);
  send (&session, 0, 5000);
  g_assert_cmpuint (weir_recording_get_count (recording) - weir_recording_get_first (recording), <=, 64);
  g_assert_cmpuint (weir_recording_get_dropped (recording), ==, 0);
  again = weir_recording_open (fixture->saved, &error);
  g_assert_true (weir_recording_load (again, NULL, NULL, NULL, &error));
  g_assert_cmpuint (check_kept (again, 4999, FALSE), ==, 5000);
  weir_record_session_clear (&session);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/budget/scratch-bytes", Fixture, NULL, set_up, test_scratch_bytes, tear_down);
  g_test_add ("/budget/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add ("/budget/one-read", Fixture, NULL, set_up, test_one_read, tear_down);
  g_test_add ("/budget/memory", Fixture, NULL, set_up, test_memory, tear_down);
  g_test_add ("/budget/saved", Fixture, NULL, set_up, test_saved, tear_down);

  return g_test_run ();
}
