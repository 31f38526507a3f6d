/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How large letters are in comparison with the usual ones (11 pt at 96 dpi), by the person's font and by the text's scale; at least 1: widths
 * up to which a page is laid out as a narrow one are to be multiplied with it. */
double weir_text_scale (GtkWidget *widget);

/* @width, or what @content needs as it stands, until it is laid out for less: GTK cannot measure what has less than it needs. */
int weir_text_scale_widen (GtkWidget *content, int width);

G_END_DECLS
