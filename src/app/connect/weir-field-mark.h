/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-span.h"

G_BEGIN_DECLS

/* Shows whether what stands in a field is right, to the eye, to a pointer and to a screen reader. @problem: (nullable) */
void weir_field_mark (GtkWidget *field, const char *problem);

/* Whether a text view can show the text: UTF-8 without zero bytes, of at most @most_bytes. A text view lays out a whole line at once:
 * one of more than 4 KiB takes seconds. */
gboolean weir_field_can_edit (WeirSpan text, gsize most_bytes);
/* From within "insert-text": what the buffer would hold. Returns: (transfer full) */
char *weir_field_dup_with (GtkTextBuffer *buffer, const GtkTextIter *place, const char *inserted, int length);

G_END_DECLS
