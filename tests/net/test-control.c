/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-fixture.h"

#include <json-glib/json-glib.h>

#include "weir-json.h"
#include "weir-limits.h"

/* The control interface, as a test of somebody's front end uses it, and as somebody hostile would like to. */

#define TOKEN "0123456789abcdef0123456789abcdef"
#define OPEN ":@ every 0s\ndata: first\n\n:@ hold\n"

static ServerFixture *
start (void)
{
  const WeirServerOptions options = { .speed = 1, .seed = 1, .control_token = TOKEN };

  return fixture_new (&options);
}

/* One request with the token. Returns: the answer, whose status is checked */
static RawClient *
call (ServerFixture *fixture, const char *request, const char *body, guint status)
{
  g_autofree char *headers =
      g_strdup_printf ("X-Weir-Token: " TOKEN "\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n", body != NULL ? strlen (body) : 0);
  RawClient *client = fixture_ask (fixture, request, headers);

  if (body != NULL)
    raw_client_send (client, body);
  raw_client_wait_for_end (client);
  fixture_assert_status (client, status);
  fixture_assert_has (client, "\r\nContent-Type: application/json\r\n");
  g_assert_null (strstr (client->in->str, "Access-Control-"));
  return client;
}

/* The same for an answer that has this in its JSON. */
static void
check (ServerFixture *fixture, const char *request, const char *body, guint status, const char *wanted)
{
  g_autoptr (RawClient) client = call (fixture, request, body, status);
  const char *answer = raw_client_get_body (client);

  g_assert_true (weir_json_check (weir_span_from_string (answer), NULL, NULL));
  g_test_message ("%.2000s", answer);
  g_assert_nonnull (strstr (answer, wanted));
}

static RawClient *
open_stream (ServerFixture *fixture, const char *path)
{
  g_autofree char *request = g_strdup_printf ("GET %s", path);
  RawClient *client = fixture_ask (fixture, request, "Last-Event-ID: 4\r\n");

  raw_client_wait_for (client, "data: first\n\n\r\n");
  return client;
}

static void
test_clients (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autoptr (RawClient) one = NULL;
  g_autoptr (RawClient) two = NULL;

  fixture_add (fixture, "/a", OPEN);
  check (fixture, "GET /.weir/clients", NULL, 200, "{\"clients\":[],\"more\":false}");
  one = open_stream (fixture, "/a");
  two = open_stream (fixture, "/~s/a");
  check (fixture, "GET /.weir/clients", NULL, 200,
         "{\"clients\":[{\"client\":2,\"path\":\"/a\",\"script\":\"/a\",\"session\":\"\",\"connection\":1,\"remote\":\"127.0.0.1:");
  check (fixture, "GET /.weir/clients?session=s", NULL, 200,
         ",\"lastEventId\":\"4\",\"events\":1,\"bytes\":13,\"unsent\":0,\"state\":\"playing\"}],\"more\":false}");
  check (fixture, "GET /.weir/clients?path=%2Fb", NULL, 200, "{\"clients\":[],");
  check (fixture, "GET /.weir/clients?limit=1", NULL, 200, "}],\"more\":true}");
  check (fixture, "GET /.weir/clients?after=2&limit=1", NULL, 200, "{\"clients\":[{\"client\":3,");

  check (fixture, "POST /.weir/clients/2/stall", "", 200, "{\"clients\":1}");
  check (fixture, "GET /.weir/clients?client=2", NULL, 200, "\"state\":\"stalled\"");
  check (fixture, "POST /.weir/clients/2/stall", "{\"on\": false}", 200, "{\"clients\":1}");
  check (fixture, "POST /.weir/clients/2/cut", "", 200, "{\"clients\":1}");
  raw_client_wait_for_end (one);
  check (fixture, "POST /.weir/clients/2/cut", "", 404, "\"error\":\"There is no client 2: ");
  check (fixture, "POST /.weir/clients/reset", "{\"session\":\"s\"}", 200, "{\"clients\":1}");
  raw_client_wait_for_end (two);
  g_assert_false (two->is_eof);
  check (fixture, "POST /.weir/clients/close", "{}", 200, "{\"clients\":0}");
}

/* Calls that wait for a client, for a record, in vain, or for one that goes away meanwhile. */
static void
test_wait (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autoptr (RawClient) for_client = NULL;
  g_autoptr (RawClient) for_record = NULL;
  g_autoptr (RawClient) stream = NULL;
  RawClient *gone;
  gint64 before;

  fixture_add (fixture, "/", OPEN);
  for_client = fixture_ask (fixture, "GET /.weir/clients?path=/&wait=20s", "X-Weir-Token: " TOKEN "\r\n");
  for_record = fixture_ask (fixture, "GET /.weir/log?limit=1&wait=20s", "X-Weir-Token: " TOKEN "\r\n");
  gone = fixture_ask (fixture, "GET /.weir/log?limit=1&wait=20s", "X-Weir-Token: " TOKEN "\r\n");
  raw_run_for (30);
  raw_client_free (gone);
  raw_run_for (10);
  g_assert_cmpuint (for_client->in->len + for_record->in->len, ==, 0);
  stream = open_stream (fixture, "/");
  raw_client_wait_for_end (for_client);
  fixture_assert_has (for_client, "{\"clients\":[{\"client\":4,");
  raw_client_wait_for_end (for_record);
  fixture_assert_has (for_record, "{\"records\":[{\"n\":1,\"type\":\"request\"");

  before = g_get_monotonic_time ();
  check (fixture, "GET /.weir/clients?path=/none&wait=50ms", NULL, 200, "{\"clients\":[],\"more\":false}");
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 50000);
  check (fixture, "GET /.weir/clients?wait=1h", NULL, 400, "\\\"wait\\\" is at most 30s.");
  /* One that still waits when the server goes. */
  gone = fixture_ask (fixture, "GET /.weir/clients?path=/none&wait=20s", "X-Weir-Token: " TOKEN "\r\n");
  raw_run_for (20);
  g_clear_pointer (&fixture->server, weir_server_free);
  raw_client_wait_for_end (gone);
  raw_client_free (gone);
}

static void
test_push (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autoptr (RawClient) client = NULL;
  g_autoptr (GString) body = NULL;

  fixture_add (fixture, "/", OPEN);
  client = open_stream (fixture, "/");
  check (fixture, "POST /.weir/push", "{\"event\":\"goal\",\"data\":\"a\\nb\",\"id\":\"5\",\"retry\":70,\"comment\":\"now\"}", 200,
         "{\"sent\":1,\"waiting\":0,\"refused\":0}");
  check (fixture, "POST /.weir/push", "{\"data\": {\"px\": 1.10, \"n\": 18446744073709551617}, \"path\": \"/\"}", 200, "\"sent\":1");
  check (fixture, "POST /.weir/push", "{\"comment\":\"alone\"}", 200, "\"sent\":1");
  check (fixture, "POST /.weir/push", "{\"raw\":\"data: r\\r\\n\\r\\n\"}", 200, "\"sent\":1");
  check (fixture, "POST /.weir/push", "{\"data\":\"x\",\"client\":99}", 200, "\"sent\":0");
  raw_client_wait_for (client, "data: r\r\n\r\n");
  body = raw_client_dechunk (client, NULL);
  g_assert_cmpstr (body->str, ==,
                   "data: first\n\n:now\nevent: goal\nid: 5\nretry: 70\ndata: a\ndata: b\n\n"
                   "data: {\"px\": 1.10, \"n\": 18446744073709551617}\n\n:alone\n\ndata: r\r\n\r\n");

  check (fixture, "POST /.weir/push", "", 400, "Nothing to push");
  check (fixture, "POST /.weir/push", "{\"raw\":\"\"}", 400, "1 byte to 512 KiB");
  check (fixture, "POST /.weir/push", "{\"raw\":\"x\",\"data\":\"y\"}", 400, "\\\"raw\\\" is everything");
  check (fixture, "POST /.weir/push", "{\"id\":\"a\\nb\"}", 400, "{\"error\":");
  check (fixture, "POST /.weir/push", "{\"id\":\"a\\u0000b\"}", 400, "U+0000");
  check (fixture, "POST /.weir/push", "{\"evnt\":\"x\"}", 400, "There is no \\\"evnt\\\" here; there are: client path");
  check (fixture, "POST /.weir/push", "{\"data\":1,\"data\":2}", 400, "\\\"data\\\" is said twice.");
  check (fixture, "POST /.weir/push", "{\"data\":\"x\",\"retry\":-1}", 400, "\\\"retry\\\" is a whole number");
}

static void
test_pace (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autoptr (RawClient) client = NULL;

  fixture_add (fixture, "/", ":@ every 1h\ndata: 1\n\ndata: 2\n\ndata: 3\n\n:@ hold\n");
  check (fixture, "POST /.weir/hold", "{\"path\":\"/\"}", 200, "{\"clients\":0}");
  client = fixture_ask (fixture, "GET /", "");
  raw_client_wait_for (client, "\r\n\r\n");
  check (fixture, "POST /.weir/step", "{\"events\":2}", 200, "{\"clients\":1}");
  raw_client_wait_for (client, "data: 2\n\n");
  g_assert_null (strstr (client->in->str, "data: 3"));
  check (fixture, "POST /.weir/speed", "{\"speed\":0}", 200, "{\"clients\":1}");
  check (fixture, "POST /.weir/hold", "{\"on\":false}", 200, "{\"clients\":1}");
  raw_client_wait_for (client, "data: 3\n\n");
  check (fixture, "POST /.weir/speed", "{\"speed\":101}", 400, "from 0.1 to 100");
  check (fixture, "POST /.weir/speed", "{}", 400, "from 0.1 to 100");
  check (fixture, "POST /.weir/hold", "{\"on\":1}", 400, "true or false");
  check (fixture, "POST /.weir/step", "{\"events\":0}", 400, "from 1 to");
}

static void
test_next (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autoptr (RawClient) cut = NULL;
  g_autoptr (RawClient) given = NULL;

  fixture_add (fixture, "/", "data: x\n\n");
  check (fixture, "POST /.weir/next", "{\"path\":\"/\",\"status\":503,\"body\":\"Not now.\"}", 200, "\"waiting\":1");
  check (fixture, "POST /.weir/next", "{\"cut\":true}", 200, "\"waiting\":2");
  check (fixture, "POST /.weir/next", "{\"script\":\":@ weir 1\\n:@ status 418\\ndata: y\\n\\n\",\"delay\":\"10ms\"}", 200,
         "\"waiting\":3");
  fixture_assert_answer (fixture, "GET /", "", 503);
  cut = fixture_ask_all (fixture, "GET /", "");
  g_assert_cmpuint (cut->in->len, ==, 0);
  given = fixture_ask_all (fixture, "GET /", "");
  fixture_assert_status (given, 418);
  fixture_assert_answer (fixture, "GET /", "", 200);

  check (fixture, "POST /.weir/next", "{\"delay\":\"1h\",\"times\":3}", 200, "\"waiting\":1");
  check (fixture, "DELETE /.weir/next", NULL, 200, "{\"waited\":1}");
  check (fixture, "POST /.weir/next", "{}", 400, "Which answer?");
  check (fixture, "POST /.weir/next", "{\"cut\":true,\"reset\":true}", 400, "One answer");
  check (fixture, "POST /.weir/next", "{\"status\":101}", 400, "from 200 to 599");
  check (fixture, "POST /.weir/next", "{\"cut\":true,\"delay\":\"soon\"}", 400, "is a time such as");
  check (fixture, "POST /.weir/next", "{\"script\":\":@ weir 1\\n:@ nonsense\\n\"}", 400,
         "\"diagnostics\":[{\"severity\":\"error\",\"line\":2,");
}

static void
test_script (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autoptr (RawClient) old = NULL;

  fixture_add (fixture, "/", OPEN);
  old = open_stream (fixture, "/");
  check (fixture, "PUT /.weir/script?path=/&clients=close", ":@ weir 1\n:@ title New\n:@ connect 1\n:@ status 201\ndata: n\n\n", 200,
         "\"clients\":1");
  raw_client_wait_for_end (old);
  fixture_assert_answer (fixture, "GET /", "", 201);
  check (fixture, "PUT /.weir/script?path=/&numbers=keep", ":@ weir 1\n:@ connect 2\n:@ status 202\ndata: n\n\n", 200, "\"clients\":0");
  fixture_assert_answer (fixture, "GET /", "", 202);
  check (fixture, "PUT /.weir/script?path=/new", "data: plain\n\n", 200, "\"clients\":0");
  fixture_assert_answer (fixture, "GET /new", "", 200);
  check (fixture, "GET /.weir/scripts", NULL, 200, "{\"scripts\":[{\"path\":\"/\",\"routes\":false},{\"path\":\"/new\",");
  check (fixture, "PUT /.weir/script?path=/", ":@ weir 1\n:@ nonsense\n", 400, "\"error\":\"The script is not right in line 2: ");
  fixture_assert_answer (fixture, "GET /new", "", 200);
  check (fixture, "PUT /.weir/script", "data: x\n\n", 400, "\\\"path\\\" is where it answers");
  check (fixture, "PUT /.weir/script?path=/.weir/x", "data: x\n\n", 400, "No script answers under /.weir/.");
  check (fixture, "PUT /.weir/script?path=/&clients=kill", "data: x\n\n", 400, "stay, close, cut or reset");
  check (fixture, "PUT /.weir/script?path=%zz", "data: x\n\n", 400, "\"error\"");
  check (fixture, "DELETE /.weir/script?path=/new", NULL, 200, "{\"clients\":0}");
  check (fixture, "DELETE /.weir/script?path=/new", NULL, 404, "No script was added at this path");
  fixture_assert_answer (fixture, "GET /new", "", 404);
}

static void
test_log (void)
{
  g_autoptr (ServerFixture) fixture = start ();

  fixture_add (fixture, "/", ":@ expect last-event-id=7\ndata: x\n\n");
  check (fixture, "GET /.weir/log", NULL, 200, "{\"records\":[],\"last\":0,\"lost\":0,\"more\":false}");
  fixture_assert_answer (fixture, "GET /~s/", "Last-Event-ID: 8\r\n", 200);
  check (fixture, "GET /.weir/log?limit=1", NULL, 200, "{\"records\":[{\"n\":1,\"type\":\"request\",\"t\":");
  check (fixture, "GET /.weir/log?limit=1", NULL, 200, "}],\"last\":1,\"lost\":0,\"more\":true}");
  check (
      fixture, "GET /.weir/log?since=1&limit=1", NULL, 200,
      "\"client\":2,\"path\":\"/\",\"session\":\"s\",\"ok\":false,\"wanted\":\"last-event-id=7\",\"got\":\"last-event-id=8\",\"line\":2}]");
  check (fixture, "GET /.weir/log?since=2", NULL, 200, "\"bytes\":9,\"events\":1},{\"n\":4,\"type\":\"ended\"");
  check (fixture, "GET /.weir/log?since=4", NULL, 200, "{\"records\":[],\"last\":4,\"lost\":0,\"more\":false}");
  check (fixture, "GET /.weir/log?since=x", NULL, 400, "\\\"since\\\" is a whole number");

  check (
      fixture, "GET /.weir/expect", NULL, 200,
      "{\"expectations\":[{\"script\":\"/\",\"line\":2,\"wanted\":\"last-event-id=7\",\"held\":0,\"failed\":1,\"got\":\"last-event-id=8\"}],"
      "\"ok\":false,\"more\":false}");
  fixture_assert_answer (fixture, "GET /", "Last-Event-ID: 7\r\n", 200);
  check (fixture, "GET /.weir/expect?session=", NULL, 200, "\"ok\":true");
  check (fixture, "GET /.weir/sessions", NULL, 200,
         "{\"sessions\":[{\"session\":\"\",\"connections\":1,\"clients\":0},{\"session\":\"s\",\"connections\":1,\"clients\":0}]");
  check (fixture, "POST /.weir/reset", "{\"session\":\"s\"}", 200, "{\"clients\":0}");
  check (fixture, "GET /.weir/expect", NULL, 200, "\"ok\":true");
  check (fixture, "POST /.weir/reset", "", 200, "{\"clients\":0}");
  check (fixture, "GET /.weir/sessions", NULL, 200, "{\"sessions\":[],");
}

/* Every list can be had in parts. */
static void
test_parts (void)
{
  g_autoptr (ServerFixture) fixture = start ();

  fixture_add (fixture, "/", ":@ expect method=GET\n:@ expect last-event-id=\"\"\ndata: x\n\n");
  fixture_add (fixture, "/b", ":@ expect method=POST\ndata: x\n\n");
  fixture_assert_answer (fixture, "GET /~s/", "", 200);
  fixture_assert_answer (fixture, "GET /~r/", "", 200);
  fixture_assert_answer (fixture, "GET /", "", 200);

  check (fixture, "GET /.weir/sessions?limit=2", NULL, 200,
         "{\"sessions\":[{\"session\":\"\",\"connections\":1,\"clients\":0},{\"session\":\"r\",\"connections\":1,\"clients\":0}],"
         "\"more\":true}");
  check (fixture, "GET /.weir/sessions?after=&limit=1", NULL, 200,
         "{\"sessions\":[{\"session\":\"r\",\"connections\":1,\"clients\":0}],\"more\":true}");
  /* One that is gone is no matter: they are by name. */
  check (fixture, "GET /.weir/sessions?after=ra", NULL, 200,
         "{\"sessions\":[{\"session\":\"s\",\"connections\":1,\"clients\":0}],\"more\":false}");
  check (fixture, "GET /.weir/sessions?after=s", NULL, 200, "{\"sessions\":[],\"more\":false}");
  check (fixture, "GET /.weir/sessions?limit=0", NULL, 400, "\\\"limit\\\" is a whole number");

  check (fixture, "GET /.weir/scripts?limit=1", NULL, 200, "{\"scripts\":[{\"path\":\"/\",\"routes\":false}],\"more\":true}");
  check (fixture, "GET /.weir/scripts?limit=1&after=/", NULL, 200, "{\"scripts\":[{\"path\":\"/b\",\"routes\":false}],\"more\":false}");
  check (fixture, "GET /.weir/scripts?after=/b", NULL, 200, "{\"scripts\":[],\"more\":false}");
  check (fixture, "GET /.weir/scripts?after=/c", NULL, 404, "Nothing is served at /c any more");

  check (fixture, "GET /.weir/expect?limit=1", NULL, 200,
         "{\"expectations\":[{\"script\":\"/\",\"line\":2,\"wanted\":\"method=GET\",\"held\":3,\"failed\":0}],\"ok\":false,\"more\":true}");
  check (fixture, "GET /.weir/expect?skip=2&limit=1", NULL, 200, "[{\"script\":\"/b\",\"line\":2,\"wanted\":\"method=POST\",");
  check (fixture, "GET /.weir/expect?skip=2", NULL, 200, "}],\"ok\":false,\"more\":false}");
  check (fixture, "GET /.weir/expect?skip=9", NULL, 200, "{\"expectations\":[],\"ok\":false,\"more\":false}");
}

/* More has happened than is kept, and more is there than one answer holds. */
static void
test_long_lists (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autoptr (RawClient) all = NULL;
  guint64 wanted = 1;
  gboolean more = TRUE;

  fixture_add (fixture, "/", ":@ every 0s\n:@ repeat 10100\ndata: x\n\n:@ end\n");
  fixture_assert_answer (fixture, "GET /", "", 200);
  check (fixture, "GET /.weir/log?limit=1", NULL, 200, "\"lost\":102,\"more\":true}");
  wanted = 103;
  for (guint64 since = 102; more;)
    {
      g_autofree char *request = g_strdup_printf ("GET /.weir/log?limit=10000&since=%" G_GUINT64_FORMAT, since);
      g_autoptr (RawClient) answer = call (fixture, request, NULL, 200);
      g_autoptr (JsonParser) parser = json_parser_new ();
      JsonObject *root;
      JsonArray *records;

      g_assert_true (json_parser_load_from_data (parser, raw_client_get_body (answer), -1, NULL));
      root = json_node_get_object (json_parser_get_root (parser));
      records = json_object_get_array_member (root, "records");
      g_assert_cmpuint (strlen (raw_client_get_body (answer)), <, WEIR_LIMIT_CONTROL_ANSWER + 1024);
      for (guint i = 0; i < json_array_get_length (records); i++)
        g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (records, i), "n"), ==, (gint64) wanted++);
      more = json_object_get_boolean_member (root, "more");
      since = (guint64) json_object_get_int_member (root, "last");
      g_assert_cmpuint (since, ==, wanted - 1);
    }
  g_assert_cmpuint (wanted, ==, 10103);
}

static void
test_hostile (void)
{
  static const struct
  {
    const char *request;
    const char *headers;
    guint status;
  } cases[] = {
    { "GET /.weir/clients", "", 401 },
    { "GET /.weir/clients", "X-Weir-Token:\r\n", 401 },
    { "GET /.weir/clients", "X-Weir-Token: 0123456789abcdef0123456789abcdee\r\n", 401 },
    { "GET /.weir/clients", "X-Weir-Token: 0123456789abcdef0123456789abcde\r\n", 401 },
    { "GET /.weir/clients", "X-Weir-Token: " TOKEN "0\r\n", 401 },
    { "GET /.weir/clients?token=" TOKEN, "", 401 },
    { "GET /.weir/clients?X-Weir-Token=" TOKEN, "", 401 },
    { "GET /.weir/clients", "Cookie: X-Weir-Token=" TOKEN "\r\n", 401 },
    { "GET /.weir/clients", "X-Weir-Token: " TOKEN "\r\nOrigin: http://evil.example\r\n", 403 },
    { "GET /.weir/clients", "X-Weir-Token: " TOKEN "\r\nOrigin: http://localhost:3000\r\n", 403 },
    { "GET /.weir/clients", "X-Weir-Token: " TOKEN "\r\nOrigin: null\r\n", 403 },
    { "GET /.weir/clients", "X-Weir-Token: " TOKEN "\r\nSec-Fetch-Site: cross-site\r\n", 403 },
    { "GET /.weir/clients", "X-Weir-Token: " TOKEN "\r\nSec-Fetch-Site: none\r\n", 200 },
    { "OPTIONS /.weir/clients", "Origin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\n", 403 },
    { "GET /~s/.weir/clients", "X-Weir-Token: " TOKEN "\r\n", 404 },
    { "HEAD /.weir/clients", "X-Weir-Token: " TOKEN "\r\n", 405 },
    { "GET /.weir/push", "X-Weir-Token: " TOKEN "\r\n", 405 },
    { "GET /.weir/nothing", "X-Weir-Token: " TOKEN "\r\n", 404 },
    { "POST /.weir/clients/0/cut", "X-Weir-Token: " TOKEN "\r\n", 404 },
    { "POST /.weir/clients/99999999999999999999/cut", "X-Weir-Token: " TOKEN "\r\n", 404 },
    { "POST /.weir/clients/1x/cut", "X-Weir-Token: " TOKEN "\r\n", 404 },
    { "POST /.weir/push", "X-Weir-Token: " TOKEN "\r\nContent-Length: 1048577\r\n", 413 },
    { "POST /.weir/push", "X-Weir-Token: " TOKEN "\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n", 400 },
    { "POST /.weir/push", "X-Weir-Token: " TOKEN "\r\nContent-Length: 2\r\nContent-Length: 3\r\n", 400 },
    { "GET /%2eweir/clients", "", 401 },
  };
  g_autoptr (ServerFixture) fixture = start ();

  fixture_add (fixture, "/", ":@ on GET /*\n:@ on POST /*\ndata: script\n\n");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RawClient) client = fixture_ask_all (fixture, cases[i].request, cases[i].headers);

      g_test_message ("%s", cases[i].request);
      fixture_assert_status (client, cases[i].status);
      g_assert_null (strstr (client->in->str, "data: script"));
      g_assert_null (strstr (client->in->str, "Access-Control-"));
      fixture_assert_has (client, "\r\nContent-Type: application/json\r\n");
    }
}

static void
test_hostile_host (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autoptr (RawClient) client = fixture_connect (fixture);

  raw_client_send (client, "GET /.weir/clients HTTP/1.1\r\nHost: evil.example\r\nX-Weir-Token: " TOKEN "\r\n\r\n");
  raw_client_wait_for_end (client);
  fixture_assert_status (client, 403);
  fixture_assert_has (client, "\r\nContent-Type: application/json\r\n");
  fixture_assert_has (client, "{\"error\":\"This server answers for localhost");
}

static void
test_hostile_json (void)
{
  g_autoptr (ServerFixture) fixture = start ();
  g_autofree char *nested = g_strnfill (200000, '[');

  check (fixture, "POST /.weir/push", nested, 400, "The body is no JSON");
  check (fixture, "POST /.weir/push", "{\"data\":", 400, "The body is no JSON");
  check (fixture, "POST /.weir/push", "[1]", 400, "The body is no JSON object.");
  check (fixture, "POST /.weir/push", "\"x\"", 400, "The body is no JSON object.");
  check (fixture, "POST /.weir/push", "{\"data\\u0000\":1}", 400, "There is no");
  check (fixture, "POST /.weir/push", "{\"\":1}", 400, "There is no");
  check (fixture, "POST /.weir/push", " {\"path\":[],\"data\":1} ", 400, "\\\"path\\\" is a string");
  check (fixture, "POST /.weir/push", "{\"data\":\"\\ud800\"}", 200, "\"sent\":0");
  check (fixture, "POST /.weir/push", "{\"client\":1e1,\"data\":1}", 400, "whole number");
}

static void
test_off (void)
{
  g_autoptr (ServerFixture) fixture = fixture_new (NULL);
  g_autoptr (RawClient) client = NULL;

  fixture_add (fixture, "/", ":@ on GET /*\ndata: script\n\n");
  client = fixture_ask_all (fixture, "GET /.weir/clients", "X-Weir-Token: \r\n");
  fixture_assert_status (client, 404);
  fixture_assert_has (client, "without its control interface");
  fixture_assert_answer (fixture, "GET /.weird", "", 200);
}

static gboolean
take_report (WeirSpan report, GString *answer, GError **error, gpointer data)
{
  guint *n_reports = data;

  (*n_reports)++;
  if (!weir_span_equals_string (report, "{\"rule\":\"id\",\"saw\":[{\"data\":\"a\"}]}"))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Another one.");
      return FALSE;
    }
  g_string_append (answer, "\"verdict\":\"kept\"");

  return TRUE;
}

/* What a client under test tells is for whoever runs the server. */
static void
test_report (void)
{
  guint n_reports = 0;
  const WeirServerOptions options = {
    .speed = 1, .seed = 1, .control_token = TOKEN, .report_func = take_report, .report_data = &n_reports
  };
  g_autoptr (ServerFixture) without = start ();
  g_autoptr (ServerFixture) with = fixture_new (&options);

  check (without, "POST /.weir/report", "{\"done\":true}", 404, "\"error\":\"Nobody takes reports here");
  check (with, "POST /.weir/report", "{\"rule\":\"id\",\"saw\":[{\"data\":\"a\"}]}", 200, "{\"verdict\":\"kept\"}");
  check (with, "POST /.weir/report", "{\"rule\":\"id\",\"saw\":[]}", 400, "{\"error\":\"Another one.\"}");
  check (with, "POST /.weir/report", "{\"rules\":\"id\"}", 400, "\"error\":");
  check (with, "POST /.weir/report", "{\"rule\":", 400, "\"error\":");
  g_assert_cmpuint (n_reports, ==, 2);
}

static void
test_index (void)
{
  g_autoptr (ServerFixture) fixture = start ();

  check (fixture, "GET /.weir/", NULL, 200, "\"POST /.weir/clients/#/cut\"");
  check (fixture, "GET /.weir", NULL, 200, "{\"version\":\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/control/clients", test_clients);
  g_test_add_func ("/control/wait", test_wait);
  g_test_add_func ("/control/push", test_push);
  g_test_add_func ("/control/pace", test_pace);
  g_test_add_func ("/control/next", test_next);
  g_test_add_func ("/control/script", test_script);
  g_test_add_func ("/control/log", test_log);
  g_test_add_func ("/control/long-lists", test_long_lists);
  g_test_add_func ("/control/parts", test_parts);
  g_test_add_func ("/control/hostile", test_hostile);
  g_test_add_func ("/control/hostile-host", test_hostile_host);
  g_test_add_func ("/control/hostile-json", test_hostile_json);
  g_test_add_func ("/control/off", test_off);
  g_test_add_func ("/control/report", test_report);
  g_test_add_func ("/control/index", test_index);

  return g_test_run ();
}
