/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-filter.h"
#include "weir-sink.h"

G_BEGIN_DECLS

/**
 * weir_match_report:
 *
 * Whether what is reported matches, as the row of a recording that it makes would. Of a comment line that stands alone both its
 * COMMENT report and its frame do. What makes no row (a network read, a blank line) matches nothing.
 */
gboolean weir_match_report (const WeirFilter *filter, const WeirReport *report);

G_END_DECLS
