/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-needle.h"

G_BEGIN_DECLS

/* The kinds of rows, in the order of the recording's. */
typedef enum
{
  WEIR_FILTER_EVENT,
  WEIR_FILTER_BLOCK,
  WEIR_FILTER_COMMENT,
  WEIR_FILTER_RETRY,
  WEIR_FILTER_CONNECTING,
  WEIR_FILTER_REDIRECT,
  WEIR_FILTER_HEAD,
  WEIR_FILTER_OPEN,
  WEIR_FILTER_ENDED,
  WEIR_FILTER_WAITING,
  WEIR_FILTER_FAILED,
  WEIR_FILTER_UNFINISHED,
  WEIR_FILTER_DROPPED,
} WeirFilterKind;

#define WEIR_FILTER_N_KINDS 13u

/* The word after `kind:`, untranslated: "event", "ended"… */
const char *weir_filter_kind_get_nick (WeirFilterKind kind);

typedef enum
{
  WEIR_FILTER_NO,
  WEIR_FILTER_YES,
  WEIR_FILTER_UNKNOWN, /* it depends on what is not known of the row */
} WeirFilterVerdict;

typedef enum
{
  WEIR_FILTER_KNOWS_NAME = 1 << 0,
  WEIR_FILTER_KNOWS_HAS_ID = 1 << 1,
  WEIR_FILTER_KNOWS_ID = 1 << 2, /* @has_id too */
  WEIR_FILTER_KNOWS_TEXT = 1 << 3,
  WEIR_FILTER_KNOWS_WIRE = 1 << 4,
} WeirFilterKnown;

/**
 * WeirFilterSubject:
 * @kind: what happened, always known
 * @known: WeirFilterKnown: which of the others are
 * @has_id: whether the block has an id line of its own
 * @name: the event's type, "message" when it has none
 * @id: the value of the block's id line; empty without one
 * @text: an event's data, a comment's text, of others what words are looked for in; valid UTF-8
 * @wire: the row's bytes as received: enough to rule most rows out, and to decide on a word in an event's data. EVENT, BLOCK,
 *   COMMENT, RETRY only
 *
 * One row, as far as it is known: who asks tells what is cheap first, and more only when the verdict is still unknown.
 */
typedef struct
{
  WeirFilterKind kind;
  guint known;
  gboolean has_id;
  WeirSpan name;
  WeirSpan id;
  WeirSpan text;
  WeirSpan wire;
} WeirFilterSubject;

/**
 * WeirFilter:
 *
 * A query as an immutable tree; any thread. docs/filter.md says what a query may be.
 */
typedef struct _WeirFilter WeirFilter;

/**
 * weir_filter_new:
 * @query: an empty one matches everything
 * @error_start: (out) (optional): byte offset in @query of the part that is wrong
 * @error_end: (out) (optional): after it
 *
 * Errors: WEIR_CORE_ERROR_SYNTAX, WEIR_CORE_ERROR_UNSUPPORTED (terms that come later), WEIR_CORE_ERROR_LIMIT. The message is one
 * sentence and says what to write instead
 */
WeirFilter *weir_filter_new (const char *query, gsize *error_start, gsize *error_end, GError **error);
WeirFilter *weir_filter_ref (WeirFilter *self);
void weir_filter_unref (WeirFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirFilter, weir_filter_unref)

/* Whether it matches everything because nothing is asked for. */
gboolean weir_filter_is_empty (const WeirFilter *self);
/* (transfer none): as given */
const char *weir_filter_get_query (const WeirFilter *self);
/* Whether any term is of kinds (`kind:`). */
gboolean weir_filter_has_kinds (const WeirFilter *self);

/* UNKNOWN only if something is not known that matters. */
WeirFilterVerdict weir_filter_judge (const WeirFilter *self, const WeirFilterSubject *subject);
/* What is not found in the wire of a row (see WeirFilterSubject) rules it out. (transfer none) (nullable): no such text */
const WeirNeedle *weir_filter_get_needle (const WeirFilter *self);

G_END_DECLS
