/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-exchange.h"
#include "weir-unit.h"

G_BEGIN_DECLS

/* What a page in a browser would see of a row, had it opened the stream with an EventSource. */

/**
 * WeirRemarkKind:
 * @WEIR_REMARK_GOOD: nothing stands in the way
 * @WEIR_REMARK_NOTE: good to know
 * @WEIR_REMARK_LIMIT: some pages cannot
 * @WEIR_REMARK_BAD: no page can
 */
typedef enum
{
  WEIR_REMARK_GOOD,
  WEIR_REMARK_NOTE,
  WEIR_REMARK_LIMIT,
  WEIR_REMARK_BAD,
} WeirRemarkKind;

typedef struct
{
  WeirRemarkKind kind;
  char *text; /* a sentence or two, translated; what was received in it is visible text */
} WeirPageRemark;

typedef struct
{
  char *name;       /* "event.data" and the like, or a translated word */
  char *value;      /* one line of visible text, bounded */
  gboolean is_code; /* whether @value is JavaScript, not words */
} WeirPageFact;

/**
 * WeirPageView:
 * @verdict: one sentence: who can watch this with an EventSource; of kind @verdict_kind
 * @facts: (element-type WeirPageFact): what the page's script finds
 * @remarks: (element-type WeirPageRemark): what would stop a browser, or does not
 */
typedef struct
{
  WeirRemarkKind verdict_kind;
  char *verdict;
  GPtrArray *facts;
  GPtrArray *remarks;
} WeirPageView;

/* @exchange: (nullable): %NULL: nothing is known of the connection. Costs the data's length. Any thread. */
WeirPageView *weir_page_view_new (const WeirUnit *unit, const WeirExchange *exchange);
void weir_page_view_free (WeirPageView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPageView, weir_page_view_free)

/* `scheme://host[:port]` as a browser writes it. Returns: (transfer full) (nullable): NULL: no http or https address */
char *weir_page_origin_of (const char *url);

G_END_DECLS
