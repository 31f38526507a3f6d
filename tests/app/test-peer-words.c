/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-request-private.h"
#include "weir-peer-words.h"

#include <locale.h>

/* What a row says of a request. */

static WeirMockRequest *
make_request (const char *method, const char *path, const char *session, const char *id, guint status)
{
  WeirServed served = {
    .kind = WEIR_SERVED_REQUEST,
    .time_us = g_get_monotonic_time (),
    .client = 12,
    .path = path,
    .script = "/s",
    .session = session,
    .method = method,
    .connection = 3,
    .status = status,
    .last_event_id = weir_span_from_string (id),
    .remote = "127.0.0.1:5000",
    .head = WEIR_SPAN_LITERAL ("GET / HTTP/1.1\r\nUser-Agent: cu\x1brl/8\r\n\r\n"),
  };

  return weir_mock_request_new (&served);
}

static void
end (WeirMockRequest *request, const char *reason, gint64 after_us, guint64 n_events, guint64 n_bytes)
{
  WeirServedClient client = { .n_events = n_events, .n_bytes = n_bytes };
  WeirMockEnd how = { g_get_monotonic_time () + after_us, g_intern_string (reason), n_events, n_bytes };

  (void) weir_mock_request_set_live (request, &client);
  weir_mock_request_set_end (request, &how);
}

/* Without the time, which is never the same. */
static void
assert_has (const GString *text, const char *part)
{
  if (strstr (text->str, part) == NULL)
    g_error ("“%s” does not hold “%s”", text->str, part);
}

static void
test_client (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (WeirMockRequest) get = make_request ("GET", "/prices", "", "", 200);
  g_autoptr (WeirMockRequest) post = make_request ("POST", "/<b>\xe2\x80\xae\xff", "checkout", "41\x1b", 200);
  WeirServedClient live = { .activity = WEIR_ACTIVITY_UNREAD, .n_events = 1, .n_bytes = 2000, .n_unsent = 32000 };
  g_autoptr (WeirPeerWords) words = weir_peer_words_new_for_client (get, zone);
  g_autoptr (WeirPeerWords) other = NULL;

  g_assert_cmpstr (words->title->str, ==, "/prices");
  g_assert_true (g_str_has_prefix (words->subtitle->str, "#12 · cu␛rl/8 · connection 3 · since "));
  g_assert_true (g_str_has_suffix (words->subtitle->str, " · 127.0.0.1:5000"));
  g_assert_cmpstr (words->side->str, ==, "0 events, 0 bytes");
  g_assert_cmpstr (words->note->str, ==, "playing");
  g_assert_cmpint (words->mark, ==, WEIR_MARK_OPEN);

  g_assert_true (weir_mock_request_set_live (post, &live));
  g_assert_false (weir_mock_request_set_live (post, &live));
  other = weir_peer_words_new_for_client (post, zone);
  g_assert_cmpstr (other->title->str, ==, "POST /<b><U+202E><0xFF>");
  g_assert_true (g_str_has_prefix (other->subtitle->str, "#12 · cu␛rl/8 · last event ID 41␛ · session checkout · connection 3 · "));
  g_assert_cmpstr (other->side->str, ==, "1 event, 2.0\302\240kB");
  g_assert_cmpstr (other->note->str, ==, "32.0\302\240kB unread");
  g_assert_cmpint (other->mark, ==, WEIR_MARK_WAITING);
  assert_has (other->sentence, "POST /<b>");
  assert_has (other->sentence, "32.0\302\240kB unread");
}

/* A request's line stays together, from left to right. */
static void
test_right_to_left (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (WeirMockRequest) request = make_request ("POST", "/a", "", "7", 200);
  g_autoptr (WeirPeerWords) words = NULL;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  words = weir_peer_words_new_for_log (request, zone);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_assert_cmpstr (words->title->str, ==, "\u2068POST /a\u2069");
  assert_has (words->subtitle, "last event ID \u20687\u2069");
}

static void
test_log (void)
{
  static const char *const ends[][2] = { { "close", "closed" },       { "cut", "cut" },         { "reset", "reset" },
                                         { "client", "client left" }, { "stopped", "stopped" }, { "error", "broken" } };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (WeirMockRequest) request = make_request ("GET", "/", "", "", 503);
      g_autofree char *wanted = g_strdup_printf ("%s, 1 min 30 s", ends[i][1]);
      g_autoptr (WeirPeerWords) words = NULL;

      end (request, ends[i][0], 90 * G_TIME_SPAN_SECOND, 2, 20);
      words = weir_peer_words_new_for_log (request, zone);
      g_assert_cmpstr (words->title->str, ==, "GET /");
      g_assert_cmpstr (words->side->str, ==, "503");
      g_assert_cmpstr (words->note->str, ==, wanted);
      assert_has (words->subtitle, " · #12 · cu␛rl/8 · connection 3 · 2 events, 20 bytes · 127.0.0.1:5000");
      g_assert_cmpint (words->mark, ==, WEIR_MARK_IDLE);
      g_assert_false (words->is_bad);
    }
}

static void
test_failed (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (WeirMockRequest) request = make_request ("GET", "/", "", "", 0);
  WeirServed held = { .kind = WEIR_SERVED_EXPECT, .ok = TRUE, .wanted = "method=GET", .got = "method=GET" };
  WeirServed failed = { .kind = WEIR_SERVED_EXPECT, .wanted = "after=1s..2s", .got = "after=\xe2\x80\xae" };
  g_autoptr (WeirPeerWords) good = NULL;
  g_autoptr (WeirPeerWords) bad = NULL;

  weir_mock_request_take_judgement (request, weir_mock_judgement_new (&held));
  good = weir_peer_words_new_for_log (request, zone);
  g_assert_false (good->is_bad);
  g_assert_cmpstr (good->side->str, ==, "no answer");
  weir_mock_request_take_judgement (request, weir_mock_judgement_new (&failed));
  bad = weir_peer_words_new_for_log (request, zone);
  g_assert_true (bad->is_bad);
  g_assert_cmpint (bad->mark, ==, WEIR_MARK_FAILED);
  g_assert_true (g_str_has_prefix (bad->subtitle->str, "Expected after=1s..2s, got after=<U+202E> · "));
}

static void
test_notice (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  WeirServed served = { .kind = WEIR_SERVED_NOTICE, .path = "", .script = "", .session = "", .text = "No more clients for now" };
  g_autoptr (WeirMockRequest) notice = weir_mock_request_new (&served);
  g_autoptr (WeirPeerWords) words = weir_peer_words_new_for_log (notice, zone);

  g_assert_cmpstr (words->title->str, ==, "No more clients for now");
  g_assert_cmpuint (words->side->len + words->note->len, ==, 0);
  g_assert_cmpint (words->mark, ==, WEIR_MARK_WAITING);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/peer-words/client", test_client);
  g_test_add_func ("/peer-words/right-to-left", test_right_to_left);
  g_test_add_func ("/peer-words/log", test_log);
  g_test_add_func ("/peer-words/failed", test_failed);
  g_test_add_func ("/peer-words/notice", test_notice);

  return g_test_run ();
}
