/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WeirNotePopover:
 *
 * Asks for the note on a row. Signal `save (const char *)`: it was entered, and is another than before; "": it is to be taken away.
 */
#define WEIR_TYPE_NOTE_POPOVER (weir_note_popover_get_type ())
G_DECLARE_FINAL_TYPE (WeirNotePopover, weir_note_popover, WEIR, NOTE_POPOVER, GtkPopover)

GtkWidget *weir_note_popover_new (void);
/* Opens it. @number: as the list shows it, from 1; @text: (nullable): the note that it has, visible text */
void weir_note_popover_ask (WeirNotePopover *self, guint64 number, const char *text);

G_END_DECLS
