/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-limits.h"
#include "weir-record-session.h"

#include <glib/gstdio.h>

/* What is large, or many: written and read back all the same. */

typedef struct
{
  char *path;
  WeirRecording *recording;
  WeirRecordSession session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("weir-limits-XXXXXX", &fixture->path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  options.path = fixture->path;
  options.replace = TRUE;
  fixture->recording = weir_recording_new (&options, &error);
  g_assert_no_error (error);
  weir_record_session_init (&fixture->session, fixture->recording, 1);
  weir_record_session_connect (&fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  weir_record_session_clear (&fixture->session);
  weir_recording_unref (fixture->recording);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_free (fixture->path);
}

/* Returns: the file's text */
static char *
check (Fixture *fixture, gboolean all_bytes)
{
  g_autoptr (WeirRecording) again = NULL;
  g_autoptr (GPtrArray) streams = NULL;
  g_autoptr (GError) error = NULL;
  char *text;
  gsize n_bytes;

  g_assert_null (weir_recording_steal_problem (fixture->recording));
  again = weir_recording_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (weir_recording_load (again, NULL, NULL, NULL, &error));
  weir_assert_same_rows (again, fixture->recording);
  g_assert_true (g_file_get_contents (fixture->path, &text, &n_bytes, NULL));
  streams = weir_law_read (text, n_bytes);
  if (all_bytes)
    weir_assert_same_streams (streams, fixture->session.received);

  return text;
}

static void
read_in_pieces (Fixture *fixture, const GString *bytes, gsize size)
{
  for (gsize i = 0; i < bytes->len; i += size)
    weir_record_session_read (&fixture->session, weir_span (bytes->str + i, MIN (size, bytes->len - i)), 3);
}

static void
test_many_reads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) bytes = g_string_new ("data: ");
  g_autofree char *text = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_c (bytes, (char) ('a' + i % 26));
  g_string_append (bytes, "\nretry: 5\n\n");
  read_in_pieces (fixture, bytes, 1);
  weir_record_session_end (&fixture->session, WEIR_REASON_EOF);
  text = check (fixture, TRUE);
  g_assert_nonnull (strstr (text, "\n:@ chunk 1 1+3us 1+3us"));
}

/* A raw line is at most so long, whatever is in it; and it is UTF-8 as long as what it holds is. */
static void
test_unfinished (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) bytes = g_string_new ("data: ");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gsize longest = 0;

  for (guint i = 0; i < 100000; i++)
    g_string_append (bytes, i < 50000 ? "caf\xc3\xa9 " : "\xff\t\"\\\x01");
  read_in_pieces (fixture, bytes, 300000);
  weir_record_session_end (&fixture->session, WEIR_REASON_CUT);
  text = check (fixture, TRUE);
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    longest = MAX (longest, strlen (lines[i]) + 1);
  g_assert_cmpuint (longest, <=, WEIR_LIMIT_RAW_LINE);
  g_assert_cmpuint (longest, >, WEIR_LIMIT_RAW_LINE / 4);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

/* Long runs of zeros, and ends of lines where raw lines end. */
static void
test_zeros (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  static const char *const ends[] = { "\n\n", "\r\n\r\n", "\r\r", "\n\r\n" };

  for (gsize n = 60; n < 200000; n = n < 70 ? n + 1 : n * 5 + 3)
    for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
      for (gsize size = 16000; size < 70000; size += 13107)
        {
          g_autoptr (GString) bytes = g_string_new (": c\nretry: 7\n: in\ndata: ");

          while (bytes->len < n)
            g_string_append_c (bytes, '\0');
          g_string_append (bytes, ends[i]);
          read_in_pieces (fixture, bytes, size);
        }
  weir_record_session_end (&fixture->session, WEIR_REASON_EOF);
  text = check (fixture, TRUE);
}

static void
test_large_event (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) bytes = g_string_new ("data: ");
  g_autofree char *text = NULL;
  WeirRow row;

  for (guint i = 0; i < 10 * 1024 * 1024; i++)
    g_string_append_c (bytes, (char) (' ' + i % 90));
  g_string_append (bytes, "\n\n");
  read_in_pieces (fixture, bytes, 65536);
  weir_record_session_end (&fixture->session, WEIR_REASON_EOF);
  text = check (fixture, TRUE);
  g_assert_true (weir_recording_get_row (fixture->recording, 3, &row));
  g_assert_cmpuint (row.kind, ==, WEIR_ROW_EVENT);
  g_assert_cmpuint (row.length, ==, bytes->len);
}

/* A line without end: the client gives up, what it had is kept. */
static void
test_endless_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) bytes = g_string_new ("data: ");
  g_autofree char *text = NULL;
  WeirRow row;

  while (bytes->len < 17 * 1024 * 1024)
    g_string_append_c (bytes, 'x');
  read_in_pieces (fixture, bytes, 1024 * 1024);
  weir_record_session_end (&fixture->session, WEIR_REASON_LIMIT);
  text = check (fixture, FALSE);
  g_assert_true (weir_recording_get_row (fixture->recording, 3, &row));
  g_assert_cmpuint (row.kind, ==, WEIR_ROW_UNFINISHED);
  g_assert_cmpuint (row.length, >, WEIR_LIMIT_LINE);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autofree char *text = NULL, *message = NULL, *last = NULL;
  g_autofree char *long_name = g_strnfill (257, 'n');
  guint64 count;
  WeirRow row;

  g_string_append_printf (bytes, "event: %s\ndata:x\n\ndata:x\n\n", long_name);
  for (guint i = 0; i < WEIR_LIMIT_NAMES + 10; i++)
    g_string_append_printf (bytes, "event: n%u\ndata:x\n\n", i);
  read_in_pieces (fixture, bytes, 60000);
  text = check (fixture, TRUE);
  count = weir_recording_get_count (fixture->recording);

  g_assert_true (weir_recording_get_row (fixture->recording, 3, &row));
  g_assert_cmpuint (row.name, ==, G_MAXUINT16);
  g_assert_null (weir_recording_dup_name (fixture->recording, row.name));
  g_assert_true (weir_recording_get_row (fixture->recording, 4, &row));
  g_assert_cmpuint (row.name, ==, 0);
  message = weir_recording_dup_name (fixture->recording, 0);
  g_assert_cmpstr (message, ==, "message");
  g_assert_true (weir_recording_get_row (fixture->recording, count - 1, &row));
  g_assert_cmpuint (row.name, ==, G_MAXUINT16);
  g_assert_true (weir_recording_get_row (fixture->recording, count - 11, &row));
  last = weir_recording_dup_name (fixture->recording, row.name);
  g_assert_cmpstr (last, ==, "n65533");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/limits/many-reads", Fixture, NULL, set_up, test_many_reads, tear_down);
  g_test_add ("/limits/unfinished", Fixture, NULL, set_up, test_unfinished, tear_down);
  g_test_add ("/limits/zeros", Fixture, NULL, set_up, test_zeros, tear_down);
  g_test_add ("/limits/large-event", Fixture, NULL, set_up, test_large_event, tear_down);
  g_test_add ("/limits/endless-line", Fixture, NULL, set_up, test_endless_line, tear_down);
  g_test_add ("/limits/names", Fixture, NULL, set_up, test_names, tear_down);

  return g_test_run ();
}
