/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How large letters are in comparison with the usual ones (11 pt at 96 dpi), by the person's font and by the text's scale; at least 1: widths
 * up to which a page is laid out as a narrow one are to be multiplied with it. */
double weir_text_scale (GtkWidget *widget);

G_END_DECLS
