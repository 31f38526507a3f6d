/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A spinner that turns while it is seen: one that turns unseen draws the window over and over. */
#define WEIR_TYPE_BUSY (weir_busy_get_type ())
G_DECLARE_FINAL_TYPE (WeirBusy, weir_busy, WEIR, BUSY, AdwBin)

G_END_DECLS
