/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "weir-span.h"

G_BEGIN_DECLS

/**
 * WeirRowNotes:
 *
 * What people wrote about rows, by row: WEIR_LIMIT_NOTES at most. One thread changes them, any looks.
 */
typedef struct _WeirRowNotes WeirRowNotes;

WeirRowNotes *weir_row_notes_new (void);
void weir_row_notes_free (WeirRowNotes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRowNotes, weir_row_notes_free)

/* A note as it is kept: without spaces around it, and no more than WEIR_LIMIT_NOTE bytes. Returns: (transfer full) */
char *weir_row_notes_cut (WeirSpan text);
/* The same of what a person typed: one line, with spaces for control bytes. */
char *weir_row_notes_clean (const char *text);

/* @text: as from weir_row_notes_cut(); "" takes the row's note away. Returns: %FALSE: there are too many already */
gboolean weir_row_notes_set (WeirRowNotes *self, guint64 row, const char *text);
gboolean weir_row_notes_is_full (WeirRowNotes *self);
/* The rows before @first are gone. */
void weir_row_notes_trim (WeirRowNotes *self, guint64 first);

/* Any thread. Returns: (transfer full) (nullable) */
char *weir_row_notes_dup (WeirRowNotes *self, guint64 row);
/* Any thread. Grows with each change. */
guint64 weir_row_notes_get_changes (WeirRowNotes *self);

G_END_DECLS
