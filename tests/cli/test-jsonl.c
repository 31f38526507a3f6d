/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-jsonl.h"

#define START_US 1000000

static void
check_full (const WeirReport *report, gboolean keep_secrets, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  weir_jsonl_report (out, report, START_US, keep_secrets);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
check (const WeirReport *report, const char *expected)
{
  check_full (report, FALSE, expected);
}

/* The keys, their order and the numbers are promises. */
static void
test_life (void)
{
  WeirReport report = { .kind = WEIR_REPORT_CONNECTING, .time_us = START_US + 112 };

  report.connecting.attempt = 1;
  report.connecting.url = "http://127.0.0.1:1/";
  check (&report, "{\"type\":\"connecting\",\"t\":0.000112,\"attempt\":1,\"url\":\"http://127.0.0.1:1/\",\"lastEventId\":\"\"}\n");

  report = (WeirReport){ .kind = WEIR_REPORT_REDIRECT, .time_us = START_US + 2000 };
  report.redirect.status = 307;
  report.redirect.url = "http://127.0.0.1:2/";
  check (&report, "{\"type\":\"redirect\",\"t\":0.002,\"status\":307,\"url\":\"http://127.0.0.1:2/\"}\n");

  report = (WeirReport){ .kind = WEIR_REPORT_OPEN, .time_us = START_US + 4000 };
  report.open.attempt = 1;
  report.open.status = 200;
  report.open.url = "http://127.0.0.1:2/";
  report.open.http = "1.1";
  report.open.content_type = "text/event-stream";
  check (&report, "{\"type\":\"open\",\"t\":0.004,\"attempt\":1,\"status\":200,\"url\":\"http://127.0.0.1:2/\",\"http\":\"1.1\","
                  "\"contentType\":\"text/event-stream\"}\n");

  report = (WeirReport){ .kind = WEIR_REPORT_ENDED, .time_us = START_US + 9200000 };
  report.ended.reason = WEIR_REASON_RESET;
  report.ended.status = 200;
  report.ended.message = "gone";
  report.ended.unfinished = WEIR_SPAN_LITERAL ("data: h");
  check (&report, "{\"type\":\"ended\",\"t\":9.2,\"reason\":\"reset\",\"status\":200,\"message\":\"gone\",\"unfinishedBytes\":7}\n");

  report = (WeirReport){ .kind = WEIR_REPORT_WAITING, .time_us = START_US + 9200000 };
  report.waiting.duration_us = 3000000;
  report.waiting.because = WEIR_BECAUSE_RETRY;
  check (&report, "{\"type\":\"waiting\",\"t\":9.2,\"ms\":3000,\"because\":\"retry\"}\n");

  report = (WeirReport){ .kind = WEIR_REPORT_FAILED, .time_us = START_US };
  report.failed.reason = WEIR_REASON_CONTENT_TYPE;
  report.failed.status = 200;
  report.failed.message = "no";
  check (&report, "{\"type\":\"failed\",\"t\":0,\"reason\":\"content-type\",\"message\":\"no\"}\n");
}

static void
test_stream (void)
{
  WeirFrame frame = {
    .kind = WEIR_FRAME_BLOCK,
    .dispatches = TRUE,
    .event = WEIR_SPAN_LITERAL ("message"),
    .data = WEIR_SPAN_LITERAL ("a\0\"\n"),
    .last_event_id = WEIR_SPAN_LITERAL ("42"),
  };
  WeirReport report = { .kind = WEIR_REPORT_FRAME, .time_us = START_US + 5100 };

  report.frame = &frame;
  check (&report, "{\"type\":\"event\",\"t\":0.0051,\"event\":\"message\",\"data\":\"a\\u0000\\\"\\n\",\"lastEventId\":\"42\"}\n");
  frame.has_id = TRUE;
  frame.id = WEIR_SPAN_LITERAL ("42");
  frame.data = WEIR_SPAN_LITERAL ("");
  check (&report, "{\"type\":\"event\",\"t\":0.0051,\"event\":\"message\",\"data\":\"\",\"lastEventId\":\"42\",\"id\":\"42\"}\n");
  frame.dispatches = FALSE;
  check (&report, "");

  report = (WeirReport){ .kind = WEIR_REPORT_COMMENT, .time_us = START_US + 5100 };
  report.comment.text = WEIR_SPAN_LITERAL (" keep-alive");
  check (&report, "{\"type\":\"comment\",\"t\":0.0051,\"text\":\" keep-alive\"}\n");

  report = (WeirReport){ .kind = WEIR_REPORT_RETRY, .time_us = START_US + 123456789 };
  report.retry.ms = G_GUINT64_CONSTANT (9007199254740991);
  check (&report, "{\"type\":\"retry\",\"t\":123.456789,\"ms\":9007199254740991}\n");

  for (WeirReportKind kind = WEIR_REPORT_CONNECTING; kind <= WEIR_REPORT_FAILED; kind++)
    {
      if (kind == WEIR_REPORT_HEAD || kind == WEIR_REPORT_READ || kind == WEIR_REPORT_READ_DONE)
        {
          report = (WeirReport){ .kind = kind };
          check (&report, "");
        }
    }
}

static void
test_frame_of_records (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  weir_jsonl_start (out, G_GINT64_CONSTANT (1795413600000042));
  g_assert_cmpstr (out->str, ==, "{\"type\":\"start\",\"version\":\"" WEIR_TEST_VERSION "\",\"time\":\"2026-11-23T06:00:00.000042Z\"}\n");
  g_string_truncate (out, 0);
  weir_jsonl_end (out, 18255, WEIR_SPAN_LITERAL ("18\xc3\xa9"), 3);
  g_assert_cmpstr (out->str, ==, "{\"type\":\"end\",\"events\":18255,\"lastEventId\":\"18é\",\"unfinishedBytes\":3}\n");
}

/* What is no UTF-8 (a Location, an error's words) becomes U+FFFD; secrets in URLs are not printed unless asked for. */
static void
test_foreign_text (void)
{
  WeirReport report = { .kind = WEIR_REPORT_REDIRECT, .time_us = START_US - 5 };

  report.redirect.status = 302;
  report.redirect.url = "http://u:p@h/\xff?token=abc&a=1";
  check (&report, "{\"type\":\"redirect\",\"t\":0,\"status\":302,\"url\":\"http://[redacted]@h/\xef\xbf\xbd?token=[redacted]&a=1\"}\n");
  check_full (&report, TRUE, "{\"type\":\"redirect\",\"t\":0,\"status\":302,\"url\":\"http://u:p@h/\xef\xbf\xbd?token=abc&a=1\"}\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jsonl/life", test_life);
  g_test_add_func ("/jsonl/stream", test_stream);
  g_test_add_func ("/jsonl/frame-of-records", test_frame_of_records);
  g_test_add_func ("/jsonl/foreign-text", test_foreign_text);

  return g_test_run ();
}
