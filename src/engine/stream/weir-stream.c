/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-stream-private.h"

static GParamSpec *properties[WEIR_STREAM_N_PROPS];

G_DEFINE_FINAL_TYPE (WeirStream, weir_stream, G_TYPE_OBJECT)

void
weir_stream_notify (WeirStream *self, WeirStreamProp id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
set_text (WeirStream *self, char **text, const char *value, WeirStreamProp id)
{
  if (g_strcmp0 (*text, value) == 0)
    return;

  g_free (*text);
  *text = g_strdup (value);
  weir_stream_notify (self, id);
}

void
weir_stream_set_problem (WeirStream *self, const char *problem)
{
  set_text (self, &self->problem, problem, WEIR_STREAM_PROP_PROBLEM);
}

void
weir_stream_set_last_event_id (WeirStream *self, const char *id)
{
  set_text (self, &self->last_event_id, id, WEIR_STREAM_PROP_LAST_EVENT_ID);
}

void
weir_stream_set_message (WeirStream *self, const char *message)
{
  set_text (self, &self->message, message, WEIR_STREAM_PROP_MESSAGE);
}

void
weir_stream_set_path (WeirStream *self, const char *path)
{
  set_text (self, &self->path, path, WEIR_STREAM_PROP_PATH);
}

void
weir_stream_set_names (WeirStream *self, const char *url, const char *title)
{
  set_text (self, &self->url, url, WEIR_STREAM_PROP_URL);
  set_text (self, &self->suggested_title, title, WEIR_STREAM_PROP_TITLE);
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

  return self->facts.state;
}

gboolean
weir_stream_is_started (WeirStream *self)
{
  WeirSourceState state = weir_stream_get_state (self);

  return state != WEIR_SOURCE_IDLE && state != WEIR_SOURCE_STOPPED && state != WEIR_SOURCE_FAILED;
}

const char *
weir_stream_get_title (WeirStream *self)
{
  g_return_val_if_fail (WEIR_IS_STREAM (self), "");

  return self->own_title != NULL ? self->own_title : self->suggested_title;
}

void
weir_stream_set_title (WeirStream *self, const char *title)
{
  g_return_if_fail (WEIR_IS_STREAM (self));

  set_text (self, &self->own_title, title != NULL && *title != '\0' ? title : NULL, WEIR_STREAM_PROP_TITLE);
}

gboolean
weir_stream_has_own_title (WeirStream *self)
{
  g_return_val_if_fail (WEIR_IS_STREAM (self), FALSE);

  return self->own_title != NULL;
}

const WeirStreamFailure *
weir_stream_get_failure (WeirStream *self)
{
  g_return_val_if_fail (WEIR_IS_STREAM (self), NULL);

  return self->facts.state == WEIR_SOURCE_FAILED ? self->failure : NULL;
}

void
weir_stream_set_missing (WeirStream *self, const char *const *names)
{
  g_return_if_fail (WEIR_IS_STREAM (self));

  if (names != NULL && names[0] == NULL)
    names = NULL;
  if (names == NULL && self->missing == NULL)
    return;

  g_strfreev (self->missing);
  self->missing = g_strdupv ((char **) names);
  weir_stream_notify (self, WEIR_STREAM_PROP_MISSING);
}

const char *const *
weir_stream_get_missing (WeirStream *self)
{
  g_return_val_if_fail (WEIR_IS_STREAM (self), NULL);

  return (const char *const *) self->missing;
}

WeirReason
weir_stream_get_reason (WeirStream *self)
{
  g_return_val_if_fail (WEIR_IS_STREAM (self), WEIR_REASON_CLOSED);

  return self->tapped.reason;
}

GStrv
weir_stream_list_secrets (WeirStream *self)
{
  g_return_val_if_fail (WEIR_IS_STREAM (self), NULL);

  return weir_stream_tap_list_redacted (self->tap);
}

gboolean
weir_stream_keeps_secrets (WeirStream *self)
{
  g_return_val_if_fail (WEIR_IS_STREAM (self), FALSE);

  return self->keep_secrets;
}

static gboolean
get_text (WeirStream *self, guint id, GValue *value)
{
  switch (id)
    {
    case WEIR_STREAM_PROP_TITLE:
      g_value_set_string (value, weir_stream_get_title (self));
      return TRUE;
    case WEIR_STREAM_PROP_URL:
      g_value_set_string (value, self->url);
      return TRUE;
    case WEIR_STREAM_PROP_LAST_EVENT_ID:
      g_value_set_string (value, self->last_event_id);
      return TRUE;
    case WEIR_STREAM_PROP_MESSAGE:
      g_value_set_string (value, self->message);
      return TRUE;
    case WEIR_STREAM_PROP_PATH:
      g_value_set_string (value, self->path);
      return TRUE;
    case WEIR_STREAM_PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      return TRUE;
    case WEIR_STREAM_PROP_MISSING:
      g_value_set_boxed (value, self->missing);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
get_connection_fact (const WeirStreamFacts *facts, guint id, GValue *value)
{
  switch (id)
    {
    case WEIR_STREAM_PROP_STATE:
      g_value_set_int (value, (int) facts->state);
      return TRUE;
    case WEIR_STREAM_PROP_ATTEMPT:
      g_value_set_uint (value, facts->attempt);
      return TRUE;
    case WEIR_STREAM_PROP_RECONNECTS:
      g_value_set_uint (value, facts->reconnects);
      return TRUE;
    case WEIR_STREAM_PROP_STATUS:
      g_value_set_uint (value, facts->status);
      return TRUE;
    case WEIR_STREAM_PROP_WAITING_UNTIL:
      g_value_set_int64 (value, facts->waiting_until_us);
      return TRUE;
    case WEIR_STREAM_PROP_OPENED_AT:
      g_value_set_int64 (value, facts->opened_us);
      return TRUE;
    case WEIR_STREAM_PROP_RECONNECTION_TIME:
      g_value_set_int64 (value, facts->reconnection_time_us);
      return TRUE;
    case WEIR_STREAM_PROP_RETRY_FROM_SERVER:
      g_value_set_boolean (value, facts->retry_from_server);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
get_recording_fact (const WeirStreamFacts *facts, guint id, GValue *value)
{
  switch (id)
    {
    case WEIR_STREAM_PROP_ROWS:
      g_value_set_uint64 (value, facts->rows);
      return TRUE;
    case WEIR_STREAM_PROP_EVENTS:
      g_value_set_uint64 (value, facts->events);
      return TRUE;
    case WEIR_STREAM_PROP_BYTES:
      g_value_set_uint64 (value, facts->bytes);
      return TRUE;
    case WEIR_STREAM_PROP_DROPPED:
      g_value_set_uint64 (value, facts->dropped);
      return TRUE;
    case WEIR_STREAM_PROP_NOTES:
      g_value_set_uint64 (value, facts->notes);
      return TRUE;
    case WEIR_STREAM_PROP_RATE:
      g_value_set_double (value, facts->rate);
      return TRUE;
    case WEIR_STREAM_PROP_SAVED:
      g_value_set_boolean (value, facts->saved);
      return TRUE;
    case WEIR_STREAM_PROP_PROGRESS:
      g_value_set_double (value, facts->progress);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
weir_stream_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WeirStream *self = WEIR_STREAM (object);

  if (id == WEIR_STREAM_PROP_LIVE)
    g_value_set_boolean (value, self->request != NULL);
  else if (!get_text (self, id, value) && !get_connection_fact (&self->facts, id, value) && !get_recording_fact (&self->facts, id, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
weir_stream_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == WEIR_STREAM_PROP_TITLE)
    weir_stream_set_title (WEIR_STREAM (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
weir_stream_dispose (GObject *object)
{
  WeirStream *self = WEIR_STREAM (object);

  weir_stream_drop_monitor (self);
  weir_stream_rate_stop (self);
  g_clear_handle_id (&self->show_timer, g_source_remove);
  g_clear_pointer (&self->recording, weir_recording_unref);

  G_OBJECT_CLASS (weir_stream_parent_class)->dispose (object);
}

static void
weir_stream_finalize (GObject *object)
{
  WeirStream *self = WEIR_STREAM (object);

  g_clear_pointer (&self->request, weir_request_unref);
  g_clear_pointer (&self->used, weir_request_unref);
  weir_stream_tap_free (self->tap);
  g_clear_pointer (&self->failure, weir_stream_failure_free);
  g_free (self->scratch_folder);
  g_free (self->own_title);
  g_free (self->suggested_title);
  g_free (self->url);
  g_strfreev (self->missing);
  g_free (self->last_event_id);
  g_free (self->message);
  g_free (self->problem);
  g_free (self->path);

  G_OBJECT_CLASS (weir_stream_parent_class)->finalize (object);
}

static void
create_texts (GParamFlags flags)
{
  properties[WEIR_STREAM_PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags | G_PARAM_WRITABLE);
  properties[WEIR_STREAM_PROP_URL] = g_param_spec_string ("url", NULL, NULL, "", flags);
  properties[WEIR_STREAM_PROP_LAST_EVENT_ID] = g_param_spec_string ("last-event-id", NULL, NULL, "", flags);
  properties[WEIR_STREAM_PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[WEIR_STREAM_PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[WEIR_STREAM_PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  properties[WEIR_STREAM_PROP_MISSING] = g_param_spec_boxed ("missing", NULL, NULL, G_TYPE_STRV, flags);
}

static void
create_facts (GParamFlags flags)
{
  properties[WEIR_STREAM_PROP_LIVE] = g_param_spec_boolean ("live", NULL, NULL, FALSE, flags);
  properties[WEIR_STREAM_PROP_STATE] =
      g_param_spec_int ("state", NULL, NULL, WEIR_SOURCE_IDLE, WEIR_SOURCE_FAILED, WEIR_SOURCE_IDLE, flags);
  properties[WEIR_STREAM_PROP_ATTEMPT] = g_param_spec_uint ("attempt", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[WEIR_STREAM_PROP_RECONNECTS] = g_param_spec_uint ("reconnects", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[WEIR_STREAM_PROP_STATUS] = g_param_spec_uint ("status", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[WEIR_STREAM_PROP_ROWS] = g_param_spec_uint64 ("rows", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[WEIR_STREAM_PROP_EVENTS] = g_param_spec_uint64 ("events", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[WEIR_STREAM_PROP_BYTES] = g_param_spec_uint64 ("bytes", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[WEIR_STREAM_PROP_DROPPED] = g_param_spec_uint64 ("dropped", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[WEIR_STREAM_PROP_NOTES] = g_param_spec_uint64 ("notes", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[WEIR_STREAM_PROP_RATE] = g_param_spec_double ("rate", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[WEIR_STREAM_PROP_WAITING_UNTIL] = g_param_spec_int64 ("waiting-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[WEIR_STREAM_PROP_OPENED_AT] = g_param_spec_int64 ("opened-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[WEIR_STREAM_PROP_RECONNECTION_TIME] =
      g_param_spec_int64 ("reconnection-time", NULL, NULL, 0, G_MAXINT64, WEIR_DEFAULT_RECONNECTION_TIME_US, flags);
  properties[WEIR_STREAM_PROP_RETRY_FROM_SERVER] = g_param_spec_boolean ("retry-from-server", NULL, NULL, FALSE, flags);
  properties[WEIR_STREAM_PROP_SAVED] = g_param_spec_boolean ("saved", NULL, NULL, FALSE, flags);
  properties[WEIR_STREAM_PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 1, flags);
}

static void
weir_stream_class_init (WeirStreamClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_stream_get_property;
  object_class->set_property = weir_stream_set_property;
  object_class->dispose = weir_stream_dispose;
  object_class->finalize = weir_stream_finalize;

  create_texts (flags);
  create_facts (flags);
  g_object_class_install_properties (object_class, WEIR_STREAM_N_PROPS, properties);
}

static void
weir_stream_init (WeirStream *self)
{
  self->tap = weir_stream_tap_new ();
  self->url = g_strdup ("");
  self->suggested_title = g_strdup ("");
  self->last_event_id = g_strdup ("");
  self->copied_rows = G_MAXUINT64;
  self->progress = 1;
  self->facts.progress = 1;
  self->facts.reconnection_time_us = WEIR_DEFAULT_RECONNECTION_TIME_US;
}
