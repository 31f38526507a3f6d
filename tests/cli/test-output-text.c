/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-output.h"
#include "weir-parser.h"

#include <string.h>

/* Text output is compared whole: reports in, lines out. The clock starts at 10:04:11.203 UTC. */

#define START_US (7 * G_USEC_PER_SEC)
#define START_WALL_US (G_GINT64_CONSTANT (1795428251203000))

typedef struct
{
  WeirOutputOptions options;
  GString *out;
  GString *side;
  WeirOutput *output;
  gint64 now_us; /* since the start */
} Fixture;

static void
set_up (Fixture *self, WeirOutputOptions options)
{
  *self = (Fixture){ .options = options };
  self->options.start_us = START_US;
  self->options.start_wall_us = START_WALL_US;
  self->out = g_string_new (NULL);
  self->side = g_string_new (NULL);
  self->output = weir_output_new (&self->options, self->out, self->side);
  weir_output_start (self->output);
}

static void
tear_down (Fixture *self)
{
  weir_output_free (self->output);
  g_string_free (self->out, TRUE);
  g_string_free (self->side, TRUE);
}

static void
assert_printed (Fixture *self, const char *expected)
{
  g_assert_cmpstr (self->out->str, ==, expected);
  g_string_truncate (self->out, 0);
}

static void
report (Fixture *self, WeirReport what)
{
  what.time_us = START_US + self->now_us;
  weir_output_report (self->output, &what);
}

static void
on_frame (const WeirFrame *frame, gpointer data)
{
  report (data, (WeirReport){ .kind = WEIR_REPORT_FRAME, .frame = frame });
}

static void
on_comment (const WeirLine *line, WeirSpan text, gpointer data)
{
  report (data, (WeirReport){ .kind = WEIR_REPORT_COMMENT, .comment = { .text = text } });
}

static void
on_retry (const WeirLine *line, guint64 ms, gpointer data)
{
  report (data, (WeirReport){ .kind = WEIR_REPORT_RETRY, .retry = { .ms = ms } });
}

static void
feed_bytes (Fixture *self, const char *bytes, gsize n_bytes)
{
  const WeirParserHandlers handlers = { on_frame, on_comment, on_retry, NULL };
  g_autoptr (WeirParser) parser = weir_parser_new (&handlers, self);

  g_assert_true (weir_parser_feed (parser, bytes, n_bytes, NULL));
}

static void
feed (Fixture *self, const char *stream)
{
  feed_bytes (self, stream, strlen (stream));
}

static void
test_rows (void)
{
  Fixture self;

  set_up (&self, (WeirOutputOptions){ .format = WEIR_OUTPUT_TEXT });
  feed (&self, "data: one\n\n");
  self.now_us = 900;
  feed (&self, "id: 42\nevent: trade\ndata: {\"px\":1.10}\n\n");
  self.now_us = 3 * G_USEC_PER_SEC + 123456;
  feed (&self, "event: a name that is very long\ndata: x\n\ndata: y\n\nid\ndata: z\n\n");
  assert_printed (&self, "10:04:11.203            message   one\n"
                         "10:04:11.203    0.9 ms  trade     #42  {\"px\":1.10}\n"
                         "10:04:14.326     3.1 s  a name that is very long  x\n"
                         "10:04:14.326    0.0 ms  message           y\n"
                         "10:04:14.326    0.0 ms  message           #  z\n");
  tear_down (&self);
}

/* Several lines stand below, indented; an empty one is a line too. */
static void
test_lines (void)
{
  Fixture self;

  set_up (&self, (WeirOutputOptions){ .format = WEIR_OUTPUT_TEXT });
  feed (&self, "data: one\ndata:\ndata:  two\n\ndata\ndata\n\n");
  assert_printed (&self, "10:04:11.203            message \n"
                         "                          one\n"
                         "                          \n"
                         "                           two\n"
                         "10:04:11.203    0.0 ms  message \n"
                         "                          \n"
                         "                          \n");
  tear_down (&self);
}

static void
test_pretty (void)
{
  Fixture self;

  set_up (&self, (WeirOutputOptions){ .format = WEIR_OUTPUT_TEXT, .pretty = TRUE });
  feed (&self, "id: 1\ndata: {\"a\":1.10,\"b\":[12345678901234567890]}\n\ndata: {no json\n\n");
  assert_printed (&self, "10:04:11.203            message   #1\n"
                         "                          {\n"
                         "                            \"a\": 1.10,\n"
                         "                            \"b\": [\n"
                         "                              12345678901234567890\n"
                         "                            ]\n"
                         "                          }\n"
                         "10:04:11.203    0.0 ms  message   {no json\n");
  tear_down (&self);
}

/* Nothing is hidden: comments, retries, blocks that are no event, and what was odd. */
static void
test_nothing_hidden (void)
{
  Fixture self;

  set_up (&self, (WeirOutputOptions){ .format = WEIR_OUTPUT_TEXT });
  feed (&self, ": keep-alive\n\nretry: 3000\n\nretry: 3000\n\nretry: 99999999999999\n\nid: 7\n\nevent: x\n\n");
  assert_printed (&self, "10:04:11.203           : keep-alive\n"
                         "10:04:11.203           retry: now 3s\n"
                         "10:04:11.203           retry: 3s as before\n"
                         "10:04:11.203           retry: now 24h, the most there is; the server asked for 99999999999999 ms\n"
                         "10:04:11.203           no event, but the last event id is now #7\n"
                         "10:04:11.203           no event named x\n"
                         "                          ! an event without data dispatches nothing\n");
  feed (&self, "data: \xff\nretry: soon\nData: x\n\n");
  assert_printed (&self, "10:04:11.203            message   \xef\xbf\xbd\n"
                         "                          ! not UTF-8: U+FFFD stands where it was not\n"
                         "                          ! a retry that is not only digits was ignored\n"
                         "                          ! an unknown field was ignored\n"
                         "                          ! a field name is written differently: it was ignored\n");
  tear_down (&self);
}

/* Whatever a terminal would act on is shown instead, in every place that comes from outside. */
static void
test_control_bytes (void)
{
  static const char stream[] = "event: e\x1b[2J\nid: \x07\ndata: \x1b]52;c;x\x07 \xe2\x80\xae \xc2\x9b"
                               "31m \0 \x7f\n\n: \x1b[31m\n";
  Fixture self;

  set_up (&self, (WeirOutputOptions){ .format = WEIR_OUTPUT_TEXT });
  feed_bytes (&self, stream, sizeof stream - 1);
  report (&self,
          (WeirReport){
              .kind = WEIR_REPORT_CONNECTING,
              .connecting = { .attempt = 2, .method = "GET", .url = "http://h/\x1b[31m", .last_event_id = WEIR_SPAN_LITERAL ("\x1b") } });
  report (&self, (WeirReport){ .kind = WEIR_REPORT_REDIRECT, .redirect = { .status = 302, .url = "http://h/\x1b[31m" } });
  report (&self, (WeirReport){ .kind = WEIR_REPORT_OPEN,
                               .open = { .attempt = 1, .status = 200, .url = "", .http = "1.1", .content_type = "text/\x1b[31m" } });
  report (&self, (WeirReport){ .kind = WEIR_REPORT_ENDED, .ended = { .reason = WEIR_REASON_CUT, .message = "\x1b[31m" } });
  report (&self, (WeirReport){
                     .kind = WEIR_REPORT_FAILED,
                     .failed = { .reason = WEIR_REASON_STATUS, .message = "\x1b[31m", .body = WEIR_SPAN_LITERAL ("\x1b[31m\r\n\xff") } });
  g_assert_null (memchr (self.out->str, '\x1b', self.out->len));
  g_assert_null (memchr (self.out->str, '\x07', self.out->len));
  g_assert_null (memchr (self.out->str, '\0', self.out->len));
  g_assert_null (memchr (self.out->str, '\r', self.out->len));
  g_assert_null (strstr (self.out->str, "\xc2\x9b"));
  g_assert_null (strstr (self.out->str, "\xe2\x80\xae"));
  g_assert_true (g_utf8_validate (self.out->str, (gssize) self.out->len, NULL));
  tear_down (&self);
}

static void
test_life (void)
{
  Fixture self;

  set_up (&self, (WeirOutputOptions){ .format = WEIR_OUTPUT_TEXT });
  report (&self,
          (WeirReport){ .kind = WEIR_REPORT_CONNECTING, .connecting = { .attempt = 1, .method = "GET", .url = "http://u:p@h/?token=x" } });
  report (&self, (WeirReport){ .kind = WEIR_REPORT_REDIRECT, .redirect = { .status = 307, .url = "http://h2/" } });
  report (&self, (WeirReport){ .kind = WEIR_REPORT_HEAD, .head = { .status = 200, .remote = "127.0.0.1:80", .tls = "TLS 1.3" } });
  report (&self,
          (WeirReport){ .kind = WEIR_REPORT_OPEN,
                        .open = { .attempt = 1, .status = 200, .url = "http://h2/", .http = "1.1", .content_type = "text/event-stream" } });
  self.now_us = G_USEC_PER_SEC;
  report (&self,
          (WeirReport){ .kind = WEIR_REPORT_ENDED,
                        .ended = { .reason = WEIR_REASON_CUT, .message = "It broke off", .unfinished = WEIR_SPAN_LITERAL ("data: h") } });
  report (&self, (WeirReport){ .kind = WEIR_REPORT_WAITING,
                               .waiting = { .duration_us = 1234567, .because = WEIR_BECAUSE_BACKOFF, .attempt = 2 } });
  report (&self,
          (WeirReport){
              .kind = WEIR_REPORT_CONNECTING,
              .connecting = {
                  .attempt = 2, .method = "GET", .url = "http://h/", .last_event_id = WEIR_SPAN_LITERAL ("42"), .id_not_sent = TRUE } });
  report (&self,
          (WeirReport){
              .kind = WEIR_REPORT_FAILED,
              .failed = { .reason = WEIR_REASON_STATUS, .message = "No", .body = WEIR_SPAN_LITERAL ("<p>\nsorry"), .body_is_cut = TRUE } });
  weir_output_end (self.output);
  assert_printed (&self, "10:04:11.203           connecting: GET http://[redacted]@h/?token=[redacted]\n"
                         "10:04:11.203           redirect: 307 to http://h2/\n"
                         "10:04:11.203           open: 200, HTTP/1.1, text/event-stream, from 127.0.0.1:80, TLS 1.3\n"
                         "10:04:12.203           ended: It broke off (cut)\n"
                         "10:04:12.203           ! the end cut off an unfinished block of 7 bytes: no event\n"
                         "10:04:12.203           waiting: 1.2s, longer after each failure\n"
                         "10:04:12.203           reconnecting: GET http://h/, Last-Event-ID: 42\n"
                         "10:04:12.203           ! the last event id is too long or not fit for a header: it is not sent\n"
                         "10:04:12.203           failed: No (status)\n"
                         "                          <p>\n"
                         "                          sorry\n"
                         "10:04:12.203           (the response goes on)\n"
                         "0 events, 1 reconnection\n");
  tear_down (&self);
}

/* What the command line can do about a failure is said by the command line. */
static void
test_failed_hints (void)
{
  Fixture self;

  set_up (&self, (WeirOutputOptions){ .format = WEIR_OUTPUT_TEXT });
  report (&self, (WeirReport){ .kind = WEIR_REPORT_FAILED, .failed = { .reason = WEIR_REASON_CONTENT_TYPE, .message = "No stream" } });
  report (&self,
          (WeirReport){ .kind = WEIR_REPORT_FAILED, .failed = { .reason = WEIR_REASON_TLS, .message = "No trust", .untrusted = TRUE } });
  report (&self, (WeirReport){ .kind = WEIR_REPORT_FAILED, .failed = { .reason = WEIR_REASON_TLS, .message = "No TLS" } });
  weir_output_end (self.output);
  assert_printed (&self,
                  "10:04:11.203           failed: No stream (content-type)\n"
                  "10:04:11.203           Try --any-type to read any response as an event stream, --compressed for gzip and deflate.\n"
                  "10:04:11.203           failed: No trust (tls)\n"
                  "10:04:11.203           Try --cacert with the authority's certificate, or --insecure to go on without a check.\n"
                  "10:04:11.203           failed: No TLS (tls)\n"
                  "0 events\n");
  tear_down (&self);
}

/* On a terminal one line is written over, and gone before anything else is printed. */
static void
test_live_line (void)
{
  Fixture self;

  set_up (&self, (WeirOutputOptions){ .format = WEIR_OUTPUT_TEXT, .live = TRUE });
  g_assert_false (weir_output_tick (self.output, START_US));
  report (&self, (WeirReport){ .kind = WEIR_REPORT_WAITING,
                               .waiting = { .duration_us = 3 * G_USEC_PER_SEC, .because = WEIR_BECAUSE_RETRY, .attempt = 2 } });
  assert_printed (&self, "10:04:11.203           waiting: 3s, as the server asks\n");
  g_assert_true (weir_output_tick (self.output, START_US + 900000));
  assert_printed (&self, "\r\x1b[Kattempt 2 in 2.1 s; Ctrl+C stops");
  g_assert_true (weir_output_tick (self.output, START_US + 5 * G_USEC_PER_SEC));
  assert_printed (&self, "\r\x1b[Kattempt 2 in 0.0 s; Ctrl+C stops");
  report (&self, (WeirReport){ .kind = WEIR_REPORT_CONNECTING, .connecting = { .attempt = 2, .method = "GET", .url = "http://h/" } });
  assert_printed (&self, "\r\x1b[K10:04:11.203           reconnecting: GET http://h/\n");
  report (&self,
          (WeirReport){ .kind = WEIR_REPORT_OPEN,
                        .open = { .attempt = 2, .status = 200, .url = "http://h/", .http = "1.1", .content_type = "text/event-stream" } });
  g_string_truncate (self.out, 0);
  g_assert_false (weir_output_tick (self.output, START_US));
  assert_printed (&self, "");
  tear_down (&self);
}

/* A name's colour is always the same; without colours there is not one escape. */
static void
test_colors (void)
{
  Fixture self;
  g_autofree char *first = NULL;

  set_up (&self, (WeirOutputOptions){ .format = WEIR_OUTPUT_TEXT, .color = TRUE });
  feed (&self, "event: trade\ndata: x\n\n");
  first = g_strdup (strstr (self.out->str, "trade") - 5);
  g_assert_true (g_str_has_prefix (first, "\x1b["));
  g_assert_nonnull (strstr (first, "trade\x1b[0m"));
  tear_down (&self);

  set_up (&self, (WeirOutputOptions){ .format = WEIR_OUTPUT_TEXT, .color = TRUE });
  feed (&self, "data: y\n\nevent: tick\ndata: x\n\nevent: trade\ndata: x\n\n");
  g_assert_cmpint (strncmp (strstr (self.out->str, "trade") - 5, first, 10), ==, 0);
  tear_down (&self);
}

static void
test_raw (void)
{
  static const char stream[] = "\xef\xbb\xbf: c\r\n\r\ndata: \x1b\r\rretry: 1\n\n\xff\n\n";
  Fixture self;

  set_up (&self, (WeirOutputOptions){ .format = WEIR_OUTPUT_RAW });
  report (&self, (WeirReport){ .kind = WEIR_REPORT_CONNECTING, .connecting = { .attempt = 1, .method = "GET", .url = "http://h/" } });
  feed (&self, stream);
  feed (&self, "data: half");
  weir_output_end (self.output);
  assert_printed (&self, stream);
  g_assert_cmpstr (self.side->str, ==, "10:04:11.203           connecting: GET http://h/\n1 event\n");
  tear_down (&self);
}

/* Only what matches is printed, with what is known of the rest. */
static void
test_filter (void)
{
  g_autoptr (WeirFilter) filter = weir_filter_new ("event:trade or kind:open or kind:retry 2000", NULL, NULL, NULL);
  Fixture self;

  set_up (&self, (WeirOutputOptions){ .format = WEIR_OUTPUT_TEXT, .live = TRUE, .filter = filter });
  report (&self, (WeirReport){ .kind = WEIR_REPORT_CONNECTING, .connecting = { .attempt = 1, .method = "GET", .url = "http://h/" } });
  assert_printed (&self, "");
  /* The wait is on the live line all the same. */
  g_assert_true (weir_output_tick (self.output, START_US + 2 * G_USEC_PER_SEC));
  assert_printed (&self, "\r\x1b[Kno answer yet, 2 s; Ctrl+C stops");
  report (&self, (WeirReport){ .kind = WEIR_REPORT_HEAD, .head = { .status = 200, .http = "1.1", .phrase = "OK", .remote = "h:80" } });
  report (&self, (WeirReport){ .kind = WEIR_REPORT_OPEN, .open = { .status = 200, .http = "1.1", .content_type = "text/event-stream" } });
  assert_printed (&self, "\r\x1b[K10:04:11.203           open: 200, HTTP/1.1, text/event-stream, from h:80\n");
  feed (&self, "data: one\n\nevent: trade\ndata: two\n\n: trade\nretry: 1000\n\nretry: 2000\n\nretry: 2000\n\nid: 7\ndata: x\n\n");
  assert_printed (&self, "10:04:11.203            trade     two\n"
                         "10:04:11.203           retry: now 2s\n"
                         "10:04:11.203           retry: 2s as before\n");
  /* Why nothing more comes is said whatever is asked for. */
  report (&self, (WeirReport){ .kind = WEIR_REPORT_FAILED, .failed = { .reason = WEIR_REASON_STATUS, .message = "No" } });
  weir_output_end (self.output);
  assert_printed (&self, "10:04:11.203           failed: No (status)\n3 events, 1 printed, last id #7\n");
  tear_down (&self);
}

static void
test_filter_raw (void)
{
  g_autoptr (WeirFilter) filter = weir_filter_new ("two or kind:comment", NULL, NULL, NULL);
  Fixture self;

  set_up (&self, (WeirOutputOptions){ .format = WEIR_OUTPUT_RAW, .filter = filter });
  feed (&self, "data: one\n\n: c\r\n\ndata: two\r\n\r\n\ndata: three\n\n");
  assert_printed (&self, ": c\r\ndata: two\r\n\r\n");
  tear_down (&self);
}

static void
test_include_head (void)
{
  const WeirHeader headers[] = { { "Content-Type", "text/event-stream" }, { "Set-Cookie", "a=secret" } };
  Fixture self;

  set_up (&self, (WeirOutputOptions){ .format = WEIR_OUTPUT_TEXT, .include_head = TRUE });
  report (&self, (WeirReport){
                     .kind = WEIR_REPORT_HEAD,
                     .head = { .status = 200, .http = "1.1", .phrase = "OK", .headers = headers, .n_headers = G_N_ELEMENTS (headers) } });
  assert_printed (&self, "10:04:11.203             HTTP/1.1 200 OK\n"
                         "10:04:11.203             Content-Type: text/event-stream\n"
                         "10:04:11.203             Set-Cookie: [redacted]\n");
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/output-text/rows", test_rows);
  g_test_add_func ("/output-text/lines", test_lines);
  g_test_add_func ("/output-text/pretty", test_pretty);
  g_test_add_func ("/output-text/nothing-hidden", test_nothing_hidden);
  g_test_add_func ("/output-text/control-bytes", test_control_bytes);
  g_test_add_func ("/output-text/life", test_life);
  g_test_add_func ("/output-text/failed-hints", test_failed_hints);
  g_test_add_func ("/output-text/live-line", test_live_line);
  g_test_add_func ("/output-text/colors", test_colors);
  g_test_add_func ("/output-text/raw", test_raw);
  g_test_add_func ("/output-text/filter", test_filter);
  g_test_add_func ("/output-text/filter-raw", test_filter_raw);
  g_test_add_func ("/output-text/include-head", test_include_head);

  return g_test_run ();
}
