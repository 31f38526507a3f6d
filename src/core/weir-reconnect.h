/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-sink.h"

G_BEGIN_DECLS

/**
 * WeirPolicy:
 * @WEIR_POLICY_BROWSER: as an EventSource in a browser does
 * @WEIR_POLICY_PERSISTENT: also after 408, 429 and 5xx, with backoff and jitter
 * @WEIR_POLICY_ONCE: never sends the request again
 */
typedef enum
{
  WEIR_POLICY_BROWSER,
  WEIR_POLICY_PERSISTENT,
  WEIR_POLICY_ONCE,
} WeirPolicy;

/* "browser", "persistent" or "once" */
const char *weir_policy_get_nick (WeirPolicy policy);
gboolean weir_policy_from_nick (const char *nick, WeirPolicy *policy);

/**
 * WeirOutcome:
 * @reason: how the attempt ended
 * @status: the response's status, 0 before a head
 * @opened: whether this attempt had opened
 * @open_us: how long it was open
 * @retry_after_us: what a Retry-After header asked, or -1
 * @transient: a TLS or protocol failure that may pass (not a certificate that was refused)
 * @terminated: the last event was a terminator (weir-terminator.h): however the connection then ended, the stream was whole
 */
typedef struct
{
  WeirReason reason;
  guint status;
  gboolean opened;
  gint64 open_us;
  gint64 retry_after_us;
  gboolean transient;
  gboolean terminated;
} WeirOutcome;

/**
 * WeirDecision:
 * @reconnect: %FALSE: stop for good
 * @failed: with @reconnect %FALSE: whether that is a failure (FAILED) or just the end (the once policy after a normal end)
 * @wait_us: how long to wait, clamped to the floor and the 24 h of weir-limits.h
 */
typedef struct
{
  gboolean reconnect;
  gboolean failed;
  gint64 wait_us;
  WeirBecause because;
} WeirDecision;

/**
 * WeirReconnect:
 *
 * The reconnection rules as a pure state machine: outcome in, decision out; no clock, no timer. Backoff (persistent policy and
 * nothing else): base the reconnection time but at least 1 s, ×2, ceiling 30 s, jitter down to one half, never sooner than the
 * server's retry or Retry-After asked; starts anew after 60 s of good connection.
 */
typedef struct _WeirReconnect WeirReconnect;

/**
 * weir_reconnect_new:
 * @reconnection_time_us: to start with, or -1 for the default of 3 s
 * @max_retries: attempts after the first one before any opened, or -1 for as many as the policy says
 * @seed: of the jitter
 */
WeirReconnect *weir_reconnect_new (WeirPolicy policy, gint64 reconnection_time_us, int max_retries, guint32 seed);
void weir_reconnect_free (WeirReconnect *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirReconnect, weir_reconnect_free)

/* A valid `retry` line arrived. */
void weir_reconnect_set_retry (WeirReconnect *self, guint64 ms);
/* The present reconnection time, unclamped by the floor. */
gint64 weir_reconnect_get_time_us (const WeirReconnect *self);
/* An attempt opened. */
void weir_reconnect_opened (WeirReconnect *self);
WeirDecision weir_reconnect_decide (WeirReconnect *self, const WeirOutcome *outcome);

G_END_DECLS
