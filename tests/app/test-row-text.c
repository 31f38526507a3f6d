/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "scratch.h"
#include "weir-record-session.h"
#include "weir-recording-index.h"
#include "weir-row-text.h"

typedef struct
{
  WeirRecording *recording;
  WeirRecordSession session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (GError) error = NULL;

  options.in_memory = TRUE;
  fixture->recording = weir_recording_new (&options, &error);
  g_assert_no_error (error);
  weir_record_session_init (&fixture->session, fixture->recording, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  weir_record_session_clear (&fixture->session);
  weir_recording_unref (fixture->recording);
}

/* Receives the block. Returns: (transfer full): its row */
static WeirEvent *
receive (Fixture *fixture, const char *block, gint64 gap_us)
{
  weir_record_session_read (&fixture->session, weir_span_from_string (block), gap_us);
  return weir_event_new (fixture->recording, weir_recording_get_count (fixture->recording) - 1);
}

#define assert_appended(wanted, function, ...)                                                                                             \
  do                                                                                                                                       \
    {                                                                                                                                      \
      g_autoptr (GString) appended = g_string_new ("<");                                                                                   \
      function (appended, __VA_ARGS__);                                                                                                    \
      g_assert_cmpstr (appended->str, ==, "<" wanted);                                                                                     \
    }                                                                                                                                      \
  while (0)

static void
test_wall (void)
{
  const gint64 day_us = 24 * G_TIME_SPAN_HOUR;
  g_autoptr (GTimeZone) east = g_time_zone_new_offset (5 * 3600 + 30 * 60);
  g_autoptr (GTimeZone) west = g_time_zone_new_offset (-8 * 3600);

  assert_appended ("00:00:00.000", weir_row_text_append_wall, 0, NULL);
  assert_appended ("10:04:11.203", weir_row_text_append_wall, 20000 * day_us + 36251203999, NULL);
  assert_appended ("05:30:00.001", weir_row_text_append_wall, 1000, east);
  assert_appended ("16:00:00.000", weir_row_text_append_wall, 0, west);
  assert_appended ("23:59:59.999", weir_row_text_append_wall, -1, NULL);
}

static void
test_since (void)
{
  assert_appended ("0:00.000", weir_row_text_append_since, 0);
  assert_appended ("0:00.000", weir_row_text_append_since, -999);
  assert_appended ("0:03.120", weir_row_text_append_since, 3120999);
  assert_appended ("59:59.999", weir_row_text_append_since, 3599999999);
  assert_appended ("1:02:03.456", weir_row_text_append_since, 3723456000);
  assert_appended ("−0:03.120", weir_row_text_append_since, -3120000);
  assert_appended ("−1:00:00.000", weir_row_text_append_since, -3600000000);
}

static void
test_size (void)
{
  assert_appended ("", weir_row_text_append_size, 0);
  assert_appended ("1 B", weir_row_text_append_size, 1);
  assert_appended ("999 B", weir_row_text_append_size, 999);
  assert_appended ("1.0 kB", weir_row_text_append_size, 1000);
  assert_appended ("999.9 kB", weir_row_text_append_size, 999949);
  assert_appended ("1.0 MB", weir_row_text_append_size, 999950);
  assert_appended ("33.6 MB", weir_row_text_append_size, 33554432);
}

static void
test_times (Fixture *fixture, gconstpointer data)
{
  WeirClock clock = { .mode = WEIR_TIME_WALL, .start_wall_us = G_TIME_SPAN_HOUR };
  g_autoptr (WeirEvent) first = NULL;
  g_autoptr (WeirEvent) second = NULL;
  g_autoptr (WeirEvent) same = NULL;
  g_autoptr (WeirEvent) seconds = NULL;
  g_autoptr (WeirEvent) minutes = NULL;
  g_autoptr (WeirEvent) hours = NULL;

  weir_record_session_connect (&fixture->session);
  first = receive (fixture, "data: 1\n\n", 0);
  clock.start_wall_us -= weir_event_get_time_us (first);
  second = receive (fixture, "data: 2\n\n", 2500);
  same = receive (fixture, "data: 3\n\ndata: 4\n\n", 4 * G_TIME_SPAN_SECOND);
  seconds = receive (fixture, "data: 5\n\n", G_TIME_SPAN_MINUTE - 50 * G_TIME_SPAN_MILLISECOND);
  minutes = receive (fixture, "data: 6\n\n", 62 * G_TIME_SPAN_SECOND - 1);
  hours = receive (fixture, "data: 7\n\n", 25 * G_TIME_SPAN_HOUR + 2 * G_TIME_SPAN_SECOND);

  assert_appended ("01:00:00.000", weir_row_text_append_time, &clock, first);
  assert_appended ("01:00:00.002", weir_row_text_append_time, &clock, second);
  clock.mode = WEIR_TIME_GAP;
  assert_appended ("2.5 ms", weir_row_text_append_time, &clock, second);
  assert_appended ("0", weir_row_text_append_time, &clock, same);
  assert_appended ("59.9 s", weir_row_text_append_time, &clock, seconds);
  assert_appended ("1:02", weir_row_text_append_time, &clock, minutes);
  assert_appended ("25:00:02", weir_row_text_append_time, &clock, hours);
  clock.mode = WEIR_TIME_START;
  clock.zero_us = weir_event_get_time_us (second);
  assert_appended ("−0:00.002", weir_row_text_append_time, &clock, first);
  assert_appended ("0:00.000", weir_row_text_append_time, &clock, second);
  assert_appended ("0:04.000", weir_row_text_append_time, &clock, same);
}

static void
test_path (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) block = g_string_new ("data: {\"sym\":\"A\\u0007\\\"B\",\"px\":1.10,\"o\":{\"a\":[1,2]},\"long\":\"");
  g_autoptr (WeirEvent) event = NULL;
  g_autoptr (WeirEvent) comment = NULL;
  g_autoptr (WeirEvent) words = NULL;
  g_autoptr (WeirEvent) huge = NULL;

  weir_record_session_connect (&fixture->session);
  for (guint i = 0; i < 1000; i++)
    g_string_append_c (block, 'x');
  g_string_append (block, "\"}\n\n");
  event = receive (fixture, block->str, 0);
  comment = receive (fixture, ": {\"sym\":1}\n\n", 0);
  words = receive (fixture, "data: sym\n\n", 0);

  assert_appended ("A␇\"B", weir_row_text_append_path, event, "$.sym", 40);
  assert_appended ("1.10", weir_row_text_append_path, event, "$.px", 40);
  assert_appended ("{\"a\":[1,2]}", weir_row_text_append_path, event, "$.o", 40);
  assert_appended ("xxxxxxx…", weir_row_text_append_path, event, "$.long", 8);
  assert_appended ("", weir_row_text_append_path, event, "$.none", 40);
  assert_appended ("", weir_row_text_append_path, comment, "$.sym", 40);
  assert_appended ("", weir_row_text_append_path, words, "$.sym", 40);

  /* It would be read again with each frame. */
  for (guint i = 0; i < 100000; i++)
    g_string_insert_c (block, 6, ' ');
  huge = receive (fixture, block->str, 0);
  assert_appended ("…", weir_row_text_append_path, huge, "$.px", 40);
}

static void
assert_sentence (WeirEvent *event, const char *wanted)
{
  const WeirClock clock = { .mode = WEIR_TIME_GAP };
  g_autofree char *sentence = weir_row_text_dup_sentence (&clock, event);

  g_assert_cmpstr (sentence, ==, wanted);
}

static void
test_sentence (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) block = g_string_new ("event: big\ndata: ");
  g_autoptr (WeirEvent) event = NULL;
  g_autoptr (WeirEvent) no_id = NULL;
  g_autoptr (WeirEvent) comment = NULL;
  g_autoptr (WeirEvent) big = NULL;
  g_autofree char *sentence = NULL;
  const WeirClock clock = { .mode = WEIR_TIME_GAP };

  weir_record_session_connect (&fixture->session);
  weir_record_session_read (&fixture->session, WEIR_SPAN_LITERAL (": start\n\n"), 0);
  event = receive (fixture, "event: trade\nid: 42\ndata: {\"px\":1}\n\n", 3000);
  no_id = receive (fixture, "data: a\ndata: b\n\n", 2500);
  comment = receive (fixture, ": keep-alive\n\n", 1000);
  assert_sentence (event, "Event trade, ID 42, 3 ms: {\"px\":1}");
  assert_sentence (no_id, "Event message, 2.5 ms: a⏎b");
  assert_sentence (comment, "Comment, 1 ms: keep-alive");

  /* Nobody wants to hear ten thousand letters. */
  for (guint i = 0; i < 10000; i++)
    g_string_append_c (block, 'x');
  g_string_append (block, "\n\n");
  big = receive (fixture, block->str, 1000);
  sentence = weir_row_text_dup_sentence (&clock, big);
  g_assert_true (g_str_has_prefix (sentence, "Event big, 1 ms: xxx"));
  g_assert_cmpuint (strlen (sentence), <, 250);
}

/* What nobody recorded has no times, and none is made up. */
static void
test_plain (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "a", "data: a\n\ndata: b\n\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) recording = weir_recording_open (path, &error);
  g_autoptr (WeirEvent) event = NULL;
  const WeirClock clock = { .mode = WEIR_TIME_WALL };

  g_assert_no_error (error);
  g_assert_true (weir_recording_load (recording, NULL, NULL, NULL, &error));
  event = weir_event_new (recording, 1);
  assert_appended ("", weir_row_text_append_time, &clock, event);
  assert_appended ("", weir_row_text_append_gap, event);
  assert_sentence (event, "Event message, time not known: b");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-text/wall", test_wall);
  g_test_add_func ("/row-text/since", test_since);
  g_test_add_func ("/row-text/size", test_size);
  g_test_add ("/row-text/times", Fixture, NULL, set_up, test_times, tear_down);
  g_test_add ("/row-text/path", Fixture, NULL, set_up, test_path, tear_down);
  g_test_add ("/row-text/sentence", Fixture, NULL, set_up, test_sentence, tear_down);
  g_test_add_func ("/row-text/plain", test_plain);
  return g_test_run ();
}
