/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-query-edit.h"

G_BEGIN_DECLS

#define WEIR_TYPE_NAME_CHIP (weir_name_chip_get_type ())
G_DECLARE_FINAL_TYPE (WeirNameChip, weir_name_chip, WEIR, NAME_CHIP, GtkToggleButton)

/* An event type with its count. The signal `wished (WeirNameWish)` says what the person wants of it: a click asks for it alone or no
 * longer, Ctrl or Shift with it hides it or no longer. The signal `menu ()`: its menu is wanted. */
GtkWidget *weir_name_chip_new (const char *name);
const char *weir_name_chip_get_name (WeirNameChip *self);
void weir_name_chip_set_count (WeirNameChip *self, guint64 count);
void weir_name_chip_set_wish (WeirNameChip *self, WeirNameWish wish);

/* A label that shows the name in its colour, struck through when it is hidden; follows the style. */
GtkWidget *weir_name_label_new (const char *name);
void weir_name_label_set_hidden (GtkWidget *label, gboolean hidden);

G_END_DECLS
