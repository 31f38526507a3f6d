/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Two widgets beside each other, or below each other where they do not fit. Properties `start`, `end`, and `spacing`
 * between them (px). */
#define WEIR_TYPE_WRAP (weir_wrap_get_type ())
G_DECLARE_FINAL_TYPE (WeirWrap, weir_wrap, WEIR, WRAP, GtkWidget)

G_END_DECLS
