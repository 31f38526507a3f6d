/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-serve-output.h"
#include "weir-serve-scripts.h"

#include <string.h>

/* Everything a server tells, as text and as records. The clock starts at 10:04:11.203 UTC. */

#define START_US (7 * G_USEC_PER_SEC)

typedef struct
{
  GString *out;
  WeirServeOutput *output;
} Fixture;

static void
set_up (Fixture *self, WeirOutputFormat format)
{
  const WeirOutputOptions options = {
    .format = format,
    .start_us = START_US,
    .start_wall_us = G_GINT64_CONSTANT (1795428251203000),
  };

  self->out = g_string_new (NULL);
  self->output = weir_serve_output_new (&options, self->out);
}

static void
tear_down (Fixture *self)
{
  weir_serve_output_free (self->output);
  g_string_free (self->out, TRUE);
}

static void
check (Fixture *self, const WeirServed *served, const char *expected)
{
  g_string_truncate (self->out, 0);
  weir_serve_output_report (self->output, served);
  g_assert_cmpstr (self->out->str, ==, expected);
}

static const WeirServed request = {
  .kind = WEIR_SERVED_REQUEST,
  .time_us = START_US + 1000,
  .client = 3,
  .path = "/t",
  .session = "k",
  .method = "GET",
  .connection = 2,
  .status = 200,
  .last_event_id = WEIR_SPAN_LITERAL ("a\x1b"),
  .remote = "127.0.0.1:9",
  .seed = 5,
};
static const WeirServed silent = {
  .kind = WEIR_SERVED_REQUEST,
  .time_us = START_US,
  .client = 1,
  .path = "/",
  .session = "",
  .method = "GET",
  .connection = 1,
};
static const WeirServed sent = {
  .kind = WEIR_SERVED_SENT,
  .time_us = START_US,
  .client = 1,
  .path = "/",
  .session = "",
  .bytes = WEIR_SPAN_LITERAL ("data: \x1b\n\n"),
  .n_events = 1,
};
static const WeirServed ended = {
  .kind = WEIR_SERVED_ENDED,
  .time_us = START_US,
  .client = 1,
  .path = "/",
  .session = "",
  .reason = "cut",
  .n_bytes = 9,
};
static const WeirServed met = {
  .kind = WEIR_SERVED_EXPECT,
  .time_us = START_US,
  .client = 1,
  .path = "/",
  .session = "",
  .ok = TRUE,
  .wanted = "x=1",
  .got = "x=1",
  .line = 4,
};
static const WeirServed failed = {
  .kind = WEIR_SERVED_EXPECT,
  .time_us = START_US,
  .client = 1,
  .path = "/",
  .session = "",
  .wanted = "x=1",
  .got = "x=2",
  .line = 4,
};
static const WeirServed notice = {
  .kind = WEIR_SERVED_NOTICE,
  .time_us = START_US,
  .path = "",
  .session = "",
  .text = "No descriptors are left",
};

static void
test_text (void)
{
  Fixture self;

  set_up (&self, WEIR_OUTPUT_TEXT);
  check (&self, &request, "10:04:11.204  client 3, session k: GET /t, connection 2, Last-Event-ID: a␛: 200, from 127.0.0.1:9\n");
  check (&self, &silent, "10:04:11.203  client 1: GET /, connection 1: no head\n");
  check (&self, &sent, "10:04:11.203  client 1: sent data: ␛⏎⏎\n");
  check (&self, &ended, "10:04:11.203  client 1: ended: cut, 9 bytes sent\n");
  check (&self, &met, "10:04:11.203  client 1: expectation met: x=1, got x=1\n");
  check (&self, &failed, "10:04:11.203  client 1: expectation failed: x=1, got x=2\n");
  check (&self, &notice, "10:04:11.203  ! No descriptors are left\n");
  g_string_truncate (self.out, 0);
  weir_serve_output_dropped (self.output, START_US, 2);
  g_assert_cmpstr (self.out->str, ==, "10:04:11.203  ! 2 lines were left out: the output was not taken\n");
  tear_down (&self);
}

static void
test_jsonl (void)
{
  Fixture self;

  set_up (&self, WEIR_OUTPUT_JSONL);
  check (
      &self, &request,
      "{\"type\":\"request\",\"t\":0.001,\"client\":3,\"path\":\"/t\",\"session\":\"k\",\"method\":\"GET\",\"connection\":2,\"status\":200,"
      "\"lastEventId\":\"a\\u001b\",\"remote\":\"127.0.0.1:9\",\"seed\":5}\n");
  check (&self, &sent, "{\"type\":\"sent\",\"t\":0,\"client\":1,\"path\":\"/\",\"session\":\"\",\"bytes\":9,\"events\":1}\n");
  check (&self, &ended, "{\"type\":\"ended\",\"t\":0,\"client\":1,\"path\":\"/\",\"session\":\"\",\"reason\":\"cut\",\"bytes\":9}\n");
  check (
      &self, &failed,
      "{\"type\":\"expect\",\"t\":0,\"client\":1,\"path\":\"/\",\"session\":\"\",\"ok\":false,\"wanted\":\"x=1\",\"got\":\"x=2\",\"line\":4}\n");
  check (&self, &notice,
         "{\"type\":\"notice\",\"t\":0,\"client\":0,\"path\":\"\",\"session\":\"\",\"text\":\"No descriptors are left\"}\n");
  g_string_truncate (self.out, 0);
  weir_serve_output_dropped (self.output, START_US, 2);
  g_assert_cmpstr (self.out->str, ==, "{\"type\":\"dropped\",\"t\":0,\"records\":2}\n");
  tear_down (&self);
}

static void
test_listening (void)
{
  static const char plain[] = "data: x\n\n";
  static const char routed[] = ":@ weir 1\n:@ on GET /own\n:@ connect *\ndata: x\n\n:@ hold\n";
  g_autoptr (GBytes) plain_bytes = g_bytes_new_static (plain, strlen (plain));
  g_autoptr (GBytes) routed_bytes = g_bytes_new_static (routed, strlen (routed));
  g_autoptr (GPtrArray) plain_diagnostics = NULL;
  g_autoptr (GPtrArray) routed_diagnostics = NULL;
  g_autoptr (WeirScript) plain_script = weir_script_new (plain_bytes, &plain_diagnostics);
  g_autoptr (WeirScript) routed_script = weir_script_new (routed_bytes, &routed_diagnostics);
  WeirServedScript scripts[] = { { (char *) "/a", (char *) "a\x1b", plain_script }, { (char *) "/b", (char *) "b", routed_script } };
  static const WeirServeControl none = { NULL, NULL };
  static const WeirServeControl shown = { "abc", NULL };
  static const WeirServeControl kept = { "abc", "f\x1b" };
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  Fixture self;

  g_ptr_array_add (list, &scripts[0]);
  g_ptr_array_add (list, &scripts[1]);
  set_up (&self, WEIR_OUTPUT_TEXT);
  weir_serve_output_listening (self.output, "http://h", list, NULL, &none);
  g_assert_cmpstr (self.out->str, ==, "10:04:11.203  listening: http://h/a, from a␛\n10:04:11.203  listening: http://h, paths as in b\n");
  tear_down (&self);

  set_up (&self, WEIR_OUTPUT_JSONL);
  weir_serve_output_listening (self.output, "http://h", list, NULL, &none);
  g_assert_cmpstr (self.out->str, ==, "{\"type\":\"listening\",\"url\":\"http://h\",\"scripts\":{\"/a\":\"a\\u001b\",\"/b\":\"b\"}}\n");
  tear_down (&self);

  set_up (&self, WEIR_OUTPUT_TEXT);
  weir_serve_output_listening (self.output, "http://h", list, NULL, &shown);
  g_assert_true (g_str_has_suffix (self.out->str, "  control: http://h/.weir/ with X-Weir-Token: abc\n"));
  weir_serve_output_listening (self.output, "http://h", list, NULL, &kept);
  g_assert_true (g_str_has_suffix (self.out->str, "  control: http://h/.weir/, the X-Weir-Token is in f␛\n"));
  tear_down (&self);

  set_up (&self, WEIR_OUTPUT_JSONL);
  weir_serve_output_listening (self.output, "http://h", list, NULL, &shown);
  g_assert_true (g_str_has_suffix (self.out->str, "},\"control\":{\"url\":\"http://h/.weir/\",\"token\":\"abc\"}}\n"));
  weir_serve_output_listening (self.output, "http://h", list, NULL, &kept);
  g_assert_true (g_str_has_suffix (self.out->str, "},\"control\":{\"url\":\"http://h/.weir/\",\"tokenFile\":\"f\\u001b\"}}\n"));
  weir_serve_output_listening (self.output, "https://h", list, "c\x1b.pem", &none);
  g_assert_true (g_str_has_suffix (self.out->str, "},\"certificate\":\"c\\u001b.pem\"}\n"));
  tear_down (&self);

  set_up (&self, WEIR_OUTPUT_TEXT);
  weir_serve_output_listening (self.output, "https://h", list, "c\x1b.pem", &none);
  g_assert_nonnull (strstr (self.out->str, "  listening: https://h/a, from a␛\n"));
  g_assert_nonnull (strstr (self.out->str, "  certificate: c␛.pem, "));
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/serve-output/text", test_text);
  g_test_add_func ("/serve-output/jsonl", test_jsonl);
  g_test_add_func ("/serve-output/listening", test_listening);

  return g_test_run ();
}
