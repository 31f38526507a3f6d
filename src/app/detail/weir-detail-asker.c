/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-detail-asker.h"

#include "weir-latest.h"

/* A row, and what is known of a connection of the same recording; then what was found. */
typedef struct
{
  WeirDetail *detail;
  WeirExchange *exchange; /* (nullable) */
  WeirPageView *view;     /* (nullable) */
} Question;

struct _WeirDetailAsker
{
  WeirDetailAskerDone done;
  gpointer user_data;

  WeirLatest *asking;
  WeirRecording *recording; /* (nullable): of the exchange */
  WeirExchange *exchange;   /* (nullable): the last one found */
};

static void
question_free (gpointer data)
{
  Question *self = data;

  weir_detail_unref (self->detail);
  g_clear_pointer (&self->exchange, weir_exchange_unref);
  g_clear_pointer (&self->view, weir_page_view_free);
  g_free (self);
}

static Question *
question_new (WeirDetail *detail, WeirExchange *exchange)
{
  Question *self = g_new0 (Question, 1);

  self->detail = weir_detail_ref (detail);
  if (exchange != NULL)
    self->exchange = weir_exchange_ref (exchange);
  return self;
}

/* Whether the exchange is the row's too, and nothing new can have come: after the first event nothing more is told of it. */
static gboolean
is_known (const Question *self)
{
  const guint64 number = self->detail->unit->number;

  return self->exchange != NULL && self->exchange->first_event_us >= 0 && number >= self->exchange->first_row &&
         number <= self->exchange->last_row;
}

/* In a thread, or at once. Returns: (transfer full): the same question, answered */
static gpointer
answer (gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  Question *self = question_new (question->detail, is_known (question) ? question->exchange : NULL);

  if (self->exchange == NULL)
    /* It fails only when it is cancelled; then nobody looks at the answer. */
    self->exchange = weir_exchange_read (self->detail->recording, self->detail->unit->number, cancellable, NULL);
  if (!g_cancellable_is_cancelled (cancellable))
    self->view = weir_page_view_new (self->detail->unit, self->exchange);
  return self;
}

static void
on_answered (gpointer result, gpointer user_data)
{
  WeirDetailAsker *self = user_data;
  Question *question = result;

  g_clear_pointer (&self->exchange, weir_exchange_unref);
  g_clear_pointer (&self->recording, weir_recording_unref);
  self->recording = weir_recording_ref (question->detail->recording);
  self->exchange = g_steal_pointer (&question->exchange);
  self->done (self->exchange, g_steal_pointer (&question->view), self->user_data);
  question_free (question);
}

WeirDetailAsker *
weir_detail_asker_new (WeirDetailAskerDone done, gpointer user_data)
{
  WeirDetailAsker *self = g_new0 (WeirDetailAsker, 1);

  self->done = done;
  self->user_data = user_data;
  self->asking = weir_latest_new (answer, question_free, question_free, on_answered, self);
  return self;
}

void
weir_detail_asker_free (WeirDetailAsker *self)
{
  weir_latest_free (self->asking);
  g_clear_pointer (&self->exchange, weir_exchange_unref);
  g_clear_pointer (&self->recording, weir_recording_unref);
  g_free (self);
}

gsize
weir_detail_asker_ask (WeirDetailAsker *self, WeirDetail *detail)
{
  Question *question = question_new (detail, self->recording == detail->recording ? self->exchange : NULL);
  const gsize n_bytes = g_bytes_get_size (detail->unit->wire);

  weir_latest_cancel (self->asking);
  if (n_bytes > WEIR_DETAIL_AT_ONCE || !is_known (question))
    {
      weir_latest_run (self->asking, question);
      return 0;
    }
  on_answered (answer (question, NULL), self);
  question_free (question);
  return n_bytes;
}

void
weir_detail_asker_cancel (WeirDetailAsker *self)
{
  weir_latest_cancel (self->asking);
}
