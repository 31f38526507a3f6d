/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-span.h"

G_BEGIN_DECLS

/* Names and values in two columns, with headings between; values can be selected and copied. */
#define WEIR_TYPE_FACT_GRID (weir_fact_grid_get_type ())
G_DECLARE_FINAL_TYPE (WeirFactGrid, weir_fact_grid, WEIR, FACT_GRID, AdwBin)

GtkWidget *weir_fact_grid_new (void);
void weir_fact_grid_clear (WeirFactGrid *self);
void weir_fact_grid_add_heading (WeirFactGrid *self, const char *heading);
/* @name, @value: any bytes, shown as visible text of bounded length. @is_code: both in a font of fixed width */
void weir_fact_grid_add (WeirFactGrid *self, WeirSpan name, WeirSpan value, gboolean is_code);
/* @name: a word for people */
void weir_fact_grid_add_widget (WeirFactGrid *self, const char *name, GtkWidget *widget);

G_END_DECLS
