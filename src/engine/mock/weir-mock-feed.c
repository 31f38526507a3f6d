/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-feed-private.h"

#include "weir-limits.h"
#include "weir-mock-private.h"
#include "weir-sync-private.h"

/* So often there are news: for people. */
#define INTERVAL_US (100 * G_TIME_SPAN_MILLISECOND)

struct _WeirMockFeed
{
  WeirMock *mock;
  guint listener;
  GMainContext *context;
  GSourceFunc func;
  gpointer data;

  guint64 changes; /* the server's thread only: of its scripts, when it was last asked for outcomes */

  GMutex mutex; /* of what follows */
  WeirMockNews *news;
  GHashTable *fresh; /* client → WeirMockRequest in the news */
  gsize n_bytes;     /* of the requests in the news, and when it is too much */
  gsize trim_bytes_at;
  guint trim_at;   /* so many requests are too many */
  GSource *source; /* (nullable): while the owner is about to be told */
  gint64 taken_us;
};

static void
later_free (gpointer data)
{
  WeirMockLater *self = data;

  g_clear_pointer (&self->judgement, weir_mock_judgement_free);
  g_free (self->notice);
  g_free (self);
}

static WeirMockNews *
news_new (void)
{
  WeirMockNews *self = g_new0 (WeirMockNews, 1);

  self->later = g_ptr_array_new_with_free_func (later_free);
  self->requests = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

void
weir_mock_news_free (WeirMockNews *self)
{
  g_ptr_array_unref (self->later);
  g_ptr_array_unref (self->requests);
  g_clear_pointer (&self->clients, g_ptr_array_unref);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
  g_free (self);
}

/* Locked. */
static void
begin_news (WeirMockFeed *self)
{
  self->news = news_new ();
  g_hash_table_remove_all (self->fresh);
  self->n_bytes = 0;
  self->trim_at = 2 * WEIR_LIMIT_SERVED_LOG;
  self->trim_bytes_at = 2 * (gsize) WEIR_LIMIT_SERVED_BYTES;
}

/* Locked. */
static void
tell_soon (WeirMockFeed *self, gboolean at_once)
{
  gint64 wait_us = at_once ? 0 : self->taken_us + INTERVAL_US - g_get_monotonic_time ();

  if (self->source != NULL)
    return;

  self->source = g_timeout_source_new ((guint) (CLAMP (wait_us, 0, INTERVAL_US) / G_TIME_SPAN_MILLISECOND));
  g_source_set_callback (self->source, self->func, self->data, NULL);
  g_source_attach (self->source, self->context);
}

/* Locked. While nobody takes anything, the oldest that ended are left out. */
static void
trim (WeirMockFeed *self)
{
  g_autoptr (GPtrArray) all = NULL;

  if (self->news->requests->len < self->trim_at && self->n_bytes < self->trim_bytes_at)
    return;

  all = g_steal_pointer (&self->news->requests);
  self->news->requests = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < all->len; i++)
    {
      WeirMockRequest *request = g_ptr_array_index (all, i);
      const WeirMockRequestFacts *facts = weir_mock_request_get_facts (request);
      guint n_others = self->news->requests->len + all->len - i;

      if (facts->end == NULL || (n_others <= WEIR_LIMIT_SERVED_LOG && self->n_bytes <= WEIR_LIMIT_SERVED_BYTES))
        {
          g_ptr_array_add (self->news->requests, g_object_ref (request));
          continue;
        }
      self->n_bytes -= weir_mock_request_get_size (request);
      self->news->n_left_out++;
      if (g_hash_table_lookup (self->fresh, &facts->client) == request)
        g_hash_table_remove (self->fresh, &facts->client);
    }
  self->trim_at = self->news->requests->len + WEIR_LIMIT_SERVED_LOG;
  self->trim_bytes_at = self->n_bytes + WEIR_LIMIT_SERVED_BYTES;
}

/* Locked. */
static void
add_request (WeirMockFeed *self, WeirMockRequest *request)
{
  g_ptr_array_add (self->news->requests, request);
  g_hash_table_replace (self->fresh, (gpointer) &weir_mock_request_get_facts (request)->client, request);
  self->n_bytes += weir_mock_request_get_size (request);
  trim (self);
}

/* Locked. */
static void
add_later (WeirMockFeed *self, const WeirServed *served)
{
  WeirMockRequest *request = g_hash_table_lookup (self->fresh, &served->client);
  WeirMockEnd end = { served->time_us, served->reason != NULL ? g_intern_string (served->reason) : NULL, served->n_events,
                      served->n_bytes };
  WeirMockLater *later;

  if (request != NULL)
    {
      if (served->kind == WEIR_SERVED_EXPECT)
        weir_mock_request_take_judgement (request, weir_mock_judgement_new (served));
      else if (served->kind == WEIR_SERVED_NOTICE)
        weir_mock_request_set_notice (request, served->text);
      else
        weir_mock_request_set_end (request, &end);
      return;
    }

  later = g_new0 (WeirMockLater, 1);
  later->client = served->client;
  if (served->kind == WEIR_SERVED_EXPECT)
    later->judgement = weir_mock_judgement_new (served);
  else if (served->kind == WEIR_SERVED_NOTICE)
    later->notice = g_strdup (served->text);
  else
    later->has_ended = TRUE;
  later->end = end;
  g_ptr_array_add (self->news->later, later);
}

/* On the server's thread. */
static void
on_served (const WeirServed *served, gpointer user_data)
{
  WeirMockFeed *self = user_data;
  gboolean is_new = served->kind == WEIR_SERVED_REQUEST || (served->kind == WEIR_SERVED_NOTICE && served->client == 0);
  WeirMockRequest *request = is_new ? weir_mock_request_new (served) : NULL;

  weir_sync_lock (&self->mutex);
  if (is_new)
    add_request (self, request);
  else if (served->kind != WEIR_SERVED_SENT)
    add_later (self, served);
  self->news->has_judged |= served->kind == WEIR_SERVED_EXPECT;
  tell_soon (self, FALSE);
  weir_sync_unlock (&self->mutex);
}

static void
add_connected (WeirServer *server, gpointer data)
{
  WeirMockFeed *self = data;
  const WeirSelection all = WEIR_SELECTION_ALL;
  g_autoptr (GPtrArray) clients = weir_server_list_clients (server, &all, 0, 0);

  weir_sync_lock (&self->mutex);
  for (guint i = 0; i < clients->len; i++)
    {
      const WeirServedClient *client = g_ptr_array_index (clients, i);

      if (!g_hash_table_contains (self->fresh, &client->client))
        add_request (self, weir_mock_request_new_connected (client));
    }
  if (clients->len > 0)
    tell_soon (self, TRUE);
  weir_sync_unlock (&self->mutex);
}

WeirMockFeed *
weir_mock_feed_new (WeirMock *mock, GSourceFunc func, gpointer data)
{
  WeirMockFeed *self = g_new0 (WeirMockFeed, 1);

  self->mock = mock;
  self->context = g_main_context_ref_thread_default ();
  self->func = func;
  self->data = data;
  g_mutex_init (&self->mutex);
  self->fresh = g_hash_table_new (g_int64_hash, g_int64_equal);
  begin_news (self);
  self->taken_us = g_get_monotonic_time () - INTERVAL_US;
  self->listener = weir_mock_add_listener (mock, on_served, self);
  weir_mock_call (mock, add_connected, self);

  return self;
}

void
weir_mock_feed_free (WeirMockFeed *self)
{
  /* What was asked on the server's thread is done by then. */
  weir_mock_remove_listener (self->mock, self->listener);
  if (self->source != NULL)
    {
      g_source_destroy (self->source);
      g_source_unref (self->source);
    }
  weir_mock_news_free (self->news);
  g_hash_table_unref (self->fresh);
  g_mutex_clear (&self->mutex);
  g_main_context_unref (self->context);
  g_free (self);
}

void
weir_mock_feed_forget_state (WeirMockFeed *self)
{
  weir_sync_lock (&self->mutex);
  self->news->has_state = FALSE;
  weir_sync_unlock (&self->mutex);
}

WeirMockNews *
weir_mock_feed_take (WeirMockFeed *self)
{
  WeirMockNews *news;

  weir_sync_lock (&self->mutex);
  news = self->news;
  begin_news (self);
  self->taken_us = g_get_monotonic_time ();
  if (self->source != NULL)
    {
      g_source_destroy (self->source);
      g_clear_pointer (&self->source, g_source_unref);
    }
  weir_sync_unlock (&self->mutex);

  return news;
}

typedef struct
{
  WeirMockFeed *feed;
  GArray *clients;
  gboolean outcomes;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_array_unref (self->clients);
  g_free (self);
}

static gboolean
answer (gpointer data)
{
  const Question *question = data;
  WeirMockFeed *self = question->feed;
  WeirServer *server = weir_mock_get_server (self->mock);
  g_autoptr (GPtrArray) clients = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  if (server != NULL && question->clients->len > 0)
    {
      WeirSelection selection = { .clients = (const guint64 *) question->clients->data, .n_clients = question->clients->len };

      clients = weir_server_list_clients (server, &selection, 0, 0);
    }
  if (server != NULL && (question->outcomes || self->changes != weir_server_get_changes (server)))
    {
      self->changes = weir_server_get_changes (server);
      outcomes = weir_server_list_outcomes (server, NULL);
    }

  weir_sync_lock (&self->mutex);
  self->news->is_answer = TRUE;
  self->news->has_state = server != NULL;
  if (server != NULL)
    weir_server_get_state (server, &self->news->state);
  self->news->clients = g_steal_pointer (&clients);
  self->news->outcomes = g_steal_pointer (&outcomes);
  tell_soon (self, TRUE);
  weir_sync_unlock (&self->mutex);

  return G_SOURCE_REMOVE;
}

void
weir_mock_feed_ask (WeirMockFeed *self, GArray *clients, gboolean outcomes)
{
  WeirWorker *worker = weir_mock_get_worker (self->mock);
  Question *question = g_new0 (Question, 1);

  question->feed = self;
  question->clients = clients;
  question->outcomes = outcomes;
  if (worker != NULL)
    {
      weir_worker_invoke (worker, answer, question, question_free);
      return;
    }

  (void) answer (question);
  question_free (question);
}
