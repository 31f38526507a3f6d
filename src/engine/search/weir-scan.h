/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-filter.h"
#include "weir-recording.h"

G_BEGIN_DECLS

/* Rows looked at in one slice. */
#define WEIR_SCAN_ROWS 4096u

/**
 * WeirScan:
 *
 * A filter run over a recording's rows, a slice at a time. The rows alone decide on kinds and names; only what they leave open is
 * read, in windows that hold many rows, and only what a window leaves open is decoded. One thread at a time.
 */
typedef struct _WeirScan WeirScan;

WeirScan *weir_scan_new (WeirRecording *recording, WeirFilter *filter);
void weir_scan_free (WeirScan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirScan, weir_scan_free)

/**
 * weir_scan_slice:
 * @from: the row to begin with
 * @cancellable: (nullable): looked at between windows
 * @matches: (out): numbers of the rows that match, rising; room for WEIR_SCAN_ROWS
 * @n_matches: (out): how many
 *
 * Rows that cannot be read do not match.
 *
 * Returns: the row to go on with; @from when there are no more yet, or when it was cancelled
 */
guint64 weir_scan_slice (WeirScan *self, guint64 from, GCancellable *cancellable, guint64 *matches, gsize *n_matches);

G_END_DECLS
