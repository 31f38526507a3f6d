/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-watch.h"

#include "weir-limits.h"
#include "weir-mock-clients-private.h"
#include "weir-mock-control.h"
#include "weir-mock-feed-private.h"
#include "weir-mock-outcome-private.h"

/* What a server tells nobody: a queue that drains, what another's hand holds or resets. */
#define ASK_INTERVAL_MS 500

struct _WeirMockWatch
{
  GObject parent_instance;

  WeirMock *mock;
  WeirMockFeed *feed; /* (nullable): once it is stopped */
  GListStore *clients;
  GListStore *log;
  GListStore *outcomes;
  GHashTable *connected; /* client → WeirMockRequest */
  gsize n_bytes;         /* of the log */
  WeirMockCounts counts;
  gboolean is_asking;
  gboolean is_due; /* to be asked again as soon as that is answered */
  gboolean outcomes_are_due;
  guint timer;
  gboolean has_state;
  gboolean state_is_old;
  WeirServerState state;
};

G_DEFINE_FINAL_TYPE (WeirMockWatch, weir_mock_watch, G_TYPE_OBJECT)

enum
{
  CHANGED,
  STATE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
ask (WeirMockWatch *self)
{
  g_autoptr (GArray) numbers = NULL;
  gboolean outcomes = self->outcomes_are_due;

  if (self->feed == NULL)
    return;
  self->is_due = self->is_asking;
  if (self->is_asking)
    return;

  self->is_asking = TRUE;
  self->outcomes_are_due = FALSE;
  numbers = weir_mock_clients_list_looked_at (self->connected);
  weir_mock_feed_ask (self->feed, g_steal_pointer (&numbers), outcomes);
}

static void
take_later (WeirMockWatch *self, const GPtrArray *later)
{
  gboolean has_ended = FALSE;

  for (guint i = 0; i < later->len; i++)
    {
      WeirMockLater *what = g_ptr_array_index (later, i);
      WeirMockRequest *request = g_hash_table_lookup (self->connected, &what->client);

      if (request == NULL)
        continue;
      if (what->judgement != NULL)
        weir_mock_request_take_judgement (request, g_steal_pointer (&what->judgement));
      else if (what->notice != NULL)
        weir_mock_request_set_notice (request, what->notice);
      else
        weir_mock_request_set_end (request, &what->end);
      has_ended |= what->has_ended;
      weir_mock_request_tell (request);
      if (what->has_ended)
        g_hash_table_remove (self->connected, &what->client);
    }

  if (has_ended)
    weir_mock_clients_remove_ended (self->clients);
}

static void
append (GListStore *store, GPtrArray *requests)
{
  if (requests->len > 0)
    g_list_store_splice (store, g_list_model_get_n_items (G_LIST_MODEL (store)), 0, requests->pdata, requests->len);
}

static void
trim_log (WeirMockWatch *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->log));
  guint n_gone = 0;

  while (n_gone < n && (n - n_gone > WEIR_LIMIT_SERVED_LOG || self->n_bytes > WEIR_LIMIT_SERVED_BYTES))
    {
      g_autoptr (WeirMockRequest) request = g_list_model_get_item (G_LIST_MODEL (self->log), n_gone++);

      self->n_bytes -= weir_mock_request_get_size (request);
    }
  self->counts.n_left_out += n_gone;
  if (n_gone > 0)
    g_list_store_splice (self->log, 0, n_gone, NULL, 0);
}

static void
take_requests (WeirMockWatch *self, GPtrArray *requests)
{
  g_autoptr (GPtrArray) clients = g_ptr_array_new ();

  for (guint i = 0; i < requests->len; i++)
    {
      WeirMockRequest *request = g_ptr_array_index (requests, i);
      const WeirMockRequestFacts *facts = weir_mock_request_get_facts (request);

      self->n_bytes += weir_mock_request_get_size (request);
      if (facts->end != NULL)
        continue;
      g_ptr_array_add (clients, request);
      g_hash_table_insert (self->connected, (gpointer) &facts->client, g_object_ref (request));
    }
  append (self->clients, clients);
  append (self->log, requests);
  trim_log (self);
}

static void
take_live (WeirMockWatch *self, const GPtrArray *clients)
{
  for (guint i = 0; i < clients->len; i++)
    {
      const WeirServedClient *client = g_ptr_array_index (clients, i);
      WeirMockRequest *request = g_hash_table_lookup (self->connected, &client->client);

      if (request != NULL && weir_mock_request_set_live (request, client))
        weir_mock_request_tell (request);
    }
}

static void
take_outcomes (WeirMockWatch *self, GPtrArray *outcomes)
{
  weir_mock_outcomes_count (outcomes, &self->counts.n_held, &self->counts.n_failed);
  weir_mock_outcomes_update (self->outcomes, outcomes);
}

static void
take_state (WeirMockWatch *self, const WeirServerState *state)
{
  if (self->has_state && !self->state_is_old && weir_server_state_is_equal (state, &self->state))
    return;
  self->has_state = TRUE;
  self->state_is_old = FALSE;
  self->state = *state;
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static gboolean
on_news (gpointer user_data)
{
  g_autoptr (WeirMockWatch) self = g_object_ref (user_data);
  g_autoptr (WeirMockNews) news = weir_mock_feed_take (self->feed);

  take_later (self, news->later);
  self->counts.n_left_out += news->n_left_out;
  take_requests (self, news->requests);
  if (news->clients != NULL)
    take_live (self, news->clients);
  if (news->outcomes != NULL)
    take_outcomes (self, news->outcomes);
  if (news->has_state)
    take_state (self, &news->state);
  self->outcomes_are_due |= news->has_judged;

  if (news->is_answer)
    self->is_asking = FALSE;
  /* What is answered is no reason to ask. */
  if (self->is_due || self->outcomes_are_due || (!news->is_answer && self->timer != 0))
    ask (self);
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static gboolean
on_timer (gpointer user_data)
{
  WeirMockWatch *self = user_data;

  if (weir_mock_get_running (self->mock))
    ask (self);

  return G_SOURCE_CONTINUE;
}

/* The newest outcomes may not have been asked for, and soon nobody can tell them. */
static void
on_stopping (WeirMock *mock, gpointer user_data)
{
  g_autoptr (GPtrArray) outcomes = weir_mock_list_outcomes (mock, NULL);

  take_outcomes (user_data, outcomes);
}

/* An answer that is on its way tells what was before. */
static void
on_controlled (WeirMock *mock, gpointer user_data)
{
  WeirMockWatch *self = user_data;

  weir_mock_feed_forget_state (self->feed);
  self->state_is_old = TRUE;
  ask (self);
}

static void
on_running (WeirMock *mock, gpointer user_data)
{
  WeirMockWatch *self = user_data;

  weir_mock_feed_forget_state (self->feed);
  self->has_state = FALSE;
  if (weir_mock_get_running (mock))
    ask (self);
}

WeirMockWatch *
weir_mock_watch_new (WeirMock *mock)
{
  WeirMockWatch *self = g_object_new (WEIR_TYPE_MOCK_WATCH, NULL);

  self->mock = g_object_ref (mock);
  self->feed = weir_mock_feed_new (mock, on_news, self);
  g_signal_connect_object (mock, "stopping", G_CALLBACK (on_stopping), self, 0);
  g_signal_connect_object (mock, "controlled", G_CALLBACK (on_controlled), self, 0);
  g_signal_connect_object (mock, "running-changed", G_CALLBACK (on_running), self, 0);
  ask (self);

  return self;
}

void
weir_mock_watch_stop (WeirMockWatch *self)
{
  g_return_if_fail (WEIR_IS_MOCK_WATCH (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->mock != NULL)
    g_signal_handlers_disconnect_by_data (self->mock, self);
  g_clear_pointer (&self->feed, weir_mock_feed_free);
  g_clear_object (&self->mock);
}

WeirMock *
weir_mock_watch_get_mock (WeirMockWatch *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_WATCH (self), NULL);

  return self->mock;
}

GListModel *
weir_mock_watch_get_clients (WeirMockWatch *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_WATCH (self), NULL);

  return G_LIST_MODEL (self->clients);
}

GListModel *
weir_mock_watch_get_log (WeirMockWatch *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_WATCH (self), NULL);

  return G_LIST_MODEL (self->log);
}

GListModel *
weir_mock_watch_get_outcomes (WeirMockWatch *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_WATCH (self), NULL);

  return G_LIST_MODEL (self->outcomes);
}

const WeirMockCounts *
weir_mock_watch_get_counts (WeirMockWatch *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_WATCH (self), NULL);

  return &self->counts;
}

const WeirServerState *
weir_mock_watch_get_state (WeirMockWatch *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_WATCH (self), NULL);

  return self->has_state ? &self->state : NULL;
}

void
weir_mock_watch_clear_log (WeirMockWatch *self)
{
  g_return_if_fail (WEIR_IS_MOCK_WATCH (self));

  g_list_store_remove_all (self->log);
  self->n_bytes = 0;
  self->counts.n_left_out = 0;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
weir_mock_watch_set_looked_at (WeirMockWatch *self, gboolean looked_at)
{
  g_return_if_fail (WEIR_IS_MOCK_WATCH (self));

  if (looked_at == (self->timer != 0) || self->feed == NULL)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (looked_at)
    {
      self->timer = g_timeout_add (ASK_INTERVAL_MS, on_timer, self);
      ask (self);
    }
}

void
weir_mock_watch_refresh (WeirMockWatch *self)
{
  g_return_if_fail (WEIR_IS_MOCK_WATCH (self));

  ask (self);
}

static void
weir_mock_watch_dispose (GObject *object)
{
  WeirMockWatch *self = WEIR_MOCK_WATCH (object);

  weir_mock_watch_stop (self);

  G_OBJECT_CLASS (weir_mock_watch_parent_class)->dispose (object);
}

static void
weir_mock_watch_finalize (GObject *object)
{
  WeirMockWatch *self = WEIR_MOCK_WATCH (object);

  g_object_unref (self->clients);
  g_object_unref (self->log);
  g_object_unref (self->outcomes);
  g_hash_table_unref (self->connected);

  G_OBJECT_CLASS (weir_mock_watch_parent_class)->finalize (object);
}

static void
weir_mock_watch_class_init (WeirMockWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_mock_watch_dispose;
  object_class->finalize = weir_mock_watch_finalize;
  signals[CHANGED] = g_signal_new ("changed", WEIR_TYPE_MOCK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STATE_CHANGED] = g_signal_new ("state-changed", WEIR_TYPE_MOCK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_mock_watch_init (WeirMockWatch *self)
{
  self->clients = g_list_store_new (WEIR_TYPE_MOCK_REQUEST);
  self->log = g_list_store_new (WEIR_TYPE_MOCK_REQUEST);
  self->outcomes = g_list_store_new (WEIR_TYPE_MOCK_OUTCOME);
  self->connected = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);
}
