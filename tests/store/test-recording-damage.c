/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-record-session.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/mman.h>
#include <unistd.h>

/* Files that are cut off, have holes, or were scribbled over. */

typedef struct
{
  int fd;
  char *path;
  GByteArray *bytes; /* of a recording */
  WeirRecording *whole;
} Fixture;

static void
put (Fixture *fixture, const void *bytes, gsize n_bytes)
{
  g_assert_cmpint (ftruncate (fixture->fd, 0), ==, 0);
  g_assert_cmpint (pwrite (fixture->fd, bytes, n_bytes, 0), ==, (gssize) n_bytes);
}

static WeirRecording *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  WeirRecording *recording = weir_recording_open (fixture->path, &error);

  if (recording == NULL)
    {
      g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_FORMAT);
      return NULL;
    }
  g_assert_true (weir_recording_load (recording, NULL, NULL, NULL, &error));
  g_assert_no_error (error);

  return recording;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (WeirRecording) recording = NULL;
  WeirRecordSession session;
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  options.budget_bytes = 8 * GPOINTER_TO_SIZE (data);
  options.scratch_folder = g_get_tmp_dir ();
  recording = weir_recording_new (&options, NULL);
  weir_record_session_init (&session, recording, 11);
  weir_record_session_live (&session, 3, GPOINTER_TO_SIZE (data) / 2);
  weir_record_session_clear (&session);
  g_assert_true (g_file_get_contents (weir_recording_get_path (recording), &bytes, &n_bytes, NULL));

  fixture->bytes = g_byte_array_new_take ((guint8 *) g_steal_pointer (&bytes), n_bytes);
  fixture->fd = memfd_create ("damaged", 0);
  fixture->path = g_strdup_printf ("/proc/self/fd/%d", fixture->fd);
  put (fixture, fixture->bytes->data, n_bytes);
  fixture->whole = load (fixture);
  weir_assert_same_rows (fixture->whole, recording);
  g_assert_false (weir_recording_was_interrupted (fixture->whole));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  weir_recording_unref (fixture->whole);
  g_byte_array_unref (fixture->bytes);
  g_free (fixture->path);
  close (fixture->fd);
}

/* Rows are in order and in bounds, and each @step-th can be read or says why not. */
static void
check_sane (WeirRecording *recording, guint64 size, guint64 step)
{
  gint64 time_us = 0;
  WeirRow row;

  for (guint64 i = 0; i < weir_recording_get_count (recording); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;

      g_assert_true (weir_recording_get_row (recording, i, &row));
      g_assert_cmpuint (row.offset + row.length, <=, size);
      g_assert_cmpint (row.time_us, >=, time_us);
      time_us = row.time_us;
      if (i % step != 0)
        continue;
      bytes = weir_recording_read_wire (recording, i, &error);
      if (row.kind == WEIR_ROW_DROPPED && row.spare == 0)
        g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_DAMAGED);
      else
        g_assert_no_error (error);
      if (i % 16 == 0)
        g_free (weir_recording_dup_last_event_id (recording, i));
    }
}

static guint64
count_kind (WeirRecording *recording, WeirRowKind kind)
{
  guint64 n = 0;
  WeirRow row;

  for (guint64 i = 0; i < weir_recording_get_count (recording); i++)
    if (weir_recording_get_row (recording, i, &row) && row.kind == kind)
      n++;

  return n;
}

/* Cut off at every byte: what stood before is as it was; only a unit of several lines may be shorter. */
static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  guint64 before = 0;

  g_assert_cmpuint (fixture->bytes->len, >, 2500);
  for (gsize size = fixture->bytes->len; size > 0; size--)
    {
      g_autoptr (WeirRecording) recording = NULL;
      guint64 count;
      WeirRow a, b;

      g_assert_cmpint (ftruncate (fixture->fd, (off_t) size), ==, 0);
      recording = load (fixture);
      if (recording == NULL)
        {
          g_assert_cmpuint (size, <, 100);
          continue;
        }
      count = weir_recording_get_count (recording);
      g_assert_cmpuint (count, <=, weir_recording_get_count (fixture->whole));
      for (guint64 i = 0; i < count; i++)
        {
          g_assert_true (weir_recording_get_row (recording, i, &a));
          g_assert_true (weir_recording_get_row (fixture->whole, i, &b));
          if (i == count - 1 && b.offset + b.length > size)
            {
              g_assert_true (a.kind == WEIR_ROW_CONNECTING || a.kind == WEIR_ROW_HEAD);
              a.length = b.length;
              a.time_us = b.time_us;
            }
          g_assert_cmpmem (&a, sizeof a, &b, sizeof b);
        }
      /* Nothing that is there whole is missing. */
      if (count < weir_recording_get_count (fixture->whole))
        {
          g_assert_true (weir_recording_get_row (fixture->whole, count, &b));
          g_assert_true (b.offset + b.length > size || (b.flags & WEIR_ROW_IN_BLOCK) || b.kind == WEIR_ROW_UNFINISHED);
        }
      if (before != 0)
        g_assert_cmpuint (count, <=, before);
      before = count;
      g_assert_cmpuint (count_kind (recording, WEIR_ROW_DROPPED), ==, 0);
    }
}

/* Zeros over a stretch: one row says where, what is before and behind it stays. */
static void
test_holes (Fixture *fixture, gconstpointer data)
{
  gsize size = fixture->bytes->len;
  guint64 n_rows = weir_recording_get_count (fixture->whole);
  g_autofree guint8 *copy = g_malloc (size);

  for (gsize at = 4096; at + 512 < size; at += 1531)
    {
      gsize length = MIN (512 + at % 3 * 1024, size - at);
      g_autoptr (WeirRecording) recording = NULL;
      WeirRow row, other;
      guint64 n_before = 0;
      gboolean found = FALSE;

      memcpy (copy, fixture->bytes->data, size);
      memset (copy + at, 0, length);
      put (fixture, copy, size);
      recording = load (fixture);
      check_sane (recording, size, 1);
      for (guint64 i = 0; i < weir_recording_get_count (recording) && !found; i++)
        {
          g_assert_true (weir_recording_get_row (recording, i, &row));
          found = row.kind == WEIR_ROW_DROPPED && row.offset <= at && row.offset + row.length >= at + length;
          if (!found)
            n_before++;
        }
      if (!found)
        {
          g_test_message ("hole at %u, %u", (guint) at, (guint) length);
          for (guint64 i = 0; i < weir_recording_get_count (recording); i++)
            if (weir_recording_get_row (recording, i, &row) && row.offset + row.length + 300 > at && row.offset < at + length + 300)
              g_test_message ("kind %u at %u, %u", row.kind, (guint) row.offset, row.length);
        }
      g_assert_true (found);
      for (guint64 i = 0; i < n_before; i++)
        {
          g_assert_true (weir_recording_get_row (recording, i, &row));
          g_assert_true (weir_recording_get_row (fixture->whole, i, &other));
          if (row.offset + row.length <= at && other.kind != WEIR_ROW_HEAD && other.kind != WEIR_ROW_CONNECTING)
            g_assert_cmpmem (&row, sizeof row, &other, sizeof other);
        }
      /* The last rows are the same again, but for times and ids before the next mark. */
      if (at + length + 8192 < size)
        {
          g_assert_true (weir_recording_get_row (recording, weir_recording_get_count (recording) - 1, &row));
          g_assert_true (weir_recording_get_row (fixture->whole, n_rows - 1, &other));
          g_assert_cmpuint (row.offset, ==, other.offset);
          g_assert_cmpuint (row.kind, ==, other.kind);
          g_assert_cmpint (row.time_us, ==, other.time_us);
        }
    }
}

/* Text in the place of text: nothing looks broken, but the next mark knows how many events there were. */
static void
test_overwritten (Fixture *fixture, gconstpointer data)
{
  gsize size = fixture->bytes->len;
  g_autofree guint8 *copy = g_memdup2 (fixture->bytes->data, size);
  const char *first = memmem (copy, size, ":@ mark ", 8);
  const char *second;
  g_autoptr (WeirRecording) recording = NULL;
  WeirRow row;
  guint n = 0;

  g_assert_nonnull (first);
  second = memmem (first + 8, size - (gsize) (first + 8 - (const char *) copy), ":@ mark ", 8);
  g_assert_nonnull (second);
  for (guint8 *p = (guint8 *) first + 200; p < (guint8 *) second - 100; p++)
    *p = *p == '\n' || *p == '\r' ? *p : 'x';
  put (fixture, copy, size);
  recording = load (fixture);
  check_sane (recording, size, 1);
  for (guint64 i = 0; i < weir_recording_get_count (recording); i++)
    if (weir_recording_get_row (recording, i, &row) && row.kind == WEIR_ROW_DROPPED)
      {
        n++;
        g_assert_cmpuint (row.offset, ==, (guint64) (first - (const char *) copy));
        g_assert_cmpuint (row.length, ==, (guint64) (second - first));
      }
  g_assert_cmpuint (n, ==, 1);
}

/* One directive that nobody knows costs one row, nothing else. */
static void
test_bad_line (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = {
    ":@ wiat 1s\n", ":@ wait 1x\n", ":@ wait\n", ":@ raw \"a\n",    ":@ chunk 1 x\n",
    ":@ \n",        ":@cut\n",      ":@\n",      ":@ ended soon\n", ":@ mark x\n",
  };
  const char *text = (const char *) fixture->bytes->data;
  const char *place = memmem (text, fixture->bytes->len, "\n:@ wait ", 9);
  gsize before = (gsize) (place + 1 - text);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GString) edited = g_string_new_len (text, (gssize) before);
      g_autoptr (WeirRecording) recording = NULL;

      g_string_append (edited, bad[i]);
      g_string_append_len (edited, place + 1, (gssize) (fixture->bytes->len - before));
      put (fixture, edited->str, edited->len);
      recording = load (fixture);
      check_sane (recording, edited->len, 1);
      g_assert_cmpuint (weir_recording_get_count (recording), ==, weir_recording_get_count (fixture->whole) + 1);
      g_assert_cmpuint (count_kind (recording, WEIR_ROW_DROPPED), ==, 1);
    }
}

/* A recording that was edited into a mock opens as it reads. */
static void
test_edited (Fixture *fixture, gconstpointer data)
{
  static const char text[] = ":@ weir 1\n:@ recorded 2026-11-21T08:00:00.123456Z\n:@ title Edited\n:@ on /x\n:@ connect 1\n:@ every 1s\n"
                             ":@ wait 1s..2s\ndata: a\n\n:@ repeat 3\ndata: b\n\n:@ end\n:@ wait ~5s\n\ndata: c\n:@ cut\n:@ connect 2..\n"
                             ":@ keepalive 5s\n:@ x-mine whatever\n:@ raw \"id: 4\\ndata: d\\n\"\n:@ raw \"\\n\"\n:@ close\n";
  static const WeirRowKind kinds[] = { WEIR_ROW_CONNECTING, WEIR_ROW_EVENT,      WEIR_ROW_EVENT, WEIR_ROW_UNFINISHED,
                                       WEIR_ROW_ENDED,      WEIR_ROW_CONNECTING, WEIR_ROW_EVENT, WEIR_ROW_ENDED };
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (GBytes) wire = NULL;
  WeirRow row;

  put (fixture, text, strlen (text));
  recording = load (fixture);
  g_assert_false (weir_recording_was_interrupted (recording));
  check_sane (recording, strlen (text), 1);
  g_assert_cmpuint (weir_recording_get_count (recording), ==, G_N_ELEMENTS (kinds));
  for (guint64 i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_assert_true (weir_recording_get_row (recording, i, &row));
      g_assert_cmpuint (row.kind, ==, kinds[i]);
    }
  g_assert_true (weir_recording_get_row (recording, 4, &row));
  g_assert_cmpint (row.time_us, ==, 6 * G_TIME_SPAN_SECOND);
  wire = weir_recording_read_wire (recording, 6, NULL);
  g_assert_cmpmem (g_bytes_get_data (wire, NULL), g_bytes_get_size (wire), "id: 4\ndata: d\n\n", 15);
}

/* Bytes changed, taken out, put in, doubled, anywhere. */
static void
mutate (GRand *random, GByteArray *bytes)
{
  for (gint32 n = g_rand_int_range (random, 1, 5); n > 0; n--)
    {
      guint at = (guint) g_rand_int_range (random, 0, (gint32) bytes->len);
      guint most = (guint) g_rand_int_range (random, 0, 300);
      guint length = MIN (most, bytes->len - at);
      guint8 byte = (guint8) g_rand_int_range (random, 0, 256);

      switch (g_rand_int_range (random, 0, 6))
        {
        case 0:
          bytes->data[at] = byte;
          break;
        case 1:
          bytes->data[at] ^= (guint8) (1 << byte % 8);
          break;
        case 2:
          g_byte_array_remove_range (bytes, at, length);
          break;
        case 3:
          memset (bytes->data + at, byte % 3 == 0 ? byte : 0, length);
          break;
        case 4:
          bytes->data[at] = (guint8) ":@ \n\r\"\\"[byte % 7];
          break;
        default:
          {
            g_autofree guint8 *doubled = g_memdup2 (bytes->data + at, length);

            g_byte_array_append (bytes, doubled, length);
          }
          break;
        }
      if (bytes->len == 0)
        g_byte_array_append (bytes, &byte, 1);
    }
}

static void
test_mutations (Fixture *fixture, gconstpointer data)
{
  const char *wanted = g_getenv ("WEIR_TEST_MUTATIONS");
  guint64 n = wanted != NULL ? g_ascii_strtoull (wanted, NULL, 10) : 100000;
  const char *seed = g_getenv ("WEIR_TEST_SEED");
  g_autoptr (GRand) random = g_rand_new_with_seed (seed != NULL ? (guint32) g_ascii_strtoull (seed, NULL, 10) : 1);
  guint64 n_opened = 0;

  for (guint64 i = 0; i < n; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (WeirRecording) recording = NULL;

      g_byte_array_append (bytes, fixture->bytes->data, fixture->bytes->len);
      mutate (random, bytes);
      put (fixture, bytes->data, bytes->len);
      recording = load (fixture);
      if (recording == NULL)
        continue;
      n_opened++;
      check_sane (recording, bytes->len, 1 + i % 16);
    }
  g_test_message ("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " mutated recordings opened", n_opened, n);
  g_assert_cmpuint (n_opened, >, n / 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/damage/truncated", Fixture, GSIZE_TO_POINTER (700), set_up, test_truncated, tear_down);
  g_test_add ("/damage/holes", Fixture, GSIZE_TO_POINTER (100000), set_up, test_holes, tear_down);
  g_test_add ("/damage/overwritten", Fixture, GSIZE_TO_POINTER (100000), set_up, test_overwritten, tear_down);
  g_test_add ("/damage/bad-line", Fixture, GSIZE_TO_POINTER (1500), set_up, test_bad_line, tear_down);
  g_test_add ("/damage/edited", Fixture, GSIZE_TO_POINTER (700), set_up, test_edited, tear_down);
  g_test_add ("/damage/mutations", Fixture, GSIZE_TO_POINTER (500), set_up, test_mutations, tear_down);

  return g_test_run ();
}
