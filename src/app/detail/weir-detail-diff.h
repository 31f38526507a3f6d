/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-detail.h"

G_BEGIN_DECLS

/**
 * WeirDetailDiff:
 *
 * An event beside the one of the same name before it, line by line; JSON is compared in its pretty form. All work is done in a thread.
 * Signal `show-row (guint64 number)`: somebody wants to see the other event.
 */
#define WEIR_TYPE_DETAIL_DIFF (weir_detail_diff_get_type ())
G_DECLARE_FINAL_TYPE (WeirDetailDiff, weir_detail_diff, WEIR, DETAIL_DIFF, AdwBin)

/* @detail: (nullable): of an event */
void weir_detail_diff_set_detail (WeirDetailDiff *self, WeirDetail *detail);
/* The comparison as text. Returns: (transfer full) (nullable): %NULL: there is none, or not yet */
GBytes *weir_detail_diff_dup_text (WeirDetailDiff *self);

G_END_DECLS
