/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-latest.h"

#include "weir-worker.h"

typedef struct
{
  WeirLatest *owner; /* (nullable): nobody waits; main thread only */
  WeirLatestFunc func;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  gpointer data;
  GCancellable *cancellable;
} Job;

struct _WeirLatest
{
  WeirLatestFunc func;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  WeirLatestDone done;
  gpointer user_data;

  Job *running;
  gpointer next;
};

WeirLatest *
weir_latest_new (WeirLatestFunc func, GDestroyNotify free_data, GDestroyNotify free_result, WeirLatestDone done, gpointer user_data)
{
  WeirLatest *self = g_new0 (WeirLatest, 1);

  self->func = func;
  self->free_data = free_data;
  self->free_result = free_result;
  self->done = done;
  self->user_data = user_data;
  return self;
}

static void
job_free (gpointer data)
{
  Job *self = data;

  self->free_data (self->data);
  g_object_unref (self->cancellable);
  g_free (self);
}

static void
job_run (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *self = task_data;

  g_task_return_pointer (task, self->func (self->data, self->cancellable), self->free_result);
}

static void start (WeirLatest *self, gpointer data);

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  WeirLatest *self = job->owner;
  gpointer value = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self == NULL || g_cancellable_is_cancelled (job->cancellable))
    {
      if (value != NULL)
        job->free_result (value);
      value = NULL;
    }
  if (self == NULL)
    return;
  self->running = NULL;
  if (g_cancellable_is_cancelled (job->cancellable))
    {
      if (self->next != NULL)
        start (self, g_steal_pointer (&self->next));
      return;
    }
  /* Last: who is told may free us. */
  self->done (value, self->user_data);
}

static void
start (WeirLatest *self, gpointer data)
{
  Job *job = g_new0 (Job, 1);

  job->owner = self;
  job->func = self->func;
  job->free_data = self->free_data;
  job->free_result = self->free_result;
  job->data = data;
  job->cancellable = g_cancellable_new ();
  self->running = job;
  weir_worker_run_blocking (job_run, job, job_free, on_done, job);
}

void
weir_latest_run (WeirLatest *self, gpointer data)
{
  if (self->running == NULL)
    {
      start (self, data);
      return;
    }
  weir_latest_cancel (self);
  self->next = data;
}

void
weir_latest_cancel (WeirLatest *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running->cancellable);
  g_clear_pointer (&self->next, self->free_data);
}

void
weir_latest_free (WeirLatest *self)
{
  weir_latest_cancel (self);
  if (self->running != NULL)
    self->running->owner = NULL;
  g_free (self);
}
