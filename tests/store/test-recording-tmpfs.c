/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-record-session.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

/* A disk of 1 MB that runs full: a message, the stream lives on, the file is valid to its last unit. */

enum
{
  NOT_ALLOWED = 77
};

static void
check_file (const char *path, WeirRecording *live)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) again = weir_recording_open (path, &error);
  guint64 count;

  g_assert_no_error (error);
  g_assert_true (weir_recording_load (again, NULL, NULL, NULL, &error));
  count = weir_recording_get_count (again);
  g_assert_cmpuint (count, >, 1000);
  for (guint64 i = 0; i < count; i++)
    {
      g_autoptr (GBytes) a = weir_recording_read (again, i, &error);
      g_autoptr (GBytes) b = weir_recording_read (live, i, &error);
      WeirRow row_a, row_b;

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (a, b));
      g_assert_true (weir_recording_get_row (again, i, &row_a));
      g_assert_true (weir_recording_get_row (live, i, &row_b));
      g_assert_cmpmem (&row_a, sizeof row_a, &row_b, sizeof row_b);
    }
}

static void
fill (const char *folder)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autofree char *path = g_build_filename (folder, "a.eventstream", NULL);
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GError) error = NULL;
  WeirRecordSession session;
  guint n_before = 0;

  options.path = path;
  recording = weir_recording_new (&options, &error);
  g_assert_no_error (error);
  weir_record_session_init (&session, recording, 1);
  weir_record_session_connect (&session);
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *text = g_strdup_printf ("data: %u %0500u\n\n", i, i);

      weir_record_session_read (&session, weir_span_from_string (text), 100);
      if (problem == NULL && (problem = weir_recording_steal_problem (recording)) != NULL)
        n_before = i;
    }
  g_assert_error (problem, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpuint (n_before, >, 1000);
  g_assert_null (weir_recording_steal_problem (recording));
  g_assert_cmpuint (weir_recording_get_count (recording), ==, 5003);
  check_file (path, recording);
  weir_record_session_clear (&session);
}

/* In a name space of its own, with a disk of its own. */
static int
run_child (const char *folder)
{
  if (unshare (CLONE_NEWNS) < 0 && unshare (CLONE_NEWUSER | CLONE_NEWNS) < 0)
    return NOT_ALLOWED;
  if (mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 || mount ("weir-test", folder, "tmpfs", 0, "size=1m") < 0)
    return NOT_ALLOWED;
  fill (folder);

  return 0;
}

static void
test_full_disk (void)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-tmpfs-XXXXXX", NULL);
  int status;
  pid_t child = fork ();

  if (child == 0)
    _exit (run_child (folder));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (rmdir (folder), ==, 0);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == NOT_ALLOWED)
    g_test_skip ("no file system can be mounted here; run it as root, and not in a chroot");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tmpfs/full-disk", test_full_disk);

  return g_test_run ();
}
