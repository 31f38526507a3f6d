/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-page-view.h"

G_BEGIN_DECLS

/* What a page in a browser would see of a row, and what would stop it. */
#define WEIR_TYPE_DETAIL_PAGE (weir_detail_page_get_type ())
G_DECLARE_FINAL_TYPE (WeirDetailPage, weir_detail_page, WEIR, DETAIL_PAGE, AdwBin)

/* @view: (transfer full) (nullable) */
void weir_detail_page_take_view (WeirDetailPage *self, WeirPageView *view);
/* The same as text. Returns: (transfer full) (nullable) */
GBytes *weir_detail_page_dup_text (WeirDetailPage *self);

G_END_DECLS
