/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-search.h"

#include "weir-scan.h"
#include "weir-sync-private.h"

/* Between two notifications: a frame. */
#define QUIET_US (16 * G_TIME_SPAN_MILLISECOND)

/* What the worker works on; it may outlive the search by a slice. */
typedef struct
{
  gatomicrefcount ref_count;
  WeirRecording *recording;
  WeirMatches *matches;
  GCancellable *cancellable;

  /* Worker only. */
  WeirScan *scan;
  guint64 next;
  guint64 found[WEIR_SCAN_ROWS];

  GMutex mutex;
  gboolean is_running;
  gboolean is_news; /* asked to look again */
  GMainContext *context;
  GSource *wake;
  gint64 woken_us;
  WeirSearch *search; /* NULL: nobody to tell any more */
} Job;

struct _WeirSearch
{
  GObject parent_instance;

  WeirFilter *filter;
  WeirWorker *worker;
  guint64 from_row;
  double progress;
  Job *job;
};

enum
{
  PROP_0,
  PROP_PROGRESS,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirSearch, weir_search, G_TYPE_OBJECT)

static Job *
job_new (WeirRecording *recording, WeirFilter *filter, guint64 from_row)
{
  Job *self = g_new0 (Job, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->recording = weir_recording_ref (recording);
  self->matches = weir_matches_new ();
  self->cancellable = g_cancellable_new ();
  self->scan = weir_scan_new (recording, filter);
  self->next = from_row;
  self->context = g_main_context_ref_thread_default ();
  weir_matches_set_searched (self->matches, from_row);

  return self;
}

static Job *
job_ref (Job *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
job_unref (gpointer data)
{
  Job *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_assert (self->wake == NULL);
  weir_scan_free (self->scan);
  g_object_unref (self->cancellable);
  weir_matches_unref (self->matches);
  weir_recording_unref (self->recording);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
update_progress (WeirSearch *self)
{
  guint64 from = MAX (self->from_row, weir_recording_get_first (self->job->recording));
  guint64 searched = weir_matches_get_searched (self->job->matches);
  guint64 count = weir_recording_get_count (self->job->recording);
  double progress = count <= searched ? 1.0 : searched <= from ? 0.0 : (double) (searched - from) / (double) (count - from);

  if (progress == self->progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static gboolean
on_wake (gpointer data)
{
  Job *job = data;
  g_autoptr (WeirSearch) self = NULL;

  weir_sync_lock (&job->mutex);
  g_clear_pointer (&job->wake, g_source_unref);
  job->woken_us = g_get_monotonic_time ();
  /* Only this thread takes the search away. */
  self = g_object_ref (job->search);
  weir_sync_unlock (&job->mutex);

  update_progress (self);
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* Lets the search's thread know, soon. Called with the mutex held. */
static void
wake (Job *self)
{
  gint64 pause_us;

  if (self->wake != NULL || self->search == NULL)
    return;
  pause_us = CLAMP (self->woken_us + QUIET_US - g_get_monotonic_time (), 0, QUIET_US);
  self->wake = g_timeout_source_new ((guint) ((pause_us + 999) / 1000));
  g_source_set_priority (self->wake, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->wake, on_wake, self, NULL);
  g_source_attach (self->wake, self->context);
}

/* On the worker: a slice. */
static gboolean
run_slice (gpointer data)
{
  Job *self = data;
  gsize n_found;
  guint64 next = weir_scan_slice (self->scan, self->next, self->cancellable, self->found, &n_found);
  gboolean is_further = next != self->next;
  gboolean goes_on = TRUE;

  if (is_further)
    {
      self->next = next;
      weir_matches_append (self->matches, self->found, n_found);
      weir_matches_set_searched (self->matches, next);
      weir_matches_trim (self->matches, weir_recording_get_first (self->recording));
    }

  weir_sync_lock (&self->mutex);
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      goes_on = FALSE;
    }
  else if (next >= weir_recording_get_count (self->recording))
    {
      goes_on = self->is_news;
      self->is_news = FALSE;
    }
  self->is_running = goes_on;
  if (is_further)
    wake (self);
  weir_sync_unlock (&self->mutex);

  return goes_on;
}

static void
weir_search_dispose (GObject *object)
{
  WeirSearch *self = WEIR_SEARCH (object);

  if (self->job != NULL)
    {
      weir_search_cancel (self);
      job_unref (g_steal_pointer (&self->job));
    }
  g_clear_pointer (&self->filter, weir_filter_unref);

  G_OBJECT_CLASS (weir_search_parent_class)->dispose (object);
}

static void
weir_search_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirSearch *self = WEIR_SEARCH (object);

  if (id == PROP_PROGRESS)
    g_value_set_double (value, self->progress);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
weir_search_class_init (WeirSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_search_dispose;
  object_class->get_property = weir_search_get_property;

  properties[PROP_PROGRESS] =
      g_param_spec_double ("progress", NULL, NULL, 0.0, 1.0, 0.0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", WEIR_TYPE_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_search_init (WeirSearch *self)
{
}

WeirSearch *
weir_search_new (WeirRecording *recording, WeirFilter *filter, WeirWorker *worker, guint64 from_row)
{
  WeirSearch *self;

  g_return_val_if_fail (recording != NULL, NULL);
  g_return_val_if_fail (filter != NULL, NULL);
  g_return_val_if_fail (worker != NULL, NULL);

  self = g_object_new (WEIR_TYPE_SEARCH, NULL);
  self->filter = weir_filter_ref (filter);
  self->worker = worker;
  self->from_row = from_row;
  self->job = job_new (recording, filter, from_row);
  self->job->search = self;
  update_progress (self);
  weir_search_update (self);

  return self;
}

WeirMatches *
weir_search_get_matches (WeirSearch *self)
{
  g_return_val_if_fail (WEIR_IS_SEARCH (self), NULL);

  return self->job->matches;
}

WeirFilter *
weir_search_get_filter (WeirSearch *self)
{
  g_return_val_if_fail (WEIR_IS_SEARCH (self), NULL);

  return self->filter;
}

double
weir_search_get_progress (WeirSearch *self)
{
  g_return_val_if_fail (WEIR_IS_SEARCH (self), 0.0);

  return self->progress;
}

void
weir_search_update (WeirSearch *self)
{
  Job *job;
  gboolean starts;

  g_return_if_fail (WEIR_IS_SEARCH (self));

  job = self->job;
  if (g_cancellable_is_cancelled (job->cancellable) ||
      weir_matches_get_searched (job->matches) >= weir_recording_get_count (job->recording))
    return;

  weir_sync_lock (&job->mutex);
  starts = !job->is_running;
  job->is_running = TRUE;
  job->is_news = !starts;
  weir_sync_unlock (&job->mutex);

  if (starts)
    weir_worker_invoke (self->worker, run_slice, job_ref (job), job_unref);
}

void
weir_search_cancel (WeirSearch *self)
{
  Job *job;

  g_return_if_fail (WEIR_IS_SEARCH (self));

  job = self->job;
  g_cancellable_cancel (job->cancellable);
  weir_sync_lock (&job->mutex);
  job->search = NULL;
  if (job->wake != NULL)
    {
      g_source_destroy (job->wake);
      g_clear_pointer (&job->wake, g_source_unref);
    }
  weir_sync_unlock (&job->mutex);
}
