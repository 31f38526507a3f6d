/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-detail.h"

G_BEGIN_DECLS

/* A row's bytes as received, in hexadecimal and as text, under each line's field and what an EventSource does with it. */
#define WEIR_TYPE_DETAIL_BYTES (weir_detail_bytes_get_type ())
G_DECLARE_FINAL_TYPE (WeirDetailBytes, weir_detail_bytes, WEIR, DETAIL_BYTES, AdwBin)

/* @detail: (nullable). Long ones are read in a thread. Returns: bytes that were handled at once, on this thread */
gsize weir_detail_bytes_set_detail (WeirDetailBytes *self, WeirDetail *detail);

G_END_DECLS
