/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scratch.h"
#include "weir-limits.h"
#include "weir-recording-index.h"
#include "weir-unit.h"

#define MAGIC ":@ weir 1\n:@ template off\n:@ recorded 2026-11-21T08:00:00.000000Z\n:@ connect 1\n"

static WeirRecording *
load (const Scratch *scratch, const char *text, gsize length)
{
  g_autofree char *path = scratch_path (scratch, "a.eventstream");
  g_autoptr (GError) error = NULL;
  WeirRecording *recording;

  g_file_set_contents (path, text, (gssize) length, &error);
  g_assert_no_error (error);
  recording = weir_recording_open (path, &error);
  g_assert_no_error (error);
  weir_recording_load (recording, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return recording;
}

static WeirUnit *
read_unit (WeirRecording *recording, guint64 number, WeirRowKind kind)
{
  g_autoptr (GError) error = NULL;
  WeirUnit *unit = weir_unit_read (recording, number, &error);

  g_assert_no_error (error);
  g_assert_cmpint (unit->kind, ==, kind);
  g_assert_cmpuint (unit->number, ==, number);

  return unit;
}

static void
assert_bytes (GBytes *bytes, const char *wanted, gsize length)
{
  gsize n_bytes;
  const char *data;

  g_assert_nonnull (bytes);
  data = g_bytes_get_data (bytes, &n_bytes);
  g_assert_cmpmem (data, n_bytes, wanted, length);
}

static void
test_wire (void)
{
  static const char text[] = MAGIC "id: 7\nevent: tr\xff\ndata: a\0b\ndata: c\n\n"
                                   ":@@ not a directive\n\n"
                                   "\xef\xbb\xbf"
                                   "data: no field\n: in\nretry: 250\n\n"
                                   ":@ raw \"data: cut\\n: c\\nda\"\n"
                                   ":@ ended cut\n";
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autoptr (WeirRecording) recording = load (scratch, text, sizeof text - 1);
  g_autoptr (WeirUnit) event = read_unit (recording, 1, WEIR_ROW_EVENT);
  g_autoptr (WeirUnit) comment = read_unit (recording, 2, WEIR_ROW_COMMENT);
  g_autoptr (WeirUnit) inner = read_unit (recording, 3, WEIR_ROW_COMMENT);
  g_autoptr (WeirUnit) retry = read_unit (recording, 4, WEIR_ROW_RETRY);
  g_autoptr (WeirUnit) block = read_unit (recording, 5, WEIR_ROW_BLOCK);
  g_autoptr (WeirUnit) in_unfinished = read_unit (recording, 6, WEIR_ROW_COMMENT);
  g_autoptr (WeirUnit) unfinished = read_unit (recording, 7, WEIR_ROW_UNFINISHED);

  g_assert_true (event->dispatches && event->has_id);
  assert_bytes (event->data, "a\0b\nc", 5);
  assert_bytes (event->event, "tr\xef\xbf\xbd", 5);
  g_assert_cmpstr (event->last_event_id, ==, "7");
  g_assert_cmpint (event->notes, ==, WEIR_NOTE_INVALID_UTF8 | WEIR_NOTE_NUL);

  assert_bytes (comment->wire, ":@ not a directive\n", 19);
  assert_bytes (comment->data, "@ not a directive", 17);
  g_assert_cmpstr (comment->last_event_id, ==, "7");
  assert_bytes (inner->data, " in", 3);

  g_assert_true (retry->has_retry);
  g_assert_cmpuint (retry->retry_ms, ==, 250);

  /* Bytes of a BOM that are no connection's first make an unknown field. */
  g_assert_false (block->dispatches);
  g_assert_null (block->data);
  g_assert_true (block->has_retry);
  g_assert_cmpint (block->notes & WEIR_NOTE_UNKNOWN_FIELD, !=, 0);

  assert_bytes (in_unfinished->data, " c", 2);
  assert_bytes (unfinished->wire, "data: cut\n: c\nda", 16);
  g_assert_false (unfinished->dispatches);
  g_assert_null (unfinished->data);
}

static void
test_life (void)
{
  static const char text[] = MAGIC ":@ status 500\n:@ body \"no\\x00\\xff\"\n:@ failed body-cut\n:@ ended status It <b>failed</b>\n"
                                   ":@ connect 2\n:@ ended closed\n:@ waiting 1s retry\n";
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autoptr (WeirRecording) recording = load (scratch, text, sizeof text - 1);
  g_autoptr (WeirUnit) failed = read_unit (recording, 2, WEIR_ROW_FAILED);
  g_autoptr (WeirUnit) ended = read_unit (recording, 4, WEIR_ROW_ENDED);
  g_autoptr (WeirUnit) waiting = read_unit (recording, 5, WEIR_ROW_WAITING);
  g_autoptr (GError) error = NULL;

  assert_bytes (failed->body, "no\0\xff", 4);
  g_assert_true (failed->body_is_cut);
  g_assert_cmpint (failed->reason, ==, WEIR_REASON_STATUS);
  g_assert_cmpstr (failed->message, ==, "It <b>failed</b>");
  g_assert_cmpint (ended->reason, ==, WEIR_REASON_CLOSED);
  g_assert_cmpstr (ended->message, ==, "");
  g_assert_cmpuint (g_bytes_get_size (waiting->wire), ==, 0);
  g_assert_null (waiting->message);

  g_assert_null (weir_unit_read (recording, 6, &error));
  g_assert_error (error, WEIR_STORE_ERROR, WEIR_STORE_ERROR_GONE);
}

static void
assert_previous (WeirRecording *recording, guint64 number, guint64 wanted)
{
  guint64 previous = G_MAXUINT64;

  if (weir_unit_find_previous (recording, number, NULL, &previous))
    g_assert_cmpuint (previous, ==, wanted);
  else
    g_assert_cmpuint (wanted, ==, G_MAXUINT64);
}

static void
test_previous (void)
{
  static const char text[] =
      MAGIC "data: 1\n\nevent: a\ndata: 2\n\nevent: message\ndata: 3\n\n:@ ended cut\n:@ connect 2\nevent: a\ndata: 4\n\n"
            "event: a\n\nevent: b\ndata\n\nevent: a\ndata\n\n";
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autoptr (WeirRecording) recording = load (scratch, text, sizeof text - 1);

  assert_previous (recording, 0, G_MAXUINT64); /* no event */
  assert_previous (recording, 1, G_MAXUINT64);
  assert_previous (recording, 2, G_MAXUINT64);
  assert_previous (recording, 3, 1); /* unnamed is “message” */
  assert_previous (recording, 6, 2); /* over a reconnection */
  assert_previous (recording, 8, G_MAXUINT64);
  assert_previous (recording, 9, 6); /* not a block without data */
  assert_previous (recording, 10, G_MAXUINT64);
}

/* Beyond the names that have numbers the blocks are read; beyond the bound nothing is found. */
static void
test_previous_far (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autoptr (GString) text = g_string_new (MAGIC);
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint64 previous;
  WeirRow row;

  for (guint i = 0; i < WEIR_LIMIT_NAMES; i++)
    g_string_append_printf (text, "event: %u\ndata\n\n", i);
  g_string_append (text, "event: x\ndata\n\nevent: y\ndata\n\nevent: x\ndata\n\n");
  recording = load (scratch, text->str, text->len);
  g_assert_true (weir_recording_get_row (recording, WEIR_LIMIT_NAMES + 3, &row));
  g_assert_cmpuint (row.name, ==, G_MAXUINT16);
  assert_previous (recording, WEIR_LIMIT_NAMES + 3, WEIR_LIMIT_NAMES + 1);
  assert_previous (recording, WEIR_LIMIT_NAMES + 2, G_MAXUINT64);

  g_cancellable_cancel (cancellable);
  g_assert_false (weir_unit_find_previous (recording, WEIR_LIMIT_NAMES, cancellable, &previous));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unit/wire", test_wire);
  g_test_add_func ("/unit/life", test_life);
  g_test_add_func ("/unit/previous", test_previous);
  g_test_add_func ("/unit/previous-far", test_previous_far);

  return g_test_run ();
}
