/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-detail-data.h"

G_BEGIN_DECLS

/* The buttons that choose how the data are shown. Property `data` (a WeirDetailData), set once. Signal `chosen`: by a person. */
#define WEIR_TYPE_DETAIL_MODES (weir_detail_modes_get_type ())
G_DECLARE_FINAL_TYPE (WeirDetailModes, weir_detail_modes, WEIR, DETAIL_MODES, AdwBin)

/* "tree", "pretty", "plain", "diff" */
const char *weir_detail_mode_get_nick (WeirDetailMode mode);
/* An unknown one is taken for "tree". */
WeirDetailMode weir_detail_mode_from_nick (const char *nick);

G_END_DECLS
