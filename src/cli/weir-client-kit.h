/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-client-rules.h"
#include "weir-server.h"

G_BEGIN_DECLS

/* What a client under test did, from both ends: what the server saw, what the client tells. */

typedef enum
{
  WEIR_VERDICT_NOT_JUDGED,
  WEIR_VERDICT_KEPT,
  WEIR_VERDICT_BROKEN,
} WeirVerdict;

/**
 * WeirClientResult:
 * @wanted, @got: for people; "" when it was not judged
 * @why: (nullable): why it was not judged
 * @is_known: that it is broken is no news
 */
typedef struct
{
  const WeirClientRule *rule;
  WeirVerdict verdict;
  char *wanted;
  char *got;
  char *why;
  gboolean is_known;
} WeirClientResult;

typedef struct _WeirClientKit WeirClientKit;

/* @rules: (transfer full) (element-type WeirClientRule) */
WeirClientKit *weir_client_kit_new (GPtrArray *rules);
void weir_client_kit_free (WeirClientKit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirClientKit, weir_client_kit_free)

void weir_client_kit_take_served (WeirClientKit *self, const WeirServed *served);
/* What POST /.weir/report brings. @report: JSON that passed the gate; @answer: as WeirReportFunc. Errors: WEIR_CORE_ERROR */
gboolean weir_client_kit_take_report (WeirClientKit *self, WeirSpan report, GString *answer, GError **error);

/* Rules that are known to be broken. Errors: WEIR_CORE_ERROR: there is no such rule */
gboolean weir_client_kit_set_known (WeirClientKit *self, const char *const *names, GError **error);
/* Whether the client said that it is done. */
gboolean weir_client_kit_is_done (const WeirClientKit *self);
/* The client, as it calls itself: "eventsource 4.1.1 (Node.js 20.20.2)"; "" before it has. */
const char *weir_client_kit_get_client (const WeirClientKit *self);
/* (element-type WeirClientResult): one a rule, in their order */
GPtrArray *weir_client_kit_get_results (const WeirClientKit *self);
guint weir_client_kit_count (const WeirClientKit *self, WeirVerdict verdict);
/* Broken, and not known to be. */
guint weir_client_kit_count_news (const WeirClientKit *self);
/* "kept", "broken", "not judged": not translated, for programs */
const char *weir_verdict_get_nick (WeirVerdict verdict);

G_END_DECLS
