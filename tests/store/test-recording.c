/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-record-fixture.h"
#include "weir-record-session.h"
#include "weir-recording-value.h"
#include "weir-stream-cases.h"

#include <glib/gstdio.h>

/* What is written is what was received; what is read again is what was written. */

static WeirRecording *
start (WeirRecordFixture *fixture)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (GError) error = NULL;
  WeirRecording *recording;

  options.path = fixture->path;
  options.replace = TRUE;
  /* Many marks; a file that is named is not trimmed for it. */
  options.budget_bytes = 16 * 4096;
  recording = weir_recording_new (&options, &error);
  g_assert_no_error (error);

  return recording;
}

static void
check_bytes (WeirRecordFixture *fixture, GPtrArray *received)
{
  g_autoptr (GPtrArray) streams = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  g_file_get_contents (fixture->path, &bytes, &n_bytes, &error);
  g_assert_no_error (error);
  g_assert_null (memmem (bytes, n_bytes, "canary", strlen ("canary")));
  streams = weir_law_read (bytes, n_bytes);
  weir_assert_same_streams (streams, received);
}

static WeirRecording *
open_again (WeirRecordFixture *fixture, gboolean interrupted)
{
  g_autoptr (GError) error = NULL;
  WeirRecording *recording = weir_recording_open (fixture->path, &error);

  g_assert_no_error (error);
  weir_recording_load (recording, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (weir_recording_was_interrupted (recording), ==, interrupted);

  return recording;
}

/* Bytes and rows, live and loaded. */
/* What the start of a unit gives is the start of what the unit gives; parts of it are its bytes. */
static void
check_parts (WeirRecording *recording)
{
  for (guint64 i = weir_recording_get_first (recording); i < weir_recording_get_count (recording); i++)
    {
      g_autoptr (GBytes) unit = weir_recording_read (recording, i, NULL);
      g_autoptr (GBytes) wire = weir_recording_read_wire (recording, i, NULL);
      guint32 length = (guint32) g_bytes_get_size (unit);
      WeirRow row;

      g_assert_true (weir_recording_get_row (recording, i, &row));
      for (guint32 n = 0; n <= length + 1; n++)
        {
          gboolean is_whole = n < row.length;
          g_autoptr (GBytes) start = weir_recording_read_wire_start (recording, i, n, &is_whole, NULL);
          g_autoptr (GBytes) part = weir_recording_read_part (recording, i, length / 3, n, NULL);
          gsize n_start = g_bytes_get_size (start), n_part = g_bytes_get_size (part);

          g_assert_cmpint (is_whole, ==, n >= row.length);
          g_assert_cmpuint (n_start, <=, g_bytes_get_size (wire));
          g_assert_cmpmem (g_bytes_get_data (start, NULL), n_start, g_bytes_get_data (wire, NULL), n_start);
          if (is_whole)
            g_assert_cmpuint (n_start, ==, g_bytes_get_size (wire));
          g_assert_cmpuint (n_part, >=, MIN (n, row.length - length / 3));
          g_assert_cmpmem (g_bytes_get_data (part, NULL), n_part, (const char *) g_bytes_get_data (unit, NULL) + length / 3, n_part);
        }
    }
}

static void
check (WeirRecordFixture *fixture, WeirRecording *recording, WeirRecordSession *session)
{
  g_autoptr (WeirRecording) again = NULL;

  g_assert_null (weir_recording_steal_problem (recording));
  check_bytes (fixture, session->received);
  again = open_again (fixture, FALSE);
  weir_assert_same_rows (again, recording);
  weir_assert_expected_rows (recording, session);
}

static void
test_text (WeirRecordFixture *fixture, gconstpointer data)
{
  g_autoptr (WeirRecording) recording = start (fixture);
  WeirRecordSession session;
  g_autofree char *text = NULL;

  weir_record_session_init (&session, recording, 0);
  weir_record_session_connect (&session);
  weir_record_session_read (&session, WEIR_SPAN_LITERAL ("id: 1\ndata: a\n\nda"), 1500);
  weir_record_session_read (&session, WEIR_SPAN_LITERAL ("ta: b\nretry: 10\n"), 250000);
  weir_record_session_read (&session, WEIR_SPAN_LITERAL ("\n:@ cut\n\n"), 0);
  weir_record_session_read (&session, WEIR_SPAN_LITERAL ("\ndata: c\n: in\nda"), 1000000);
  session.now_us += 12;
  weir_record_session_end (&session, WEIR_REASON_CUT);
  session.now_us += 1;
  weir_record_session_wait (&session, 10000);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   ":@ weir 1\n"
                   ":@ template off\n"
                   ":@ recorded 2026-11-21T08:00:00.123456Z\n"
                   ":@ connect 1\n"
                   ":@ at 2026-11-21T08:00:00.124690Z 1.234ms\n"
                   ":@ request GET http://[redacted]@127.0.0.1:8123/ticks?token=[redacted]&n=1\n"
                   ":@ request-header Accept: text/event-stream\n"
                   ":@ request-header Authorization: [redacted]\n"
                   ":@ wait 2.501ms\n"
                   ":@ remote 127.0.0.1:8123\n"
                   ":@ http 1.1\n"
                   ":@ tls TLS-1.3 TLS_AES_256_GCM_SHA384\n"
                   ":@ status 200 OK\n"
                   ":@ header Content-Type: text/event-stream\n"
                   ":@ header Set-Cookie: [redacted]\n"
                   ":@ timing connect=250us tls=1ms head=2.5s\n"
                   ":@ wait 7us\n"
                   ":@ open\n"
                   ":@ wait 1.5ms\n"
                   "id: 1\ndata: a\n\n"
                   ":@ chunk 2 16+250ms 1\n"
                   "data: b\nretry: 10\n\n"
                   ":@@ cut\n"
                   "\n"
                   ":@ wait 1s\n"
                   ":@ raw \"\\n\"\n"
                   ":@ raw \"data: c\\n\"\n"
                   ":@ raw \": in\\n\"\n"
                   ":@ raw \"da\"\n"
                   ":@ wait 12us\n"
                   ":@ ended cut The connection ended\n"
                   ":@ at 2026-11-21T08:00:01.378711Z 1.255255s\n"
                   ":@ waiting 10ms default\n");
  check (fixture, recording, &session);
  weir_record_session_clear (&session);
}

static void
test_cases (WeirRecordFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) cases = weir_stream_cases_load ();

  g_assert_cmpuint (cases->len, >, 100);
  for (guint i = 0; i < cases->len; i++)
    {
      const WeirStreamCase *one = g_ptr_array_index (cases, i);
      gsize n = one->input->len;
      g_autoptr (WeirRecording) recording = NULL;
      WeirRecordSession session;

      if (n > 100000)
        continue;
      recording = start (fixture);
      weir_record_session_init (&session, recording, i);
      for (gsize split = 0; split < MIN (n, 40); split++)
        {
          weir_record_session_connect (&session);
          if (split > 0)
            weir_record_session_read (&session, weir_span (one->input->str, split), 10);
          weir_record_session_read (&session, weir_span (one->input->str + split, n - split), 20);
          weir_record_session_end (&session, WEIR_REASON_EOF);
        }
      weir_record_session_connect (&session);
      for (gsize j = 0; j < MIN (n, 3000); j++)
        weir_record_session_read (&session, weir_span (one->input->str + j, 1), (gint64) j % 3);
      weir_record_session_end (&session, WEIR_REASON_EOF);
      check (fixture, recording, &session);
      weir_record_session_clear (&session);
    }
}

static void
test_random (WeirRecordFixture *fixture, gconstpointer data)
{
  const char *rounds = g_getenv ("WEIR_TEST_ROUNDS");
  guint32 n = rounds != NULL ? (guint32) g_ascii_strtoull (rounds, NULL, 10) : 150;

  for (guint32 seed = 0; seed < n; seed++)
    {
      g_autoptr (WeirRecording) recording = start (fixture);
      WeirRecordSession session;

      weir_record_session_init (&session, recording, seed);
      weir_record_session_live (&session, 1 + seed % 4, 100 + seed % 150 * 30);
      check (fixture, recording, &session);
      if (seed % 16 == 1)
        check_parts (recording);
      weir_record_session_clear (&session);
    }
}

/* However many signs stand before it. */
static void
test_signs (void)
{
  g_assert_false (weir_value_may_have_directive (WEIR_SPAN_EMPTY));
  g_assert_false (weir_value_may_have_directive (WEIR_SPAN_LITERAL ("@:a: @ :")));
  for (guint n = 0; n < 300; n++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint i = 0; i < n; i++)
        g_string_append (text, "a@");
      g_assert_false (weir_value_may_have_directive (weir_span (text->str, text->len)));
      g_string_append (text, ":@");
      g_assert_true (weir_value_may_have_directive (weir_span (text->str, text->len)));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/recording/text", WeirRecordFixture, NULL, weir_record_fixture_set_up, test_text, weir_record_fixture_tear_down);
  g_test_add ("/recording/cases", WeirRecordFixture, NULL, weir_record_fixture_set_up, test_cases, weir_record_fixture_tear_down);
  g_test_add_func ("/recording/signs", test_signs);
  g_test_add ("/recording/random", WeirRecordFixture, NULL, weir_record_fixture_set_up, test_random, weir_record_fixture_tear_down);

  return g_test_run ();
}
