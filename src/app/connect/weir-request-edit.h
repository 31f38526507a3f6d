/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-request-dialog.h"
#include "weir-stream.h"

G_BEGIN_DECLS

/* Lets the person edit the stream's request. One that runs is stopped and started with the new request, one that failed is started with
 * it, one that was sent once is sent again; any other has it from its next start on. @parent: (nullable). @stream: has a request. @why:
 * (nullable): something is missing, as in weir_request_dialog_show_missing(). Returns: (transfer none): the window, presented */
WeirRequestDialog *weir_request_edit (GtkWindow *parent, WeirStream *stream, const char *why);
/* Why what the keyring should have is missing. @error: (nullable): what it said */
const char *weir_request_edit_explain (const GError *error);

G_END_DECLS
