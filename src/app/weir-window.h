/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WEIR_TYPE_WINDOW (weir_window_get_type ())
G_DECLARE_FINAL_TYPE (WeirWindow, weir_window, WEIR, WINDOW, AdwApplicationWindow)

WeirWindow *weir_window_new (GtkApplication *application);
/* @is_file: @address is a path, else a URL. The command that works on it is shown, ready to copy. */
void weir_window_show_address (WeirWindow *self, const char *address, gboolean is_file);

G_END_DECLS
