/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-sink.h"

G_BEGIN_DECLS

/**
 * WeirAssertion:
 *
 * An expectation of a stream, as `--expect` takes it: a query, an operator (`>= <= == = != > <`) and a number. It counts what the
 * query matches. A query is made of terms that must all hold, divided by spaces:
 *
 *  - `event:NAME`: events of that name
 *  - `id:VALUE`: events whose own id line has that value
 *  - `kind:KIND`: event, comment, retry, connecting, redirect, open, ended, waiting, failed
 *  - anything else: text in an event's data (with `kind:comment`, in the comment). A `"quoted text"` may hold spaces
 */
typedef struct _WeirAssertion WeirAssertion;

/* Errors: WEIR_CORE_ERROR_SYNTAX; WEIR_CORE_ERROR_UNSUPPORTED for a term of the filter language that is not available here */
WeirAssertion *weir_assertion_new (const char *text, GError **error);
void weir_assertion_free (WeirAssertion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirAssertion, weir_assertion_free)

/* Something happened. */
void weir_assertion_see (WeirAssertion *self, const WeirReport *report);
gboolean weir_assertion_holds (const WeirAssertion *self);
/* Whether it can only come true, never false again (>= and >). */
gboolean weir_assertion_is_lower_bound (const WeirAssertion *self);
guint64 weir_assertion_get_seen (const WeirAssertion *self);
/* As it was given. */
const char *weir_assertion_get_text (const WeirAssertion *self);

G_END_DECLS
