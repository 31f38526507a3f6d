/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "case-text.h"
#include "server-fixture.h"
#include "weir-directive.h"

#include <errno.h>

/* tests/cases/fault: what a socket gets of each fault and ending, and how it ends. */

/* What stays open is watched so long. */
#define OPEN_MS 60

typedef enum
{
  END_FIN,
  END_RST,
  END_OPEN,
} End;

typedef struct
{
  char *name;
  char *script;
  const char *http;
  guint status; /* 0: no head */
  char *header; /* nullable */
  GBytes *body;
  gboolean is_start; /* more may follow @body */
  End end;
  gint64 after_us;
} Case;

static void
case_free (gpointer data)
{
  Case *self = data;

  g_free (self->name);
  g_free (self->script);
  g_free (self->header);
  g_bytes_unref (self->body);
  g_free (self);
}

static void
read_end (Case *self, const char *text)
{
  const char *after = strstr (text, " after ");

  self->end = g_str_has_prefix (text, "fin") ? END_FIN : g_str_has_prefix (text, "rst") ? END_RST : END_OPEN;
  g_assert_true (self->end != END_OPEN || g_str_equal (text, "open"));
  if (after != NULL)
    g_assert_true (weir_duration_parse (weir_span_from_string (after + strlen (" after ")), &self->after_us, NULL));
}

static void
read_line (Case *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 2);

  g_assert_nonnull (words[1]);
  if (g_str_equal (words[0], "http"))
    self->http = g_str_equal (words[1], "1.0") ? "1.0" : "1.1";
  else if (g_str_equal (words[0], "status"))
    self->status = (guint) g_ascii_strtoull (words[1], NULL, 10);
  else if (g_str_equal (words[0], "header"))
    self->header = g_strdup_printf ("\r\n%s\r\n", words[1]);
  else if (g_str_equal (words[0], "end"))
    read_end (self, words[1]);
  else
    {
      g_assert_true (g_str_equal (words[0], "body") || g_str_equal (words[0], "starts") || g_str_equal (words[0], "none"));
      self->is_start = g_str_equal (words[0], "starts");
      self->body = case_text_unquote (words[1]);
    }
}

/* Returns: (element-type Case) */
static GPtrArray *
read_cases (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases", "fault", "endings.case", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) blocks = NULL;
  GPtrArray *cases = g_ptr_array_new_with_free_func (case_free);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  blocks = g_strsplit (text, "\n=== ", -1);
  for (guint i = 1; blocks[i] != NULL; i++)
    {
      Case *self = g_new0 (Case, 1);
      char *script = strchr (blocks[i], '\n');
      char *expected = strstr (blocks[i], "\n---\n");
      g_auto (GStrv) lines = NULL;

      g_assert_nonnull (expected);
      self->name = g_strndup (blocks[i], (gsize) (script - blocks[i]));
      self->script = g_strndup (script + 1, (gsize) (expected - script));
      self->http = "1.1";
      lines = g_strsplit (expected + strlen ("\n---\n"), "\n", -1);
      for (guint j = 0; lines[j] != NULL; j++)
        if (lines[j][0] != '\0')
          read_line (self, lines[j]);
      g_assert_nonnull (self->body);
      g_ptr_array_add (cases, self);
    }

  return cases;
}

static gsize
get_head_len (const Case *self, const RawClient *client)
{
  const char *end = strstr (client->in->str, "\r\n\r\n");

  if (self->status == 0)
    return 0;
  return end != NULL ? (gsize) (end - client->in->str) + 4 : G_MAXSIZE;
}

typedef struct
{
  const Case *test;
  RawClient *client;
} Asked;

static gboolean
has_all (gpointer data)
{
  const Asked *asked = data;
  gsize head_len = get_head_len (asked->test, asked->client);

  return head_len != G_MAXSIZE && asked->client->in->len >= head_len + g_bytes_get_size (asked->test->body);
}

static void
compare (const Case *self, RawClient *client)
{
  gsize head_len = get_head_len (self, client);
  g_autofree char *status_line = g_strdup_printf ("HTTP/1.1 %u ", self->status);
  gsize size;
  const char *body = g_bytes_get_data (self->body, &size);

  if (self->status != 0)
    g_assert_true (g_str_has_prefix (client->in->str, status_line));
  if (self->header != NULL)
    fixture_assert_has (client, self->header);
  g_assert_cmpuint (head_len, <=, client->in->len);
  if (!self->is_start)
    g_assert_cmpmem (client->in->str + head_len, client->in->len - head_len, body, size);
  else
    g_assert_cmpmem (client->in->str + head_len, MIN (size, client->in->len - head_len), body, size);
}

static void
test_case (gconstpointer data)
{
  const Case *self = data;
  const WeirServerOptions as_written = { .speed = 1, .seed = 1 };
  g_autoptr (ServerFixture) fixture = fixture_new (&as_written);
  g_autofree char *request = g_strdup_printf ("GET / HTTP/%s\r\n" FIXTURE_HOST "\r\n", self->http);
  g_autoptr (RawClient) client = NULL;
  gint64 start_us = g_get_monotonic_time ();

  fixture_add (fixture, "/", self->script);
  client = fixture_connect (fixture);
  raw_client_send (client, request);
  if (self->end == END_OPEN)
    {
      raw_wait_until (has_all, &(Asked){ self, client });
      raw_run_for (OPEN_MS);
    }
  else
    {
      raw_client_wait_for_end (client);
    }

  compare (self, client);
  g_assert_cmpint (client->is_eof, ==, self->end == END_FIN);
  g_assert_cmpint (client->error, ==, self->end == END_RST ? ECONNRESET : 0);
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, self->after_us);
}

/* Whether a line of the case's script has this verb, maybe behind a probability. */
static gboolean
has_verb (const Case *self, const char *verb)
{
  g_autofree char *pattern = g_strdup_printf ("(?m)^:@ (chance [0-9.]+ )?%s( |$)", verb);

  return g_regex_match_simple (pattern, self->script, 0, 0);
}

/* What ends or disturbs a response has a case, and each way for a recorded connection to end. */
static void
test_all_are_there (gconstpointer data)
{
  GPtrArray *cases = (GPtrArray *) data;
  static const char *const verbs[] = { "close",
                                       "cut",
                                       "reset",
                                       "hold",
                                       "stall",
                                       "status",
                                       "status none",
                                       "redirect",
                                       "body",
                                       "header",
                                       "raw",
                                       "bom",
                                       "split",
                                       "chunk",
                                       "drip",
                                       "chance",
                                       "wait",
                                       "ended eof",
                                       "ended closed",
                                       "ended cut",
                                       "ended reset",
                                       "ended timeout",
                                       "ended refused",
                                       "ended dns",
                                       "ended tls",
                                       "ended status",
                                       "ended content-type",
                                       "ended no-content",
                                       "ended stopped",
                                       "keepalive" };

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < cases->len; j++)
        found = found || has_verb (g_ptr_array_index (cases, j), verbs[i]);
      if (!found)
        g_error ("no case of “%s”", verbs[i]);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) cases = NULL;

  g_test_init (&argc, &argv, NULL);
  cases = read_cases ();
  g_assert_cmpuint (cases->len, >=, 55);
  g_test_add_data_func ("/server-faults/all-are-there", cases, test_all_are_there);
  for (guint i = 0; i < cases->len; i++)
    {
      const Case *self = g_ptr_array_index (cases, i);
      g_autofree char *path = g_strdelimit (g_strconcat ("/server-faults/", self->name, NULL), " :,", '-');

      g_test_add_data_func (path, self, test_case);
    }

  return g_test_run ();
}
