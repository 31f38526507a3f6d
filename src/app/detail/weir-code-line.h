/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WeirCodeLine:
 *
 * One line of text, written from left to right everywhere and cut where it does not fit. Its text costs nothing before it is drawn:
 * lists keep some two hundred rows alive, of which few are seen.
 */
#define WEIR_TYPE_CODE_LINE (weir_code_line_get_type ())
G_DECLARE_FINAL_TYPE (WeirCodeLine, weir_code_line, WEIR, CODE_LINE, GtkWidget)

GtkWidget *weir_code_line_new (void);
/* @text: visible text. @attributes: (nullable) */
void weir_code_line_set_text (WeirCodeLine *self, const char *text, PangoAttrList *attributes);
const char *weir_code_line_get_text (WeirCodeLine *self);
/* From now on the code lines of a list below @scroller, which draw themselves only where they are seen, look again when it scrolls. Each
 * list of code lines needs it, once. */
void weir_code_line_wake_in (GtkScrolledWindow *scroller);
/* Whether it drew its text when it was drawn last. */
gboolean weir_code_line_is_drawn (WeirCodeLine *self);
/* Characters that it is wide at least; the digits of a font, roughly. */
void weir_code_line_set_min_chars (WeirCodeLine *self, guint min_chars);

G_END_DECLS
