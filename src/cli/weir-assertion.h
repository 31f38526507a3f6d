/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-sink.h"

G_BEGIN_DECLS

/**
 * WeirAssertion:
 *
 * An expectation of a stream, as `--expect` takes it: a query (see WeirFilter), an operator (`>= <= == = != > <`) and a number. It
 * counts what the query matches: events, unless the query says something of kinds.
 */
typedef struct _WeirAssertion WeirAssertion;

/* Errors: WEIR_CORE_ERROR_SYNTAX, those of weir_filter_new() */
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
