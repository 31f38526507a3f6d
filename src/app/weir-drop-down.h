/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tells a screen reader what a drop-down of strings is for, and what is chosen. GTK 4.8 leaves the button inside, which has the focus,
 * without a name; newer ones call it what is chosen, whatever its label. Once for each. */
void weir_drop_down_set_label (GtkDropDown *self, const char *label);

G_END_DECLS
