/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-row-look.h"

G_BEGIN_DECLS

/**
 * WeirEventRow:
 *
 * One row of the list, one line high, which draws all its cells itself. What is outside the list's window draws nothing until
 * weir_event_row_wake().
 */
#define WEIR_TYPE_EVENT_ROW (weir_event_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirEventRow, weir_event_row, WEIR, EVENT_ROW, GtkWidget)

GtkWidget *weir_event_row_new (WeirRowLook *look);
/* @event: (nullable) */
void weir_event_row_set_event (WeirEventRow *self, WeirEvent *event);
/* (transfer none) (nullable) */
WeirEvent *weir_event_row_get_event (WeirEventRow *self);

/* The list was scrolled or grew: a row that drew nothing looks again. */
void weir_event_row_wake (WeirEventRow *self);
/* The look changed: fonts, columns, times. */
void weir_event_row_refresh (WeirEventRow *self);

G_END_DECLS
