/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-request-dialog.h"
#include "weir-stream.h"

G_BEGIN_DECLS

/* Lets the person edit the stream's request. One that runs is stopped and started with the new request, one that failed is started with
 * it; any other has it from its next start on. @parent: (nullable). @stream: has a request. Returns: (transfer none): the window, presented */
WeirRequestDialog *weir_request_edit (GtkWindow *parent, WeirStream *stream);

G_END_DECLS
