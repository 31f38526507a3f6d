/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-mock-watch.h"
#include "weir-state-mark.h"

G_BEGIN_DECLS

/**
 * WeirPeerWords:
 * @mark: unless @is_held
 * @is_held: a tick instead: what was expected came
 * @title, @subtitle: two lines
 * @is_bad: the second line says what went wrong
 * @side, @note: two short lines at the end
 * @sentence: all of it, for those who hear it
 *
 * What a row shows. What was received is made visible.
 */
typedef struct
{
  WeirMark mark;
  gboolean is_held;
  GString *title;
  GString *subtitle;
  gboolean is_bad;
  GString *side;
  GString *note;
  GString *sentence;
} WeirPeerWords;

WeirPeerWords *weir_peer_words_new_for_client (WeirMockRequest *request, GTimeZone *zone);
WeirPeerWords *weir_peer_words_new_for_log (WeirMockRequest *request, GTimeZone *zone);
WeirPeerWords *weir_peer_words_new_for_outcome (WeirMockOutcome *outcome);
void weir_peer_words_free (WeirPeerWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPeerWords, weir_peer_words_free)

/* "GET /prices"; without "GET " when @short_get. (transfer full) */
char *weir_peer_words_dup_asked (const WeirMockRequestFacts *facts, gboolean short_get);
/* "cut after 3.2 s", "connected: held". (transfer full) */
char *weir_peer_words_dup_fate (const WeirMockRequestFacts *facts);
/* "120 events, 4.1 kB". (transfer full) */
char *weir_peer_words_dup_sent (const WeirMockRequestFacts *facts);

G_END_DECLS
