/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-recording.h"

G_BEGIN_DECLS

/* Rows in one segment: 128 KiB. */
#define WEIR_ROWS_SEGMENT 4096u

/**
 * WeirRows:
 *
 * Rows by number. Segments never move; one writer publishes, any number of readers look between first and count without a lock.
 * With a budget, segments of rows that were given back are used again.
 */
typedef struct _WeirRows WeirRows;

/* @budget: rows kept at most; 0: all */
WeirRows *weir_rows_new (guint64 budget);
void weir_rows_free (WeirRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRows, weir_rows_free)

/* Writer. What does not fit beside the oldest rows pushes them out (first rises). */
void weir_rows_publish (WeirRows *self, const WeirRow *rows, gsize n_rows);
/* Writer. Rows before @first are no longer there. */
void weir_rows_raise_first (WeirRows *self, guint64 first);

/* Any thread. */
guint64 weir_rows_get_first (WeirRows *self);
guint64 weir_rows_get_count (WeirRows *self);
gboolean weir_rows_get (WeirRows *self, guint64 number, WeirRow *row);
/* @number: (inout): raised to the first row that is kept. Returns: how many rows from it on were copied */
gsize weir_rows_get_many (WeirRows *self, guint64 *number, WeirRow *rows, gsize n_rows);

G_END_DECLS
