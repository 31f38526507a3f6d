/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-monitor.h"

#include "weir-beat.h"
#include "weir-ingest-private.h"

#define SYNC_INTERVAL_MS 1000
/* While events flow it is looked so often what there is. */
#define NEWS_INTERVAL_MS 50

struct _WeirMonitor
{
  GObject parent_instance;

  WeirRecording *recording; /* nullable */
  WeirWorker *worker;       /* nullable; outlives the monitor */
  WeirIngest *ingest;
  WeirSnapshot shown;
  gboolean started;
  gboolean stopped;

  GSource *news_beat;
  GSource *sync_beat;
  guint64 synced_count;
  gboolean sync_under_way;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_EVENTS,
  PROP_DROPPED,
  PROP_ATTEMPT,
  PROP_WAITING_UNTIL,
  PROP_LAST_EVENT_ID,
  PROP_MESSAGE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_NEWS,
  SIGNAL_PROBLEM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirMonitor, weir_monitor, G_TYPE_OBJECT)

/* Runs on the event source's thread, and waits for it. */
static void
run_there (WeirMonitor *self, GSourceFunc func)
{
  if (self->worker != NULL)
    weir_worker_invoke_sync (self->worker, func, self->ingest);
  else
    (void) func (self->ingest);
}

static void
show (WeirMonitor *self, WeirSnapshot *news)
{
  WeirSnapshot old = self->shown;
  g_autoptr (GError) problem = g_steal_pointer (&news->problem);

  self->shown = *news;
  g_object_freeze_notify (G_OBJECT (self));
  if (old.state != news->state)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  if (old.events != news->events)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVENTS]);
  if (old.dropped != news->dropped)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DROPPED]);
  if (old.attempt != news->attempt)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATTEMPT]);
  if (old.waiting_until_us != news->waiting_until_us)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING_UNTIL]);
  if (g_strcmp0 (old.last_event_id, news->last_event_id) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_EVENT_ID]);
  if (g_strcmp0 (old.message, news->message) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
  weir_snapshot_clear (&old);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, signals[SIGNAL_NEWS], 0);

  if (problem != NULL)
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, problem);
}

static gboolean
on_news_beat (gpointer data)
{
  g_autoptr (WeirMonitor) self = g_object_ref (data);
  WeirSnapshot news;

  if (weir_ingest_take (self->ingest, &news))
    show (self, &news);
  else
    weir_beat_stop (&self->news_beat);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_changed (gpointer data)
{
  g_autoptr (WeirMonitor) self = g_object_ref (data);
  WeirSnapshot news;

  if (self->stopped || !weir_ingest_take (self->ingest, &news))
    return G_SOURCE_REMOVE;

  if (self->news_beat == NULL)
    weir_beat_start (&self->news_beat, NEWS_INTERVAL_MS, on_news_beat, self);
  show (self, &news);

  return G_SOURCE_REMOVE;
}

static void
sync_recording (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (weir_recording_sync (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_synced (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirMonitor) self = data;
  g_autoptr (GError) error = NULL;

  self->sync_under_way = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error);
}

static gboolean
on_sync_beat (gpointer data)
{
  WeirMonitor *self = data;
  guint64 count = weir_recording_get_count (self->recording);

  if (count == self->synced_count || self->sync_under_way)
    return G_SOURCE_CONTINUE;

  self->synced_count = count;
  self->sync_under_way = TRUE;
  weir_worker_run_blocking (sync_recording, weir_recording_ref (self->recording), (GDestroyNotify) weir_recording_unref, on_synced,
                            g_object_ref (self));

  return G_SOURCE_CONTINUE;
}

static void
stop_beats (WeirMonitor *self)
{
  weir_beat_stop (&self->news_beat);
  weir_beat_stop (&self->sync_beat);
}

WeirMonitor *
weir_monitor_new (WeirRequest *request, WeirRecording *recording, WeirWorker *worker, const WeirSink *tap)
{
  WeirMonitor *self;

  g_return_val_if_fail (request != NULL, NULL);

  self = g_object_new (WEIR_TYPE_MONITOR, NULL);
  self->recording = recording != NULL ? weir_recording_ref (recording) : NULL;
  self->worker = worker;
  self->ingest = weir_ingest_new (request, recording, tap, on_changed, self);

  return self;
}

void
weir_monitor_start (WeirMonitor *self)
{
  g_return_if_fail (WEIR_IS_MONITOR (self));
  g_return_if_fail (!self->started);

  self->started = TRUE;
  if (self->recording != NULL)
    weir_beat_start (&self->sync_beat, SYNC_INTERVAL_MS, on_sync_beat, self);
  run_there (self, weir_ingest_start);
}

void
weir_monitor_stop (WeirMonitor *self)
{
  WeirSnapshot news;

  g_return_if_fail (WEIR_IS_MONITOR (self));

  if (!self->started || self->stopped)
    return;

  run_there (self, weir_ingest_stop);
  stop_beats (self);
  self->stopped = TRUE;
  if (weir_ingest_take (self->ingest, &news))
    show (self, &news);
}

static void
run_if_live (WeirMonitor *self, GSourceFunc func)
{
  g_return_if_fail (WEIR_IS_MONITOR (self));

  if (self->started && !self->stopped)
    run_there (self, func);
}

void
weir_monitor_cut (WeirMonitor *self)
{
  run_if_live (self, weir_ingest_cut);
}

void
weir_monitor_reconnect_now (WeirMonitor *self)
{
  run_if_live (self, weir_ingest_reconnect_now);
}

void
weir_monitor_set_paused (WeirMonitor *self, gboolean paused)
{
  run_if_live (self, paused ? weir_ingest_pause : weir_ingest_resume);
  /* The counts stand now, not with the next beat. */
  if (self->news_beat != NULL)
    (void) on_news_beat (self);
}

WeirSourceState
weir_monitor_get_state (WeirMonitor *self)
{
  g_return_val_if_fail (WEIR_IS_MONITOR (self), WEIR_SOURCE_IDLE);

  return self->shown.state;
}

guint64
weir_monitor_get_events (WeirMonitor *self)
{
  g_return_val_if_fail (WEIR_IS_MONITOR (self), 0);

  return self->shown.events;
}

guint64
weir_monitor_get_dropped (WeirMonitor *self)
{
  g_return_val_if_fail (WEIR_IS_MONITOR (self), 0);

  return self->shown.dropped;
}

guint
weir_monitor_get_attempt (WeirMonitor *self)
{
  g_return_val_if_fail (WEIR_IS_MONITOR (self), 0);

  return self->shown.attempt;
}

gint64
weir_monitor_get_waiting_until (WeirMonitor *self)
{
  g_return_val_if_fail (WEIR_IS_MONITOR (self), 0);

  return self->shown.waiting_until_us;
}

const char *
weir_monitor_get_last_event_id (WeirMonitor *self)
{
  g_return_val_if_fail (WEIR_IS_MONITOR (self), "");

  return self->shown.last_event_id != NULL ? self->shown.last_event_id : "";
}

const char *
weir_monitor_get_message (WeirMonitor *self)
{
  g_return_val_if_fail (WEIR_IS_MONITOR (self), NULL);

  return self->shown.message;
}

static void
weir_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirMonitor *self = WEIR_MONITOR (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int) self->shown.state);
      break;
    case PROP_EVENTS:
      g_value_set_uint64 (value, self->shown.events);
      break;
    case PROP_DROPPED:
      g_value_set_uint64 (value, self->shown.dropped);
      break;
    case PROP_ATTEMPT:
      g_value_set_uint (value, self->shown.attempt);
      break;
    case PROP_WAITING_UNTIL:
      g_value_set_int64 (value, self->shown.waiting_until_us);
      break;
    case PROP_LAST_EVENT_ID:
      g_value_set_string (value, weir_monitor_get_last_event_id (self));
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->shown.message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
weir_monitor_dispose (GObject *object)
{
  WeirMonitor *self = WEIR_MONITOR (object);

  stop_beats (self);
  self->stopped = TRUE;
  if (self->ingest != NULL)
    {
      run_there (self, weir_ingest_close);
      g_clear_pointer (&self->ingest, weir_ingest_free);
    }

  G_OBJECT_CLASS (weir_monitor_parent_class)->dispose (object);
}

static void
weir_monitor_finalize (GObject *object)
{
  WeirMonitor *self = WEIR_MONITOR (object);

  weir_snapshot_clear (&self->shown);
  g_clear_pointer (&self->recording, weir_recording_unref);

  G_OBJECT_CLASS (weir_monitor_parent_class)->finalize (object);
}

static void
weir_monitor_class_init (WeirMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = weir_monitor_get_property;
  object_class->dispose = weir_monitor_dispose;
  object_class->finalize = weir_monitor_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, WEIR_SOURCE_IDLE, WEIR_SOURCE_FAILED, WEIR_SOURCE_IDLE, flags);
  properties[PROP_EVENTS] = g_param_spec_uint64 ("events", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_DROPPED] = g_param_spec_uint64 ("dropped", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_ATTEMPT] = g_param_spec_uint ("attempt", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_WAITING_UNTIL] = g_param_spec_int64 ("waiting-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_LAST_EVENT_ID] = g_param_spec_string ("last-event-id", NULL, NULL, "", flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_NEWS] = g_signal_new ("news", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROBLEM] =
      g_signal_new ("problem", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
weir_monitor_init (WeirMonitor *self)
{
}
