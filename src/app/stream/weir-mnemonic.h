/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @button: one that uses underlines. GTK 4.8 would name it twice, once with the underline: "_Start Start". */
void weir_mnemonic_set_label (GtkButton *button, const char *label);

G_END_DECLS
