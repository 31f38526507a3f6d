/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-cases.h"
#include "source-log.h"

/* Every case of tests/cases/http against raw sockets. */

typedef struct
{
  RawServer *servers[2];
  char *hosts[2];
  SourceLog *log;
  WeirEventSource *source;
} Fixture;

static void
set_up (Fixture *self, const HttpCase *test)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirRequest) request = NULL;
  WeirRequestOptions options = test->options;

  for (guint i = 0; i < 2; i++)
    {
      self->servers[i] = raw_server_new ();
      self->hosts[i] = g_strdup_printf ("127.0.0.1:%u", raw_server_get_port (self->servers[i]));
    }
  for (guint i = 0; i < 2; i++)
    {
      for (guint j = 0; j < test->scripts[i]->len; j++)
        raw_server_add (self->servers[i],
                        http_case_build_script (g_ptr_array_index (test->scripts[i], j), (const char *const *) self->hosts));
    }

  url =
      g_strdup_printf ("http://%s%s%s%s", test->user != NULL ? test->user : "", test->user != NULL ? "@" : "", self->hosts[0], test->path);
  options.url = url;
  options.proxy = "";
  options.headers = (const WeirHeader *) (gpointer) test->headers->data;
  options.n_headers = test->headers->len;
  request = weir_request_new (&options, &error);
  g_assert_no_error (error);
  self->log = source_log_new ();
  self->source = weir_event_source_new (request, source_log_get_sink (self->log));
  self->log->source = self->source;
}

static void
tear_down (Fixture *self)
{
  weir_event_source_free (self->source);
  source_log_free (self->log);
  for (guint i = 0; i < 2; i++)
    {
      raw_server_free (self->servers[i]);
      g_free (self->hosts[i]);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_said (const HttpCase *test)
{
  for (guint i = 0; i < test->expected->len; i++)
    {
      if (g_str_has_prefix (g_ptr_array_index (test->expected, i), "says "))
        return TRUE;
    }

  return FALSE;
}

/* Returns: the next logged line from @at on that the case speaks of, or NULL */
static const char *
next_line (const Fixture *self, guint *at, gboolean says)
{
  while (*at < self->log->lines->len)
    {
      const char *line = g_ptr_array_index (self->log->lines, (*at)++);

      if (says || !g_str_has_prefix (line, "says "))
        return line;
    }

  return NULL;
}

static void
check_log (const Fixture *self, const HttpCase *test)
{
  gboolean says = is_said (test);
  guint at = 0;
  const char *line;

  for (guint i = 0; i < test->expected->len; i++)
    {
      g_autofree char *expected = http_case_expand (g_ptr_array_index (test->expected, i), (const char *const *) self->hosts);

      line = next_line (self, &at, says);
      if (line == NULL || !g_pattern_match_simple (expected, line))
        {
          g_autofree char *all = source_log_dup_text (self->log);

          g_test_fail_printf ("expected: %s; got: %s; all:\n%s", expected, line != NULL ? line : "nothing", all);
          return;
        }
    }
  line = next_line (self, &at, says);
  if (line != NULL)
    g_test_fail_printf ("one thing too many: %s", line);
}

/* Whether a line of the request matches. */
static gboolean
has_line (const Fixture *self, const HttpCheck *check)
{
  const GString *request = raw_server_get_request (self->servers[check->server], check->connection);
  g_autofree char *pattern = http_case_expand (check->pattern, (const char *const *) self->hosts);
  g_auto (GStrv) lines = g_strsplit (request != NULL ? request->str : "", "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_pattern_match_simple (pattern, lines[i]))
        return TRUE;
    }

  return FALSE;
}

static void
check_requests (const Fixture *self, const HttpCase *test)
{
  for (guint i = 0; i < 2; i++)
    {
      guint n_connections = raw_server_get_n_connections (self->servers[i]);

      if (n_connections != test->scripts[i]->len)
        g_test_fail_printf ("server %c: %u connections for %u", 'A' + (char) i, n_connections, test->scripts[i]->len);
    }

  for (guint i = 0; i < test->checks->len; i++)
    {
      const HttpCheck *check = &g_array_index (test->checks, HttpCheck, i);

      if (has_line (self, check) == check->lacks)
        g_test_fail_printf ("request %u of server %c %s %s", check->connection + 1, 'A' + (char) check->server,
                            check->lacks ? "has" : "lacks", check->pattern);
    }
}

typedef struct
{
  const Fixture *fixture;
  const HttpCase *test;
} Run;

static gboolean
is_complete (gpointer user_data)
{
  const Run *run = user_data;
  guint n = source_log_count (run->fixture->log, "*");

  if (!is_said (run->test))
    n -= source_log_count (run->fixture->log, "says *");

  return n >= run->test->expected->len;
}

static void
test_case (gconstpointer data)
{
  const HttpCase *test = data;
  Fixture fixture = { { NULL } };
  Run run = { &fixture, test };

  set_up (&fixture, test);
  weir_event_source_start (fixture.source);
  run_for_a_while (is_complete, &run);
  check_log (&fixture, test);
  check_requests (&fixture, test);
  source_log_stop (fixture.log);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) cases = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  cases = http_cases_load ();
  for (guint i = 0; i < cases->len; i++)
    {
      const HttpCase *test = g_ptr_array_index (cases, i);
      g_autofree char *path = g_strdup_printf ("/event-source/%s", test->name);

      g_test_add_data_func (path, test, test_case);
    }
  status = g_test_run ();

  return status;
}
