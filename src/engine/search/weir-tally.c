/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-tally.h"

#include "weir-lane-private.h"
#include "weir-sync-private.h"
#include "weir-tally-counts-private.h"

/* Rows of one turn on the worker, and of one stretch in which the main thread would wait for them: some tens of µs. */
#define TURN_ROWS 131072u
#define LOCKED_ROWS 4096u
#define PUBLISH_EVERY_US (100 * G_TIME_SPAN_MILLISECOND)

/* What both threads have: the tally, which may go at any time, and the turns on the worker. */
typedef struct
{
  gatomicrefcount ref_count;
  WeirRecording *recording;
  GMainContext *main_context;

  GMutex mutex; /* of what follows */
  WeirTallyCounts counts;
  WeirTally *owner; /* not owned; NULL: it is gone */
  gboolean is_running;
  GSource *wake;
  gint64 published_us; /* monotonic */
} Job;

struct _WeirTally
{
  GObject parent_instance;

  WeirWorker *worker; /* not owned */
  Job *job;

  /* As last published. */
  guint64 counted;
  GPtrArray *names;    /* char *, or NULL */
  GArray *name_counts; /* guint64 */
  guint64 kinds[WEIR_ROW_KINDS];
  guint64 n_bytes;
  GArray *lane; /* WeirLaneSpan */
  gint64 start_us, end_us;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirTally, weir_tally, G_TYPE_OBJECT)

static void
job_unref (gpointer data)
{
  Job *self = data;

  WEIR_SYNC_RELEASE (self);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  WEIR_SYNC_ACQUIRE (self);
  weir_tally_counts_clear (&self->counts);
  g_mutex_clear (&self->mutex);
  g_main_context_unref (self->main_context);
  weir_recording_unref (self->recording);
  g_free (self);
}

/* Main thread, locked. Names keep their places: only new ones are copied. */
static void
publish (WeirTally *self)
{
  const WeirTallyCounts *counts = &self->job->counts;

  self->counted = counts->next;
  for (guint i = self->names->len; i < counts->names->len; i++)
    g_ptr_array_add (self->names, g_strdup (((WeirTallyName *) g_ptr_array_index (counts->names, i))->name));
  g_array_set_size (self->name_counts, counts->names->len);
  for (guint i = 0; i < counts->names->len; i++)
    g_array_index (self->name_counts, guint64, i) = ((WeirTallyName *) g_ptr_array_index (counts->names, i))->count;
  memcpy (self->kinds, counts->kinds, sizeof self->kinds);
  self->n_bytes = counts->n_bytes;
  g_array_set_size (self->lane, 0);
  g_array_append_vals (self->lane, counts->lane->data, counts->lane->len);
  self->start_us = counts->start_us;
  self->end_us = counts->end_us;
  self->job->published_us = g_get_monotonic_time ();
}

static gboolean
on_wake (gpointer data)
{
  WeirTally *self = data;
  Job *job = self->job;

  weir_sync_lock (&job->mutex);
  g_clear_pointer (&job->wake, g_source_unref);
  publish (self);
  weir_sync_unlock (&job->mutex);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* Worker, locked. */
static void
wake (Job *self)
{
  gint64 left_us = self->published_us + PUBLISH_EVERY_US - g_get_monotonic_time ();

  if (self->wake != NULL || self->owner == NULL)
    return;
  self->wake = g_timeout_source_new ((guint) ((CLAMP (left_us, 0, PUBLISH_EVERY_US) + 999) / 1000));
  g_source_set_static_name (self->wake, "weir-tally-wake");
  g_source_set_callback (self->wake, on_wake, self->owner, NULL);
  g_source_attach (self->wake, self->main_context);
}

/* Worker: one turn. */
static gboolean
run (gpointer data)
{
  Job *self = data;
  gboolean goes_on = TRUE;

  for (guint n = 0; n < TURN_ROWS && goes_on; n += LOCKED_ROWS)
    {
      guint64 before;

      weir_sync_lock (&self->mutex);
      before = self->counts.next;
      goes_on = self->owner != NULL && weir_tally_counts_take (&self->counts, LOCKED_ROWS);
      if (self->counts.next > before)
        wake (self);
      /* Within the lock: an update that comes later starts anew. */
      self->is_running = goes_on;
      weir_sync_unlock (&self->mutex);
    }

  return goes_on ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

WeirTally *
weir_tally_new (WeirRecording *recording, WeirWorker *worker, guint64 from_row)
{
  WeirTally *self = g_object_new (WEIR_TYPE_TALLY, NULL);
  Job *job = g_new0 (Job, 1);

  g_atomic_ref_count_init (&job->ref_count);
  g_mutex_init (&job->mutex);
  job->recording = weir_recording_ref (recording);
  job->main_context = g_main_context_ref_thread_default ();
  job->owner = self;
  weir_tally_counts_init (&job->counts, recording, from_row);
  self->job = job;
  self->worker = worker;
  self->counted = from_row;
  weir_tally_update (self);

  return self;
}

void
weir_tally_update (WeirTally *self)
{
  Job *job;
  gboolean starts;

  g_return_if_fail (WEIR_IS_TALLY (self));

  job = self->job;
  weir_sync_lock (&job->mutex);
  starts = !job->is_running && weir_recording_get_count (job->recording) > job->counts.next;
  job->is_running = job->is_running || starts;
  weir_sync_unlock (&job->mutex);
  if (!starts)
    return;

  g_atomic_ref_count_inc (&job->ref_count);
  weir_worker_invoke (self->worker, run, job, job_unref);
}

guint64
weir_tally_get_counted (WeirTally *self)
{
  g_return_val_if_fail (WEIR_IS_TALLY (self), 0);

  return self->counted;
}

guint
weir_tally_get_n_names (WeirTally *self)
{
  g_return_val_if_fail (WEIR_IS_TALLY (self), 0);

  return self->names->len;
}

const char *
weir_tally_get_name (WeirTally *self, guint name)
{
  g_return_val_if_fail (WEIR_IS_TALLY (self), NULL);
  g_return_val_if_fail (name < self->names->len, NULL);

  return g_ptr_array_index (self->names, name);
}

guint64
weir_tally_get_name_count (WeirTally *self, guint name)
{
  g_return_val_if_fail (WEIR_IS_TALLY (self), 0);
  g_return_val_if_fail (name < self->name_counts->len, 0);

  return g_array_index (self->name_counts, guint64, name);
}

guint64
weir_tally_get_kind_count (WeirTally *self, WeirRowKind kind)
{
  g_return_val_if_fail (WEIR_IS_TALLY (self), 0);
  g_return_val_if_fail ((guint) kind < WEIR_ROW_KINDS, 0);

  return self->kinds[kind];
}

guint64
weir_tally_get_bytes (WeirTally *self)
{
  g_return_val_if_fail (WEIR_IS_TALLY (self), 0);

  return self->n_bytes;
}

void
weir_tally_get_bins (WeirTally *self, gint64 from_us, gint64 to_us, guint n_bins, guint32 *out)
{
  g_return_if_fail (WEIR_IS_TALLY (self));
  g_return_if_fail (out != NULL || n_bins == 0);

  weir_sync_lock (&self->job->mutex);
  weir_tally_counts_get_bins (&self->job->counts, from_us, to_us, n_bins, out, self->names->len);
  weir_sync_unlock (&self->job->mutex);
}

const WeirLaneSpan *
weir_tally_get_lane (WeirTally *self, guint *n)
{
  g_return_val_if_fail (WEIR_IS_TALLY (self), NULL);
  g_return_val_if_fail (n != NULL, NULL);

  *n = self->lane->len;

  return self->lane->len > 0 ? (const WeirLaneSpan *) (gconstpointer) self->lane->data : NULL;
}

gint64
weir_tally_get_start_us (WeirTally *self)
{
  g_return_val_if_fail (WEIR_IS_TALLY (self), 0);

  return self->start_us;
}

gint64
weir_tally_get_end_us (WeirTally *self)
{
  g_return_val_if_fail (WEIR_IS_TALLY (self), 0);

  return self->end_us;
}

static void
weir_tally_dispose (GObject *object)
{
  WeirTally *self = WEIR_TALLY (object);
  Job *job = g_steal_pointer (&self->job);

  if (job != NULL)
    {
      weir_sync_lock (&job->mutex);
      job->owner = NULL;
      if (job->wake != NULL)
        {
          g_source_destroy (job->wake);
          g_clear_pointer (&job->wake, g_source_unref);
        }
      weir_sync_unlock (&job->mutex);
      job_unref (job);
    }

  G_OBJECT_CLASS (weir_tally_parent_class)->dispose (object);
}

static void
weir_tally_finalize (GObject *object)
{
  WeirTally *self = WEIR_TALLY (object);

  g_ptr_array_unref (self->names);
  g_array_unref (self->name_counts);
  g_array_unref (self->lane);

  G_OBJECT_CLASS (weir_tally_parent_class)->finalize (object);
}

static void
weir_tally_class_init (WeirTallyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_tally_dispose;
  object_class->finalize = weir_tally_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_tally_init (WeirTally *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->name_counts = g_array_new (FALSE, TRUE, sizeof (guint64));
  self->lane = weir_lane_new ();
}
