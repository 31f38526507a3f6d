/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-snippet.h"

G_BEGIN_DECLS

#define WEIR_TYPE_SNIPPET_DIALOG (weir_snippet_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WeirSnippetDialog, weir_snippet_dialog, WEIR, SNIPPET_DIALOG, AdwWindow)

/* Code that watches one of some URLs, to copy. @urls: (array zero-terminated=1): at least one. @names: of events that come.
 * @certificate: (nullable): a file to trust */
GtkWindow *weir_snippet_dialog_new (GtkWindow *parent, WeirSnippet first, const char *const *urls, const char *const *names,
                                    const char *certificate);

G_END_DECLS
