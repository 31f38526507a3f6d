/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-worker.h"

typedef struct
{
  GString *order;
  char mark;
  GThread *thread;
} Step;

static gboolean
append_mark (gpointer data)
{
  Step *step = data;

  g_string_append_c (step->order, step->mark);
  step->thread = g_thread_self ();

  return G_SOURCE_REMOVE;
}

static void
test_order (void)
{
  g_autoptr (WeirWorker) worker = weir_worker_new ("test-order");
  g_autoptr (GString) order = g_string_new (NULL);
  Step steps[] = { { order, 'a', NULL }, { order, 'b', NULL }, { order, 'c', NULL } };

  weir_worker_invoke (worker, append_mark, &steps[0], NULL);
  weir_worker_invoke (worker, append_mark, &steps[1], NULL);
  weir_worker_invoke_sync (worker, append_mark, &steps[2]);

  g_assert_cmpstr (order->str, ==, "abc");
  g_assert_true (steps[0].thread != g_thread_self ());
  g_assert_true (steps[0].thread == steps[1].thread);
  g_assert_true (steps[0].thread == steps[2].thread);
}

typedef struct
{
  WeirWorker *worker;
  Step inner;
  Step outer;
} Nested;

static gboolean
invoke_from_within (gpointer data)
{
  Nested *nested = data;

  weir_worker_invoke (nested->worker, append_mark, &nested->inner, NULL);

  return append_mark (&nested->outer);
}

/* What a worker invokes on itself waits its turn. */
static void
test_from_within (void)
{
  WeirWorker *worker = weir_worker_new ("test-within");
  g_autoptr (GString) order = g_string_new (NULL);
  Nested nested = { worker, { order, '2', NULL }, { order, '1', NULL } };

  weir_worker_invoke_sync (worker, invoke_from_within, &nested);
  weir_worker_free (worker);

  g_assert_cmpstr (order->str, ==, "12");
}

static void
free_counts (gpointer data)
{
  Step *step = data;

  g_string_append_c (step->order, 'f');
}

/* Freeing runs and frees what was invoked before. */
static void
test_free_drains (void)
{
  g_autoptr (GString) order = g_string_new (NULL);
  Step steps[100];
  WeirWorker *worker = weir_worker_new ("test-drains");

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      steps[i] = (Step){ order, 'x', NULL };
      weir_worker_invoke (worker, append_mark, &steps[i], free_counts);
    }
  weir_worker_free (worker);

  g_assert_cmpuint (order->len, ==, 2 * G_N_ELEMENTS (steps));
}

static gboolean
check_default_context (gpointer data)
{
  GMainContext **context = data;

  *context = g_main_context_get_thread_default ();

  return G_SOURCE_REMOVE;
}

static void
test_context (void)
{
  g_autoptr (WeirWorker) worker = weir_worker_new ("test-context");
  GMainContext *seen = NULL;

  weir_worker_invoke_sync (worker, check_default_context, &seen);

  g_assert_true (seen == weir_worker_get_context (worker));
  g_assert_true (seen != NULL);
}

static void
remember_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GThread **thread = task_data;

  *thread = g_thread_self ();
  g_task_return_boolean (task, TRUE);
}

static void
on_blocking_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GThread **thread = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_task_propagate_boolean (G_TASK (result), &error));
  g_assert_no_error (error);
  *thread = g_thread_self ();
}

static void
test_blocking (void)
{
  GThread *ran_on = NULL;
  GThread *told_on = NULL;

  weir_worker_run_blocking (remember_thread, &ran_on, NULL, on_blocking_done, &told_on);
  while (told_on == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (ran_on != NULL);
  g_assert_true (ran_on != g_thread_self ());
  g_assert_true (told_on == g_thread_self ());
}

/* In order with what is invoked, and told where it was asked for; without a worker on the thread itself. */
static void
test_run (void)
{
  g_autoptr (WeirWorker) worker = weir_worker_new ("test-run");
  GThread *ran_on = NULL;
  GThread *told_on = NULL;

  weir_worker_run (worker, remember_thread, &ran_on, NULL, on_blocking_done, &told_on);
  while (told_on == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (ran_on != NULL && ran_on != g_thread_self ());
  g_assert_true (told_on == g_thread_self ());

  ran_on = NULL;
  told_on = NULL;
  weir_worker_run (NULL, remember_thread, &ran_on, NULL, on_blocking_done, &told_on);
  g_assert_true (ran_on == g_thread_self ());
  g_assert_true (told_on == NULL);
  while (told_on == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (told_on == g_thread_self ());
}

/* Many short lives: no thread, descriptor or memory stays behind (the sanitizer looks). */
static void
test_many_lives (void)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (WeirWorker) worker = weir_worker_new ("test-lives");

      g_assert_true (weir_worker_get_context (worker) != NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/worker/order", test_order);
  g_test_add_func ("/worker/from-within", test_from_within);
  g_test_add_func ("/worker/free-drains", test_free_drains);
  g_test_add_func ("/worker/context", test_context);
  g_test_add_func ("/worker/blocking", test_blocking);
  g_test_add_func ("/worker/run", test_run);
  g_test_add_func ("/worker/many-lives", test_many_lives);

  return g_test_run ();
}
