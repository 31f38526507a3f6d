/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-record-session.h"

#include <glib/gstdio.h>
#include <string.h>

/* One writer, several readers, one who saves: nobody ever sees a row that is not whole. Meant for the thread sanitizer too. */

enum
{
  READERS = 3,
  READS = 4000
};

typedef struct
{
  WeirRecording *recording;
  char *folder;
  gint is_done;
  gint n_seen;
  gint n_gone;
} Shared;

static void
set_up (Shared *shared, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  shared->folder = g_dir_make_tmp ("weir-threads-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Shared *shared, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (shared->folder, "copy", NULL);

  g_clear_pointer (&shared->recording, weir_recording_unref);
  /* There when the recording was taken and not copied, see save(). */
  if (g_file_test (copy, G_FILE_TEST_EXISTS))
    g_assert_cmpint (g_unlink (copy), ==, 0);
  g_assert_cmpint (g_rmdir (shared->folder), ==, 0);
  g_free (shared->folder);
}

/* The bytes end with the unit, not with a zero. */
static gboolean
starts_with (GBytes *bytes, const char *prefix)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  return size >= strlen (prefix) && memcmp (text, prefix, strlen (prefix)) == 0;
}

/* A row of the writer below: its bytes are what its kind says. */
static void
check_row (Shared *shared, guint64 number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL, *id = NULL, *note = NULL;
  WeirRow row;

  if (!weir_recording_get_row (shared->recording, number, &row))
    return;
  bytes = weir_recording_read (shared->recording, number, &error);
  if (bytes == NULL)
    {
      g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_GONE);
      g_atomic_int_inc (&shared->n_gone);
      return;
    }
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, row.length);
  if (row.kind == WEIR_ROW_EVENT)
    g_assert_true (row.name != 0 ? starts_with (bytes, "event: kind") : starts_with (bytes, "data: "));
  else if (row.kind == WEIR_ROW_RETRY)
    g_assert_true (starts_with (bytes, "retry: 1"));
  else
    g_assert_true (starts_with (bytes, ":@ "));
  name = weir_recording_dup_name (shared->recording, row.name);
  g_assert_nonnull (name);
  id = weir_recording_dup_last_event_id (shared->recording, number);
  if (id != NULL)
    g_assert_cmpuint (g_ascii_strtoull (id, NULL, 10), <, READS);
  note = weir_recording_dup_note (shared->recording, number);
  if (note != NULL)
    g_assert_cmpuint (g_ascii_strtoull (note, NULL, 10), ==, number);
  g_atomic_int_inc (&shared->n_seen);
}

static gpointer
read_rows (gpointer data)
{
  Shared *shared = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint64 seen = 0;

  do
    {
      guint64 first = weir_recording_get_first (shared->recording);
      guint64 count = weir_recording_get_count (shared->recording);
      guint64 dropped;

      g_assert_cmpuint (count, >=, seen);
      seen = count;
      if (count == first)
        continue;
      /* The oldest is the one that goes next; the newest has just come. */
      check_row (shared, first);
      check_row (shared, count - 1);
      check_row (shared, first + g_rand_int (random) % (count - first));
      dropped = weir_recording_get_dropped (shared->recording);
      g_assert_cmpuint (dropped, <=, weir_recording_get_count (shared->recording));
    }
  while (!g_atomic_int_get (&shared->is_done));

  return NULL;
}

static gpointer
save (gpointer data)
{
  Shared *shared = data;
  g_autofree char *path = g_build_filename (shared->folder, "copy", NULL);
  gboolean is_copy;

  do
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (weir_recording_sync (shared->recording, &error));
      if (weir_recording_get_dropped (shared->recording) == 0)
        continue;
      if (!weir_recording_save (shared->recording, path, FALSE, &is_copy, NULL, &error))
        {
          g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_GONE);
          continue;
        }
      /* Rows are given up before their bytes are: a save in between still finds the file whole, and takes it. */
      g_assert_cmpint (g_unlink (path), ==, 0);
      if (!is_copy)
        return NULL;
    }
  while (!g_atomic_int_get (&shared->is_done));

  return NULL;
}

/* With its own number, by which it is known again. */
static void
note_last (WeirRecording *recording)
{
  guint64 row = weir_recording_get_count (recording) - 1;
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, row);

  g_assert_true (weir_recording_set_note (recording, row, text, NULL));
}

static void
write_rows (WeirRecording *recording)
{
  WeirRecordSession session;

  weir_record_session_init (&session, recording, 1);
  weir_record_session_connect (&session);
  for (guint i = 0; i < READS; i++)
    {
      g_autoptr (GString) bytes = g_string_new (NULL);

      for (guint n = 0; n < 5; n++)
        {
          if (n == 0)
            g_string_append_printf (bytes, "event: kind%u\nretry: 1\nid: %u\n", i % 1000, i);
          g_string_append_printf (bytes, "data: %u %030u\n\n", i, n);
        }
      weir_record_session_read (&session, weir_span (bytes->str, bytes->len), 5);
      if (i % 10 == 0)
        note_last (recording);
    }
  weir_record_session_end (&session, WEIR_REASON_EOF);
  weir_record_session_clear (&session);
}

static void
run (Shared *shared, gboolean with_save)
{
  GThread *threads[READERS + 1] = { NULL };

  for (guint i = 0; i < READERS; i++)
    threads[i] = g_thread_new ("reader", read_rows, shared);
  if (with_save)
    threads[READERS] = g_thread_new ("saver", save, shared);
  write_rows (shared->recording);
  g_atomic_int_set (&shared->is_done, 1);
  for (guint i = 0; i <= READERS; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
  g_test_message ("%d rows read, %d gone", shared->n_seen, shared->n_gone);
  g_assert_cmpint (shared->n_seen, >, 0);
}

static void
test_live (Shared *shared, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  gboolean in_memory = GPOINTER_TO_INT (data) == 1;
  g_autoptr (GError) error = NULL;

  options.scratch_folder = shared->folder;
  options.in_memory = in_memory;
  options.budget_bytes = GPOINTER_TO_INT (data) == 2 ? 0 : 128 * 1024;
  options.budget_rows = 1000;
  shared->recording = weir_recording_new (&options, &error);
  g_assert_no_error (error);
  run (shared, TRUE);
}

static gpointer
load (gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_recording_load (data, NULL, NULL, NULL, &error));

  return NULL;
}

/* Looked at while it loads. */
static void
test_loading (Shared *shared, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autofree char *path = g_build_filename (shared->folder, "a.eventstream", NULL);
  g_autoptr (GError) error = NULL;
  GThread *loader, *reader;
  WeirRecording *live;

  options.path = path;
  live = weir_recording_new (&options, &error);
  g_assert_no_error (error);
  write_rows (live);
  shared->recording = weir_recording_open (path, &error);
  g_assert_no_error (error);
  reader = g_thread_new ("reader", read_rows, shared);
  loader = g_thread_new ("loader", load, shared->recording);
  g_thread_join (loader);
  g_atomic_int_set (&shared->is_done, 1);
  g_thread_join (reader);
  weir_assert_same_rows (shared->recording, live);
  weir_recording_unref (live);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/threads/scratch", Shared, GINT_TO_POINTER (0), set_up, test_live, tear_down);
  g_test_add ("/threads/memory", Shared, GINT_TO_POINTER (1), set_up, test_live, tear_down);
  g_test_add ("/threads/rows", Shared, GINT_TO_POINTER (2), set_up, test_live, tear_down);
  g_test_add ("/threads/loading", Shared, NULL, set_up, test_loading, tear_down);

  return g_test_run ();
}
