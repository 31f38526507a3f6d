/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_TYPE_SPLIT_BORDER (weir_split_border_get_type ())
G_DECLARE_FINAL_TYPE (WeirSplitBorder, weir_split_border, WEIR, SPLIT_BORDER, GtkWidget)

/**
 * WeirSplitBorder:
 *
 * The line between sidebar and content: dragged, or moved with the arrow keys while it has the focus, which only a shortcut gives it.
 *
 * Signals: `begin`; then `move` (double: px from where it began, towards the end of a line of text); `leave`: done with the keyboard.
 */
GtkWidget *weir_split_border_new (void);

G_END_DECLS
