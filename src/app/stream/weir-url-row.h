/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-request.h"

G_BEGIN_DECLS

#define WEIR_TYPE_URL_ROW (weir_url_row_get_type ())
G_DECLARE_FINAL_TYPE (WeirUrlRow, weir_url_row, WEIR, URL_ROW, GtkBox)

/* Method and URL, ready to be changed. The signal `connect ()` asks to connect anew with weir_url_row_get_request(). */
GtkWidget *weir_url_row_new (void);
/* Shows the request; what was typed and not asked for is gone. */
void weir_url_row_set_request (WeirUrlRow *self, WeirRequest *request);
/* (transfer none) (nullable): what was asked for last */
WeirRequest *weir_url_row_get_request (WeirUrlRow *self);
/* Less room: the button to the request is an icon. */
void weir_url_row_set_narrow (WeirUrlRow *self, gboolean narrow);
void weir_url_row_grab_focus (WeirUrlRow *self);

G_END_DECLS
