/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-page-view.h"

G_BEGIN_DECLS

/* Private to weir-page-*.c: judges request and response and fills verdict and remarks in. @exchange: (nullable) */
void weir_page_remarks_add (WeirPageView *view, const WeirExchange *exchange);

G_END_DECLS
