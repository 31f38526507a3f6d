/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-redact.h"
#include "weir-stream-tap.h"
#include "weir-sync-private.h"

struct _WeirStreamTap
{
  GMutex mutex;
  WeirTapNews news;
  /* The event source's thread only. */
  char *url;
  char *content_type;
};

static void
failure_free (WeirStreamFailure *self)
{
  g_free (self->message);
  g_free (self->url);
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

void
weir_tap_news_clear (WeirTapNews *self)
{
  g_clear_pointer (&self->failure, failure_free);
}

WeirStreamTap *
weir_stream_tap_new (void)
{
  WeirStreamTap *self = g_new0 (WeirStreamTap, 1);

  g_mutex_init (&self->mutex);
  self->news.reconnection_time_us = -1;
  return self;
}

void
weir_stream_tap_free (WeirStreamTap *self)
{
  weir_tap_news_clear (&self->news);
  g_mutex_clear (&self->mutex);
  g_free (self->url);
  g_free (self->content_type);
  g_free (self);
}

static void
note_head (WeirStreamTap *self, const WeirReport *report)
{
  g_free (self->url);
  self->url = weir_redact_url (report->head.url);
  g_clear_pointer (&self->content_type, g_free);
  for (gsize i = 0; i < report->head.n_headers; i++)
    if (self->content_type == NULL && g_ascii_strcasecmp (report->head.headers[i].name, "Content-Type") == 0)
      self->content_type = g_strdup (report->head.headers[i].value);
}

static WeirStreamFailure *
make_failure (const WeirStreamTap *self, const WeirReport *report)
{
  WeirStreamFailure *failure = g_new0 (WeirStreamFailure, 1);

  failure->reason = report->failed.reason;
  failure->status = report->failed.status;
  failure->message = g_strdup (report->failed.message);
  failure->url = g_strdup (self->url != NULL ? self->url : "");
  failure->content_type = g_strdup (self->content_type != NULL ? self->content_type : "");
  if (report->failed.body.len > 0)
    failure->body = g_bytes_new (report->failed.body.data, report->failed.body.len);
  failure->body_is_cut = report->failed.body_is_cut;
  failure->was_open = report->failed.was_open;

  return failure;
}

static WeirStreamFailure *
copy_failure (const WeirStreamFailure *failure)
{
  WeirStreamFailure *copy = g_new (WeirStreamFailure, 1);

  *copy = *failure;
  copy->message = g_strdup (failure->message);
  copy->url = g_strdup (failure->url);
  copy->content_type = g_strdup (failure->content_type);
  copy->body = failure->body != NULL ? g_bytes_ref (failure->body) : NULL;

  return copy;
}

static void
on_report (const WeirReport *report, gpointer data)
{
  WeirStreamTap *self = data;

  switch (report->kind)
    {
    case WEIR_REPORT_CONNECTING:
      g_free (self->url);
      self->url = weir_redact_url (report->connecting.url);
      g_clear_pointer (&self->content_type, g_free);
      return;
    case WEIR_REPORT_HEAD:
      note_head (self, report);
      return;
    case WEIR_REPORT_READ:
    case WEIR_REPORT_FRAME:
    case WEIR_REPORT_COMMENT:
    case WEIR_REPORT_READ_DONE:
    case WEIR_REPORT_REDIRECT:
    case WEIR_REPORT_WAITING:
      return;
    case WEIR_REPORT_OPEN:
    case WEIR_REPORT_RETRY:
    case WEIR_REPORT_ENDED:
    case WEIR_REPORT_FAILED:
    default:
      break;
    }

  weir_sync_lock (&self->mutex);
  if (report->kind == WEIR_REPORT_OPEN)
    self->news.opened_us = report->time_us;
  else if (report->kind == WEIR_REPORT_RETRY)
    self->news.reconnection_time_us = (gint64) MIN (report->retry.ms, G_MAXINT64 / 1000) * 1000;
  else
    self->news.opened_us = 0;
  if (report->kind == WEIR_REPORT_FAILED)
    {
      weir_tap_news_clear (&self->news);
      self->news.failure = make_failure (self, report);
    }
  weir_sync_unlock (&self->mutex);
}

WeirSink
weir_stream_tap_get_sink (WeirStreamTap *self)
{
  return (WeirSink){ on_report, self };
}

void
weir_stream_tap_get_news (WeirStreamTap *self, WeirTapNews *news)
{
  weir_sync_lock (&self->mutex);
  *news = self->news;
  if (news->failure != NULL)
    news->failure = copy_failure (news->failure);
  weir_sync_unlock (&self->mutex);
}
