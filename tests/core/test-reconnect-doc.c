/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-limits.h"
#include "weir-reconnect.h"

/* docs/reconnection.md holds this table; what stands in it is asked of the rules. */
static const struct
{
  const char *end;
  WeirOutcome outcome;
} rows[] = {
  { "the body ends: `eof`, `closed`", { .reason = WEIR_REASON_EOF, .opened = TRUE } },
  { "the body breaks off: `cut`", { .reason = WEIR_REASON_CUT, .opened = TRUE } },
  { "the connection is reset in the stream: `reset`", { .reason = WEIR_REASON_RESET, .opened = TRUE } },
  { "silence for longer than allowed: `timeout`", { .reason = WEIR_REASON_TIMEOUT, .opened = TRUE } },
  { "encryption breaks in the stream: `tls`", { .reason = WEIR_REASON_TLS, .opened = TRUE } },
  { "a line or block without end: `limit`", { .reason = WEIR_REASON_LIMIT, .opened = TRUE } },
  { "broken off in any way after a terminator", { .reason = WEIR_REASON_CUT, .opened = TRUE, .terminated = TRUE } },
  { "you cut the connection: `stopped`", { .reason = WEIR_REASON_STOPPED, .opened = TRUE } },
  { "nothing listens: `refused`", { .reason = WEIR_REASON_REFUSED } },
  { "the name is not found: `dns`", { .reason = WEIR_REASON_DNS } },
  { "closed or reset before the response: `closed`, `reset`", { .reason = WEIR_REASON_RESET } },
  { "no connection or no head in time: `timeout`", { .reason = WEIR_REASON_TIMEOUT } },
  { "the TLS handshake breaks off: `tls`", { .reason = WEIR_REASON_TLS, .transient = TRUE } },
  { "the certificate is refused: `tls`", { .reason = WEIR_REASON_TLS } },
  { "something that is not HTTP: `protocol`", { .reason = WEIR_REASON_PROTOCOL } },
  { "a head without end: `limit`", { .reason = WEIR_REASON_LIMIT } },
  { "204, 205: `no-content`", { .reason = WEIR_REASON_NO_CONTENT, .status = 204 } },
  { "408, 429: `status`", { .reason = WEIR_REASON_STATUS, .status = 429 } },
  { "500 to 599: `status`", { .reason = WEIR_REASON_STATUS, .status = 503 } },
  { "any other status but 200: `status`", { .reason = WEIR_REASON_STATUS, .status = 404 } },
  { "200 without the content type: `content-type`", { .reason = WEIR_REASON_CONTENT_TYPE, .status = 200 } },
  { "a redirect that is not followed: `redirect`", { .reason = WEIR_REASON_REDIRECT, .status = 302 } },
};

static const char *
describe (WeirPolicy policy, WeirOutcome outcome)
{
  g_autoptr (WeirReconnect) self = weir_reconnect_new (policy, 2 * G_TIME_SPAN_SECOND, -1, 1);
  WeirDecision decision;

  outcome.retry_after_us = 3600 * G_TIME_SPAN_SECOND;
  if (outcome.opened)
    weir_reconnect_opened (self);
  decision = weir_reconnect_decide (self, &outcome);
  if (!decision.reconnect)
    return decision.failed ? "fails" : "ends";
  if (decision.wait_us == outcome.retry_after_us)
    return "again, with backoff, not before Retry-After";
  if (decision.because == WEIR_BECAUSE_BACKOFF)
    return "again, with backoff";

  g_assert_cmpint (decision.wait_us, ==, 2 * G_TIME_SPAN_SECOND);

  return "again";
}

static void
test_table (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "reconnection.md", NULL);
  g_autofree char *page = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) table = g_string_new ("| what happened | browser | persistent | once |\n|---|---|---|---|\n");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_string_append_printf (table, "| %s | %s | %s | %s |\n", rows[i].end, describe (WEIR_POLICY_BROWSER, rows[i].outcome),
                            describe (WEIR_POLICY_PERSISTENT, rows[i].outcome), describe (WEIR_POLICY_ONCE, rows[i].outcome));

  g_file_get_contents (path, &page, NULL, &error);
  g_assert_no_error (error);
  if (strstr (page, table->str) == NULL)
    g_error ("docs/reconnection.md must hold this table:\n%s", table->str);
}

/* Every reason stands in the table. */
static void
test_reasons (void)
{
  for (guint reason = WEIR_REASON_EOF; reason <= WEIR_REASON_STOPPED; reason++)
    {
      g_autofree char *word = g_strdup_printf ("`%s`", weir_reason_get_nick ((WeirReason) reason));
      gboolean found = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        found = found || strstr (rows[i].end, word) != NULL;
      if (!found)
        g_error ("%s is missing", word);
    }
}

/* The figures of the page. */
static void
test_figures (void)
{
  g_assert_cmpint (WEIR_DEFAULT_RECONNECTION_TIME_US, ==, 3 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (WEIR_LIMIT_RECONNECTION_FLOOR_US, ==, 100 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (WEIR_LIMIT_RECONNECTION_CEILING_US, ==, 24 * G_TIME_SPAN_HOUR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reconnect-doc/table", test_table);
  g_test_add_func ("/reconnect-doc/reasons", test_reasons);
  g_test_add_func ("/reconnect-doc/figures", test_figures);

  return g_test_run ();
}
