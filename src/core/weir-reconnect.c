/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-limits.h"
#include "weir-reconnect.h"

/* Backoff, persistent policy. The figures are those that stream clients in the field have settled on. */
#define BACKOFF_BASE_US (1 * G_TIME_SPAN_SECOND)
#define BACKOFF_CEILING_US (30 * G_TIME_SPAN_SECOND)
#define BACKOFF_GOOD_US (60 * G_TIME_SPAN_SECOND)

struct _WeirReconnect
{
  WeirPolicy policy;
  gint64 time_us;        /* 0 to 24 h */
  gboolean server_asked; /* time_us is the server's `retry` */
  int retries_left;      /* before the first open; -1: as many as the policy says */
  gboolean ever_opened;
  guint n_backoffs; /* in a row, without a good connection between them */
  guint64 jitter_state;
};

static const char *const policy_nicks[] = {
  [WEIR_POLICY_BROWSER] = "browser",
  [WEIR_POLICY_PERSISTENT] = "persistent",
  [WEIR_POLICY_ONCE] = "once",
};

const char *
weir_policy_get_nick (WeirPolicy policy)
{
  g_return_val_if_fail ((gsize) policy < G_N_ELEMENTS (policy_nicks), "");

  return policy_nicks[policy];
}

gboolean
weir_policy_from_nick (const char *nick, WeirPolicy *policy)
{
  for (gsize i = 0; i < G_N_ELEMENTS (policy_nicks); i++)
    {
      if (g_strcmp0 (nick, policy_nicks[i]) == 0)
        {
          *policy = (WeirPolicy) i;
          return TRUE;
        }
    }

  return FALSE;
}

WeirReconnect *
weir_reconnect_new (WeirPolicy policy, gint64 reconnection_time_us, int max_retries, guint32 seed)
{
  WeirReconnect *self = g_new0 (WeirReconnect, 1);

  self->policy = policy;
  self->time_us =
      reconnection_time_us >= 0 ? MIN (reconnection_time_us, WEIR_LIMIT_RECONNECTION_CEILING_US) : WEIR_DEFAULT_RECONNECTION_TIME_US;
  self->retries_left = max_retries;
  self->jitter_state = seed;

  return self;
}

void
weir_reconnect_free (WeirReconnect *self)
{
  g_free (self);
}

void
weir_reconnect_set_retry (WeirReconnect *self, guint64 ms)
{
  const guint64 ceiling_ms = WEIR_LIMIT_RECONNECTION_CEILING_US / G_TIME_SPAN_MILLISECOND;

  self->time_us = (gint64) MIN (ms, ceiling_ms) * G_TIME_SPAN_MILLISECOND;
  self->server_asked = TRUE;
}

gint64
weir_reconnect_get_time_us (const WeirReconnect *self)
{
  return self->time_us;
}

void
weir_reconnect_opened (WeirReconnect *self)
{
  self->ever_opened = TRUE;
}

static gboolean
status_may_pass (guint status)
{
  return status == 408 || status == 429 || (status >= 500 && status <= 599);
}

/* Whether the policy sends the request again; the number of retries is not looked at here. */
static gboolean
may_reconnect (const WeirReconnect *self, const WeirOutcome *outcome)
{
  if (self->policy == WEIR_POLICY_ONCE)
    return FALSE;

  switch (outcome->reason)
    {
    case WEIR_REASON_EOF:
    case WEIR_REASON_CLOSED:
    case WEIR_REASON_CUT:
    case WEIR_REASON_RESET:
    case WEIR_REASON_TIMEOUT:
    case WEIR_REASON_REFUSED:
    case WEIR_REASON_DNS:
    case WEIR_REASON_STOPPED: /* the person's cut; after a stop nobody asks */
      return TRUE;

    case WEIR_REASON_TLS:
    case WEIR_REASON_PROTOCOL:
      return outcome->opened || outcome->transient;

    case WEIR_REASON_LIMIT: /* open: a line or block without end; before: a head without end */
      return outcome->opened;

    case WEIR_REASON_STATUS:
      return self->policy == WEIR_POLICY_PERSISTENT && status_may_pass (outcome->status);

    case WEIR_REASON_REDIRECT:
    case WEIR_REASON_CONTENT_TYPE:
    case WEIR_REASON_NO_CONTENT:
    default:
      return FALSE;
    }
}

/* An end that leaves no wish unmet. It only matters where the request is not sent again. */
static gboolean
is_normal_end (const WeirOutcome *outcome)
{
  if (outcome->reason == WEIR_REASON_STOPPED)
    return TRUE;

  return outcome->opened && (outcome->terminated || outcome->reason == WEIR_REASON_EOF || outcome->reason == WEIR_REASON_CLOSED);
}

/* From the upper half of [0, full_us], so that clients cut off together do not come back together. */
static gint64
jitter (WeirReconnect *self, gint64 full_us)
{
  const guint64 range = (guint64) full_us / 2 + 1;

  self->jitter_state = self->jitter_state * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);

  return full_us - (gint64) ((self->jitter_state >> 17) % range);
}

static void
decide_backoff (WeirReconnect *self, const WeirOutcome *outcome, WeirDecision *decision)
{
  gint64 asked_us = self->server_asked ? self->time_us : 0;
  gint64 full_us = MAX (self->time_us, BACKOFF_BASE_US);
  const gint64 ceiling_us = MAX (full_us, BACKOFF_CEILING_US);

  if (outcome->reason == WEIR_REASON_STATUS)
    asked_us = MAX (asked_us, outcome->retry_after_us);

  if (outcome->opened && outcome->open_us >= BACKOFF_GOOD_US)
    self->n_backoffs = 0;

  for (guint i = 0; i < self->n_backoffs && full_us < ceiling_us; i++)
    full_us = MIN (full_us * 2, ceiling_us);
  self->n_backoffs = MIN (self->n_backoffs + 1, 64);

  full_us = jitter (self, full_us);
  decision->because = full_us > asked_us ? WEIR_BECAUSE_BACKOFF : WEIR_BECAUSE_RETRY;
  decision->wait_us = MAX (full_us, asked_us);
}

WeirDecision
weir_reconnect_decide (WeirReconnect *self, const WeirOutcome *outcome)
{
  WeirDecision decision = { .because = self->server_asked ? WEIR_BECAUSE_RETRY : WEIR_BECAUSE_DEFAULT };

  if (!may_reconnect (self, outcome))
    {
      decision.failed = !is_normal_end (outcome);
      return decision;
    }

  if (!self->ever_opened)
    {
      if (self->retries_left == 0)
        {
          decision.failed = TRUE;
          return decision;
        }
      if (self->retries_left > 0)
        self->retries_left--;
    }

  decision.reconnect = TRUE;
  if (self->policy == WEIR_POLICY_PERSISTENT)
    decide_backoff (self, outcome, &decision);
  else
    decision.wait_us = self->time_us;
  decision.wait_us = CLAMP (decision.wait_us, WEIR_LIMIT_RECONNECTION_FLOOR_US, WEIR_LIMIT_RECONNECTION_CEILING_US);

  return decision;
}
