/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-match.h"

#include <string.h>

static const WeirHeader headers[] = {
  { "Authorization", "Bearer canary" },
  { "X-Name", "Werner" },
};

static const WeirFrame event = {
  .kind = WEIR_FRAME_BLOCK,
  .bytes = WEIR_SPAN_LITERAL ("event: trade\nid: 42\ndata: Hello\n\n"),
  .dispatches = TRUE,
  .has_id = TRUE,
  .event = WEIR_SPAN_LITERAL ("trade"),
  .data = WEIR_SPAN_LITERAL ("Hello"),
  .id = WEIR_SPAN_LITERAL ("42"),
};
static const WeirFrame block = {
  .kind = WEIR_FRAME_BLOCK,
  .bytes = WEIR_SPAN_LITERAL ("id: 42\nfoo: b\xff\r\r"),
  .has_id = TRUE,
  .id = WEIR_SPAN_LITERAL ("42"),
};
static const WeirFrame comment = {
  .kind = WEIR_FRAME_COMMENT,
  .bytes = WEIR_SPAN_LITERAL (": hello\n"),
  .comment = WEIR_SPAN_LITERAL (" hello"),
};
static const WeirFrame blank = { .kind = WEIR_FRAME_BLANK, .bytes = WEIR_SPAN_LITERAL ("\n") };

/* One of each, a letter for each. */
static const struct
{
  char letter;
  WeirReport report;
} reports[] = {
  { 'c',
    { .kind = WEIR_REPORT_CONNECTING,
      .connecting = { .attempt = 3, .method = "GET", .url = "http://u:canary@h/?token=canary", .headers = headers, .n_headers = 2 } } },
  { 'd', { .kind = WEIR_REPORT_REDIRECT, .redirect = { .status = 307, .url = "http://there/?token=canary" } } },
  { 'h',
    { .kind = WEIR_REPORT_HEAD,
      .head = { .status = 200,
                .phrase = "OK",
                .http = "1.1",
                .remote = "127.0.0.1:80",
                .tls = "TLS 1.3",
                .headers = headers,
                .n_headers = 2 } } },
  { 'o', { .kind = WEIR_REPORT_OPEN, .open = { .compressed = TRUE } } },
  { 'r', { .kind = WEIR_REPORT_READ } },
  { 'e', { .kind = WEIR_REPORT_FRAME, .frame = &event } },
  { 'b', { .kind = WEIR_REPORT_FRAME, .frame = &block } },
  { '#', { .kind = WEIR_REPORT_FRAME, .frame = &comment } },
  { 'l', { .kind = WEIR_REPORT_FRAME, .frame = &blank } },
  { ':', { .kind = WEIR_REPORT_COMMENT, .comment = { .text = WEIR_SPAN_LITERAL (" hello") } } },
  { 't', { .kind = WEIR_REPORT_RETRY, .retry = { .ms = 3000 } } },
  { 'R', { .kind = WEIR_REPORT_READ_DONE } },
  { 'E',
    { .kind = WEIR_REPORT_ENDED,
      .ended = { .reason = WEIR_REASON_RESET, .message = "Bye", .unfinished = WEIR_SPAN_LITERAL ("data: hel") } } },
  { 'w', { .kind = WEIR_REPORT_WAITING, .waiting = { .duration_us = 1500000, .because = WEIR_BECAUSE_DEFAULT } } },
  { 'f',
    { .kind = WEIR_REPORT_FAILED,
      .failed = { .reason = WEIR_REASON_STATUS, .message = "No", .body = WEIR_SPAN_LITERAL ("say hello\xff") } } },
};

static const struct
{
  const char *query;
  const char *matches;
} cases[] = {
  { "", "cdhoeb#:tEwf" },   { "hello", "e#:f" },
  { "Hello", "e" },         { "-hello", "cdhobtEw" },
  { "canary", "" },         { "redacted", "cdh" },
  { "werner", "ch" },       { "307", "d" },
  { "\"TLS 1.3\"", "h" },   { "\"status 200\"", "h" },
  { "compressed", "o" },    { "\"foo: b\uFFFD\"", "b" },
  { "\"\uFFFD\"", "bf" },   { "3000", "t" },
  { "\"data: hel\"", "E" }, { "reset", "E" },
  { "bye", "E" },           { "1.5s", "w" },
  { "status", "hf" },       { "event:trade", "e" },
  { "id:42", "eb" },        { "kind:event", "e" },
  { "kind:block", "b" },    { "kind:comment", "#:" },
  { "kind:retry", "t" },    { "kind:life", "cdhoEwf" },
  { "kind:ended", "E" },    { "kind:unfinished", "E" },
  { "kind:dropped", "" },
};

static void
test_reports (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WeirFilter) filter = weir_filter_new (cases[i].query, NULL, NULL, NULL);
      g_autoptr (GString) matches = g_string_new (NULL);

      for (gsize j = 0; j < G_N_ELEMENTS (reports); j++)
        if (weir_match_report (filter, &reports[j].report))
          g_string_append_c (matches, reports[j].letter);
      g_test_message ("%s", cases[i].query);
      g_assert_cmpstr (matches->str, ==, cases[i].matches);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/match/reports", test_reports);

  return g_test_run ();
}
