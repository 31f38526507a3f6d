/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-event.h"
#include "weir-stream.h"

G_BEGIN_DECLS

/**
 * WeirDetailPane:
 *
 * Everything about one row: what it has to read, its bytes, what a page would see of it, the connection that it came with. Which of
 * them is shown, and how, is kept from row to row: properties `view` (`data`, `bytes`, `page`, `http`) and `mode` of the data (`tree`,
 * `pretty`, `plain`, `diff`), for who remembers them.
 *
 * Work on long rows is done in threads; a new row cancels it.
 *
 * Signals: `close`: by Escape or the button; `filter (char *text)`: somebody wants the rows whose data hold this text; `show-row
 * (guint64 number)`: somebody wants to see another row.
 */
#define WEIR_TYPE_DETAIL_PANE (weir_detail_pane_get_type ())
G_DECLARE_FINAL_TYPE (WeirDetailPane, weir_detail_pane, WEIR, DETAIL_PANE, AdwBin)

GtkWidget *weir_detail_pane_new (void);
/* @stream: (nullable): that the event is of. @event: (nullable): %NULL: nothing is selected */
void weir_detail_pane_set_event (WeirDetailPane *self, WeirStream *stream, WeirEvent *event);

G_END_DECLS
