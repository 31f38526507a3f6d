/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>

#include "weir-client-report.h"
#include "weir-client-tests.h"
#include "weir-control-token.h"
#include "weir-deadline.h"
#include "weir-junit.h"
#include "weir-mock.h"
#include "weir-serve-scripts.h"
#include "weir-test-expects.h"
#include "weir-test.h"
#include "weir-text.h"
#include "weir-timer.h"

/* How long a client may take to end by itself, after it has said that it is done, and after it was told to. */
#define GRACE_US (2 * G_TIME_SPAN_SECOND)

typedef struct
{
  const WeirTestOptions *options;
  GMainLoop *loop;
  WeirMock *mock;
  GSubprocess *command;
  WeirTestExpects *expects;
  WeirClientKit *kit; /* nullable */
  char *token;        /* of the control interface */
  GSource *grace;     /* nullable */
  gboolean was_told_to_end;
  gboolean has_ended;
  gboolean timed_out;
} Test;

static void
on_served (const WeirServed *served, gpointer data)
{
  Test *self = data;

  if (self->kit != NULL)
    {
      weir_client_kit_take_served (self->kit, served);
      return;
    }
  if (served->kind == WEIR_SERVED_NOTICE)
    g_printerr ("weir: %s\n", served->text);
  weir_test_expects_take (self->expects, served);
}

static void
on_ended (GObject *object, GAsyncResult *result, gpointer data)
{
  Test *self = data;

  (void) g_subprocess_wait_finish (self->command, result, NULL); /* never cancelled */
  self->has_ended = TRUE;
  g_main_loop_quit (self->loop);
}

/* Of the client tests' page, when there is no command. */
static void
end_waiting (Test *self)
{
  self->has_ended = TRUE;
  g_main_loop_quit (self->loop);
}

static gboolean
on_time (gpointer data)
{
  Test *self = data;

  self->timed_out = TRUE;
  if (self->command != NULL)
    g_subprocess_force_exit (self->command);
  else
    end_waiting (self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_signal (gpointer data)
{
  Test *self = data;

  if (self->command != NULL)
    g_subprocess_send_signal (self->command, SIGTERM);
  else
    end_waiting (self);

  return G_SOURCE_CONTINUE;
}

static void set_grace (Test *self, gint64 after_us);

/* A browser does not end by itself. */
static gboolean
on_grace (gpointer data)
{
  Test *self = data;

  if (self->command == NULL)
    {
      end_waiting (self);
    }
  else if (self->was_told_to_end)
    {
      g_subprocess_force_exit (self->command);
    }
  else
    {
      self->was_told_to_end = TRUE;
      g_subprocess_send_signal (self->command, SIGTERM);
      set_grace (self, GRACE_US);
    }

  return G_SOURCE_REMOVE;
}

static void
set_grace (Test *self, gint64 after_us)
{
  weir_timer_clear (&self->grace);
  self->grace = weir_deadline_new (after_us, on_grace, self);
}

static gboolean
on_report (WeirSpan report, GString *answer, GError **error, gpointer data)
{
  Test *self = data;
  gboolean was_done = weir_client_kit_is_done (self->kit);

  if (!weir_client_kit_take_report (self->kit, report, answer, error))
    return FALSE;
  if (weir_client_kit_is_done (self->kit) && !was_done)
    set_grace (self, self->command != NULL ? GRACE_US : GRACE_US / 10);

  return TRUE;
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
  server.report_func = self->options->client_tests != NULL ? on_report : NULL;
  server.report_data = self;
  if (self->token != NULL && weir_mock_start (self->mock, &server, &error))
    {
      if (self->options->client_tests == NULL)
        return TRUE;
      self->kit = weir_client_tests_load (self->options->client_tests, self->mock, &error);
      if (self->kit != NULL && (self->options->known == NULL || weir_client_kit_set_known (self->kit, self->options->known, &error)))
        return TRUE;
    }

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
  g_autofree char *page = g_strdup_printf ("%s/#%s", url, self->token);
  g_autoptr (GError) error = NULL;

  if (self->options->command == NULL)
    {
      g_printerr (_ ("weir: open %s in the browser that is to be tested\n"), page);
      return TRUE;
    }
  if (self->kit != NULL)
    g_subprocess_launcher_setenv (launcher, "WEIR_PAGE", page, TRUE);
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
  weir_timer_clear (&deadline);
}

/* Returns: (nullable): why the command failed */
static char *
judge_command (const Test *self)
{
  if (self->timed_out)
    return g_strdup (_ ("it took longer than --for allows, and was ended"));
  if (self->command == NULL || self->was_told_to_end)
    return NULL;
  if (g_subprocess_get_if_signaled (self->command))
    return g_strdup_printf (_ ("signal %d ended it"), g_subprocess_get_term_sig (self->command));
  if (g_subprocess_get_exit_status (self->command) != 0)
    return g_strdup_printf (_ ("exit status %d"), g_subprocess_get_exit_status (self->command));

  return NULL;
}

/* Returns: (transfer full) (element-type WeirTestCase): the command is the last one */
static GPtrArray *
collect_cases (const Test *self, gint64 duration_us)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_test_case_free);
  g_autoptr (GPtrArray) unreached = weir_mock_list_unreached (self->mock);
  WeirTestCase *command = g_new0 (WeirTestCase, 1);

  if (self->kit != NULL)
    weir_client_report_add_cases (self->kit, cases);
  else
    weir_test_expects_add_cases (self->expects, unreached, cases);

  command->group = g_strdup ("command");
  command->name = self->command != NULL ? g_strjoinv (" ", self->options->command) : g_strdup ("page");
  command->failure = judge_command (self);
  command->type = "command";
  command->duration_us = duration_us;
  if (command->failure == NULL && self->kit != NULL && !weir_client_kit_is_done (self->kit))
    command->failure = g_strdup (_ ("it did not report that it was done"));
  g_ptr_array_add (cases, command);

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

static gboolean
write_results (const char *file, char *text)
{
  g_autofree char *owned = text;
  g_autoptr (GError) error = NULL;

  if (g_file_set_contents (file, owned, -1, &error))
    return TRUE;

  g_printerr (_ ("weir: cannot write the results: %s\n"), error->message);
  return FALSE;
}

/* Says what became of it. Returns: how much failed */
static guint
tell_outcome (const Test *self, GPtrArray *cases)
{
  guint n_expects = cases->len - 1;
  guint n_failed;

  if (self->kit != NULL)
    {
      const WeirTestCase *command = g_ptr_array_index (cases, cases->len - 1);
      g_autofree char *text = weir_client_report_format_text (self->kit);

      g_print ("%s", text);
      if (command->failure != NULL)
        g_printerr ("weir: %s: %s\n", command->group, command->failure);
      return weir_client_kit_count_news (self->kit) + (command->failure != NULL);
    }

  n_failed = print_failures (cases);
  if (n_failed == 0)
    g_printerr (g_dngettext (GETTEXT_PACKAGE, "weir: the command succeeded, and %u expectation held\n",
                             "weir: the command succeeded, and %u expectations held\n", n_expects),
                n_expects);
  return n_failed;
}

static WeirExit
finish (Test *self, gint64 wall_us, gint64 duration_us)
{
  g_autoptr (GPtrArray) cases = collect_cases (self, duration_us);
  guint n_failed = tell_outcome (self, cases);
  const WeirTestOptions *options = self->options;

  if (options->junit != NULL && !write_results (options->junit, weir_junit_format (cases, wall_us, duration_us)))
    return WEIR_EXIT_OUTPUT;
  if (options->report != NULL && !write_results (options->report, weir_client_report_format_json (self->kit, wall_us, duration_us)))
    return WEIR_EXIT_OUTPUT;

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
  self.expects = weir_test_expects_new (options->scripts);
  self.mock = weir_mock_new (NULL, on_served, &self);
  if (start_server (&self) && start_command (&self))
    {
      wait_for_command (&self);
      status = finish (&self, wall_us, g_get_monotonic_time () - start_us);
    }

  weir_timer_clear (&self.grace);
  g_object_unref (self.mock);
  g_clear_pointer (&self.kit, weir_client_kit_free);
  g_clear_object (&self.command);
  weir_test_expects_free (self.expects);
  g_free (self.token);
  g_main_loop_unref (self.loop);
  return status;
}
