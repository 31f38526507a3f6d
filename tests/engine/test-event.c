/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-event.h"

#include "scratch.h"
#include "weir-record-session.h"

#include <string.h>

typedef struct
{
  WeirRecording *recording;
  WeirRecordSession session;
} Fixture;

/* @data: rows of the budget */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (GError) error = NULL;

  options.in_memory = TRUE;
  options.keep_body = TRUE;
  options.budget_rows = GPOINTER_TO_UINT (data);
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

static void
receive (Fixture *fixture, const char *bytes, gint64 gap_us)
{
  weir_record_session_read (&fixture->session, weir_span_from_string (bytes), gap_us);
}

/* The row that came last but @back. */
static WeirEvent *
last_event (Fixture *fixture, guint back)
{
  return weir_event_new (fixture->recording, weir_recording_get_count (fixture->recording) - 1 - back);
}

static void
assert_data (WeirEvent *event, WeirSpan wanted)
{
  g_autoptr (GBytes) data = weir_event_dup_data (event);

  g_assert_nonnull (data);
  g_assert_cmpmem (g_bytes_get_data (data, NULL), g_bytes_get_size (data), wanted.data, wanted.len);
}

static void
assert_summary (Fixture *fixture, guint back, WeirRowKind kind, const char *wanted)
{
  g_autoptr (WeirEvent) event = last_event (fixture, back);

  g_assert_cmpint (weir_event_get_kind (event), ==, kind);
  g_assert_cmpstr (weir_event_get_summary (event), ==, wanted);
}

static void
assert_detail (Fixture *fixture, guint back, const char *wanted)
{
  g_autoptr (WeirEvent) event = last_event (fixture, back);
  g_autofree char *detail = weir_event_dup_detail (event);

  g_assert_cmpstr (detail, ==, wanted);
}

static void
test_event (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirEvent) event = NULL;
  g_autoptr (WeirEvent) next = NULL;
  g_autofree char *id = NULL;

  weir_record_session_connect (&fixture->session);
  receive (fixture, "event: tick\nid: 41\ndata: a\ndata: b\n\n", 1500);
  receive (fixture, "data:\n\n", 250);
  event = last_event (fixture, 1);
  next = last_event (fixture, 0);

  g_assert_true (weir_event_get_recording (event) == fixture->recording);
  g_assert_cmpuint (weir_event_get_number (event), ==, 3);
  g_assert_cmpint (weir_event_get_kind (event), ==, WEIR_ROW_EVENT);
  g_assert_cmpuint (weir_event_get_flags (event), ==, WEIR_ROW_FIRST_OF_READ | WEIR_ROW_SETS_ID);
  g_assert_cmpint (weir_event_get_time_us (event), ==, 1234 + 2501 + 7 + 1500);
  /* The response's head came from the network too; that it was taken for a stream did not. */
  g_assert_cmpint (weir_event_get_gap_us (event), ==, 7 + 1500);
  g_assert_cmpuint (weir_event_get_size (event), ==, strlen ("event: tick\nid: 41\ndata: a\ndata: b\n\n"));
  g_assert_cmpstr (weir_event_get_name (event), ==, "tick");
  g_assert_cmpstr (weir_event_get_id (event), ==, "41");
  g_assert_true (weir_event_has_id (event));
  g_assert_cmpstr (weir_event_get_summary (event), ==, "a⏎b");
  g_assert_null (weir_event_dup_detail (event));
  assert_data (event, WEIR_SPAN_LITERAL ("a\nb"));

  g_assert_cmpint (weir_event_get_gap_us (next), ==, 250);
  g_assert_cmpstr (weir_event_get_name (next), ==, "message");
  g_assert_cmpstr (weir_event_get_id (next), ==, "41");
  g_assert_false (weir_event_has_id (next));
  g_assert_cmpstr (weir_event_get_summary (next), ==, "");
  assert_data (next, WEIR_SPAN_LITERAL (""));
  id = weir_event_dup_last_event_id (next);
  g_assert_cmpstr (id, ==, "41");
}

/* Rows of the wire that are no events. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirEvent) event = NULL;
  g_autoptr (WeirEvent) block = NULL;

  weir_record_session_connect (&fixture->session);
  receive (fixture, ": keep-alive\n", 10);
  assert_summary (fixture, 0, WEIR_ROW_COMMENT, "keep-alive");
  receive (fixture, ":\n", 10);
  assert_summary (fixture, 0, WEIR_ROW_COMMENT, "");
  receive (fixture, "event: e\nid: 7\n\n", 10);
  assert_summary (fixture, 0, WEIR_ROW_BLOCK, "No data, no event: event: e⏎id: 7");
  block = last_event (fixture, 0);
  g_assert_cmpstr (weir_event_get_name (block), ==, "e");
  g_assert_cmpstr (weir_event_get_id (block), ==, "7");
  g_assert_null (weir_event_dup_data (block));
  receive (fixture, "id\n\n", 10);
  g_clear_object (&block);
  block = last_event (fixture, 0);
  g_assert_null (weir_event_get_name (block));
  g_assert_null (weir_event_get_id (block));
  g_assert_true (weir_event_has_id (block));

  receive (fixture, "retry: 2500\n:inside\ndata: x\n\n", 10);
  assert_summary (fixture, 2, WEIR_ROW_RETRY, "Reconnection time 2.5 s");
  assert_summary (fixture, 1, WEIR_ROW_COMMENT, "inside");
  assert_summary (fixture, 0, WEIR_ROW_EVENT, "x");
  event = last_event (fixture, 0);
  /* Its own lines are not what came before it. */
  g_assert_cmpint (weir_event_get_gap_us (event), ==, 10);
  receive (fixture, "retry: 99999999999999999999\n\n", 10);
  assert_summary (fixture, 1, WEIR_ROW_RETRY, "Reconnection time 24 h 00 min, the most there is; the server asked for 9007199254740991 ms");
}

/* The connection's life in words. */
static void
test_life (Fixture *fixture, gconstpointer data)
{
  static const char request[] = "http://[redacted]@127.0.0.1:8123/ticks?token=[redacted]&n=1";
  g_autofree char *connecting = g_strdup_printf ("Connecting to %s", request);
  g_autofree char *reconnecting = g_strdup_printf ("Reconnecting to %s, last event ID 42", request);
  g_autofree char *detail = g_strdup_printf ("%s\n\nGET %s\nAccept: text/event-stream\nAuthorization: [redacted]\n"
                                             "Last-Event-ID: 42\n\ncanary-body",
                                             reconnecting, request);
  WeirReport report = { .kind = WEIR_REPORT_REDIRECT };
  g_autoptr (WeirEvent) event = NULL;

  weir_record_session_connect (&fixture->session);
  assert_summary (fixture, 2, WEIR_ROW_CONNECTING, connecting);
  assert_summary (fixture, 1, WEIR_ROW_HEAD, "200 OK, text/event-stream, HTTP/1.1, TLS 1.3, head after 2.5 s, from 127.0.0.1:8123");
  assert_detail (fixture, 1,
                 "HTTP/1.1 200 OK\nContent-Type: text/event-stream\nSet-Cookie: [redacted]\n\nFrom 127.0.0.1:8123\n"
                 "TLS 1.3, TLS_AES_256_GCM_SHA384\nConnected in 250 µs\nSecured in 1 ms\nHead after 2.5 s");
  assert_summary (fixture, 0, WEIR_ROW_OPEN, "Open");
  event = last_event (fixture, 0);
  g_assert_null (weir_event_get_name (event));
  g_assert_null (weir_event_get_id (event));
  g_assert_cmpuint (weir_event_get_size (event), ==, 0);

  receive (fixture, "id: 42\ndata: x\n\ndata: y", 100);
  weir_record_session_end (&fixture->session, WEIR_REASON_CUT);
  assert_summary (fixture, 1, WEIR_ROW_UNFINISHED, "Cut off, no event: data: y");
  assert_summary (fixture, 0, WEIR_ROW_ENDED, "Cut by the server: The connection ended");
  weir_record_session_wait (&fixture->session, 3000000);
  assert_summary (fixture, 0, WEIR_ROW_WAITING, "Waiting 3 s, the reconnection time");

  weir_record_session_connecting (&fixture->session);
  assert_summary (fixture, 0, WEIR_ROW_CONNECTING, reconnecting);
  assert_detail (fixture, 0, detail);
  report.redirect.status = 307;
  report.redirect.url = "http://127.0.0.1/other";
  weir_record_session_report (&fixture->session, &report);
  assert_summary (fixture, 0, WEIR_ROW_REDIRECT, "Redirected (307) to http://127.0.0.1/other");
  weir_record_session_head (&fixture->session, 503);
  weir_record_session_fail (&fixture->session, WEIR_REASON_STATUS, 503, WEIR_SPAN_LITERAL ("<h1>busy\r\n\xff</h1>"));
  assert_summary (fixture, 0, WEIR_ROW_FAILED, "Failed: Refused by the server");
  assert_detail (fixture, 0, "Failed: Refused by the server\n\n<h1>busy␍\n<0xFF></h1>");
}

/* Each way to end has its words, with and without a message. */
static void
test_reasons (Fixture *fixture, gconstpointer data)
{
  WeirReport report = { .kind = WEIR_REPORT_ENDED };

  for (guint i = 0; i <= WEIR_REASON_STOPPED; i++)
    {
      g_autoptr (WeirEvent) plain = NULL;
      g_autoptr (WeirEvent) told = NULL;

      weir_record_session_connecting (&fixture->session);
      report.ended.reason = (WeirReason) i;
      report.ended.message = "";
      weir_record_session_report (&fixture->session, &report);
      plain = last_event (fixture, 0);
      weir_record_session_connecting (&fixture->session);
      report.ended.message = "It went away";
      weir_record_session_report (&fixture->session, &report);
      told = last_event (fixture, 0);

      g_assert_cmpuint (strlen (weir_event_get_summary (plain)), >, 5);
      g_assert_true (g_str_has_suffix (weir_event_get_summary (told), "It went away"));
      g_assert_true (g_str_equal (weir_event_get_summary (told), "It went away") ||
                     g_str_has_prefix (weir_event_get_summary (told), weir_event_get_summary (plain)));
      g_assert_cmpint (weir_event_is_calm (told), ==, i == WEIR_REASON_STOPPED || i == WEIR_REASON_NO_CONTENT);
    }
}

/* What people or other programs wrote into a recording. */
static void
test_edited (void)
{
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path =
      scratch_write (scratch, "edited.eventstream",
                     ":@ weir 1\n:@ recorded 2026-11-21T08:00:00Z\n:@ connect 1\n:@ request\n:@ status\n:@ open any-type compressed\n"
                     "data: a\n\n:@ cut\n:@ waiting 1.5s retry\n:@ dropped 120 5000\n:@ connect 2\n:@ request POST http://a/\n"
                     ":@ ended timeout\n:@ waiting 70s backoff\n:@ connect 3\n:@ no-such-verb\n:@ reset\n:@ connect 4\n:@ close\n"
                     ":@ connect 5\n:@ body \"broken\\q\"\n:@ failed body-cut\n:@ ended no-content\n");
  static const struct
  {
    WeirRowKind kind;
    const char *summary;
  } wanted[] = {
    { WEIR_ROW_CONNECTING, "Connecting" },
    { WEIR_ROW_HEAD, "" },
    { WEIR_ROW_OPEN, "Open, compressed, although its content type is no event stream; a browser would fail here" },
    { WEIR_ROW_EVENT, "a" },
    { WEIR_ROW_ENDED, "Cut by the server" },
    { WEIR_ROW_WAITING, "Waiting 1.5 s, as the server asks" },
    { WEIR_ROW_DROPPED, "Not kept: events 120, bytes 5000" },
    { WEIR_ROW_CONNECTING, "Reconnecting to http://a/ with POST" },
    { WEIR_ROW_ENDED, "Timed out" },
    { WEIR_ROW_WAITING, "Waiting 1 min 10 s, longer after each failure" },
    { WEIR_ROW_CONNECTING, "Connecting" },
    { WEIR_ROW_DROPPED, "14 bytes from byte 255 of the recording on cannot be read" },
    { WEIR_ROW_ENDED, "Reset by the server" },
    { WEIR_ROW_CONNECTING, "Connecting" },
    { WEIR_ROW_ENDED, "Ended by the server" },
    { WEIR_ROW_CONNECTING, "Connecting" },
    { WEIR_ROW_FAILED, "Ended: The server asked to stop" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRecording) recording = weir_recording_open (path, &error);
  g_autoptr (WeirEvent) last = NULL;
  g_autofree char *detail = NULL;

  g_assert_no_error (error);
  g_assert_true (weir_recording_load (recording, NULL, NULL, NULL, &error));
  g_assert_cmpuint (weir_recording_get_count (recording), ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (WeirEvent) event = weir_event_new (recording, i);

      g_assert_cmpint (weir_event_get_kind (event), ==, wanted[i].kind);
      if (i != 11)
        g_assert_cmpstr (weir_event_get_summary (event), ==, wanted[i].summary);
      else
        g_assert_true (g_str_has_suffix (weir_event_get_summary (event), "of the recording on cannot be read"));
    }
  last = weir_event_new (recording, G_N_ELEMENTS (wanted) - 1);
  detail = weir_event_dup_detail (last);
  g_assert_cmpstr (detail, ==, "Ended: The server asked to stop\n\n\"broken\\q\"\n(the response goes on)");
}

/* Nothing that a screen acts on. */
static void
assert_visible (const char *text, gboolean lines)
{
  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (lines && (c == '\n' || c == '\t'))
        continue;
      g_assert_true (g_unichar_isprint (c));
      g_assert_false ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 || c == 0xfeff);
    }
}

static void
assert_all_visible (WeirRecording *recording)
{
  for (guint64 i = 0; i < weir_recording_get_count (recording); i++)
    {
      g_autoptr (WeirEvent) event = weir_event_new (recording, i);
      g_autofree char *detail = weir_event_dup_detail (event);

      assert_visible (weir_event_get_name (event), FALSE);
      assert_visible (weir_event_get_id (event), FALSE);
      assert_visible (weir_event_get_summary (event), FALSE);
      assert_visible (detail, TRUE);
      g_assert_cmpuint (strlen (weir_event_get_summary (event)), <, 64 * 1024);
    }
}

#define HOSTILE "\x1b]0;pwn\a\xe2\x80\xae<b>&\x01\x7f\xc2\x85\xff\xe2\x80\xa8\xf3\xa0\x80\xa1"

/* Hostile bytes in every field, as they came and as a file may hold them. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  static const char stream[] = "event: " HOSTILE "\nid: " HOSTILE "\ndata: " HOSTILE "\n" HOSTILE ": x\n\n: " HOSTILE "\nretry: " HOSTILE
                               "\n\n" HOSTILE "\n\ndata: " HOSTILE;
  g_autoptr (Scratch) scratch = scratch_new ();
  g_autofree char *path = scratch_write (scratch, "hostile.eventstream",
                                         ":@ weir 1\n:@ recorded 2026-11-21T08:00:00Z\n:@ connect 1\n:@ request " HOSTILE " " HOSTILE
                                         "\n:@ request-header " HOSTILE ": " HOSTILE "\n:@ request-header Last-Event-ID: " HOSTILE
                                         "\n:@ hop " HOSTILE " " HOSTILE "\n:@ remote " HOSTILE "\n:@ http " HOSTILE "\n:@ tls " HOSTILE
                                         " " HOSTILE "\n:@ status " HOSTILE "\n:@ header Content-Type: " HOSTILE "\n:@ timing head=" HOSTILE
                                         "\n:@ open " HOSTILE "\n:@ ended cut " HOSTILE "\n:@ waiting 1s " HOSTILE "\n:@ dropped " HOSTILE
                                         "\n:@ connect 2\n:@ body \"" HOSTILE "\"\n:@ failed " HOSTILE "\n:@ ended tls " HOSTILE "\n");
  WeirReport report = { .kind = WEIR_REPORT_ENDED };
  g_autoptr (WeirRecording) opened = weir_recording_open (path, NULL);
  g_autoptr (WeirEvent) event = NULL;

  weir_record_session_connect (&fixture->session);
  receive (fixture, stream, 10);
  report.ended.message = HOSTILE;
  weir_record_session_report (&fixture->session, &report);
  g_assert_cmpuint (weir_recording_get_count (fixture->recording), ==, 8);
  assert_all_visible (fixture->recording);
  event = weir_event_new (fixture->recording, 3);
  g_assert_true (g_str_has_prefix (weir_event_get_name (event), "␛]0;pwn␇<U+202E><b>&␁"));
  g_assert_true (g_str_has_prefix (weir_event_get_summary (event), "␛]0;pwn␇<U+202E><b>&␁"));

  g_assert_true (weir_recording_load (opened, NULL, NULL, NULL, NULL));
  g_assert_cmpuint (weir_recording_get_count (opened), ==, 9);
  assert_all_visible (opened);
}

static void
send_large (Fixture *fixture, const char *head, gsize n_bytes, char byte, const char *tail)
{
  g_autoptr (GString) block = g_string_new (head);

  g_string_set_size (block, block->len + n_bytes);
  memset (block->str + block->len - n_bytes, byte, n_bytes);
  g_string_append (block, tail);
  weir_record_session_read (&fixture->session, weir_span (block->str, block->len), 10);
}

/* Of what is long only the start is shown, and everything else of it is right. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (300, 'n');
  g_autofree char *behind = g_strdup_printf ("\nevent: %s\n\n", name);
  g_autofree char *other = g_strdup_printf ("event: %s\nid: x\ndata: ", name);
  g_autoptr (WeirEvent) first = NULL;
  g_autoptr (WeirEvent) second = NULL;
  g_autoptr (WeirEvent) third = NULL;
  g_autoptr (WeirEvent) fourth = NULL;
  g_autoptr (GBytes) whole = NULL;

  weir_record_session_connect (&fixture->session);
  send_large (fixture, "id: a\ndata: ", 10u * 1024 * 1024, 'x', "\nevent: tick\nid: b\n\n");
  send_large (fixture, other, 200000, '\0', "\n\n");
  send_large (fixture, "data: \xe4\xb8\xad", 65535, 'x', "\n\n");
  first = last_event (fixture, 2);
  second = last_event (fixture, 1);
  third = last_event (fixture, 0);

  g_assert_cmpstr (weir_event_get_name (first), ==, "tick");
  g_assert_cmpstr (weir_event_get_id (first), ==, "b");
  g_assert_cmpuint (weir_event_get_size (first), ==, strlen ("id: a\ndata: ") + 10u * 1024 * 1024 + strlen ("\nevent: tick\nid: b\n\n"));
  g_assert_cmpuint (g_utf8_strlen (weir_event_get_summary (first), -1), ==, WEIR_EVENT_COLUMNS);
  g_assert_true (g_str_has_prefix (weir_event_get_summary (first), "xxxx"));
  g_assert_true (g_str_has_suffix (weir_event_get_summary (first), "x…"));
  whole = weir_event_dup_data (first);
  g_assert_cmpuint (g_bytes_get_size (whole), ==, 10u * 1024 * 1024);

  /* Zeros are `raw` lines in the file, of which the first is read in part. */
  g_assert_true (g_str_has_prefix (weir_event_get_name (second), "nnnn"));
  g_assert_cmpuint (g_utf8_strlen (weir_event_get_name (second), -1), ==, 256);
  g_assert_cmpstr (weir_event_get_id (second), ==, "x");
  g_assert_true (g_str_has_prefix (weir_event_get_summary (second), "␀␀␀␀"));
  g_assert_cmpuint (g_utf8_strlen (weir_event_get_summary (second), -1), ==, WEIR_EVENT_COLUMNS);

  g_assert_true (g_str_has_prefix (weir_event_get_summary (third), "中xxx"));
  g_assert_cmpstr (weir_event_get_name (third), ==, "message");

  /* A name that is neither at the start nor known by number. */
  send_large (fixture, "data: ", 100000, 'x', behind);
  fourth = last_event (fixture, 0);
  g_assert_cmpstr (weir_event_get_name (fourth), ==, "…");
}

/* An error's body that is too long to be read whole for one line, and that says at each place what only the recording may say. */
static void
test_spoof (Fixture *fixture, gconstpointer data)
{
  static const char part[] = ":@ ended no-content Spoofed ";

  for (gsize i = 0; i < strlen (part); i++)
    {
      g_autoptr (GString) body = g_string_new (NULL);
      g_autoptr (WeirEvent) event = NULL;
      g_autofree char *detail = NULL;

      while (body->len < 200000)
        g_string_append (body, part);
      g_string_append_len (body, part, (gssize) i);
      weir_record_session_connecting (&fixture->session);
      weir_record_session_fail (&fixture->session, WEIR_REASON_STATUS, 500, weir_span (body->str, body->len));
      event = last_event (fixture, 0);
      g_assert_cmpstr (weir_event_get_summary (event), ==, "Failed: Refused by the server");
      detail = weir_event_dup_detail (event);
      g_assert_cmpuint (strlen (detail), ==, strlen ("Failed: Refused by the server\n\n") + body->len);
    }
}

/* A row that is given back while somebody holds its event. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirEvent) event = NULL;
  g_autoptr (WeirEvent) late = NULL;
  g_autoptr (GString) many = g_string_new (NULL);

  weir_record_session_connect (&fixture->session);
  receive (fixture, "id: 1\ndata: x\n\n", 10);
  event = last_event (fixture, 0);
  for (guint i = 0; i < 3000; i++)
    g_string_append (many, "data: y\n\n");
  receive (fixture, many->str, 10);
  late = weir_event_new (fixture->recording, weir_event_get_number (event));

  g_assert_cmpint (weir_event_get_kind (event), ==, WEIR_ROW_EVENT);
  g_assert_cmpint (weir_event_get_kind (late), ==, WEIR_ROW_DROPPED);
  for (guint i = 0; i < 2; i++)
    {
      WeirEvent *gone = i == 0 ? event : late;

      g_assert_nonnull (strstr (weir_event_get_summary (gone), "no longer kept"));
      g_assert_null (weir_event_get_name (gone));
      g_assert_null (weir_event_get_id (gone));
      g_assert_null (weir_event_dup_data (gone));
      g_assert_cmpint (weir_event_get_gap_us (gone), ==, -1);
      g_assert_cmpuint (weir_event_get_size (gone), ==, 0);
    }
}

static void
add (const char *path, guint budget, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, GUINT_TO_POINTER (budget), set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/event/event", 0, test_event);
  add ("/event/others", 0, test_others);
  add ("/event/life", 0, test_life);
  add ("/event/reasons", 0, test_reasons);
  g_test_add_func ("/event/edited", test_edited);
  add ("/event/hostile", 0, test_hostile);
  add ("/event/large", 0, test_large);
  add ("/event/spoof", 0, test_spoof);
  add ("/event/gone", 1000, test_gone);

  return g_test_run ();
}
