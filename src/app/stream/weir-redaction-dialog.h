/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WEIR_TYPE_REDACTION_DIALOG (weir_redaction_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WeirRedactionDialog, weir_redaction_dialog, WEIR, REDACTION_DIALOG, AdwWindow)

/**
 * weir_redaction_dialog_new:
 * @names: of headers, and of query parameters with a "?" before them, as received
 * @are_kept: whether they stand in the recording as they are
 *
 * Says which secrets a recording leaves out, or holds, before it is saved. The signal `go-on ()` says that the person wants it saved; the
 * dialog is closed then.
 */
WeirRedactionDialog *weir_redaction_dialog_new (GtkWindow *parent, const char *const *names, gboolean are_kept);
/* The request has a body, which recordings do not keep. */
void weir_redaction_dialog_add_body (WeirRedactionDialog *self);

G_END_DECLS
