/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The monotonic time of what is going on: of the main loop's turn, else of the widget's frame. */
gint64 weir_now (GtkWidget *widget);

G_END_DECLS
