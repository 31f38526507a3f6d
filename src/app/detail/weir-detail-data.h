/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-detail.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_DETAIL_TREE_MODE,
  WEIR_DETAIL_PRETTY_MODE,
  WEIR_DETAIL_PLAIN_MODE,
  WEIR_DETAIL_DIFF_MODE,
  WEIR_DETAIL_N_MODES,
} WeirDetailMode;

/**
 * WeirDetailData:
 *
 * What a row has to read: an event's data as a tree, indented, as it is, or beside the event before; other rows' text. The mode is
 * kept from row to row; where a row does not allow it another is shown meanwhile.
 *
 * Signals: `changed`: other modes are possible, or another is shown; `filter (char *text)` and `show-row (guint64 number)` as in the
 * tree and the comparison.
 */
#define WEIR_TYPE_DETAIL_DATA (weir_detail_data_get_type ())
G_DECLARE_FINAL_TYPE (WeirDetailData, weir_detail_data, WEIR, DETAIL_DATA, AdwBin)

/* @detail: (nullable). @life: (nullable): text of rows that have none of their own, visible.
 * Returns: bytes that were handled at once, on this thread */
gsize weir_detail_data_set_detail (WeirDetailData *self, WeirDetail *detail, const char *life);
void weir_detail_data_set_mode (WeirDetailData *self, WeirDetailMode mode);
/* The one that was chosen, and the one that is shown. */
WeirDetailMode weir_detail_data_get_mode (WeirDetailData *self);
WeirDetailMode weir_detail_data_get_shown_mode (WeirDetailData *self);
/* Whether the row allows it; none for rows that are no events. */
gboolean weir_detail_data_allows (WeirDetailData *self, WeirDetailMode mode);
/* What is shown, whole. Returns: (transfer full) (nullable): %NULL: nothing, or not yet */
GBytes *weir_detail_data_dup_bytes (WeirDetailData *self);

G_END_DECLS
