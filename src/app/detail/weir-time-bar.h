/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A duration as a bar on a common scale, and in words behind it. */
#define WEIR_TYPE_TIME_BAR (weir_time_bar_get_type ())
G_DECLARE_FINAL_TYPE (WeirTimeBar, weir_time_bar, WEIR, TIME_BAR, GtkWidget)

/* @start, @end: 0 to 1 */
GtkWidget *weir_time_bar_new (double start, double end, const char *words);

G_END_DECLS
