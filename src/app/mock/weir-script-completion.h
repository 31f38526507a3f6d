/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define WEIR_TYPE_SCRIPT_COMPLETION (weir_script_completion_get_type ())
G_DECLARE_FINAL_TYPE (WeirScriptCompletion, weir_script_completion, WEIR, SCRIPT_COMPLETION, GObject)

/* Offers verbs, settings, fields, templates and names of events while a script is typed. A GtkSourceCompletionProvider. */
WeirScriptCompletion *weir_script_completion_new (void);

G_END_DECLS
