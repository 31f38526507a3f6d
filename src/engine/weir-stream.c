/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-limits.h"
#include "weir-redact.h"
#include "weir-stream-private.h"

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_URL,
  PROP_LIVE,
  PROP_STATE,
  PROP_ATTEMPT,
  PROP_RECONNECTS,
  PROP_EVENTS,
  PROP_BYTES,
  PROP_DROPPED,
  PROP_WAITING_UNTIL,
  PROP_OPENED_AT,
  PROP_LAST_EVENT_ID,
  PROP_MESSAGE,
  PROP_RECONNECTION_TIME,
  PROP_RETRY_FROM_SERVER,
  PROP_RATE,
  PROP_SAVED,
  PROP_PATH,
  PROP_PROGRESS,
  PROP_PROBLEM,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (WeirStream, weir_stream, G_TYPE_OBJECT)

void
weir_stream_notify (WeirStream *self, const char *property)
{
  g_object_notify (G_OBJECT (self), property);
}

void
weir_stream_set_problem (WeirStream *self, const char *problem)
{
  if (g_strcmp0 (self->problem, problem) == 0)
    return;

  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

WeirRequest *
weir_stream_get_request (WeirStream *self)
{
  g_return_val_if_fail (WEIR_IS_STREAM (self), NULL);

  return self->request;
}

WeirRecording *
weir_stream_get_recording (WeirStream *self)
{
  g_return_val_if_fail (WEIR_IS_STREAM (self), NULL);

  return self->recording;
}

WeirSourceState
weir_stream_get_state (WeirStream *self)
{
  g_return_val_if_fail (WEIR_IS_STREAM (self), WEIR_SOURCE_IDLE);

  return self->monitor != NULL ? weir_monitor_get_state (self->monitor) : WEIR_SOURCE_IDLE;
}

const char *
weir_stream_get_title (WeirStream *self)
{
  g_return_val_if_fail (WEIR_IS_STREAM (self), "");

  return self->title != NULL ? self->title : self->suggested_title;
}

void
weir_stream_set_title (WeirStream *self, const char *title)
{
  g_return_if_fail (WEIR_IS_STREAM (self));

  g_free (self->title);
  self->title = title != NULL && *title != '\0' ? g_strdup (title) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

const WeirStreamFailure *
weir_stream_get_failure (WeirStream *self)
{
  g_return_val_if_fail (WEIR_IS_STREAM (self), NULL);

  return weir_stream_get_state (self) == WEIR_SOURCE_FAILED ? self->news.failure : NULL;
}

static guint
get_attempt (WeirStream *self)
{
  return self->attempts_before + (self->monitor != NULL ? weir_monitor_get_attempt (self->monitor) : 0);
}

static guint64
get_events (WeirStream *self)
{
  return self->file_events + self->events_before + (self->monitor != NULL ? weir_monitor_get_events (self->monitor) : 0);
}

static guint64
get_bytes (WeirStream *self)
{
  guint64 count = self->recording != NULL ? weir_recording_get_count (self->recording) : 0;
  WeirRow row;

  if (count == 0 || !weir_recording_get_row (self->recording, count - 1, &row))
    return 0;

  return row.offset + row.length;
}

static char *
dup_url (WeirStream *self)
{
  return self->request != NULL ? weir_redact_url (weir_request_get_options (self->request)->url) : g_strdup ("");
}

static gint64
get_reconnection_time (WeirStream *self)
{
  if (self->monitor != NULL && self->news.reconnection_time_us >= 0)
    return self->news.reconnection_time_us;

  return self->request != NULL ? weir_request_get_options (self->request)->reconnection_time_us : WEIR_DEFAULT_RECONNECTION_TIME_US;
}

static void
get_monitor_property (WeirStream *self, guint id, GValue *value)
{
  WeirMonitor *monitor = self->monitor;
  gboolean is_open = monitor != NULL && weir_monitor_get_state (monitor) == WEIR_SOURCE_OPEN;

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int) weir_stream_get_state (self));
      break;
    case PROP_ATTEMPT:
      g_value_set_uint (value, get_attempt (self));
      break;
    case PROP_RECONNECTS:
      g_value_set_uint (value, MAX (get_attempt (self), 1) - 1);
      break;
    case PROP_DROPPED:
      g_value_set_uint64 (value, self->recording != NULL ? weir_recording_get_dropped (self->recording) : 0);
      break;
    case PROP_WAITING_UNTIL:
      g_value_set_int64 (value, monitor != NULL ? weir_monitor_get_waiting_until (monitor) : 0);
      break;
    case PROP_OPENED_AT:
      g_value_set_int64 (value, is_open ? self->news.opened_us : 0);
      break;
    case PROP_LAST_EVENT_ID:
      g_value_set_string (value, monitor != NULL ? weir_monitor_get_last_event_id (monitor) : "");
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, monitor != NULL ? weir_monitor_get_message (monitor) : NULL);
      break;
    case PROP_RECONNECTION_TIME:
      g_value_set_int64 (value, get_reconnection_time (self));
      break;
    case PROP_RETRY_FROM_SERVER:
      g_value_set_boolean (value, monitor != NULL && self->news.reconnection_time_us >= 0);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
weir_stream_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirStream *self = WEIR_STREAM (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, weir_stream_get_title (self));
      break;
    case PROP_URL:
      g_value_take_string (value, dup_url (self));
      break;
    case PROP_LIVE:
      g_value_set_boolean (value, self->request != NULL);
      break;
    case PROP_EVENTS:
      g_value_set_uint64 (value, get_events (self));
      break;
    case PROP_BYTES:
      g_value_set_uint64 (value, get_bytes (self));
      break;
    case PROP_RATE:
      g_value_set_double (value, self->rate);
      break;
    case PROP_SAVED:
      g_value_set_boolean (value, self->saved);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      get_monitor_property (self, id, value);
    }
}

static void
weir_stream_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TITLE)
    weir_stream_set_title (WEIR_STREAM (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
weir_stream_dispose (GObject *object)
{
  WeirStream *self = WEIR_STREAM (object);

  weir_stream_stop (self);
  weir_stream_drop_monitor (self);
  g_clear_pointer (&self->recording, weir_recording_unref);
  G_OBJECT_CLASS (weir_stream_parent_class)->dispose (object);
}

static void
weir_stream_finalize (GObject *object)
{
  WeirStream *self = WEIR_STREAM (object);

  weir_tap_news_clear (&self->news);
  g_clear_pointer (&self->request, weir_request_unref);
  g_free (self->scratch_folder);
  g_free (self->title);
  g_free (self->suggested_title);
  g_free (self->path);
  g_free (self->problem);
  G_OBJECT_CLASS (weir_stream_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags | G_PARAM_WRITABLE);
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, "", flags);
  properties[PROP_LIVE] = g_param_spec_boolean ("live", NULL, NULL, FALSE, flags);
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, WEIR_SOURCE_IDLE, WEIR_SOURCE_FAILED, WEIR_SOURCE_IDLE, flags);
  properties[PROP_ATTEMPT] = g_param_spec_uint ("attempt", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_RECONNECTS] = g_param_spec_uint ("reconnects", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_EVENTS] = g_param_spec_uint64 ("events", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_BYTES] = g_param_spec_uint64 ("bytes", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_DROPPED] = g_param_spec_uint64 ("dropped", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_WAITING_UNTIL] = g_param_spec_int64 ("waiting-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_OPENED_AT] = g_param_spec_int64 ("opened-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_LAST_EVENT_ID] = g_param_spec_string ("last-event-id", NULL, NULL, "", flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_RECONNECTION_TIME] = g_param_spec_int64 ("reconnection-time", NULL, NULL, -1, G_MAXINT64, 0, flags);
  properties[PROP_RETRY_FROM_SERVER] = g_param_spec_boolean ("retry-from-server", NULL, NULL, FALSE, flags);
  properties[PROP_RATE] = g_param_spec_double ("rate", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_SAVED] = g_param_spec_boolean ("saved", NULL, NULL, FALSE, flags);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (klass, N_PROPS, properties);
}

static void
weir_stream_class_init (WeirStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_stream_get_property;
  object_class->set_property = weir_stream_set_property;
  object_class->dispose = weir_stream_dispose;
  object_class->finalize = weir_stream_finalize;
  install_properties (object_class);
}

static void
weir_stream_init (WeirStream *self)
{
  self->progress = 1;
  self->news.reconnection_time_us = -1;
}
