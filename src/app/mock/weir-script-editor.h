/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-script.h"

G_BEGIN_DECLS

#define WEIR_TYPE_SCRIPT_EDITOR (weir_script_editor_get_type ())
G_DECLARE_FINAL_TYPE (WeirScriptEditor, weir_script_editor, WEIR, SCRIPT_EDITOR, AdwBin)

/**
 * WeirScriptEditor:
 *
 * A script to write: coloured, with words to choose from, its problems underlined and in a list below.
 *
 * Signals: `changed`: by the person; `run`: asked for by a key; `refused (const char *)`: what was pasted is not taken, in words.
 */
GtkWidget *weir_script_editor_new (void);

/* Whether a text view is fluid with it: UTF-8 without zero bytes, with no line of more than 20 KiB. */
gboolean weir_script_editor_takes (GBytes *script);
/* In place of what is there; cannot be undone. What it does not take is shown and cannot be edited. */
void weir_script_editor_set_script (WeirScriptEditor *self, GBytes *script);
/* (transfer full): "" of a script that cannot be edited */
char *weir_script_editor_dup_text (WeirScriptEditor *self);
int weir_script_editor_get_n_chars (WeirScriptEditor *self);
gboolean weir_script_editor_get_editable (WeirScriptEditor *self);

/* @problems: (nullable) (element-type WeirDiagnostic): %NULL: not known yet */
void weir_script_editor_set_problems (WeirScriptEditor *self, GPtrArray *problems);
/* Whether to say that it is not saved. */
void weir_script_editor_set_modified (WeirScriptEditor *self, gboolean modified);
/* The list of problems opens. */
void weir_script_editor_show_problems (WeirScriptEditor *self);
void weir_script_editor_go_to (WeirScriptEditor *self, guint line, guint column);
void weir_script_editor_find (WeirScriptEditor *self);

G_END_DECLS
