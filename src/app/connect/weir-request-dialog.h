/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-curl.h"
#include "weir-request.h"

G_BEGIN_DECLS

#define WEIR_TYPE_REQUEST_DIALOG (weir_request_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WeirRequestDialog, weir_request_dialog, WEIR, REQUEST_DIALOG, AdwWindow)

/**
 * WeirRequestDialog:
 *
 * All of a request to edit; what is wrong is shown where it stands. The signal `accepted` (WeirRequest *request) comes once, then the
 * window closes.
 */

/* @parent: (nullable). @options: need not be right. @accept_label: (nullable): of the button; %NULL: “Apply” */
GtkWidget *weir_request_dialog_new (GtkWindow *parent, const WeirRequestOptions *options, const char *accept_label);
/* What was understood of the command, what was not, and what a shell would have filled in. */
GtkWidget *weir_request_dialog_new_for_curl (GtkWindow *parent, const WeirCurl *curl);

/* @names: of what was not remembered, as WeirWorkspaceItem has them: it is asked for. @why: (nullable): %NULL: it never is remembered */
void weir_request_dialog_show_missing (WeirRequestDialog *self, const char *const *names, const char *why);

/* Whether tokens and passwords can be kept in the keyring, and whether this request's are. */
void weir_request_dialog_set_remember (WeirRequestDialog *self, gboolean available, gboolean remember);
gboolean weir_request_dialog_get_remember (WeirRequestDialog *self);

G_END_DECLS
