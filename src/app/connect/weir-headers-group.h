/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-sink.h"

G_BEGIN_DECLS

#define WEIR_TYPE_HEADERS_GROUP (weir_headers_group_get_type ())
G_DECLARE_FINAL_TYPE (WeirHeadersGroup, weir_headers_group, WEIR, HEADERS_GROUP, AdwPreferencesGroup)

/**
 * WeirHeadersGroup:
 *
 * Headers to edit, a row each, and a button for one more. Signal `changed`.
 */

void weir_headers_group_add (WeirHeadersGroup *self, const WeirHeader *header);
/* Appends those that are to be sent; borrowed until the next change. */
void weir_headers_group_collect (WeirHeadersGroup *self, GArray *headers);
/* Marks what is wrong. Returns: FALSE with the first problem in @error */
gboolean weir_headers_group_check (WeirHeadersGroup *self, GError **error);

G_END_DECLS
