/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-error.h"
#include "weir-record-session.h"
#include "weir-rows-script.h"
#include "weir-script-play.h"

typedef struct
{
  WeirRecording *recording;
  WeirRecordSession session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();
  g_autoptr (GError) error = NULL;

  options.in_memory = TRUE;
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
receive (Fixture *fixture, const char *text, gint64 gap_us)
{
  weir_record_session_read (&fixture->session, weir_span_from_string (text), gap_us);
}

/* Rows from @from on, all of them. */
static GArray *
list_rows (Fixture *fixture, guint64 from)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 count = weir_recording_get_count (fixture->recording);

  for (guint64 row = from; row < count; row++)
    g_array_append_val (rows, row);

  return rows;
}

static GString *
make (Fixture *fixture, const GArray *rows, const WeirRowsScriptOptions *options)
{
  g_autoptr (GError) error = NULL;
  GString *script = weir_rows_to_script (fixture->recording, (const guint64 *) rows->data, rows->len, options, &error);

  g_assert_no_error (error);

  return script;
}

/* What it sends, all sections one after the other. */
static GString *
play (const GString *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);
  GString *wire;

  g_assert_nonnull (script);
  wire = weir_script_play_all (script, 0, 1000000);
  g_assert_nonnull (wire);

  return wire;
}

static void
test_all (Fixture *fixture, gconstpointer data)
{
  const WeirRowsScriptOptions options = { "Mock of prices", "https://example.com/v1/prices?key=secret", WEIR_ROWS_SCRIPT_NO_CUT };
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GString) script = NULL;

  weir_record_session_connect (&fixture->session);
  receive (fixture, "retry: 250\nid: 1\ndata: {{n}}\n\n: keep\n", 1000);
  receive (fixture, "event: tick\ndata: 2\n\ndata: 3\n\n", 1500000);
  rows = list_rows (fixture, 0);
  script = make (fixture, rows, &options);
  g_assert_cmpstr (script->str, ==,
                   ":@ weir 1\n:@ title Mock of prices\n:@ on /v1/prices\n:@ template off\n"
                   "retry: 250\nid: 1\ndata: {{n}}\n\n: keep\n"
                   ":@ wait 1.5s\nevent: tick\ndata: 2\n\ndata: 3\n\n:@ hold\n");
}

/* Behind a row it is cut; the client comes back with the id that it was sent, and gets the rest. */
static void
test_cut (Fixture *fixture, gconstpointer data)
{
  WeirRowsScriptOptions options = { .cut_after = 0 };
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GString) script = NULL;
  g_autoptr (GString) at_end = NULL;
  guint64 count;

  weir_record_session_connect (&fixture->session);
  receive (fixture, "id: a\"b\ndata: 1\n\n", 1000);
  receive (fixture, "data: 2\n\n", 1000);
  receive (fixture, "id: c\ndata: 3\n\n", 1000);
  count = weir_recording_get_count (fixture->recording);
  rows = list_rows (fixture, 0);
  options.cut_after = count - 2;
  script = make (fixture, rows, &options);
  g_assert_cmpstr (script->str, ==,
                   ":@ weir 1\n:@ template off\n:@ connect 1\nid: a\"b\ndata: 1\n\n:@ wait 1ms\ndata: 2\n\n:@ cut\n"
                   ":@ connect 2..\n:@ expect last-event-id=\"a\\\"b\"\nid: c\ndata: 3\n\n:@ hold\n");

  options.cut_after = count - 1;
  at_end = make (fixture, rows, &options);
  g_assert_true (g_str_has_suffix (at_end->str, "data: 3\n\n:@ cut\n:@ connect 2..\n:@ expect last-event-id=\"c\"\n:@ hold\n"));
}

/* Text that a script would take for something else, and bytes that are no text. */
static void
test_odd (Fixture *fixture, gconstpointer data)
{
  static const char *const units[] = {
    ":@ cut\n",           ":@@ stuffed\n",     "data: a\n:@ wait 1s\n:@x\ndata: b\n\n",
    "data: crlf\r\n\r\n", "data: cr\r\r",      "\357\274\232@ cut\ndata: fullwidth\n\n",
    "data: \377\376\n\n", "data: {{now}}\n\n", "id: 9\ndata\n\n",
  };
  const WeirRowsScriptOptions options = { .cut_after = WEIR_ROWS_SCRIPT_NO_CUT };
  g_autoptr (GString) received = g_string_new (NULL);
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GString) script = NULL;
  g_autoptr (GString) wire = NULL;

  weir_record_session_connect (&fixture->session);
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      receive (fixture, units[i], 1000);
      g_string_append (received, units[i]);
    }
  rows = list_rows (fixture, 0);
  script = make (fixture, rows, &options);
  wire = play (script);
  g_assert_cmpmem (wire->str, wire->len, received->str, received->len);
}

/* A row of the connection's life sends nothing; a line of a block is sent when it alone is meant. */
static void
test_one (Fixture *fixture, gconstpointer data)
{
  const WeirRowsScriptOptions options = { .url = "http://h/", .cut_after = WEIR_ROWS_SCRIPT_NO_CUT };
  guint64 row = 0;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) script = NULL;

  weir_record_session_connect (&fixture->session);
  g_assert_null (weir_rows_to_script (fixture->recording, &row, 1, &options, &error));
  g_assert_error (error, WEIR_CORE_ERROR, WEIR_CORE_ERROR_SYNTAX);

  receive (fixture, ": note\nretry: 250\ndata: 1\n\n", 1000);
  row = weir_recording_get_count (fixture->recording) - 2;
  script = weir_rows_to_script (fixture->recording, &row, 1, &options, NULL);
  g_assert_cmpstr (script->str, ==, ":@ weir 1\n:@ template off\nretry: 250\n\n:@ hold\n");
}

/* Whatever came: the mock sends the events, comments and times that the stream sent. */
static void
test_random (Fixture *fixture, gconstpointer data)
{
  const WeirRowsScriptOptions options = { .cut_after = WEIR_ROWS_SCRIPT_NO_CUT };
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GString) script = NULL;
  g_autoptr (GString) wire = NULL;
  g_autoptr (GString) wanted = g_string_new (NULL);

  weir_record_session_live (&fixture->session, 20, 4096);
  rows = list_rows (fixture, 0);
  script = make (fixture, rows, &options);
  for (guint64 number = 0; number < weir_recording_get_count (fixture->recording); number++)
    {
      g_autoptr (GBytes) bytes = NULL;
      WeirRow row;

      g_assert_true (weir_recording_get_row (fixture->recording, number, &row));
      if (row.kind > WEIR_ROW_RETRY || (row.flags & WEIR_ROW_IN_BLOCK))
        continue;
      bytes = weir_recording_read_wire (fixture->recording, number, NULL);
      g_string_append_len (wanted, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
    }
  wire = play (script);
  /* The rows leave out the LF of a CRLF at their end. */
  for (gsize i = 0, j = 0; i < wire->len || j < wanted->len; i++)
    {
      if (j < wanted->len && i < wire->len && wire->str[i] == wanted->str[j])
        j++;
      else
        g_assert_true (i > 0 && i < wire->len && wire->str[i] == '\n' && wire->str[i - 1] == '\r');
    }
}

/* A whole recording answers at the path that was asked for first. */
static void
test_route (void)
{
  static const struct
  {
    const char *recording;
    const char *script;
  } cases[] = {
    { ":@ weir 1\n:@ recorded x\n:@ request POST http://a/v1/chat?key=[redacted]\n\ndata: x\n\n",
      ":@ weir 1\n:@ on /v1/chat\n:@ recorded x\n:@ request POST http://a/v1/chat?key=[redacted]\n\ndata: x\n\n" },
    { ":@ weir 1\n:@ request GET http://a/one\n:@ request GET http://a/two\n",
      ":@ weir 1\n:@ on /one\n:@ request GET http://a/one\n:@ request GET http://a/two\n" },
    /* Nothing that could stand there. */
    { ":@ weir 1\n:@ request GET http://a/\n", ":@ weir 1\n:@ request GET http://a/\n" },
    { ":@ weir 1\n:@ request GET http://a/b*c\n", ":@ weir 1\n:@ request GET http://a/b*c\n" },
    { ":@ weir 1\n:@ request GET", ":@ weir 1\n:@ request GET" },
    { ":@ weir 1\n:@ request GET\n", ":@ weir 1\n:@ request GET\n" },
    { "data: x\n\n", "data: x\n\n" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) recording = g_bytes_new (cases[i].recording, strlen (cases[i].recording));
      g_autoptr (GBytes) script = weir_recording_add_route (recording);
      gsize length;
      const char *bytes = g_bytes_get_data (script, &length);

      g_assert_cmpmem (bytes, length, cases[i].script, strlen (cases[i].script));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rows-script/route", test_route);
  g_test_add ("/rows-script/all", Fixture, NULL, set_up, test_all, tear_down);
  g_test_add ("/rows-script/cut", Fixture, NULL, set_up, test_cut, tear_down);
  g_test_add ("/rows-script/odd", Fixture, NULL, set_up, test_odd, tear_down);
  g_test_add ("/rows-script/one", Fixture, NULL, set_up, test_one, tear_down);
  g_test_add ("/rows-script/random", Fixture, NULL, set_up, test_random, tear_down);

  return g_test_run ();
}
