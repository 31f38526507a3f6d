/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define WEIR_TYPE_FIND_BAR (weir_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (WeirFindBar, weir_find_bar, WEIR, FIND_BAR, AdwBin)

/* Finds words in a source view: put away until weir_find_bar_open(). */
GtkWidget *weir_find_bar_new (void);
/* @view: outlives what the bar is in. Once. */
void weir_find_bar_set_view (WeirFindBar *self, GtkSourceView *view);
/* What is selected is looked for. */
void weir_find_bar_open (WeirFindBar *self);
void weir_find_bar_close (WeirFindBar *self);

G_END_DECLS
