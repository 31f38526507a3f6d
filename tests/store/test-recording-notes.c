/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-limits.h"
#include "weir-record-session.h"

#include <glib/gstdio.h>
#include <string.h>

/* Notes on rows: where they are written, and that they are on the same rows when they are read again. */

typedef struct
{
  char *folder;
  char *path;
  char *copy;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("weir-notes-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "a.eventstream", NULL);
  fixture->copy = g_build_filename (fixture->folder, "b.eventstream", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_unlink (fixture->copy);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->copy);
  g_free (fixture->folder);
}

static WeirRecording *
start (const WeirRecordingOptions *options)
{
  g_autoptr (GError) error = NULL;
  WeirRecording *recording = weir_recording_new (options, &error);

  g_assert_no_error (error);

  return recording;
}

static WeirRecording *
start_named (Fixture *fixture)
{
  WeirRecordingOptions options = weir_record_session_options ();

  options.path = fixture->path;
  options.replace = TRUE;
  /* Many marks; a file that is named is not trimmed for it. */
  options.budget_bytes = 16 * 4096;

  return start (&options);
}

static WeirRecording *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  WeirRecording *recording = weir_recording_open (path, &error);

  g_assert_no_error (error);
  weir_recording_load (recording, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return recording;
}

static void
note (WeirRecording *recording, guint64 row, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (weir_recording_set_note (recording, row, text, &error));
  g_assert_no_error (error);
}

static void
assert_note (WeirRecording *recording, guint64 row, const char *wanted)
{
  g_autofree char *text = weir_recording_dup_note (recording, row);

  g_assert_cmpstr (text, ==, wanted);
}

static char *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
write_file (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* The file ends with these lines, while its writer is still there. */
static void
assert_end (Fixture *fixture, const char *wanted)
{
  g_autofree char *text = read_file (fixture->path);
  const char *end = strlen (text) > strlen (wanted) ? text + strlen (text) - strlen (wanted) : text;

  g_assert_cmpstr (end, ==, wanted);
}

static void
test_lines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirRecording) recording = start_named (fixture);
  g_autoptr (WeirRecording) again = NULL;
  g_autoptr (GError) error = NULL;
  guint64 changes = weir_recording_get_note_changes (recording);
  WeirRecordSession session;

  g_assert_false (weir_recording_set_note (recording, 0, "nothing is there yet", &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_GONE);
  g_clear_error (&error);
  weir_record_session_init (&session, recording, 0);
  weir_record_session_connect (&session);
  weir_record_session_read (&session, WEIR_SPAN_LITERAL ("id: 1\ndata: a\n\nda"), 1500);
  note (recording, 3, "  the \tfirst\r\none ");
  assert_end (fixture, "data: a\n\n:@ note for=4 the  first  one\n");
  assert_note (recording, 3, "the  first  one");
  note (recording, 0, "für alle");
  note (recording, 3, "");
  assert_end (fixture, ":@ note for=1 für alle\n:@ note for=4\n");
  assert_note (recording, 3, NULL);
  g_assert_cmpuint (weir_recording_get_note_changes (recording), ==, changes + 3);
  /* What is so already is not said again. */
  note (recording, 0, " für alle");
  note (recording, 2, "  ");
  assert_end (fixture, ":@ note for=1 für alle\n:@ note for=4\n");

  weir_record_session_read (&session, WEIR_SPAN_LITERAL ("ta: b\n\ndata: c\n\r"), 10);
  note (recording, 5, "behind a CR");
  weir_record_session_read (&session, WEIR_SPAN_LITERAL ("\ndata: d\n\n"), 10);
  assert_end (fixture, "data: c\n\r:@ note for=6 behind a CR\n:@ raw \"\\n\"\n:@ wait 10us\ndata: d\n\n");
  weir_record_session_end (&session, WEIR_REASON_EOF);
  note (recording, 7, "ended");
  again = load (fixture->path);
  weir_assert_same_rows (again, recording);
  weir_assert_expected_rows (again, &session);
  assert_note (again, 0, "für alle");
  assert_note (again, 3, NULL);
  assert_note (again, 5, "behind a CR");
  assert_note (again, 7, "ended");
  weir_record_session_clear (&session);
}

typedef struct
{
  WeirRecording *recording;
  GRand *random;
  guint n_notes;
} Noting;

/* At any moment between two turns of the network, on any row. */
static void
report_and_note (const WeirReport *report, gpointer data)
{
  Noting *self = data;
  guint64 count;

  weir_recording_report (self->recording, report);
  count = weir_recording_get_count (self->recording);
  if (report->kind == WEIR_REPORT_READ || report->kind == WEIR_REPORT_FRAME || report->kind == WEIR_REPORT_COMMENT ||
      report->kind == WEIR_REPORT_RETRY || g_rand_int_range (self->random, 0, 3) > 0)
    return;
  for (gint32 n = g_rand_int_range (self->random, 0, 3); n > 0; n--)
    {
      guint64 row = g_rand_int_range (self->random, 0, 2) ? count - 1 : (guint64) g_rand_int_range (self->random, 0, (gint32) count);
      g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT " :@ cut", row);

      note (self->recording, row, g_rand_int_range (self->random, 0, 5) ? text : "");
      self->n_notes++;
    }
}

static void
assert_same_notes (WeirRecording *got, WeirRecording *wanted)
{
  g_assert_cmpuint (weir_recording_get_count (got), ==, weir_recording_get_count (wanted));
  for (guint64 i = 0; i < weir_recording_get_count (wanted); i++)
    {
      g_autofree char *text = weir_recording_dup_note (wanted, i);

      assert_note (got, i, text);
    }
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  guint n_notes = 0;

  for (guint32 seed = 0; seed < 120; seed++)
    {
      g_autoptr (WeirRecording) recording = start_named (fixture);
      g_autoptr (WeirRecording) again = NULL;
      g_autoptr (GPtrArray) streams = NULL;
      g_autofree char *bytes = NULL;
      Noting noting = { recording, g_rand_new_with_seed (seed), 0 };
      WeirRecordSession session;
      gsize n_bytes;

      weir_record_session_init (&session, recording, seed);
      session.sink = (WeirSink){ report_and_note, &noting, NULL };
      weir_record_session_live (&session, 1 + seed % 4, 100 + seed % 150 * 30);
      g_assert_true (g_file_get_contents (fixture->path, &bytes, &n_bytes, NULL));
      streams = weir_law_read (bytes, n_bytes);
      weir_assert_same_streams (streams, session.received);
      again = load (fixture->path);
      weir_assert_same_rows (again, recording);
      weir_assert_expected_rows (again, &session);
      assert_same_notes (again, recording);
      n_notes += noting.n_notes;
      weir_record_session_clear (&session);
      g_rand_free (noting.random);
    }
  g_assert_cmpuint (n_notes, >, 1000);
}

/* The number behind `data: ` in the event's block. */
static guint
get_event (WeirRecording *recording, guint64 row)
{
  g_autoptr (GBytes) wire = weir_recording_read_wire (recording, row, NULL);
  const char *data;

  g_assert_nonnull (wire);
  data = g_strstr_len (g_bytes_get_data (wire, NULL), (gssize) g_bytes_get_size (wire), "data: ");
  g_assert_nonnull (data);

  return (guint) g_ascii_strtoull (data + 6, NULL, 10);
}

/* Each note is on the event that it names, or on the comment right before it. Returns: how many there are */
static guint
check_named (WeirRecording *recording)
{
  guint n = 0;
  WeirRow row;

  for (guint64 i = weir_recording_get_first (recording); i < weir_recording_get_count (recording); i++)
    {
      g_autofree char *text = weir_recording_dup_note (recording, i);

      if (text == NULL)
        continue;
      g_assert_true (weir_recording_get_row (recording, i, &row));
      if (g_str_has_prefix (text, "above "))
        {
          g_assert_cmpuint (row.kind, ==, WEIR_ROW_COMMENT);
          g_assert_cmpuint (get_event (recording, i + 1), ==, g_ascii_strtoull (text + 6, NULL, 10));
        }
      else
        {
          g_assert_cmpuint (row.kind, ==, WEIR_ROW_EVENT);
          g_assert_cmpuint (get_event (recording, i), ==, g_ascii_strtoull (text, NULL, 10));
        }
      n++;
    }

  return n;
}

/* Events with their number as a note, each hundredth, with a comment above it that has one, too, and a reconnection now and then. */
static void
live_with_notes (WeirRecording *recording, guint n_events)
{
  WeirRecordSession session;

  weir_record_session_init (&session, recording, 1);
  weir_record_session_connect (&session);
  note (recording, 0, "above all");
  for (guint n = 0; n < n_events; n++)
    {
      g_autofree char *block = g_strdup_printf (": c\n\ndata: %u %0100d\n\n", n, 0);
      g_autofree char *text = g_strdup_printf ("%u", n);
      g_autofree char *above = g_strdup_printf ("above %u", n);

      weir_record_session_read (&session, weir_span_from_string (block), 100);
      if (n % 100 == 99)
        {
          note (recording, weir_recording_get_count (recording) - 1, text);
          note (recording, weir_recording_get_count (recording) - 2, above);
        }
      if (n % 3000 == 2999)
        {
          weir_record_session_end (&session, WEIR_REASON_CUT);
          weir_record_session_wait (&session, 1000);
          weir_record_session_connect (&session);
        }
    }
  weir_record_session_clear (&session);
}

/* The beginning is given back: what is saved begins with another row, and the notes are where they were. */
static void
test_trimmed (Fixture *fixture, gconstpointer data)
{
  gboolean in_memory = GPOINTER_TO_INT (data);
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (WeirRecording) again = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_copy;
  guint n_live, n_again;

  options.scratch_folder = fixture->folder;
  options.in_memory = in_memory;
  options.budget_bytes = 256 * 1024;
  recording = start (&options);
  live_with_notes (recording, 10000);
  assert_note (recording, 0, NULL);
  g_assert_cmpuint (weir_recording_get_first (recording), >, 10000);
  n_live = check_named (recording);
  g_assert_cmpuint (n_live, >, 20);
  g_assert_false (weir_recording_set_note (recording, 0, "gone", &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_GONE);
  g_clear_error (&error);

  g_assert_true (weir_recording_save (recording, fixture->path, FALSE, &is_copy, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (is_copy);
  again = load (fixture->path);
  n_again = check_named (again);
  /* Up to the first mark nothing is copied. */
  g_assert_cmpuint (n_again, >, n_live * 3 / 4);
  g_assert_cmpuint (n_again, <=, n_live);

  /* The copy can have more notes, and a copy of that. */
  note (again, weir_recording_get_count (again) - 1, "9999 again");
  g_clear_pointer (&again, weir_recording_unref);
  again = load (fixture->path);
  g_assert_cmpuint (check_named (again), ==, n_again);
  assert_note (again, weir_recording_get_count (again) - 1, "9999 again");
}

static const char head[] = ":@ weir 1\n"
                           ":@ template off\n"
                           ":@ recorded 2026-11-21T08:00:00.123456Z\n"
                           ":@ connect 1\n"
                           ":@ open\n"
                           "data: a\n\n"
                           "data: b\n\n";

/* Into the file itself, at its end, with no other byte touched. */
static void
test_opened (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strconcat (head, ":@ note about the whole\n:@ note for=4 b\n:@ note for=3 a\n", NULL);
  g_autofree char *wanted = g_strconcat (text, ":@ note for=3 seen\n:@ note for=4\n", NULL);
  g_autoptr (WeirRecording) recording = NULL;
  g_autofree char *got = NULL;

  write_file (fixture->path, text);
  recording = load (fixture->path);
  assert_note (recording, 2, "a");
  assert_note (recording, 3, "b");
  note (recording, 2, "seen");
  note (recording, 3, "");
  assert_note (recording, 2, "seen");
  g_assert_false (weir_recording_has_loose_notes (recording));
  g_assert_null (weir_recording_steal_problem (recording));
  got = read_file (fixture->path);
  g_assert_cmpstr (got, ==, wanted);
  g_clear_pointer (&recording, weir_recording_unref);
  recording = load (fixture->path);
  assert_note (recording, 2, "seen");
  assert_note (recording, 3, NULL);
}

/* A file that is not ours to change, or ends in the middle of something: it stays as it is, and a copy has the note.
 * @text: (nullable): the file's, unless it has zeros */
static void
check_loose (Fixture *fixture, WeirRecording *recording, const char *text)
{
  g_autofree char *got = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) copy = NULL;
  g_autofree char *copied = NULL;
  gboolean is_copy;

  note (recording, 2, "one");
  problem = weir_recording_steal_problem (recording);
  g_assert_error (problem, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
  note (recording, 2, "two");
  note (recording, 3, "three");
  g_assert_null (weir_recording_steal_problem (recording));
  g_assert_true (weir_recording_has_loose_notes (recording));
  assert_note (recording, 2, "two");
  got = read_file (fixture->path);
  if (text != NULL)
    g_assert_cmpstr (got, ==, text);
  g_assert_cmpuint (get_event (recording, 3), ==, 0);

  g_assert_true (weir_recording_save (recording, fixture->copy, FALSE, &is_copy, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (is_copy);
  copied = read_file (fixture->copy);
  /* All that was whole is there as it was. */
  g_assert_cmpint (strncmp (copied, got, strlen (head)), ==, 0);
  copy = load (fixture->copy);
  assert_same_notes (copy, recording);
  g_assert_cmpint (g_unlink (fixture->copy), ==, 0);
}

static void
test_not_ours (Fixture *fixture, gconstpointer data)
{
  static const char *const tails[] = { "data: ha", "id: 3\ndata: half\n",  ":@ wai",      ":@",   ":",
                                       ": com",    ":@ raw \"data: x\"\n", ":@ raw \"da", "\xef", ":@ ended eof\n\xef\xbb\xbf" };
  g_autoptr (GString) lost = g_string_new (head);
  char zeros[80];
  g_autofree char *longer = g_strconcat (head, "data: c\n\n", NULL);
  g_autoptr (WeirRecording) recording = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *text = g_strconcat (head, tails[i], NULL);
      g_autoptr (WeirRecording) cut = NULL;

      write_file (fixture->path, text);
      cut = load (fixture->path);
      check_loose (fixture, cut, text);
    }

  /* Nothing can be read at its end. */
  memset (zeros, '\0', sizeof zeros);
  g_string_append_len (lost, zeros, sizeof zeros);
  g_string_append (lost, "lost");
  g_assert_true (g_file_set_contents (fixture->path, lost->str, (gssize) lost->len, NULL));
  recording = load (fixture->path);
  g_assert_cmpuint (weir_recording_get_count (recording), ==, 5);
  check_loose (fixture, recording, NULL);
  g_clear_pointer (&recording, weir_recording_unref);

  /* Another program has written to it since. */
  write_file (fixture->path, head);
  recording = load (fixture->path);
  write_file (fixture->path, longer);
  check_loose (fixture, recording, longer);
}

/* Someone records into it. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirRecording) writer = start_named (fixture);
  g_autoptr (WeirRecording) recording = NULL;
  g_autofree char *text = NULL;
  WeirRecordSession session;

  weir_record_session_init (&session, writer, 1);
  weir_record_session_connect (&session);
  weir_record_session_read (&session, WEIR_SPAN_LITERAL ("data: a\n\n"), 1);
  recording = load (fixture->path);
  text = read_file (fixture->path);
  check_loose (fixture, recording, text);
  weir_record_session_clear (&session);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *damaged =
      g_strconcat (head, ":@ what is this\ndata: c\n\n:@ note for=5 c?\n:@ mark 99 connect=1 events=3 rows=7 time=1s\ndata: d\n\n",
                   ":@ note for=8 d\n:@ note for=3 a\n:@ note for=99 nobody\n:@ note for=0 nobody\n:@ note for=x text\n:@ note for=\n",
                   NULL);
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (GError) error = NULL;

  write_file (fixture->path, "data: a\n\n");
  recording = load (fixture->path);
  g_assert_false (weir_recording_set_note (recording, 0, "x", &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_FORMAT);
  g_clear_error (&error);
  g_clear_pointer (&recording, weir_recording_unref);

  /* Behind what cannot be read the numbers are known again from a mark on. */
  write_file (fixture->path, damaged);
  recording = load (fixture->path);
  g_assert_cmpuint (weir_recording_get_count (recording), ==, 7);
  assert_note (recording, 2, "a");
  assert_note (recording, 4, NULL);
  assert_note (recording, 5, NULL);
  assert_note (recording, 6, "d");
  g_assert_false (weir_recording_set_note (recording, 5, "x", &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_DAMAGED);
  note (recording, 6, "D");
  g_clear_pointer (&recording, weir_recording_unref);
  recording = load (fixture->path);
  assert_note (recording, 6, "D");
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirRecording) recording = start_named (fixture);
  g_autoptr (WeirRecording) again = NULL;
  g_autoptr (GString) text = g_string_new ("xx");
  g_autoptr (GString) file = g_string_new (head);
  g_autofree char *kept = NULL;
  g_autofree char *shown = NULL;
  WeirRecordSession session;

  /* No character is parted, here or in what others wrote. */
  while (text->len < 3000)
    g_string_append (text, "三");
  weir_record_session_init (&session, recording, 1);
  weir_record_session_connect (&session);
  note (recording, 1, text->str);
  kept = weir_recording_dup_note (recording, 1);
  g_assert_cmpuint (strlen (kept), ==, WEIR_LIMIT_NOTE - 2);
  g_assert_true (g_utf8_validate (kept, -1, NULL));
  weir_record_session_clear (&session);

  g_string_append_printf (file, ":@ note for=3 %s\n:@ note for=4 \x1b[31m\xff\xfe\n", text->str);
  write_file (fixture->path, file->str);
  again = load (fixture->path);
  assert_note (again, 2, kept);
  assert_note (again, 3, "\x1b[31m\xff\xfe");
  assert_note (again, 4, NULL);
}

/* A file made to fill memory. */
static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) file = g_string_new (head);
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < WEIR_LIMIT_NOTES + 10; i++)
    g_string_append_printf (file, ":\n:@ note for=%u %u\n", i + 5, i);
  write_file (fixture->path, file->str);
  recording = load (fixture->path);
  assert_note (recording, 4 + WEIR_LIMIT_NOTES - 1, "65535");
  assert_note (recording, 4 + WEIR_LIMIT_NOTES, NULL);
  g_assert_false (weir_recording_set_note (recording, 4 + WEIR_LIMIT_NOTES, "x", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  note (recording, 4, "changed");
  note (recording, 5, "");
  note (recording, 4 + WEIR_LIMIT_NOTES, "room again");
  assert_note (recording, 4 + WEIR_LIMIT_NOTES, "room again");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function, data) g_test_add ("/recording-notes/" name, Fixture, data, set_up, function, tear_down)
  ADD ("lines", test_lines, NULL);
  ADD ("random", test_random, NULL);
  ADD ("trimmed-file", test_trimmed, GINT_TO_POINTER (FALSE));
  ADD ("trimmed-memory", test_trimmed, GINT_TO_POINTER (TRUE));
  ADD ("opened", test_opened, NULL);
  ADD ("not-ours", test_not_ours, NULL);
  ADD ("locked", test_locked, NULL);
  ADD ("refused", test_refused, NULL);
  ADD ("limits", test_limits, NULL);
  ADD ("too-many", test_too_many, NULL);

  return g_test_run ();
}
