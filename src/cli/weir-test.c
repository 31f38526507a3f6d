/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>

#include "weir-control-token.h"
#include "weir-deadline.h"
#include "weir-junit.h"
#include "weir-mock.h"
#include "weir-serve-scripts.h"
#include "weir-test.h"
#include "weir-text.h"

/* One `expect` line and what became of it; failing once is failing. */
typedef struct
{
  char *path;
  guint line;
  char *wanted;
  char *failure; /* nullable */
} Outcome;

typedef struct
{
  const WeirTestOptions *options;
  GMainLoop *loop;
  WeirMock *mock;
  GSubprocess *command;
  GPtrArray *outcomes;
  char *token; /* of the control interface */
  gboolean has_ended;
  gboolean timed_out;
} Test;

static void
outcome_free (gpointer data)
{
  Outcome *self = data;

  g_free (self->path);
  g_free (self->wanted);
  g_free (self->failure);
  g_free (self);
}

static Outcome *
find_outcome (Test *self, const char *path, guint line, const char *wanted)
{
  Outcome *outcome;

  for (guint i = 0; i < self->outcomes->len; i++)
    {
      outcome = g_ptr_array_index (self->outcomes, i);
      if (outcome->line == line && g_str_equal (outcome->path, path))
        return outcome;
    }

  outcome = g_new0 (Outcome, 1);
  outcome->path = g_strdup (path);
  outcome->line = line;
  outcome->wanted = g_strdup (wanted);
  g_ptr_array_add (self->outcomes, outcome);
  return outcome;
}

static void
on_served (const WeirServed *served, gpointer data)
{
  Test *self = data;
  Outcome *outcome;

  if (served->kind == WEIR_SERVED_NOTICE)
    g_printerr ("weir: %s\n", served->text);
  if (served->kind != WEIR_SERVED_EXPECT)
    return;

  outcome = find_outcome (self, served->script, served->line, served->wanted);
  if (!served->ok && outcome->failure == NULL)
    outcome->failure = g_strdup_printf (_ ("got %s"), served->got);
}

static void
on_ended (GObject *object, GAsyncResult *result, gpointer data)
{
  Test *self = data;

  (void) g_subprocess_wait_finish (self->command, result, NULL); /* never cancelled */
  self->has_ended = TRUE;
  g_main_loop_quit (self->loop);
}

static gboolean
on_time (gpointer data)
{
  Test *self = data;

  self->timed_out = TRUE;
  g_subprocess_force_exit (self->command);

  return G_SOURCE_REMOVE;
}

static gboolean
on_signal (gpointer data)
{
  Test *self = data;

  g_subprocess_send_signal (self->command, SIGTERM);

  return G_SOURCE_CONTINUE;
}

static gboolean
start_server (Test *self)
{
  GPtrArray *scripts = self->options->scripts;
  WeirServerOptions server = self->options->server;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < scripts->len; i++)
    {
      const WeirServedScript *served = g_ptr_array_index (scripts, i);

      weir_mock_add_script (self->mock, served->path, served->script);
      if (scripts->len == 1 && !g_str_equal (served->path, "/"))
        weir_mock_add_script (self->mock, "/", served->script);
    }
  self->token = weir_control_token_new (&error);
  server.control_token = self->token;
  if (self->token != NULL && weir_mock_start (self->mock, &server, &error))
    return TRUE;

  g_printerr ("weir: %s\n", error->message);
  return FALSE;
}

static gboolean
start_command (Test *self)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_INHERIT);
  g_autofree char *url = weir_mock_dup_url (self->mock);
  const WeirTlsIdentity *tls = self->options->server.tls;
  const char *own_file = tls != NULL ? weir_tls_identity_get_own_file (tls) : NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "WEIR_URL", url, TRUE);
  g_subprocess_launcher_setenv (launcher, "WEIR_TOKEN", self->token, TRUE);
  if (own_file != NULL)
    {
      g_subprocess_launcher_setenv (launcher, "WEIR_CACERT", own_file, TRUE);
      /* Node trusts it beside all others then: most commands are Node programs that know nothing of WEIR_CACERT. */
      g_subprocess_launcher_setenv (launcher, "NODE_EXTRA_CA_CERTS", own_file, FALSE);
    }
  self->command = g_subprocess_launcher_spawnv (launcher, (const char *const *) self->options->command, &error);
  if (self->command == NULL)
    {
      g_printerr (_ ("weir: cannot run %s: %s\n"), self->options->command[0], error->message);
      return FALSE;
    }
  g_subprocess_wait_async (self->command, NULL, on_ended, self);
  return TRUE;
}

static void
wait_for_command (Test *self)
{
  guint signals[] = { g_unix_signal_add (SIGINT, on_signal, self), g_unix_signal_add (SIGTERM, on_signal, self) };
  GSource *deadline = self->options->for_us > 0 ? weir_deadline_new (self->options->for_us, on_time, self) : NULL;

  while (!self->has_ended)
    g_main_loop_run (self->loop);
  /* What it asked last may still lie in a socket. */
  while (g_main_context_iteration (NULL, FALSE))
    ;

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_source_remove (signals[i]);
  if (deadline != NULL)
    {
      g_source_destroy (deadline);
      g_source_unref (deadline);
    }
}

/* Returns: (nullable): why the command failed */
static char *
judge_command (const Test *self)
{
  if (self->timed_out)
    return g_strdup (_ ("it took longer than --for allows, and was ended"));
  if (g_subprocess_get_if_signaled (self->command))
    return g_strdup_printf (_ ("signal %d ended it"), g_subprocess_get_term_sig (self->command));
  if (g_subprocess_get_exit_status (self->command) != 0)
    return g_strdup_printf (_ ("exit status %d"), g_subprocess_get_exit_status (self->command));

  return NULL;
}

static const char *
find_file (const Test *self, const char *path)
{
  for (guint i = 0; i < self->options->scripts->len; i++)
    {
      const WeirServedScript *served = g_ptr_array_index (self->options->scripts, i);

      if (g_str_equal (served->path, path))
        return served->file;
    }

  return path;
}

static void
add_case (GPtrArray *cases, const char *group, char *name, const char *failure)
{
  WeirTestCase *test_case = g_new0 (WeirTestCase, 1);

  test_case->group = g_strdup (group);
  test_case->name = name;
  test_case->failure = g_strdup (failure);
  g_ptr_array_add (cases, test_case);
}

static int
compare_outcomes (gconstpointer a, gconstpointer b)
{
  const Outcome *left = *(const Outcome *const *) a;
  const Outcome *right = *(const Outcome *const *) b;
  int order = strcmp (left->path, right->path);

  return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
}

static GPtrArray *
collect_cases (Test *self)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_test_case_free);
  g_autoptr (GPtrArray) unreached = weir_mock_list_unreached (self->mock);
  g_autofree char *failure = judge_command (self);

  for (guint i = 0; i < unreached->len; i++)
    {
      const WeirUnreached *expect = g_ptr_array_index (unreached, i);
      Outcome *outcome = find_outcome (self, expect->path, expect->line, expect->wanted);

      outcome->failure = g_strdup (_ ("no request came to it"));
    }
  g_ptr_array_sort (self->outcomes, compare_outcomes);
  for (guint i = 0; i < self->outcomes->len; i++)
    {
      const Outcome *outcome = g_ptr_array_index (self->outcomes, i);

      add_case (cases, find_file (self, outcome->path), g_strdup_printf ("%u: expect %s", outcome->line, outcome->wanted),
                outcome->failure);
    }
  add_case (cases, "command", g_strjoinv (" ", self->options->command), failure);

  return cases;
}

static guint
print_failures (GPtrArray *cases)
{
  guint n_failed = 0;

  for (guint i = 0; i < cases->len; i++)
    {
      const WeirTestCase *test_case = g_ptr_array_index (cases, i);
      g_autoptr (GString) visible = g_string_new (NULL);
      g_autofree char *line = g_strdup_printf ("%s:%s: %s", test_case->group, test_case->name, test_case->failure);

      if (test_case->failure == NULL)
        continue;
      weir_text_append_visible (visible, weir_span_from_string (line), WEIR_TEXT_NONE);
      g_printerr ("weir: %s\n", visible->str);
      n_failed++;
    }

  return n_failed;
}

static WeirExit
finish (Test *self, gint64 wall_us, gint64 duration_us)
{
  g_autoptr (GPtrArray) cases = collect_cases (self);
  guint n_failed = print_failures (cases);
  guint n_expects = cases->len - 1;

  if (n_failed == 0)
    g_printerr (g_dngettext (GETTEXT_PACKAGE, "weir: the command succeeded, and %u expectation held\n",
                             "weir: the command succeeded, and %u expectations held\n", n_expects),
                n_expects);
  if (self->options->junit != NULL)
    {
      g_autofree char *text = weir_junit_format (cases, wall_us, duration_us);
      g_autoptr (GError) error = NULL;

      if (!g_file_set_contents (self->options->junit, text, -1, &error))
        {
          g_printerr (_ ("weir: cannot write the results: %s\n"), error->message);
          return WEIR_EXIT_OUTPUT;
        }
    }

  return n_failed > 0 ? WEIR_EXIT_EXPECTATION : WEIR_EXIT_OK;
}

WeirExit
weir_test_run (const WeirTestOptions *options)
{
  Test self = { .options = options };
  gint64 start_us = g_get_monotonic_time ();
  gint64 wall_us = g_get_real_time ();
  WeirExit status = WEIR_EXIT_USAGE;

  self.loop = g_main_loop_new (NULL, FALSE);
  self.outcomes = g_ptr_array_new_with_free_func (outcome_free);
  self.mock = weir_mock_new (NULL, on_served, &self);
  if (start_server (&self) && start_command (&self))
    {
      wait_for_command (&self);
      status = finish (&self, wall_us, g_get_monotonic_time () - start_us);
    }

  g_object_unref (self.mock);
  g_clear_object (&self.command);
  g_ptr_array_unref (self.outcomes);
  g_free (self.token);
  g_main_loop_unref (self.loop);
  return status;
}
