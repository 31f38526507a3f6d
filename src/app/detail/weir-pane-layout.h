/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Of a widget with one child, which has all of its room. How wide it is to be is never asked for a height: to answer that, boxes try one
 * width after the other, and labels that wrap lay out their text for each, which takes a tenth of a second. */
GtkLayoutManager *weir_pane_layout_new (void);

G_END_DECLS
