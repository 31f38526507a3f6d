/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts a text into a buffer: the first part at once, the rest part by part, one a turn of the main loop after drawing. It cannot be
 * undone. Nobody else changes the buffer meanwhile. */
typedef struct _WeirTextFill WeirTextFill;

/* All of the text is there. */
typedef void (*WeirTextFillDone) (gpointer user_data);

/* In place of what is in @buffer. @text: valid UTF-8 without NUL; @done: not called for a text that is there at once.
 * Returns: (nullable): %NULL: all of it is there */
WeirTextFill *weir_text_fill_new (GtkTextBuffer *buffer, GBytes *text, WeirTextFillDone done, gpointer user_data);
/* Puts the rest there at once and frees it; does not call `done`. */
void weir_text_fill_finish (WeirTextFill *self);
/* Without the rest. */
void weir_text_fill_free (WeirTextFill *self);

/* Frees what is in a buffer that nobody shows any more part by part, too: at once it takes several frames. */
void weir_text_fill_drain (GtkTextBuffer *buffer);
/* In bytes: what a text view lays out at once. */
gsize weir_text_fill_get_longest_line (const char *text, gsize len);

G_END_DECLS
