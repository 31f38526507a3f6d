/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-tally.h"

G_BEGIN_DECLS

/**
 * weir_name_popover_fill:
 * @order: (element-type guint): names by their number in the tally
 *
 * Lists all names with their counts in the popover. What is wished for a name goes to the action `names.only` or `names.hide`, with
 * the name.
 */
void weir_name_popover_fill (GtkPopover *popover, WeirTally *tally, GArray *order, const char *query);

G_END_DECLS
