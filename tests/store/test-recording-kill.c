/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-recording-index.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

/* A recording program is killed at any moment: its file opens, and nothing that was shown is missing. WEIR_TEST_KILLS: how often. */

typedef struct
{
  guint64 rows;
  guint64 events;
  guint64 noted; /* how many rows there were when the last one of them was noted */
} Seen;

/* Runs the recorder until it has told of @n_reads reads, kills it, and drains what it said. */
static void
run_and_kill (const char *path, guint seed, guint n_reads, Seen *seen)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "store", "record-stream", NULL);
  g_autofree char *seed_text = g_strdup_printf ("%u", seed);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, path, seed_text, NULL);
  GInputStream *output;
  gsize n_bytes = 0;

  g_assert_no_error (error);
  output = g_subprocess_get_stdout_pipe (process);
  for (guint i = 0;; i++)
    {
      guint64 now[2];

      if (i == n_reads)
        g_subprocess_force_exit (process);
      g_assert_true (g_input_stream_read_all (output, now, sizeof now, &n_bytes, NULL, &error));
      if (n_bytes < sizeof now)
        break;
      seen->rows = now[0];
      seen->events = now[1];
      if (i % 10 == 0)
        seen->noted = now[0];
    }
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (process));
}

static void
check_note (WeirRecording *recording, guint64 n_rows)
{
  g_autofree char *text = weir_recording_dup_note (recording, n_rows - 1);
  g_autofree char *wanted = g_strdup_printf ("row %" G_GUINT64_FORMAT, n_rows);

  g_assert_cmpstr (text, ==, wanted);
}

/* The file holds @seen rows and events at least, each event with its number, and the note. */
static void
check_file (const char *path, const Seen *seen)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) recording = weir_recording_open (path, &error);
  guint64 n_events = 0;
  WeirRow row;

  g_assert_no_error (error);
  g_assert_true (weir_recording_load (recording, NULL, NULL, NULL, &error));
  g_assert_true (weir_recording_was_interrupted (recording));
  g_assert_cmpuint (weir_recording_get_count (recording), >=, seen->rows);
  for (guint64 i = 0; i < weir_recording_get_count (recording); i++)
    {
      g_autoptr (GBytes) wire = NULL;
      const char *data;

      g_assert_true (weir_recording_get_row (recording, i, &row));
      g_assert_cmpuint (row.kind, !=, WEIR_ROW_DROPPED);
      if (row.kind != WEIR_ROW_EVENT)
        continue;
      wire = weir_recording_read_wire (recording, i, &error);
      g_assert_no_error (error);
      data = g_strstr_len (g_bytes_get_data (wire, NULL), (gssize) g_bytes_get_size (wire), "data: ");
      g_assert_nonnull (data);
      g_assert_cmpuint (g_ascii_strtoull (data + strlen ("data: "), NULL, 10), ==, n_events++);
    }
  g_assert_cmpuint (n_events, >=, seen->events);
  check_note (recording, seen->noted);
}

static void
test_kill (void)
{
  const char *wanted = g_getenv ("WEIR_TEST_KILLS");
  guint n = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 20;
  g_autofree char *folder = g_dir_make_tmp ("weir-kill-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.eventstream", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  guint64 n_rows = 0;

  for (guint i = 0; i < n; i++)
    {
      Seen seen = { 0, 0, 0 };

      run_and_kill (path, i, (guint) g_rand_int_range (random, 1, 3000), &seen);
      check_file (path, &seen);
      n_rows += seen.rows;
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_test_message ("%u kills, %u opened, %" G_GUINT64_FORMAT " rows shown, none missing", n, n, n_rows);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kill/any-moment", test_kill);

  return g_test_run ();
}
