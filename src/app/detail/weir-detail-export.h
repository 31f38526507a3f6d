/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Onto the clipboard: as text, in which what is not UTF-8 becomes U+FFFD and a NUL ␀, and then also as they are (octet-stream). Long ones
 * are looked through in a thread; what came onto the clipboard meanwhile stays there. Says so in a toast. */
void weir_detail_copy (GtkWidget *widget, GBytes *bytes);
/* Asks where, and writes the bytes as they are; a toast says what came of it. @name: suggested. */
void weir_detail_save (GtkWidget *widget, GBytes *bytes, const char *name);
/* Without asking. */
void weir_detail_save_to (GtkWidget *widget, GBytes *bytes, GFile *file);

G_END_DECLS
