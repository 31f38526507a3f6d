/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-tally.h"

G_BEGIN_DECLS

#define WEIR_TYPE_NAME_CHIPS (weir_name_chips_get_type ())
G_DECLARE_FINAL_TYPE (WeirNameChips, weir_name_chips, WEIR, NAME_CHIPS, GtkWidget)

/* The event types that came, the most frequent first, as many as there is room for; a popover has all. The signal
 * `query-changed (const char *)` asks for another query. */
GtkWidget *weir_name_chips_new (void);
/* @tally: (nullable) */
void weir_name_chips_set_tally (WeirNameChips *self, WeirTally *tally);
/* There may be new counts. */
void weir_name_chips_update (WeirNameChips *self);
/* What is asked for now: it shows in the chips. */
void weir_name_chips_set_query (WeirNameChips *self, const char *query);
/* Only the popover's button is shown. */
void weir_name_chips_set_folded (WeirNameChips *self, gboolean folded);

G_END_DECLS
