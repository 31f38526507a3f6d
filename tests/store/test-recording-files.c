/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-record-fixture.h"
#include "weir-record-session.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Files: created, replaced, locked. */

static void
test_create (WeirRecordFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) recording = weir_record_fixture_start (fixture, TRUE, FALSE, &error);
  struct stat info;

  g_assert_no_error (error);
  g_assert_cmpstr (weir_recording_get_path (recording), ==, fixture->path);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  weir_record_fixture_record (recording);
  g_assert_true (weir_recording_sync (recording, &error));

  g_assert_null (weir_record_fixture_start (fixture, TRUE, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (weir_record_fixture_start (fixture, TRUE, TRUE, &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_IN_USE);
  /* Who it is: this very process, when the system tells. */
  if (g_file_test ("/proc/locks", G_FILE_TEST_EXISTS))
    {
      g_autofree char *pid = g_strdup_printf ("(process %d", (int) getpid ());

      g_assert_nonnull (strstr (error->message, pid));
    }
}

/* A recording to which nothing happened leaves no file behind. */
static void
test_unused (WeirRecordFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) recording = weir_record_fixture_start (fixture, TRUE, FALSE, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_clear_pointer (&recording, weir_recording_unref);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_replace (WeirRecordFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) recording = NULL;
  g_autofree char *before = NULL, *after = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "precious", -1, NULL));
  recording = weir_record_fixture_start (fixture, TRUE, TRUE, &error);
  g_assert_no_error (error);
  before = weir_record_fixture_get_text (fixture->path);
  g_assert_cmpstr (before, ==, "precious");
  g_assert_null (weir_record_fixture_start (fixture, TRUE, TRUE, &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_IN_USE);
  g_clear_error (&error);
  /* Nothing was written: it stays. */
  g_clear_pointer (&recording, weir_recording_unref);
  g_clear_pointer (&before, g_free);
  before = weir_record_fixture_get_text (fixture->path);
  g_assert_cmpstr (before, ==, "precious");

  recording = weir_record_fixture_start (fixture, TRUE, TRUE, &error);
  g_assert_no_error (error);
  weir_record_fixture_record (recording);
  after = weir_record_fixture_get_text (fixture->path);
  g_assert_true (g_str_has_prefix (after, ":@ weir 1\n"));
  g_assert_null (weir_recording_steal_problem (recording));
  g_assert_null (weir_record_fixture_start (fixture, TRUE, TRUE, &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_IN_USE);
}

/* Another program put its own file there after we looked: it is left alone, and the stream goes on in memory. */
static void
test_replace_changed (WeirRecordFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (WeirRecording) recording = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "precious", -1, NULL));
  recording = weir_record_fixture_start (fixture, TRUE, TRUE, &error);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, "other", -1, NULL));
  weir_record_fixture_record (recording);
  problem = weir_recording_steal_problem (recording);
  g_assert_error (problem, WEIR_STORE_ERROR, WEIR_STORE_ERROR_IN_USE);
  after = weir_record_fixture_get_text (fixture->path);
  g_assert_cmpstr (after, ==, "other");
  bytes = weir_recording_read (recording, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "data: 1\n\n", 9);
}

static void
test_refused (WeirRecordFixture *fixture, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) recording = NULL;
  g_autofree char *below = g_build_filename (fixture->path, "b", NULL);

  options.path = below;
  g_assert_null (weir_recording_new (&options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  options.path = fixture->folder;
  options.replace = TRUE;
  g_assert_null (weir_recording_new (&options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_clear_error (&error);
  options.path = "/dev/null";
  g_assert_null (weir_recording_new (&options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_clear_error (&error);

  /* No folder for scratch: in memory, and it is said. */
  g_assert_true (g_file_set_contents (fixture->path, "a file", -1, NULL));
  options.path = NULL;
  options.scratch_folder = below;
  recording = weir_recording_new (&options, &error);
  g_assert_no_error (error);
  error = weir_recording_steal_problem (recording);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_assert_null (weir_recording_steal_problem (recording));
  weir_record_fixture_record (recording);
  g_assert_cmpuint (weir_recording_get_count (recording), ==, 4);
}

enum
{
  RACERS = 5
};

typedef struct
{
  int start[2], answer[2], end[2];
} Pipes;

/* One of many who want the file: tries when the start pipe closes, keeps what it got until the end pipe does. */
static void
run_racer (WeirRecordFixture *fixture, gboolean replace, Pipes *pipes)
{
  g_autoptr (GError) error = NULL;
  WeirRecording *recording;
  char answer;

  close (pipes->start[1]);
  close (pipes->end[1]);
  if (read (pipes->start[0], &answer, 1) != 0)
    _exit (1);
  recording = weir_record_fixture_start (fixture, TRUE, replace, &error);
  if (recording != NULL)
    answer = 'w';
  else if (g_error_matches (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_IN_USE))
    answer = 'u';
  else
    answer = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS) ? 'e' : '?';
  if (write (pipes->answer[1], &answer, 1) != 1 || read (pipes->end[0], &answer, 1) != 0)
    _exit (1);
  _exit (0);
}

static void
race (WeirRecordFixture *fixture, gboolean replace)
{
  Pipes pipes;
  guint n_winners = 0;
  char answer;
  int status;

  g_assert_cmpint (pipe (pipes.start), ==, 0);
  g_assert_cmpint (pipe (pipes.answer), ==, 0);
  g_assert_cmpint (pipe (pipes.end), ==, 0);
  for (guint i = 0; i < RACERS; i++)
    if (fork () == 0)
      run_racer (fixture, replace, &pipes);
  close (pipes.start[0]);
  close (pipes.start[1]);
  close (pipes.answer[1]);
  for (guint i = 0; i < RACERS; i++)
    {
      g_assert_cmpint (read (pipes.answer[0], &answer, 1), ==, 1);
      g_assert_true (answer == 'w' || answer == 'u' || (answer == 'e' && !replace));
      n_winners += answer == 'w' ? 1 : 0;
    }
  g_assert_cmpuint (n_winners, ==, 1);
  close (pipes.end[0]);
  close (pipes.end[1]);
  close (pipes.answer[0]);
  for (guint i = 0; i < RACERS; i++)
    {
      g_assert_cmpint (wait (&status), >, 0);
      g_assert_cmpint (status, ==, 0);
    }
}

/* Of many who want one file at the same instant, one gets it: a new one, an old one, one that may be old or new. */
static void
test_races (WeirRecordFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GDir) dir = NULL;
      const char *name;

      if (i % 3 == 1)
        g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
      race (fixture, i % 3 != 0);
      /* The racers were killed in the act, so to say: what they replace with is left where it is. */
      dir = g_dir_open (fixture->folder, 0, NULL);
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

          g_assert_cmpint (g_unlink (path), ==, 0);
        }
    }
}

static void
test_no_recording (WeirRecordFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *hint;
  } cases[] = {
    { "", "neither" },
    { "{\"data\": 1}\n", "neither" },
    { "not a recording:\n\n", "neither" },
    /* The first line is damaged. */
    { ":@ weis 1\n:@ recorded 2026-11-21T08:00:00.123456Z\ndata: a\n\n", "neither" },
    { ":@ weir 1\ndata: a\n\n:@ recorded 2026-11-21T08:00:00.123456Z\n", "weir serve" },
    { ":@ weir 1\n:@ recorded yesterday\n", "weir serve" },
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, cases[i].text, -1, NULL));
      g_assert_null (weir_recording_open (fixture->path, &error));
      g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, cases[i].hint));
      g_clear_error (&error);
    }
  g_assert_true (g_file_set_contents (fixture->path, "data: a\0\n", 9, NULL));
  g_assert_null (weir_recording_open (fixture->path, &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_null (weir_recording_open (fixture->folder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_null (weir_recording_open (fixture->path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* What `curl -N` wrote: each unit is a row, byte for byte, nothing is a directive. */
static void
test_plain (WeirRecordFixture *fixture, gconstpointer data)
{
  static const char text[] =
      "\xef\xbb\xbfid: 7\r\nevent: tick\r\ndata: 1\r\n\r\n:@ cut\n\n:@@ x\n\ndata: 2\n:@ wait 1s\n\nretry: 5\n\ndata: cut o";
  static const struct
  {
    WeirRowKind kind;
    const char *bytes;
  } rows[] = {
    { WEIR_ROW_EVENT, "id: 7\r\nevent: tick\r\ndata: 1\r\n\r\n" },
    { WEIR_ROW_COMMENT, ":@ cut\n" },
    { WEIR_ROW_COMMENT, ":@@ x\n" },
    { WEIR_ROW_COMMENT, ":@ wait 1s\n" },
    { WEIR_ROW_EVENT, "data: 2\n:@ wait 1s\n\n" },
    { WEIR_ROW_RETRY, "retry: 5\n" },
    { WEIR_ROW_BLOCK, "retry: 5\n\n" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) recording = NULL;
  g_autofree char *id = NULL;

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  recording = weir_recording_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (weir_recording_is_plain (recording));
  g_assert_true (weir_recording_load (recording, NULL, NULL, NULL, &error));
  g_assert_cmpuint (weir_recording_get_count (recording), ==, G_N_ELEMENTS (rows));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = weir_recording_read_wire (recording, i, &error);
      WeirRow row;

      g_assert_no_error (error);
      g_assert_true (weir_recording_get_row (recording, i, &row));
      g_assert_cmpint (row.kind, ==, rows[i].kind);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), rows[i].bytes, strlen (rows[i].bytes));
    }
  id = weir_recording_dup_last_event_id (recording, 4);
  g_assert_cmpstr (id, ==, "7");
  /* The last block has no end. */
  g_assert_true (weir_recording_was_interrupted (recording));
}

static void
test_secrets (WeirRecordFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    {
      WeirRecordingOptions options = weir_record_session_options ();
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirRecording) recording = NULL;
      g_autofree char *text = NULL;

      options.path = fixture->path;
      options.replace = TRUE;
      options.keep_secrets = i & 1;
      options.keep_body = i >> 1;
      recording = weir_recording_new (&options, &error);
      g_assert_no_error (error);
      weir_record_fixture_record (recording);
      text = weir_record_fixture_get_text (fixture->path);
      g_assert_cmpint (strstr (text, "canary-body") != NULL, ==, i >> 1);
      g_assert_cmpint (strstr (text, "canary-header") != NULL, ==, i & 1);
      g_assert_cmpint (strstr (text, "canary-cookie") != NULL, ==, i & 1);
      g_assert_cmpint (strstr (text, "canary-token") != NULL, ==, i & 1);
      g_assert_cmpint (strstr (text, "canary-password") != NULL, ==, i & 1);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*func) (WeirRecordFixture *fixture, gconstpointer data);
  } tests[] = {
    { "/files/create", test_create },
    { "/files/replace", test_replace },
    { "/files/unused", test_unused },
    { "/files/replace-changed", test_replace_changed },
    { "/files/refused", test_refused },
    { "/files/races", test_races },
    { "/files/no-recording", test_no_recording },
    { "/files/plain", test_plain },
    { "/files/secrets", test_secrets },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, WeirRecordFixture, NULL, weir_record_fixture_set_up, tests[i].func, weir_record_fixture_tear_down);

  return g_test_run ();
}
