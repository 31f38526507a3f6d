/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-timeline-draw.h"

G_BEGIN_DECLS

/* What happened in a bin: its time, what came, how the connection was. Visible text. Returns: (transfer full) */
char *weir_timeline_dup_bin_words (WeirTally *tally, const WeirTimelinePicture *picture, guint bin);
/* The whole, for those who do not see it. Returns: (transfer full) */
char *weir_timeline_dup_summary (WeirTally *tally, const WeirTimelinePicture *picture);

G_END_DECLS
