/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-request-private.h"

#include "weir-limits.h"

struct _WeirMockRequest
{
  GObject parent_instance;

  WeirMockRequestFacts facts;
  gint64 time_us; /* monotonic */
  guint n_looks;
};

G_DEFINE_FINAL_TYPE (WeirMockRequest, weir_mock_request, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GBytes *
keep (WeirSpan bytes)
{
  return bytes.len > 0 ? g_bytes_new (bytes.data, bytes.len) : NULL;
}

static gint64
get_wall_us (gint64 time_us)
{
  return g_get_real_time () - g_get_monotonic_time () + time_us;
}

WeirMockRequest *
weir_mock_request_new (const WeirServed *served)
{
  WeirMockRequest *self = g_object_new (WEIR_TYPE_MOCK_REQUEST, NULL);

  self->facts.client = served->client;
  self->facts.connection = served->connection;
  self->facts.method = g_strdup (served->method != NULL ? served->method : "");
  self->facts.path = g_strdup (served->path);
  self->facts.script = g_strdup (served->script);
  self->facts.session = g_strdup (served->session);
  self->facts.remote = g_strdup (served->remote != NULL ? served->remote : "");
  self->facts.last_event_id = weir_span_dup (served->last_event_id);
  self->facts.status = served->status;
  self->facts.seed = served->seed;
  self->time_us = served->time_us;
  self->facts.wall_us = get_wall_us (served->time_us);
  self->facts.head = keep (served->head);
  /* Half a body would be another one. */
  self->facts.body_is_left_out = served->body.len > WEIR_LIMIT_SERVED_BODY;
  if (!self->facts.body_is_left_out)
    self->facts.body = keep (served->body);
  self->facts.answer = keep (served->answer);
  self->facts.notice = g_strdup (served->text);
  if (served->kind == WEIR_SERVED_NOTICE)
    self->facts.end = g_intern_static_string ("");

  return self;
}

WeirMockRequest *
weir_mock_request_new_connected (const WeirServedClient *client)
{
  WeirMockRequest *self = g_object_new (WEIR_TYPE_MOCK_REQUEST, NULL);

  self->facts.client = client->client;
  self->facts.connection = client->connection;
  self->facts.method = g_strdup ("");
  self->facts.path = g_strdup (client->path);
  self->facts.script = g_strdup (client->script);
  self->facts.session = g_strdup (client->session);
  self->facts.remote = g_strdup (client->remote);
  self->facts.last_event_id = g_strdup (client->last_event_id);
  self->time_us = client->since_us;
  self->facts.wall_us = get_wall_us (client->since_us);
  (void) weir_mock_request_set_live (self, client);

  return self;
}

void
weir_mock_judgement_free (WeirMockJudgement *self)
{
  g_free (self->wanted);
  g_free (self->got);
  g_free (self);
}

WeirMockJudgement *
weir_mock_judgement_new (const WeirServed *served)
{
  WeirMockJudgement *self = g_new0 (WeirMockJudgement, 1);

  self->ok = served->ok;
  self->line = served->line;
  self->wanted = g_strdup (served->wanted);
  self->got = g_strdup (served->got);

  return self;
}

void
weir_mock_request_take_judgement (WeirMockRequest *self, WeirMockJudgement *judgement)
{
  self->facts.n_failed += judgement->ok ? 0 : 1;
  g_ptr_array_add (self->facts.judgements, judgement);
}

void
weir_mock_request_set_notice (WeirMockRequest *self, const char *notice)
{
  g_free (self->facts.notice);
  self->facts.notice = g_strdup (notice);
}

void
weir_mock_request_set_end (WeirMockRequest *self, const WeirMockEnd *end)
{
  self->facts.end = end->reason;
  self->facts.duration_us = MAX (end->time_us - self->time_us, 0);
  self->facts.n_events = end->n_events;
  self->facts.n_bytes = end->n_bytes;
  self->facts.n_unsent = 0;
}

gboolean
weir_mock_request_set_live (WeirMockRequest *self, const WeirServedClient *client)
{
  if (self->facts.activity == client->activity && self->facts.n_events == client->n_events && self->facts.n_bytes == client->n_bytes &&
      self->facts.n_unsent == client->n_unsent)
    return FALSE;

  self->facts.activity = client->activity;
  self->facts.n_events = client->n_events;
  self->facts.n_bytes = client->n_bytes;
  self->facts.n_unsent = client->n_unsent;
  return TRUE;
}

void
weir_mock_request_tell (WeirMockRequest *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
weir_mock_request_is_looked_at (const WeirMockRequest *self)
{
  return self->n_looks > 0;
}

static gsize
get_length (GBytes *bytes)
{
  return bytes != NULL ? g_bytes_get_size (bytes) : 0;
}

gsize
weir_mock_request_get_size (const WeirMockRequest *self)
{
  return sizeof *self + strlen (self->facts.path) + strlen (self->facts.session) + strlen (self->facts.last_event_id) +
         get_length (self->facts.head) + get_length (self->facts.body) + get_length (self->facts.answer);
}

const WeirMockRequestFacts *
weir_mock_request_get_facts (WeirMockRequest *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_REQUEST (self), NULL);

  return &self->facts;
}

void
weir_mock_request_look (WeirMockRequest *self)
{
  g_return_if_fail (WEIR_IS_MOCK_REQUEST (self));

  self->n_looks++;
}

void
weir_mock_request_look_away (WeirMockRequest *self)
{
  g_return_if_fail (WEIR_IS_MOCK_REQUEST (self) && self->n_looks > 0);

  self->n_looks--;
}

static void
weir_mock_request_finalize (GObject *object)
{
  WeirMockRequest *self = WEIR_MOCK_REQUEST (object);

  g_free (self->facts.method);
  g_free (self->facts.path);
  g_free (self->facts.script);
  g_free (self->facts.session);
  g_free (self->facts.remote);
  g_free (self->facts.last_event_id);
  g_free (self->facts.notice);
  g_clear_pointer (&self->facts.head, g_bytes_unref);
  g_clear_pointer (&self->facts.body, g_bytes_unref);
  g_clear_pointer (&self->facts.answer, g_bytes_unref);
  g_ptr_array_unref (self->facts.judgements);

  G_OBJECT_CLASS (weir_mock_request_parent_class)->finalize (object);
}

static void
weir_mock_request_class_init (WeirMockRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_mock_request_finalize;
  signals[CHANGED] = g_signal_new ("changed", WEIR_TYPE_MOCK_REQUEST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_mock_request_init (WeirMockRequest *self)
{
  self->facts.judgements = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_mock_judgement_free);
}
