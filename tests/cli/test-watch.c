/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "watch-run.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
assert_keys (GPtrArray *records, const char *type, const char *keys)
{
  const Record *record = records_find (records, type, 0);
  g_autofree char *own = NULL;

  g_assert_nonnull (record);
  own = record_dup_keys (record);
  g_assert_cmpstr (own, ==, keys);
}

/* Every record type in one run: a redirect, a stream that ends, the reconnection with its id, a failure for good. */
static void
test_records (void)
{
  g_autoptr (WatchRun) run = watch_run_new ();
  g_autoptr (GPtrArray) records = NULL;
  const Record *record;

  watch_run_answer (run, "HTTP/1.1 307 Go\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n", RAW_CLOSE);
  watch_run_answer (run, STREAM_HEAD ": hi\nretry: 100\nid: 7\nevent: trade\ndata: 1\n\ndata: 2\n\ndata: cut", RAW_CLOSE);
  watch_run_answer (run, "HTTP/1.1 500 No\r\nContent-Length: 4\r\n\r\nsorry", RAW_CLOSE);
  watch_run_start (run, WEIR_RUN_DEFAULT, "--output jsonl");
  g_assert_cmpint (watch_run_wait (run), ==, 0);
  g_assert_cmpstr (weir_get_stderr (run->weir), ==, "");
  records = watch_run_dup_records (run);

  assert_keys (records, "start", "type,version,time");
  assert_keys (records, "connecting", "type,t,attempt,url,lastEventId");
  assert_keys (records, "redirect", "type,t,status,url");
  assert_keys (records, "open", "type,t,attempt,status,url,http,contentType");
  assert_keys (records, "event", "type,t,event,data,lastEventId,id");
  assert_keys (records, "comment", "type,t,text");
  assert_keys (records, "retry", "type,t,ms");
  assert_keys (records, "ended", "type,t,reason,status,message,unfinishedBytes");
  assert_keys (records, "waiting", "type,t,ms,because");
  assert_keys (records, "failed", "type,t,reason,message");
  assert_keys (records, "end", "type,events,lastEventId,unfinishedBytes");
  g_assert_cmpuint (records->len, ==, 13);

  record = records_find (records, "event", 0);
  g_assert_true (record_is (record, "event", "trade") && record_is (record, "data", "1") && record_is (record, "id", "7"));
  record = records_find (records, "event", 1);
  g_assert_true (record_is (record, "event", "message") && record_is (record, "lastEventId", "7") && record_get (record, "id") == NULL);
  record = records_find (records, "ended", 0);
  g_assert_true (record_is (record, "unfinishedBytes", "9") && record_is (record, "status", "200"));
  record = records_find (records, "waiting", 0);
  g_assert_true (record_is (record, "ms", "100") && record_is (record, "because", "retry"));
  record = records_find (records, "connecting", 1);
  g_assert_true (record_is (record, "attempt", "2") && record_is (record, "lastEventId", "7"));
  record = records_find (records, "end", 0);
  g_assert_true (record_is (record, "events", "2") && record_is (record, "lastEventId", "7") && record_is (record, "unfinishedBytes", "9"));
}

/* A comment and a retry within a block come when their lines end, before the block's event. */
static void
test_order (void)
{
  g_autoptr (WatchRun) run = watch_run_new ();
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GString) order = g_string_new (NULL);

  watch_run_answer (run, STREAM_HEAD "data: 1\n: c1\n\nretry: 200\n: c2\ndata: 2\n\n", RAW_HOLD);
  watch_run_start (run, WEIR_RUN_DEFAULT, "--output jsonl --count 2");
  g_assert_cmpint (watch_run_wait (run), ==, 0);
  records = watch_run_dup_records (run);
  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (order, "%s ", record_get (g_ptr_array_index (records, i), "type")->str);
  g_assert_cmpstr (order->str, ==, "start connecting open comment event retry comment event ended end ");
}

/* The count is exact although more events are in the same read, and nothing of them is said. */
static void
test_count (void)
{
  static const char *const formats[] = { "--output jsonl --count 2", "--count 2", "--output raw --count 2" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (WatchRun) run = watch_run_new ();

      watch_run_answer (run, STREAM_HEAD "data: one\n\ndata: two\n\ndata: three\n\ndata: four\n\n", RAW_HOLD);
      watch_run_start (run, WEIR_RUN_DEFAULT, formats[i]);
      g_assert_cmpint (watch_run_wait (run), ==, 0);
      g_assert_nonnull (strstr (weir_get_stdout (run->weir), "two"));
      g_assert_null (strstr (weir_get_stdout (run->weir), "three"));
      if (i == 2)
        g_assert_cmpstr (weir_get_stdout (run->weir), ==, "data: one\n\ndata: two\n\n");
    }
}

static int
run_once (const char *answer, RawAction action, const char *options)
{
  g_autoptr (WatchRun) run = watch_run_new ();
  int status;

  watch_run_answer (run, answer, action);
  watch_run_start (run, WEIR_RUN_DEFAULT, options);
  status = watch_run_wait (run);
  g_test_message ("%s: %d", options, status);
  /* Whoever gets a status other than 0 is told why. */
  g_assert_cmpint (status == 0, ==, weir_get_stderr (run->weir)[0] == '\0');

  return status;
}

static void
test_statuses (void)
{
  static const char stream[] = STREAM_HEAD "event: trade\ndata: 1\n\nevent: trade\ndata: 2\n\n";
  static const char no_content[] = "HTTP/1.1 204 No\r\n\r\n";
  static const char not_found[] = "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n";
  static const char other_type[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n";

  g_assert_cmpint (run_once (no_content, RAW_CLOSE, "--output jsonl"), ==, 0);
  g_assert_cmpint (run_once (no_content, RAW_CLOSE, "--output jsonl --count 1"), ==, 4);
  g_assert_cmpint (run_once (not_found, RAW_CLOSE, "--output jsonl"), ==, 3);
  g_assert_cmpint (run_once (not_found, RAW_CLOSE, "--output jsonl --expect event:trade==0"), ==, 3);
  g_assert_cmpint (run_once (other_type, RAW_CLOSE, "--output jsonl"), ==, 3);
  g_assert_cmpint (run_once (other_type, RAW_CLOSE, "--output jsonl --any-type --policy once"), ==, 0);
  g_assert_cmpint (run_once (stream, RAW_CLOSE, "--output jsonl --policy once"), ==, 0);
  g_assert_cmpint (run_once (stream, RAW_CLOSE, "--output jsonl --policy once --count 3"), ==, 4);
  g_assert_cmpint (run_once (stream, RAW_HOLD, "--output jsonl --for 1s"), ==, 0);
  g_assert_cmpint (run_once (stream, RAW_HOLD, "--output jsonl --for 1s --count 3"), ==, 4);
  g_assert_cmpint (run_once (stream, RAW_HOLD, "--output jsonl --for 1s --count 2"), ==, 0);
  g_assert_cmpint (run_once (stream, RAW_HOLD, "--output jsonl --expect event:trade>=2"), ==, 0);
  g_assert_cmpint (run_once (stream, RAW_HOLD, "--output jsonl --for 1s --expect event:trade>=3"), ==, 1);
  g_assert_cmpint (run_once (stream, RAW_HOLD, "--output jsonl --for 1s --expect event:trade==2"), ==, 0);
  g_assert_cmpint (run_once (stream, RAW_HOLD, "--output jsonl --for 1s --expect event:trade<2"), ==, 1);
  g_assert_cmpint (run_once (stream, RAW_CLOSE, "--output jsonl --policy once --expect kind:ended==1"), ==, 0);
  g_assert_cmpint (run_once (stream, RAW_HOLD, "--output jsonl --count 2 --expect event:tick>=1"), ==, 1);
  g_assert_cmpint (run_once (stream, RAW_HOLD, "--output jsonl --until event:trade"), ==, 0);
  g_assert_cmpint (run_once (stream, RAW_CLOSE, "--output jsonl --until kind:ended"), ==, 0);
  g_assert_cmpint (run_once (stream, RAW_CLOSE, "--output jsonl --policy once --until event:tick"), ==, 4);
  g_assert_cmpint (run_once (stream, RAW_HOLD, "--output jsonl --filter event:tick --for 1s --count 1"), ==, 4);
  g_assert_cmpint (run_once (not_found, RAW_CLOSE, "--output jsonl --filter event:tick"), ==, 3);
  g_assert_cmpint (run_once ("garbage\r\n\r\n", RAW_CLOSE, "--output jsonl --policy once"), ==, 3);
  g_assert_cmpint (run_once ("", RAW_HOLD, "--output jsonl --for 200ms"), ==, 3);
}

/* What does not match is not printed, but recorded and counted. */
static void
test_filter (void)
{
  static const char blocks[] = ": hi\nevent: trade\ndata: one\n\nevent: trade\ndata: two\n\ndata: three\n\n";
  g_autofree char *folder = g_dir_make_tmp ("weir-filter-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "saved.eventstream", NULL);
  const char *const words[] = { "--output", "jsonl", "--filter", "event:trade -two", "--policy", "once", "--save", path, NULL };
  g_autoptr (WatchRun) run = watch_run_new ();
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *answer = g_strconcat (STREAM_HEAD, blocks, NULL);
  g_autofree char *saved = NULL;

  watch_run_answer (run, answer, RAW_CLOSE);
  watch_run_start_words (run, WEIR_RUN_DEFAULT, words);
  g_assert_cmpint (watch_run_wait (run), ==, 0);
  records = records_new (weir_get_stdout (run->weir));
  g_assert_cmpuint (records->len, ==, 3);
  g_assert_nonnull (records_find (records, "start", 0));
  g_assert_true (record_is (records_find (records, "event", 0), "data", "one"));
  g_assert_true (record_is (records_find (records, "end", 0), "events", "3"));
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_nonnull (strstr (saved, blocks));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static int
run_words (const char *first, const char *second, const char *third)
{
  const char *const words[] = { first, second, third, NULL };
  g_autoptr (WatchRun) run = watch_run_new ();
  int status;

  watch_run_start_words (run, WEIR_RUN_DEFAULT, words);
  status = watch_run_wait (run);
  g_assert_cmpstr (weir_get_stdout (run->weir), ==, "");
  g_assert_nonnull (strstr (weir_get_stderr (run->weir), "weir watch --help"));
  g_assert_cmpuint (raw_server_get_n_connections (run->server), ==, 0);

  return status;
}

/* Nothing is asked of a server when the command line is wrong, also for options that come later. */
static void
test_usage (void)
{
  static const char *const wrong[][3] = {
    { "--until", "kind:x", NULL },
    { "--until", "data:/x/", NULL },
    { "--filter", "(x", NULL },
    { "--filter", "size>1k", NULL },
    { "--policy", "never", NULL },
    { "--retries", "-2", NULL },
    { "--retries", "x", NULL },
    { "--count", "0", NULL },
    { "--count", "1k", NULL },
    { "--for", "0", NULL },
    { "--for", "5", NULL },
    { "--expect", "x", NULL },
    { "--output", "xml", NULL },
    { "--replace", NULL, NULL },
    { "-H", "no colon", NULL },
    { "-H", ": x", NULL },
    { "-X", "GE T", NULL },
    { "--cacert", "/nonexistent", NULL },
    { "--proxy", "not a url", NULL },
    { "--data", "@/nonexistent", NULL },
    { "--token-file", "/nonexistent", NULL },
    { "http://127.0.0.1:1/", NULL, NULL },
    { "--silence-timeout", "-1s", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%s %s", wrong[i][0], wrong[i][1]);
      g_assert_cmpint (run_words (wrong[i][0], wrong[i][1], wrong[i][2]), ==, 2);
    }
}

static void
test_retries (void)
{
  static const struct
  {
    const char *options;
    guint attempts;
  } cases[] = {
    { "--output jsonl --reconnect-time 100ms", 3 },
    { "--output jsonl --reconnect-time 100ms --retries 0", 1 },
    { "--output jsonl --reconnect-time 100ms --retries 4", 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WatchRun) run = watch_run_new ();
      g_autoptr (GPtrArray) records = NULL;

      /* Its port is free then: nothing listens there. */
      g_clear_pointer (&run->server, raw_server_free);
      watch_run_start (run, WEIR_RUN_DEFAULT, cases[i].options);
      g_assert_cmpint (watch_run_wait (run), ==, 3);
      records = watch_run_dup_records (run);
      g_assert_cmpuint (records_count (records, "connecting"), ==, cases[i].attempts);
      g_assert_cmpuint (records_count (records, "failed"), ==, 1);
      g_assert_true (record_is (records_find (records, "failed", 0), "reason", "refused"));
    }
}

/* Method, headers, body, id and token as the server got them. */
static void
test_request (void)
{
  g_autoptr (WatchRun) run = watch_run_new ();
  const char *const words[] = {
    "-X", "PUT", "-H", "X-One: 1", "--header", "Accept: text/plain", "-d", "{\"a\": 1}", "--last-event-id", "é 7", "--policy", "once", NULL
  };
  const char *request;

  watch_run_answer (run, STREAM_HEAD, RAW_CLOSE);
  watch_run_start_words (run, WEIR_RUN_DEFAULT, words);
  g_assert_cmpint (watch_run_wait (run), ==, 0);
  request = raw_server_get_request (run->server, 0)->str;
  g_assert_true (g_str_has_prefix (request, "PUT / HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "X-One: 1\r\n"));
  g_assert_nonnull (strstr (request, "Accept: text/plain\r\n"));
  g_assert_null (strstr (request, "Accept: text/event-stream"));
  g_assert_nonnull (strstr (request, "Content-Type: application/json\r\n"));
  g_assert_nonnull (strstr (request, "Last-Event-ID: é 7\r\n"));
  g_assert_true (g_str_has_suffix (request, "\r\n\r\n{\"a\": 1}"));
}

static char *
write_temporary (const char *contents)
{
  char *path = NULL;
  int fd = g_file_open_tmp (NULL, &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));

  return path;
}

static void
test_files_for_secrets (void)
{
  g_autofree char *token_path = write_temporary ("s3cret\n");
  g_autofree char *body_path = write_temporary ("body of a file");
  g_autofree char *data = g_strconcat ("@", body_path, NULL);
  const char *const words[] = { "--token-file", token_path, "-d", data, NULL };
  g_autoptr (WatchRun) run = watch_run_new ();
  const char *request;

  watch_run_answer (run, STREAM_HEAD, RAW_CLOSE);
  watch_run_start_words (run, WEIR_RUN_DEFAULT, words);
  g_assert_cmpint (watch_run_wait (run), ==, 0);
  request = raw_server_get_request (run->server, 0)->str;
  g_assert_true (g_str_has_prefix (request, "POST / HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "Authorization: Bearer s3cret\r\n"));
  g_assert_true (g_str_has_suffix (request, "\r\n\r\nbody of a file"));
  g_assert_null (strstr (request, "application/json"));
  g_assert_null (strstr (weir_get_stdout (run->weir), "s3cret"));
  g_unlink (token_path);
  g_unlink (body_path);
}

static void
test_token_in_environment (void)
{
  g_autoptr (WatchRun) run = watch_run_new ();
  const char *const arguments[] = { "watch", run->url, "--policy", "once", NULL };

  watch_run_answer (run, STREAM_HEAD, RAW_CLOSE);
  run->weir = weir_run_full (WEIR_RUN_DEFAULT, arguments, "WEIR_TOKEN", "fr0m-env", NULL);
  g_assert_cmpint (watch_run_wait (run), ==, 0);
  g_assert_nonnull (strstr (raw_server_get_request (run->server, 0)->str, "Authorization: Bearer fr0m-env\r\n"));
}

/* A URL without a scheme is http. */
static void
test_bare_host (void)
{
  g_autoptr (WatchRun) run = watch_run_new ();
  const char *const arguments[] = { "watch", run->url + strlen ("http://"), "--policy", "once", NULL };

  watch_run_answer (run, STREAM_HEAD "data: x\n\n", RAW_CLOSE);
  run->weir = weir_run (WEIR_RUN_DEFAULT, arguments);
  g_assert_cmpint (watch_run_wait (run), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/watch/records", test_records);
  g_test_add_func ("/watch/order", test_order);
  g_test_add_func ("/watch/count", test_count);
  g_test_add_func ("/watch/statuses", test_statuses);
  g_test_add_func ("/watch/filter", test_filter);
  g_test_add_func ("/watch/usage", test_usage);
  g_test_add_func ("/watch/retries", test_retries);
  g_test_add_func ("/watch/request", test_request);
  g_test_add_func ("/watch/files-for-secrets", test_files_for_secrets);
  g_test_add_func ("/watch/token-in-environment", test_token_in_environment);
  g_test_add_func ("/watch/bare-host", test_bare_host);

  return g_test_run ();
}
