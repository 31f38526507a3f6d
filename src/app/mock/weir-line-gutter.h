/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_TYPE_LINE_GUTTER (weir_line_gutter_get_type ())
G_DECLARE_FINAL_TYPE (WeirLineGutter, weir_line_gutter, WEIR, LINE_GUTTER, GtkWidget)

/* The numbers of a text view's lines, and signs where something is wrong; it stands beside what the view scrolls in. GtkSourceView 5.6
 * has a gutter of its own, which never ends: the lines that it has drawn hold their view. */

/* @view: as high as the gutter. Once */
void weir_line_gutter_set_view (WeirLineGutter *self, GtkTextView *view);
/* @problems: (nullable) (element-type WeirDiagnostic): kept until others come */
void weir_line_gutter_set_problems (WeirLineGutter *self, GPtrArray *problems);
/* What is wrong in a line, counted from 0: visible text, "" for nothing. (transfer full) */
char *weir_line_gutter_dup_words (WeirLineGutter *self, int line);

G_END_DECLS
