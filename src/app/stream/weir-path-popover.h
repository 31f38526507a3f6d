/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WeirPathPopover:
 *
 * Asks for the value of the data that a new column shows. Signal `path (const char *)`: it was entered; its handler returns whether
 * it is taken.
 */
#define WEIR_TYPE_PATH_POPOVER (weir_path_popover_get_type ())
G_DECLARE_FINAL_TYPE (WeirPathPopover, weir_path_popover, WEIR, PATH_POPOVER, GtkPopover)

GtkWidget *weir_path_popover_new (void);

G_END_DECLS
