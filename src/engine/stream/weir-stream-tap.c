/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-redact.h"
#include "weir-stream-redacted-private.h"
#include "weir-stream-tap-private.h"
#include "weir-sync-private.h"

struct _WeirStreamTap
{
  /* The event source's thread only. */
  guint64 bytes;
  char *url; /* redacted */
  char *content_type;

  GMutex mutex; /* of what follows */
  WeirTapFacts facts;
  WeirStreamFailure *failure;
  GPtrArray *redacted;
};

void
weir_stream_failure_free (WeirStreamFailure *self)
{
  g_free (self->message);
  g_free (self->url);
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

WeirStreamTap *
weir_stream_tap_new (void)
{
  WeirStreamTap *self = g_new0 (WeirStreamTap, 1);

  g_mutex_init (&self->mutex);
  self->url = g_strdup ("");
  self->content_type = g_strdup ("");
  self->facts.retry_us = -1;
  self->redacted = weir_redacted_new ();

  return self;
}

void
weir_stream_tap_free (WeirStreamTap *self)
{
  g_clear_pointer (&self->failure, weir_stream_failure_free);
  g_ptr_array_unref (self->redacted);
  g_mutex_clear (&self->mutex);
  g_free (self->url);
  g_free (self->content_type);
  g_free (self);
}

static void
note_connecting (WeirStreamTap *self, const WeirReport *report)
{
  g_free (self->url);
  self->url = weir_redact_url (report->connecting.url);
  g_free (self->content_type);
  self->content_type = g_strdup ("");

  weir_sync_lock (&self->mutex);
  weir_redacted_add_report (self->redacted, report);
  self->facts.status = 0;
  weir_sync_unlock (&self->mutex);
}

static const char *
find_header (const WeirReport *report, const char *name)
{
  for (gsize i = 0; i < report->head.n_headers; i++)
    if (g_ascii_strcasecmp (report->head.headers[i].name, name) == 0)
      return report->head.headers[i].value;

  return "";
}

static void
note_head (WeirStreamTap *self, const WeirReport *report)
{
  g_free (self->url);
  self->url = weir_redact_url (report->head.url);
  g_free (self->content_type);
  self->content_type = g_strdup (find_header (report, "Content-Type"));

  weir_sync_lock (&self->mutex);
  weir_redacted_add_report (self->redacted, report);
  self->facts.status = report->head.status;
  weir_sync_unlock (&self->mutex);
}

static void
note_failed (WeirStreamTap *self, const WeirReport *report)
{
  WeirStreamFailure *failure = g_new0 (WeirStreamFailure, 1);

  failure->reason = report->failed.reason;
  failure->status = report->failed.status;
  failure->message = g_strdup (report->failed.message);
  failure->url = g_strdup (self->url);
  failure->content_type = g_strdup (self->content_type);
  if (report->failed.body.len > 0)
    failure->body = g_bytes_new (report->failed.body.data, report->failed.body.len);
  failure->body_is_cut = report->failed.body_is_cut;
  failure->was_open = report->failed.was_open;
  failure->untrusted = report->failed.untrusted;

  weir_sync_lock (&self->mutex);
  self->facts.opened_us = 0;
  self->facts.reason = failure->reason;
  g_clear_pointer (&self->failure, weir_stream_failure_free);
  self->failure = failure;
  weir_sync_unlock (&self->mutex);
}

static void
set_opened (WeirStreamTap *self, gint64 opened_us)
{
  weir_sync_lock (&self->mutex);
  self->facts.opened_us = opened_us;
  weir_sync_unlock (&self->mutex);
}

static void
note_ended (WeirStreamTap *self, const WeirReport *report)
{
  weir_sync_lock (&self->mutex);
  self->facts.opened_us = 0;
  self->facts.reason = report->ended.reason;
  weir_sync_unlock (&self->mutex);
}

static void
on_report (const WeirReport *report, gpointer data)
{
  WeirStreamTap *self = data;

  switch (report->kind)
    {
    case WEIR_REPORT_CONNECTING:
      note_connecting (self, report);
      break;
    case WEIR_REPORT_HEAD:
      note_head (self, report);
      break;
    case WEIR_REPORT_OPEN:
      set_opened (self, report->time_us);
      break;
    case WEIR_REPORT_READ:
      self->bytes += report->read.n_bytes;
      break;
    case WEIR_REPORT_READ_DONE:
      weir_sync_lock (&self->mutex);
      self->facts.bytes = self->bytes;
      weir_sync_unlock (&self->mutex);
      break;
    case WEIR_REPORT_RETRY:
      weir_sync_lock (&self->mutex);
      self->facts.retry_us = (gint64) report->retry.ms * G_TIME_SPAN_MILLISECOND;
      weir_sync_unlock (&self->mutex);
      break;
    case WEIR_REPORT_ENDED:
      note_ended (self, report);
      break;
    case WEIR_REPORT_FAILED:
      note_failed (self, report);
      break;
    case WEIR_REPORT_REDIRECT:
      weir_sync_lock (&self->mutex);
      weir_redacted_add_report (self->redacted, report);
      weir_sync_unlock (&self->mutex);
      break;
    case WEIR_REPORT_FRAME:
    case WEIR_REPORT_COMMENT:
    case WEIR_REPORT_WAITING:
    default:
      break;
    }
}

WeirSink
weir_stream_tap_get_sink (WeirStreamTap *self)
{
  return (WeirSink){ on_report, self };
}

void
weir_stream_tap_get_facts (WeirStreamTap *self, WeirTapFacts *facts)
{
  weir_sync_lock (&self->mutex);
  *facts = self->facts;
  weir_sync_unlock (&self->mutex);
}

WeirStreamFailure *
weir_stream_tap_steal_failure (WeirStreamTap *self)
{
  WeirStreamFailure *failure;

  weir_sync_lock (&self->mutex);
  failure = g_steal_pointer (&self->failure);
  weir_sync_unlock (&self->mutex);

  return failure;
}

GStrv
weir_stream_tap_list_redacted (WeirStreamTap *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  weir_sync_lock (&self->mutex);
  for (guint i = 0; i < self->redacted->len; i++)
    g_strv_builder_add (names, g_ptr_array_index (self->redacted, i));
  weir_sync_unlock (&self->mutex);

  return g_strv_builder_end (names);
}

void
weir_stream_tap_restart (WeirStreamTap *self)
{
  weir_sync_lock (&self->mutex);
  self->facts = (WeirTapFacts){ .bytes = self->facts.bytes, .retry_us = -1 };
  g_clear_pointer (&self->failure, weir_stream_failure_free);
  weir_sync_unlock (&self->mutex);
}
