/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-detail.h"
#include "weir-page-view.h"

G_BEGIN_DECLS

/**
 * WeirDetailAsker:
 *
 * Finds the connection that a row came with, and what a page would see of the row: in a thread, unless it is known from another row
 * and little is to be done. Only the last wish counts. Main thread.
 */
typedef struct _WeirDetailAsker WeirDetailAsker;

/* @done: @exchange: (transfer none) (nullable): the recording does not tell; @view: (transfer full). Also called from within
 * weir_detail_asker_ask() */
typedef void (*WeirDetailAskerDone) (WeirExchange *exchange, WeirPageView *view, gpointer user_data);

WeirDetailAsker *weir_detail_asker_new (WeirDetailAskerDone done, gpointer user_data);
/* Nothing is reported after it. */
void weir_detail_asker_free (WeirDetailAsker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDetailAsker, weir_detail_asker_free)

/* @detail: of a row that could be read. Returns: bytes that were looked at at once, on this thread */
gsize weir_detail_asker_ask (WeirDetailAsker *self, WeirDetail *detail);
void weir_detail_asker_cancel (WeirDetailAsker *self);

G_END_DECLS
