/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-stream.h"

G_BEGIN_DECLS

#define WEIR_TYPE_STATE_LINE (weir_state_line_get_type ())
G_DECLARE_FINAL_TYPE (WeirStateLine, weir_state_line, WEIR, STATE_LINE, GtkBox)

/* What the stream does, in words, with what can be done about it now. Counts down by itself while it is mapped. */
GtkWidget *weir_state_line_new (void);
/* @stream: (nullable) */
void weir_state_line_set_stream (WeirStateLine *self, WeirStream *stream);
/* Less room: buttons are icons, the words may take two lines. */
void weir_state_line_set_narrow (WeirStateLine *self, gboolean narrow);
/* Shown for a stream that was opened from a file: when it was recorded, how long it is. @words: (nullable) */
void weir_state_line_set_recorded (WeirStateLine *self, const char *words);

G_END_DECLS
