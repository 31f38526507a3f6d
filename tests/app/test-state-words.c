/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-state-words.h"

#define S G_TIME_SPAN_SECOND
#define MS G_TIME_SPAN_MILLISECOND
/* Between a number and its unit. */
#define NBSP "\302\240"
/* Any monotonic time. */
#define NOW (5000 * S)

static void
check (const WeirStateFacts *facts, const char *head, const char *rest)
{
  g_autofree char *found_head = weir_state_dup_head (facts);
  g_autofree char *found_rest = weir_state_dup_rest (facts);
  g_auto (GStrv) parts = g_strsplit (rest, " · ", -1);
  g_autofree char *wanted_rest = g_strjoinv (NBSP "· ", parts);

  g_assert_cmpstr (found_head, ==, head);
  g_assert_cmpstr (found_rest, ==, wanted_rest);
}

static void
test_connecting (void)
{
  WeirStateFacts facts = { .state = WEIR_SOURCE_IDLE, .now_us = NOW, .reconnection_time_us = 3 * S };

  check (&facts, "Not connected", "");
  facts.state = WEIR_SOURCE_CONNECTING;
  facts.attempt = 1;
  check (&facts, "Connecting…", "");
  facts.state = WEIR_SOURCE_SENT;
  facts.attempt = 4;
  facts.last_event_id = "1842";
  check (&facts, "Waiting for the head…", "attempt" NBSP "4 · last id 1842");
}

static void
test_open (void)
{
  WeirStateFacts facts = { .state = WEIR_SOURCE_OPEN,
                           .now_us = NOW,
                           .opened_at_us = NOW - 622 * S,
                           .attempt = 3,
                           .status = 200,
                           .reconnection_time_us = 3 * S,
                           .retry_from_server = TRUE,
                           .last_event_id = "1842",
                           .reconnects = 2 };

  check (&facts, "Open 00:10:22", "200 · last id 1842 · retry" NBSP "3" NBSP "s" NBSP "(server) · 2" NBSP "reconnects");
  facts.reconnects = 1;
  facts.retry_from_server = FALSE;
  facts.reconnection_time_us = 2500 * MS;
  facts.last_event_id = "";
  facts.status = 0;
  check (&facts, "Open 00:10:22", "retry" NBSP "2.5" NBSP "s" NBSP "(default) · 1" NBSP "reconnect");
  facts.reconnects = 0;
  facts.reconnection_time_us = 50 * MS;
  check (&facts, "Open 00:10:22", "retry" NBSP "50" NBSP "ms" NBSP "(default)");
  facts.reconnection_time_us = 5 * 60 * S;
  check (&facts, "Open 00:10:22", "retry" NBSP "5" NBSP "min" NBSP "(default)");
  facts.reconnection_time_us = -1;
  facts.opened_at_us = 0;
  check (&facts, "Open", "");
}

static void
test_waiting (void)
{
  WeirStateFacts facts = { .state = WEIR_SOURCE_WAITING,
                           .now_us = NOW,
                           .waiting_until_us = NOW + 2100 * MS,
                           .attempt = 4,
                           .reconnection_time_us = 3 * S,
                           .retry_from_server = TRUE,
                           .message = "The server reset the connection" };

  check (&facts, "Waiting 2.1" NBSP "s, as the server asks", "attempt" NBSP "4 · The server reset the connection");
  facts.retry_from_server = FALSE;
  facts.message = NULL;
  facts.attempt = 1;
  check (&facts, "Waiting 2.1" NBSP "s", "");
}

static void
test_ended (void)
{
  WeirStateFacts facts = { .state = WEIR_SOURCE_STOPPED, .now_us = NOW, .last_event_id = "7", .reconnects = 1, .reconnection_time_us = -1 };

  check (&facts, "Stopped", "last id 7 · 1" NBSP "reconnect");
  facts = (WeirStateFacts){ .state = WEIR_SOURCE_FAILED, .message = "The server answered 404 Not Found, not with a stream" };
  check (&facts, "Failed", "The server answered 404 Not Found, not with a stream");
  facts.asked_to_stop = TRUE;
  facts.message = NULL;
  check (&facts, "Stopped by the server", "");
}

/* What a server sends is shown, never obeyed, and takes no more than its place. */
static void
test_hostile (void)
{
  WeirStateFacts facts = { .state = WEIR_SOURCE_STOPPED, .last_event_id = "\342\200\256<b>\033[1m" };
  g_autofree char *rest = NULL;

  check (&facts, "Stopped", "last id <U+202E><b>␛[1m");
  facts.last_event_id = "0123456789012345678901234567890123456789";
  rest = weir_state_dup_rest (&facts);
  g_assert_true (g_str_has_suffix (rest, "…"));
  g_assert_cmpint (g_utf8_strlen (rest, -1), ==, 36 + (glong) strlen ("last id "));
}

static void
check_countdown (gint64 us, const char *wanted)
{
  g_autofree char *found = weir_state_dup_countdown (us);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_countdown (void)
{
  check_countdown (-S, "0.0" NBSP "s");
  check_countdown (0, "0.0" NBSP "s");
  check_countdown (1, "0.1" NBSP "s");
  check_countdown (2100 * MS, "2.1" NBSP "s");
  check_countdown (2100 * MS + 1, "2.2" NBSP "s");
  check_countdown (9900 * MS, "9.9" NBSP "s");
  check_countdown (9901 * MS, "10" NBSP "s");
  check_countdown (10 * S, "10" NBSP "s");
  check_countdown (41001 * MS, "42" NBSP "s");
  check_countdown (59 * S + 1, "1:00");
  check_countdown (65 * S, "1:05");
  check_countdown (3725 * S, "1:02:05");
}

static void
test_clock (void)
{
  g_autofree char *none = weir_state_dup_clock (-1);
  g_autofree char *days = weir_state_dup_clock (G_GINT64_CONSTANT (360000) * S - 1);

  g_assert_cmpstr (none, ==, "00:00:00");
  g_assert_cmpstr (days, ==, "99:59:59");
}

/* What is shown after the fresh time is another text, and not before. */
static void
test_fresh (void)
{
  static const gint64 waits[] = { 1, 100 * MS, 130 * MS, 9850 * MS, 9950 * MS, 10 * S, 10 * S + 200 * MS, 90 * S };
  WeirStateFacts facts = { .state = WEIR_SOURCE_OPEN, .now_us = NOW, .opened_at_us = NOW - 5300 * MS };

  g_assert_cmpint (weir_state_get_fresh_us (&facts), ==, 700 * MS);
  facts.state = WEIR_SOURCE_STOPPED;
  g_assert_cmpint (weir_state_get_fresh_us (&facts), ==, -1);

  facts.state = WEIR_SOURCE_WAITING;
  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      gint64 fresh;

      facts.now_us = NOW;
      facts.waiting_until_us = NOW + waits[i];
      before = weir_state_dup_head (&facts);
      fresh = weir_state_get_fresh_us (&facts);
      g_assert_cmpint (fresh, >=, 50 * MS);
      g_assert_cmpint (fresh, <=, S);
      facts.now_us = NOW + fresh;
      after = weir_state_dup_head (&facts);
      g_assert_cmpstr (after, !=, before);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/state-words/connecting", test_connecting);
  g_test_add_func ("/state-words/open", test_open);
  g_test_add_func ("/state-words/waiting", test_waiting);
  g_test_add_func ("/state-words/ended", test_ended);
  g_test_add_func ("/state-words/hostile", test_hostile);
  g_test_add_func ("/state-words/countdown", test_countdown);
  g_test_add_func ("/state-words/clock", test_clock);
  g_test_add_func ("/state-words/fresh", test_fresh);
  return g_test_run ();
}
