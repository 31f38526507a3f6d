/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WEIR_TYPE_TEMPLATE_DIALOG (weir_template_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WeirTemplateDialog, weir_template_dialog, WEIR, TEMPLATE_DIALOG, AdwWindow)

/* The scripts that come with the program, and what is in the one that is selected. Signal `chosen (GBytes *script)`: one is to be served;
 * the dialog goes then. */
GtkWidget *weir_template_dialog_new (GtkWindow *parent);

G_END_DECLS
