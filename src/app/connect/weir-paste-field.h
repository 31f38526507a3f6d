/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "weir-span.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PASTE_FIELD (weir_paste_field_get_type ())
G_DECLARE_FINAL_TYPE (WeirPasteField, weir_paste_field, WEIR, PASTE_FIELD, AdwBin)

/**
 * WeirPasteField:
 *
 * A field for a line or a pasted text of any length: it grows to some lines; what is too long to be edited is kept aside, and its size
 * is shown. Enter is the signal `activated`, Shift+Enter a line break. The signal `changed` follows each change.
 */
GtkWidget *weir_paste_field_new (void);

/* Valid until the next change. */
WeirSpan weir_paste_field_get_text (WeirPasteField *self);
/* As if it had been pasted into the empty field. @text: UTF-8 */
void weir_paste_field_set_text (WeirPasteField *self, const char *text);

G_END_DECLS
