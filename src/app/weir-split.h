/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WEIR_TYPE_SPLIT (weir_split_get_type ())
G_DECLARE_FINAL_TYPE (WeirSplit, weir_split, WEIR, SPLIT, GtkWidget)

/**
 * WeirSplit:
 *
 * A sidebar beside the content; in a narrow window it is folded away and slides over the content when it is asked for.
 *
 * Properties: `sidebar` and `content` (widgets, write-only), `sidebar-width` (px), `sidebar-shown` (in a wide window), `overlay-shown` (in a
 * narrow one), `folded` (read-only: the window is narrow).
 */
GtkWidget *weir_split_new (void);

gboolean weir_split_get_folded (WeirSplit *self);
/* Shows or hides the sidebar, in the way that the window's width asks for. */
void weir_split_toggle (WeirSplit *self);
/* A page was chosen: the sidebar no longer covers it. Nothing in a wide window. */
void weir_split_fold (WeirSplit *self);
/* The border between the two takes the focus: arrow keys move it. */
void weir_split_focus_border (WeirSplit *self);

G_END_DECLS
