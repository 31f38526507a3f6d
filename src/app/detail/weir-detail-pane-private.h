/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-detail-pane.h"

G_BEGIN_DECLS

/* For tests: bytes of the current row that were worked on in the main thread. */
gsize weir_detail_pane_get_n_inline (WeirDetailPane *self);

G_END_DECLS
