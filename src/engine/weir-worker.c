/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-worker.h"

#include "weir-sync-private.h"

struct _WeirWorker
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
};

static gpointer
worker_main (gpointer data)
{
  WeirWorker *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

WeirWorker *
weir_worker_new (const char *name)
{
  WeirWorker *self = g_new0 (WeirWorker, 1);

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new (name, worker_main, self);

  return self;
}

static gboolean
quit_loop (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_REMOVE;
}

void
weir_worker_free (WeirWorker *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->thread != g_thread_self ());

  /* Quitting through the queue, so that what was invoked before has run, and a loop that has not started yet still sees it. */
  weir_worker_invoke (self, quit_loop, self->loop, NULL);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self);
}

void
weir_worker_invoke (WeirWorker *self, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GSource) source = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (func != NULL);

  /* Always a source, also from the worker itself: g_main_context_invoke() would run ahead of what waits. */
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "weir-worker-invoke");
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, self->context);
}

typedef struct
{
  GSourceFunc func;
  gpointer data;
  GMutex mutex;
  GCond cond;
  gboolean done;
} SyncCall;

static gboolean
run_sync_call (gpointer data)
{
  SyncCall *call = data;

  /* The caller holds it from before this was queued until it waits. */
  weir_sync_lock (&call->mutex);
  (void) call->func (call->data);
  call->done = TRUE;
  g_cond_signal (&call->cond);
  weir_sync_unlock (&call->mutex);

  return G_SOURCE_REMOVE;
}

void
weir_worker_invoke_sync (WeirWorker *self, GSourceFunc func, gpointer data)
{
  SyncCall call = { .func = func, .data = data };

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->thread != g_thread_self ());

  g_mutex_init (&call.mutex);
  g_cond_init (&call.cond);

  weir_sync_lock (&call.mutex);
  weir_worker_invoke (self, run_sync_call, &call, NULL);
  while (!call.done)
    weir_sync_wait (&call.cond, &call.mutex);
  weir_sync_unlock (&call.mutex);

  g_cond_clear (&call.cond);
  g_mutex_clear (&call.mutex);
}

typedef struct
{
  GTask *task;
  GTaskThreadFunc func;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->task);
  g_free (run);
}

static gboolean
run_task (gpointer data)
{
  Run *run = data;

  run->func (run->task, NULL, g_task_get_task_data (run->task), NULL);

  return G_SOURCE_REMOVE;
}

void
weir_worker_run (WeirWorker *self, GTaskThreadFunc func, gpointer data, GDestroyNotify destroy, GAsyncReadyCallback done,
                 gpointer user_data)
{
  Run *run = g_new0 (Run, 1);

  run->task = g_task_new (NULL, NULL, done, user_data);
  run->func = func;
  g_task_set_source_tag (run->task, weir_worker_run);
  g_task_set_task_data (run->task, data, destroy);
  if (self != NULL)
    {
      weir_worker_invoke (self, run_task, run, run_free);
      return;
    }
  (void) run_task (run);
  run_free (run);
}

GMainContext *
weir_worker_get_context (WeirWorker *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->context;
}

void
weir_worker_run_blocking (GTaskThreadFunc func, gpointer data, GDestroyNotify destroy, GAsyncReadyCallback done, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, done, user_data);

  g_task_set_source_tag (task, weir_worker_run_blocking);
  g_task_set_task_data (task, data, destroy);
  g_task_run_in_thread (task, func);
}
