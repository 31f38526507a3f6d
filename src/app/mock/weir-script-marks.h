/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtksourceview/gtksource.h>

#include "weir-line-gutter.h"

G_BEGIN_DECLS

/* Problems where they are in a source view: underlined, marked beside the line, said when the pointer is on them. */

/* Once for each view. @gutter: beside it; not used after it */
void weir_script_marks_set_up (GtkSourceView *view, WeirLineGutter *gutter);
/* After the view's style has changed: the colours of its underlines. */
void weir_script_marks_update_colors (GtkSourceView *view);
/* @problems: (element-type WeirDiagnostic) (nullable): kept until others come */
void weir_script_marks_set (GtkSourceView *view, GPtrArray *problems);
/* Selects nothing: puts the cursor there, and the place in view. From 1, columns in characters. */
void weir_script_marks_go_to (GtkSourceView *view, guint line, guint column);

G_END_DECLS
